"""The loads that are in the graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..store import Graph, native


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One load: its number, by which it can be undone, its file, and what became of its rows.

    `undoing` is whether an undo of it was begun and is not done.
    """

    load: int
    path: str
    rows: int
    loaded: int
    duplicates: int
    conflicts: int
    rejected: int
    finished: bool
    undoing: bool
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class LoadList:
    """The loads that are in the graph, the latest first."""

    loads: Sequence[LoadRow]


def read_loads(graph: Graph) -> LoadList:
    """All loads except those that were undone."""
    return LoadList(
        [
            LoadRow(
                row["load"], row["path"], row["rows"], row["loaded"], row["duplicates"], row["conflicts"],
                row["rejected"], row["finished"], row["undoing"], native(row["seen_at"]),
            )
            for row in graph.ask("quality/loads")
        ]
    )  # fmt: skip
