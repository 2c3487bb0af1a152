"""Loads undone: what only one load contained is removed, as if it had never been loaded.

Manual decisions stay, and so do the identifiers that they are about. An interrupted undo is resumed by the
same call: the load is marked, and what was removed is gone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import GraphError
from ..identity import ResolveOptions, resolve, take_place
from ..journeys import build_journeys
from ..store import Graph, Transaction
from .load_node import content_hash
from .removal import remove_events, remove_listed, remove_session_records, remove_user_records

_AT_ONCE = 5_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class UndoneLoad:
    """A load that was undone: its number and file, and what was removed: what no other load contained."""

    load: int
    path: str
    events: int
    account_records: int
    session_records: int


def remove_load(graph: Graph, load: int, progress: Progress = lambda done, total: None) -> UndoneLoad:
    """Remove what only this load contained. People and journeys are due then: `settle` completes it.

    Raises GraphError for a number that no load has.
    """
    rows = graph.run("internal/undo/begin", load=load)
    if not rows:
        raise GraphError(
            f"There is no load {load}.",
            kept="Nothing was changed.",
            action="See all with: onepath load --list",
        )
    done, total = 0, rows[0]["rows"] or 0

    def each(name: str, column: str, work: Callable[[Transaction, Any, int], int]) -> int:
        nonlocal done
        removed = 0
        for row in graph.ask(name, load=load, size=_AT_ONCE):
            part: Sequence[Any] = row[column]
            removed += graph.in_transaction(lambda transaction, part=part: work(transaction, part, load))  # type: ignore[misc]
            done += len(part)
            progress(done, max(done, total))
        return removed

    events = each("internal/undo/events", "keys", remove_events)
    accounts = each("internal/undo/user_records", "rows", remove_user_records)
    sessions = each("internal/undo/session_records", "rows", remove_session_records)
    each("internal/undo/identifiers", "keys", remove_listed)
    return UndoneLoad(load, rows[0]["path"], events, accounts, sessions)


def settle(graph: Graph, loads: Sequence[int], options: ResolveOptions) -> None:
    """Bring people and journeys up to date after loads were removed, and forget the loads.

    A graph that was never resolved stays so.
    """
    resolved = graph.ask("internal/identity/size")[0]["people"] > 0
    forgotten = -1
    while True:
        if resolved:
            resolve(graph, options)
        keys = [row["keys"] for row in graph.ask("internal/undo/forgotten", size=_AT_ONCE)]
        left = sum(map(len, keys))
        if not left or left == forgotten:
            break
        forgotten = left
        for part in keys:
            graph.in_transaction(lambda transaction, part=part: _forget(transaction, part))  # type: ignore[misc]
    if resolved:
        build_journeys(graph, inactivity_minutes=options.inactivity_minutes)
    for load in loads:
        graph.run("internal/undo/end", load=load)


def loads_to_replace(graph: Graph, paths: Sequence[Path]) -> list[int]:
    """The loads of these files, by their content or their path, the latest first."""
    files = [content_hash(path) for path in paths if path.is_file()]
    rows = graph.ask("internal/undo/loads_of", files=files, paths=[str(path) for path in paths])
    return [row["number"] for row in rows]


def undo_load(
    graph: Graph, load: int, options: ResolveOptions, progress: Progress = lambda done, total: None
) -> UndoneLoad:
    """Undo a load, with people and journeys up to date afterwards. Raises GraphError."""
    undone = remove_load(graph, load, progress)
    settle(graph, [load], options)
    return undone


def _forget(transaction: Transaction, keys: Sequence[str]) -> None:
    take_place(transaction)
    transaction.run("internal/undo/identifiers_delete", keys=list(keys))
