"""What commands print: tables for people, one JSON document for programs, errors on standard error."""

import sys
from collections.abc import Sequence
from typing import Any

import typer
from onepath.graph.answers import answer_json
from onepath.loaders.errors import OnepathError
from onepath.loaders.safe_text import visible
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table


class _SafeConsole(Console):
    """Prints text from data without obeying it."""

    def print(self, *objects: Any, **options: Any) -> None:
        """As any console does."""
        super().print(*(visible(one) if isinstance(one, str) else one for one in objects), **options)


# Without emoji: `device:m:1` is an identifier and no picture.
console = _SafeConsole(emoji=False)
errors = _SafeConsole(stderr=True, emoji=False)
_FIRST_WIDTH = 24
_BORDERS = 3
"""The border of a column, and a space on both sides."""


def can_ask() -> bool:
    """Whether somebody sits at a terminal and can answer a question."""
    return errors.is_terminal and sys.stdin.isatty()


def answer(found: object) -> None:
    """Print an answer, one of `ANSWER_TYPES` in `answer_types.py`, as JSON on standard output."""
    typer.echo(answer_json(found))


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows; numbers stand right, text from the data is never read as markup."""
    drawn = Table(title=visible(title), title_justify="left", header_style="bold")
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
    return escape(
        f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else visible(str(value))
    )


def share(part: float | None) -> str:
    return "" if part is None else f"{part:.1%}"


def fits(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> bool:
    """Whether the terminal is wide enough for a table in which no text is broken."""
    widths = [max(cell_len(str(row[k])) for row in [columns, *rows]) for k in range(len(columns))]
    return sum(widths) + _BORDERS * len(columns) + 1 <= console.width


def wrap_list(texts: Sequence[str], width: int) -> str:
    """The texts with commas between, in lines of a width; a line is only broken between two of them."""
    lines = [""]
    for text in texts:
        longer = f"{lines[-1]}, {text}" if lines[-1] else text
        if cell_len(longer) < width or not lines[-1]:
            lines[-1] = longer
        else:
            lines[-1] += ","
            lines.append(text)
    return "\n".join(lines)


def columns_that_fit(columns: Sequence[str], width: int) -> list[Sequence[str]]:
    """The columns in parts, each of which fits beside a first column."""
    count = max(1, (console.width - _FIRST_WIDTH) // width)
    return [columns[begin : begin + count] for begin in range(0, len(columns), count)]


def complain(error: OnepathError) -> None:
    """One message on standard error: what happened, what was kept, what to do. Paths are never broken."""
    errors.print(f"[bold red]Error:[/] {escape(error.message)}", highlight=False, soft_wrap=True)
    for part in (error.kept, error.action):
        if part:
            errors.print(escape(part), highlight=False, soft_wrap=True)
