"""The steps from files to journeys, each shown while it runs."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import Literal, Protocol

from onepath.graph.errors import GraphError
from onepath.graph.identity import Resolution, ResolveOptions, resolve
from onepath.graph.ingest import FileReader, LoadSummary, UndoneLoad, load_records, remove_load, settle
from onepath.graph.journeys import BuildSummary, build_journeys, set_roles
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.contents import ContentsCounter
from onepath.loaders.errors import InputError
from onepath.loaders.losses import LostCells
from onepath.loaders.records import Reject
from onepath.loaders.rejects import RejectsFile
from onepath.loaders.simulator import Rates
from onepath.loaders.simulator import simulate as write_simulation
from onepath.loaders.streams import check_readable

__all__ = [
    "Show",
    "Shown",
    "Step",
    "build",
    "check_file",
    "demo_folder",
    "load_file",
    "remove_loads",
    "resolve_people",
    "settle_loads",
    "simulate_into",
]  # fmt: skip

Step = Literal["start", "simulate", "check", "load", "undo", "settle", "resolve", "build"]


class Shown(Protocol):
    """What is shown of a step while it runs."""

    count: int

    def add(self, more: int) -> None:
        """`more` of the total is done."""

    def counted(self, more: int) -> None:
        """`more` rows, people or the like were counted."""

    def reach(self, done: int, total: int | None = None) -> None:
        """`done` of the total is done; the total may be given here."""


class Show(Protocol):
    """How steps are shown; `name` is the file, `total` how much there is to do, if that is known."""

    def __call__(
        self, step: Step, name: str = "", total: float | None = None
    ) -> AbstractContextManager[Shown]:
        """Shown for as long as the context is open."""


def demo_folder(settings: Settings, people: int, seed: int) -> Path:
    """Where the demonstration's files are: the same people are simulated once."""
    return settings.home / "demo" / f"{people}-people-seed-{seed}"


def simulate_into(folder: Path, people: int, seed: int, show: Show, rates: Rates | None = None) -> None:
    """Write simulated tables into a folder. Raises OutputUnwritable."""
    with show("simulate", total=people) as shown:
        write_simulation(folder, people=people, seed=seed, rates=rates, progress=shown.reach)


def check_file(path: Path, reader: FileReader, rejected: RejectsFile, show: Show) -> LoadSummary:
    """Read a whole file without writing; its error is in the summary."""
    summary, lost, counter = LoadSummary(str(path)), LostCells(), ContentsCounter()
    with show("check", path.name, _size(path)) as shown:
        try:
            for record in reader.records(path, shown.add, lost):
                summary.rows += 1
                if isinstance(record, Reject):
                    summary.rejected += 1
                    rejected.write(record)
                else:
                    counter.add(record)
                if summary.rows % 10_000 == 0:
                    shown.counted(10_000)
        except InputError as why:
            summary.error = why
    summary.contents = counter.contents
    summary.note_lost(lost)
    return summary


def load_file(
    graph: Graph, path: Path, reader: FileReader, rejected: RejectsFile, settings: Settings, show: Show
) -> LoadSummary:
    """Load one file; the summary says why it could not be read. Raises GraphError, saying how to resume."""
    with show("load", path.name, _size(path)) as shown:
        try:
            check_readable(path)
            if reader.mapping is not None:
                set_roles(graph, reader.mapping.roles)
            lost = LostCells()
            summary = load_records(
                graph, reader.records(path, shown.add, lost), **asdict(reader.about(path, rejected.path)),
                batch_size=settings.batch_size, on_reject=rejected.write, progress=shown.counted,
            )  # fmt: skip
            summary.note_lost(lost)
            return summary
        except InputError as why:
            return LoadSummary(str(path), error=why)
        except GraphError as error:
            error.kept = f"{shown.count:,} rows of {path} and all files before it are in the graph."
            error.action = f"{error.action} Then run the same command again to resume.".strip()
            raise


def remove_loads(graph: Graph, loads: Sequence[int], show: Show) -> list[UndoneLoad]:
    """Remove what only these loads contained; `settle_loads` completes it. Raises GraphError."""
    undone = []
    for load in loads:
        with show("undo", str(load)) as shown:
            undone.append(remove_load(graph, load, shown.reach))
    return undone


def settle_loads(graph: Graph, loads: Sequence[int], settings: Settings, show: Show) -> None:
    """Bring people and journeys up to date after loads were removed."""
    with show("settle"):
        settle(graph, loads, ResolveOptions.from_settings(settings))


def resolve_people(graph: Graph, settings: Settings, show: Show, *, full: bool = False) -> Resolution:
    """Give everybody whom new evidence touches a OneID, or everybody."""
    how = ResolveOptions.from_settings(settings)
    with show("resolve") as shown:
        return resolve(graph, how, full=full, progress=shown.reach)


def build(graph: Graph, settings: Settings, show: Show, inactivity: int | None = None) -> BuildSummary:
    """Build the journeys that are due."""
    with show("build") as shown:
        return build_journeys(
            graph, inactivity_minutes=inactivity or settings.inactivity_minutes, progress=shown.reach
        )


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None
