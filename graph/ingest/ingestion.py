"""The one way for records into the graph: one transaction writes them and all that follows from them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from onepath.loaders.records import EventRecord, Record

from ..identity import ResolveOptions, resolve_now, take_place
from ..journeys import NewEvent, update_journeys
from ..store import Graph, Transaction
from .batch import Batch


class Cursor(Protocol):
    """How far a source of records has been read; it moves in the transaction of the records."""

    def move(self, transaction: Transaction, new: int) -> None:
        """Remember the source's position after these records, of which `new` were not in the graph before."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """How many records were new, and how many journeys were extended or rebuilt with them."""

    new: int
    extended: int = 0
    rebuilt: int = 0


def ingest(
    graph: Graph,
    records: Sequence[Record],
    *,
    cursor: Cursor | None = None,
    resolve_with: ResolveOptions | None = None,
) -> Ingested:
    """Write records in one transaction, together with what follows from them and the source's `cursor`.

    With `resolve_with`, the people whom the records touch are resolved and their journeys are up to date
    when it ends: that is for a live source. Without, they are marked as due, and `resolve` and
    `build_journeys` bring them up to date later: that is for loads of millions. Both end in the same graph.

    Idempotent: records that are in the graph already change nothing. Raises GraphError; then nothing of the
    records is written, and the cursor has not moved.
    """

    def work(transaction: Transaction) -> Ingested:
        if resolve_with is not None:
            take_place(transaction)
        written = _write(transaction, records)
        new = len(written.events) + sum(not isinstance(record, EventRecord) for record in records)
        if cursor is not None:
            cursor.move(transaction, new)
        if resolve_with is None:
            _mark_due(transaction, written)
            return Ingested(new)
        return _bring_up_to_date(transaction, written, new, resolve_with)

    return graph.in_transaction(work)


def _write(transaction: Transaction, records: Sequence[Record]) -> Batch:
    """Write what is new of the records; that is the batch."""
    keys = [record.key for record in records if isinstance(record, EventRecord)]
    known = (
        {row["key"] for row in transaction.run("internal/load/events_known", keys=keys)} if keys else set()
    )
    batch = Batch()
    for record in records:
        if not isinstance(record, EventRecord) or record.key not in known:
            batch.add(record)
    # In order, so that of two loads at once one waits for the other, and not each for the other.
    _run(transaction, "internal/load/identifiers", sorted(batch.identifiers.values(), key=_key))
    _run(transaction, "internal/load/sessions", sorted(batch.sessions.values(), key=_key))
    _run(transaction, "internal/load/users", batch.users)
    _run(transaction, "internal/load/events", batch.events.values())
    if batch.links:
        there = {row["key"] for row in transaction.run("internal/load/links_known", keys=list(batch.links))}
        _run(
            transaction,
            "internal/load/links_new",
            [row for key, row in batch.links.items() if key not in there],
        )
        again = [row for key, row in batch.links.items() if key in there]
        for row in again:
            # An account states a link once, however often it is sent.
            row["count"] *= row["rule"] != "same_user"
        _run(transaction, "internal/load/links_again", again)
    return batch


def _mark_due(transaction: Transaction, batch: Batch) -> None:
    if batch.events:
        owners = list({row["owner"] for row in batch.events.values()})
        transaction.run("internal/load/journeys_due", keys=owners)


def _bring_up_to_date(transaction: Transaction, batch: Batch, new: int, options: ResolveOptions) -> Ingested:
    keys = list(batch.identifiers)
    if not keys:
        return Ingested(new)
    if not resolve_now(transaction, keys, options):
        _mark_due(transaction, batch)
        return Ingested(new)
    current = update_journeys(transaction, keys, _new_events(batch), options.inactivity_minutes)
    return Ingested(new, extended=current.extended, rebuilt=current.built)


def _new_events(batch: Batch) -> list[NewEvent]:
    return [
        NewEvent(
            key, row["owner"], row["properties"]["name"], row["properties"]["source"], row["corrected_at"],
            row["properties"]["sequence"], row["session"],
        )
        for key, row in batch.events.items()
    ]  # fmt: skip


def _key(row: dict[str, Any]) -> str:
    key: str = row["key"]
    return key


def _run(transaction: Transaction, name: str, rows: Collection[dict[str, Any]]) -> None:
    if rows:
        transaction.run(name, rows=list(rows))
