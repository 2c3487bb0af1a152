"""`load --list` and `load --undo`."""

from onepath.graph.ingest import LoadList, LoadRow, UndoneLoad, read_loads
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..loading import remove_loads, settle_loads
from .local_times import local_time
from .terminal import answer, console, step_bar, table


def show_loads(*, json: bool) -> None:
    """Print the loads that are in the graph."""
    with Graph.open(Settings()) as graph:
        found = read_loads(graph)
    if json:
        return answer(found)
    columns = ["load", "file", "when", "rows", "loaded", "duplicates", "conflicts", "rejected", "state"]
    rows = [
        [
            one.load, one.path, local_time(one.seen_at), one.rows, one.loaded,
            one.duplicates, one.conflicts, one.rejected, _state(one),
        ]
        for one in found.loads
    ]  # fmt: skip
    table("Loads", columns, rows)


def _state(load: LoadRow) -> str:
    if load.undoing:
        return f"being undone; finish with --undo {load.load}"
    return "complete" if load.finished else "not complete"


def undo_one(load: int, *, json: bool) -> None:
    """Undo a load, and bring people and journeys up to date."""
    settings = Settings()
    with Graph.open(settings) as graph:
        (undone,) = remove_loads(graph, [load], step_bar)
        settle_loads(graph, [load], settings, step_bar)
        left = read_loads(graph)
    if json:
        return answer(undone)
    print_undone(undone)
    _print_conflicts(left)


def _print_conflicts(left: LoadList) -> None:
    """Print which files have rows that may be wanted now: an event that was taken back kept them out."""
    for load in left.loads:
        if load.conflicts:
            console.print(
                f"Load {load.load} of {load.path} left {load.conflicts:,} rows out as conflicts. If that was "
                "with events that are taken back now, load it again with the same command.",
                soft_wrap=True, highlight=False, markup=False,
            )  # fmt: skip


def print_undone(undone: UndoneLoad) -> None:
    """Print what was removed."""
    console.print(
        f"Load {undone.load} of {undone.path} was undone. Removed: {undone.events:,} events, "
        f"{undone.account_records:,} account records and {undone.session_records:,} session records that no "
        "other load contained.", soft_wrap=True, highlight=False,
    )  # fmt: skip
