"""The work of a job: each task fills the graph on a connection of its own."""

from dataclasses import dataclass
from pathlib import Path

from onepath.graph.identity import load_rules
from onepath.graph.ingest import FileReader, LoadSummary
from onepath.graph.schema import install_schema
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.mapping import Mapping
from onepath.loaders.rejects import RejectsFile

from ...loading import (
    Show,
    build,
    demo_folder,
    files_in,
    load_file,
    remove_loads,
    resolve_people,
    settle_loads,
    simulate_into,
)
from .uploads import rejects_beside

__all__ = ["Filled", "build_now", "fill_with_file", "fill_with_people", "resolve_now", "undo"]


@dataclass(frozen=True, slots=True)
class Filled:
    """The files' summaries, and where rejected rows are, if there are any."""

    loads: tuple[LoadSummary, ...] = ()
    rejects: Path | None = None

    @property
    def rejected(self) -> int:
        return sum(one.rejected + one.conflicts for one in self.loads)


def fill_with_people(people: int, seed: int, show: Show) -> Filled:
    """What `onepath demo` does, without its server: simulate, load, resolve, build."""
    settings = Settings()
    folder = demo_folder(settings, people, seed)
    simulate_into(folder, people, seed, show)
    return _fill(settings, [folder], None, folder / "rejects.csv", show)


def fill_with_file(path: Path, mapping: Mapping | None, show: Show) -> Filled:
    """Load one file, by a mapping or as a canonical table; then resolve and build."""
    return _fill(Settings(), [path], mapping, rejects_beside(path), show)


def resolve_now(show: Show) -> Filled:
    """Resolve the people of what was loaded."""
    settings = Settings()
    with Graph.open(settings) as graph:
        resolve_people(graph, settings, show)
    return Filled()


def undo(load: int, show: Show) -> Filled:
    """Undo a load, and bring people and journeys up to date."""
    settings = Settings()
    with Graph.open(settings) as graph:
        remove_loads(graph, [load], show)
        settle_loads(graph, [load], settings, show)
    return Filled()


def build_now(show: Show) -> Filled:
    """Store the journeys that are due."""
    settings = Settings()
    with Graph.open(settings) as graph:
        build(graph, settings, show)
    return Filled()


def _fill(
    settings: Settings, paths: list[Path], mapping: Mapping | None, rejects: Path, show: Show
) -> Filled:
    reader = FileReader(mapping, load_rules(settings.rules))
    files = files_in(paths)
    with Graph.open(settings) as graph:
        install_schema(graph)
        with RejectsFile(rejects, files) as rejected:
            loads = tuple(load_file(graph, file, reader, rejected, settings, show) for file in files)
        resolve_people(graph, settings, show)
        build(graph, settings, show)
    return Filled(loads, rejects if any(one.rejected or one.conflicts for one in loads) else None)
