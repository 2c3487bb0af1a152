"""Progress bars on standard error."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from onepath.loaders.safe_text import visible
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from .output import errors

if TYPE_CHECKING:
    from ...loading import Step

_STEPS: "Mapping[Step, tuple[str, str]]" = {
    "start": ("Starting Neo4j", ""),
    "simulate": ("Simulating", "people"),
    "check": ("Checking {name}", "rows"),
    "load": ("Loading {name}", "rows"),
    "undo": ("Undoing load {name}", "records"),
    "settle": ("Bringing people and journeys up to date", ""),
    "resolve": ("Resolving people", "identifiers"),
    "build": ("Building journeys", "people"),
}


class Bar:
    """What a command shows while it runs: a text, a share of the total, a count of `unit`."""

    def __init__(self, progress: Progress, what: str, total: float | None, unit: str) -> None:
        self.count = 0
        self._progress = progress
        self._task = progress.add_task(escape(visible(what)), total=total, count=0, unit=unit)

    def add(self, more: int) -> None:
        """`more` of the total is done."""
        self._progress.update(self._task, advance=more)

    def counted(self, more: int) -> None:
        """`more` rows, people or the like were counted."""
        self.count += more
        self._progress.update(self._task, count=self.count)

    def reach(self, done: int, total: int | None = None) -> None:
        """`done` of the total is done; the total may be given here."""
        self.count = done
        self._progress.update(self._task, completed=done, total=total, count=done)

    def say(self, what: str, part: float | None) -> None:
        """A step by name, and the share of it that is done, None where that is unknown."""
        done = {"completed": part, "total": 1} if part is not None else {}
        self._progress.update(self._task, description=escape(visible(what)), **done)  # type: ignore[arg-type]


class _Done(ProgressColumn):
    """The count and the share, as far as there are any."""

    def render(self, task: Task) -> Text:
        count = f"{task.fields['count']:,} {task.fields['unit']}" if task.fields["unit"] else ""
        return Text(
            " ".join(part for part in (count, f"{task.percentage:.0f}%" if task.total else "") if part)
        )


@contextmanager
def bar(what: str, total: float | None = None, unit: str = "") -> Iterator[Bar]:
    """A progress bar on standard error, gone when the work is done; in a pipe nothing is drawn."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), _Done(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as progress:
        yield Bar(progress, what, total, unit)


def step_bar(step: "Step", name: str = "", total: float | None = None) -> AbstractContextManager[Bar]:
    """The bar of a step from files to journeys."""
    text, unit = _STEPS[step]
    return bar(text.format(name=name), total, unit)
