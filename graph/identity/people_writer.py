"""Decisions about people, written: whatever belongs to a person moves in one transaction with them."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from ..journeys import store_journeys
from ..store import Graph, Transaction
from .people_changes import Change, Cluster, batches


@dataclass(slots=True)
class Written:
    """How many people were created, merged into others, unmerged from others, or changed at all."""

    created: int = 0
    merged: int = 0
    unmerged: int = 0
    changed: int = 0

    def include(self, other: "Written") -> None:
        self.created += other.created
        self.merged += other.merged
        self.unmerged += other.unmerged
        self.changed += other.changed

    def add(self, change: Change) -> None:
        more = len(change.groups) - len(change.before)
        self.changed += len(change.groups)
        self.merged += max(0, -more)
        self.unmerged += max(0, more)


_WRITERS = 2
"""Transactions at once: one is sent while the server works on the other."""


def write_found(graph: Graph, groups: Sequence[Cluster], progress: Callable[[int], None]) -> None:
    """Make people of groups of identifiers that nobody had."""

    def write_batch(batch: Sequence[Cluster]) -> int:
        graph.in_transaction(lambda transaction: found(transaction, batch))
        return sum(len(group.members) for group in batch)

    # No two groups share an identifier, so that none of these transactions waits for another.
    writers = ThreadPoolExecutor(_WRITERS)
    try:
        for identifiers in writers.map(write_batch, batches(groups, lambda group: len(group.members))):
            progress(identifiers)
    finally:
        writers.shutdown(cancel_futures=True)


def found(transaction: Transaction, groups: Iterable[Cluster]) -> None:
    """The same inside an open transaction."""
    rows = [
        {
            "oneid": group.oneid,
            "anchor": group.anchor,
            "keys": [member.key for member in group.members],
        }
        for group in groups
    ]
    if rows:
        transaction.run("internal/identity/found", rows=rows)


def write_changes(
    graph: Graph, changes: Sequence[Change], inactivity_minutes: int, progress: Callable[[int], None]
) -> None:
    """Write changes among people, as many at once as fit into a transaction."""
    for batch in batches(changes, lambda change: change.size):
        graph.in_transaction(
            lambda transaction, batch=batch: write(transaction, batch, inactivity_minutes)  # type: ignore[misc]
        )
        progress(sum(change.size for change in batch))


def write(
    transaction: Transaction,
    changes: Sequence[Change],
    inactivity_minutes: int,
    by_hand: dict[str, Any] | None = None,
) -> None:
    """Write changes, their decisions, and the journeys of people that had some, in an open transaction.

    `by_hand` is the one decision that all the changes come from, where somebody made it.
    """
    _hold(transaction, changes)
    decisions = _decisions(transaction, changes, by_hand)
    walked = _walked(transaction, changes)
    if changes:
        _move(transaction, changes)
    if decisions:
        transaction.run("internal/identity/decide", rows=decisions)
    if walked:
        store_journeys(transaction, walked, inactivity_minutes)


def _hold(transaction: Transaction, changes: Sequence[Change]) -> None:
    """Lock all that moves before anything is read of it: no load and no build may be in the middle of it."""
    groups = [group for change in changes for group in change.groups]
    if groups:
        before = {oneid for change in changes for oneid in change.before}
        transaction.run(
            "internal/identity/hold",
            keys=sorted(member.key for group in groups for member in group.members),
            oneids=sorted(before | {group.oneid for group in groups}),
        )


def _walked(transaction: Transaction, changes: Sequence[Change]) -> list[str]:
    """The people to come whose identifiers were of people with a stored journey."""
    before = sorted({oneid for change in changes for oneid in change.before})
    if not before:
        return []
    known = {row["oneid"] for row in transaction.run("internal/identity/walked", oneids=before)}
    return [
        group.oneid
        for change in changes
        for group in change.groups
        if any(member.oneid in known for member in group.members)
    ]


def _move(transaction: Transaction, changes: Sequence[Change]) -> None:
    buried = [row for change in changes for row in change.buried()]
    groups = [group for change in changes for group in change.groups]
    moved = [(member, oneid) for change in changes for member, oneid in change.moved]
    transaction.run(
        "internal/identity/change_people",
        rows=[
            {"oneid": group.oneid, "anchor": group.anchor, "identifiers": len(group.members)}
            for group in groups
        ],
    )
    transaction.run(
        "internal/identity/change_identifiers",
        rows=[{"key": member.key, "oneid": oneid} for member, oneid in moved],
    )
    transaction.run("internal/identity/bury", rows=buried)


def _decisions(
    transaction: Transaction, changes: Sequence[Change], by_hand: dict[str, Any] | None
) -> list[dict[str, Any]]:
    made = {n: decision for n, change in enumerate(changes) if (decision := change.decision())}
    groups = [
        {"group": n, "keys": [member.key for group in changes[n].groups for member in group.members]}
        for n, decision in made.items()
        if len(decision["before"]) > 1
    ]
    for row in transaction.run("internal/identity/links_between", rows=groups) if groups else ():
        made[row["group"]]["links"].append(row["key"])
    if by_hand is None:
        return list(made.values())
    one = {**by_hand}
    columns = ("before", "after", "moved", "moved_from", "moved_to", "links")
    for column in columns if made else ("moved", "moved_from", "moved_to"):
        one[column] = [value for decision in made.values() for value in decision[column]]
    return [one]
