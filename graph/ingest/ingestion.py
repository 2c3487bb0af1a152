"""The one way for records into the graph: one transaction writes them and all that follows from them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from onepath.loaders.records import EventRecord, Record

from ..identity import ResolveOptions, resolve_now, take_place
from ..journeys import NewEvent, update_journeys
from ..store import Graph, Transaction
from .account_writer import add_records
from .batch import Batch, content_of
from .session_writer import add_stated

LIVE = 0
"""The number of what no load brings, but a live source."""


class Cursor(Protocol):
    """How far a source of records has been read; it moves in the transaction of the records."""

    def move(self, transaction: Transaction, ingested: "Ingested") -> None:
        """Remember the source's position after these records, and what became of them."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """How many records were new, and how many journeys were extended or rebuilt with them.

    `conflicts`: events whose message id is in the graph with other content, which stays.
    """

    new: int
    conflicts: Sequence[EventRecord] = ()
    extended: int = 0
    rebuilt: int = 0


def ingest(
    graph: Graph,
    records: Sequence[Record],
    *,
    load: int = LIVE,
    cursor: Cursor | None = None,
    resolve_with: ResolveOptions | None = None,
) -> Ingested:
    """Write records in one transaction, together with what follows from them and the source's `cursor`.

    `load` is the number of the load that brings them; they remember it, so that the load can be undone.

    With `resolve_with`, the people whom the records touch are resolved and their journeys are up to date
    when it ends: that is for a live source. Without, they are marked as due, and `resolve` and
    `build_journeys` bring them up to date later: that is for loads of millions. Both end in the same graph.

    Idempotent: records that are in the graph already change nothing. Raises GraphError; then nothing of the
    records is written, and the cursor has not moved.
    """

    def work(transaction: Transaction) -> Ingested:
        if resolve_with is not None:
            take_place(transaction)
        written = _write(transaction, records, load)
        events = sum(isinstance(record, EventRecord) for record in records)
        done = Ingested(len(records) - events + len(written.batch.events), written.conflicts)
        if cursor is not None:
            cursor.move(transaction, done)
        if resolve_with is None:
            _mark_due(transaction, written.batch)
            return done
        return _bring_up_to_date(transaction, written, done, resolve_with)

    return graph.in_transaction(work)


@dataclass(slots=True)
class _Written:
    """What was new, the identifiers whose people have to be resolved beside those in it, and conflicts."""

    batch: Batch
    parted: set[str] = field(default_factory=set)
    conflicts: list[EventRecord] = field(default_factory=list)


def _write(transaction: Transaction, records: Sequence[Record], load: int) -> _Written:
    """Write what is new of the records."""
    written = _gather(transaction, records, load)
    batch = written.batch
    # In order, so that of two loads at once one waits for the other, and not each for the other.
    _run(transaction, "internal/load/identifiers", sorted(batch.identifiers.values(), key=_key))
    _run(transaction, "internal/load/sessions", sorted(batch.sessions.values(), key=_key))
    if batch.stated:
        add_stated(transaction, batch.stated)
    if batch.accounts:
        written.parted = add_records(transaction, batch.accounts)
    _run(transaction, "internal/load/events", batch.events.values())
    if batch.links:
        there = {row["key"] for row in transaction.run("internal/load/links_known", keys=list(batch.links))}
        new = [row for key, row in batch.links.items() if key not in there]
        _run(transaction, "internal/load/links_new", new)
        again = [row for key, row in batch.links.items() if key in there]
        _run(transaction, "internal/load/links_again", again)
    return written


def _gather(transaction: Transaction, records: Sequence[Record], load: int) -> _Written:
    """Separate what is new from what is known; known events remember that this load brings them too."""
    written = _Written(Batch(load))
    keys = [record.key for record in records if isinstance(record, EventRecord)]
    known = (
        {row["key"]: row for row in transaction.run("internal/load/events_known", keys=keys, load=load)}
        if keys
        else {}
    )
    again: dict[str, EventRecord] = {}
    events = written.batch.events
    for record in records:
        if not isinstance(record, EventRecord) or (record.key not in known and record.key not in events):
            written.batch.add(record)
            continue
        row = known.get(record.key)
        there = row["content"] if row else events[record.key]["properties"]["_content"]
        if there is not None and there != content_of(record):
            written.conflicts.append(record)
        elif row and not row["brought"]:
            again[record.key] = record
    if again:
        rows = transaction.run("internal/load/events_again", keys=list(again), load=load)
        left = {row["key"] for row in rows}
        # An undo of the load that brought them may have deleted some since they were looked up.
        for record in (record for key, record in again.items() if key not in left):
            written.batch.add(record)
    return written


def _mark_due(transaction: Transaction, batch: Batch) -> None:
    if batch.events:
        owners = list({row["owner"] for row in batch.events.values()})
        transaction.run("internal/load/journeys_due", keys=owners)


def _bring_up_to_date(
    transaction: Transaction, written: _Written, done: Ingested, options: ResolveOptions
) -> Ingested:
    batch = written.batch
    keys = [*batch.identifiers, *sorted(written.parted - batch.identifiers.keys())]
    if not keys:
        return done
    if not resolve_now(transaction, keys, options):
        _mark_due(transaction, batch)
        return done
    current = update_journeys(transaction, keys, _new_events(batch), options.inactivity_minutes)
    return replace(done, extended=current.extended, rebuilt=current.built)


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
