"""How commands speak: tables and bars for people, one JSON document for programs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from onepath.loaders.errors import OnepathError
from pydantic import BaseModel
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

console = Console()
errors = Console(stderr=True)
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


def answer(model: BaseModel) -> None:
    """Print a promised shape as JSON on standard output."""
    typer.echo(model.model_dump_json(indent=2))


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows; numbers stand right, text from the data is never read as markup."""
    drawn = Table(title=title, title_justify="left", header_style="bold")
    numeric = [
        bool(rows) and all(isinstance(row[k], int | float) for row in rows) for k in range(len(columns))
    ]
    for column, right in zip(columns, numeric, strict=True):
        drawn.add_column(column, justify="right" if right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(_cell(value) for value in row))
    console.print(drawn)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return escape(f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value))


def share(part: float | None) -> str:
    return "" if part is None else f"{part:.1%}"


@contextmanager
def bar(what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error; call it with how much more is done."""
    progress = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(),
        TextColumn("{task.completed:,.0f}"), TimeElapsedColumn(), console=errors, transient=True,
    )  # fmt: skip
    with progress:
        task = progress.add_task(escape(what), total=total)
        yield lambda more: progress.update(task, advance=more)


def complain(error: OnepathError) -> None:
    errors.print(f"[bold red]Error:[/] {escape(error.message)}", highlight=False)
    for part in (error.kept, error.action):
        if part:
            errors.print(escape(part), highlight=False)
