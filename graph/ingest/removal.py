"""What one load brought, taken out of the graph. Each step is one transaction, and leaves the rest right."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from onepath.loaders.records import EventRecord

from ..identity import account_of
from ..store import EPOCH, Row, Transaction
from .account_writer import read_records_of, write_accounts
from .batch import Batch
from .session_record import StatedSession, attributes_of_session
from .session_writer import read_stated


def remove_events(transaction: Transaction, keys: Sequence[str], load: int) -> int:
    """Take the load from these events; those that no other load brought are deleted, and counted."""
    gone = transaction.run("internal/undo/events_less", keys=list(keys), load=load)
    if not gone:
        return 0
    batch = Batch(load)
    for row in gone:
        batch.add(_event(row))
    rests = list(batch.identifiers.values())
    transaction.run("internal/load/journeys_due", keys=[row["key"] for row in rests])
    transaction.run("internal/undo/events_delete", keys=[row["key"] for row in gone])
    transaction.run("internal/undo/identifiers_less", rows=rests)
    if batch.links:
        transaction.run("internal/undo/links_less", rows=list(batch.links.values()))
    if batch.sessions:
        transaction.run("internal/undo/sessions_less", keys=list(batch.sessions))
    transaction.run("internal/undo/identifiers_forget", keys=[row["key"] for row in rests])
    return len(gone)


def _event(row: Row) -> EventRecord:
    """As much of a deleted event as its identifiers, links and session are counted by."""
    at, prefix = EPOCH + timedelta(microseconds=row["at"]), f"{row['source']}:"
    session = row["session"]
    return EventRecord(
        row["source"], row["key"].removeprefix(prefix), "", at, at, 0, tuple(row["identifiers"]),
        session_id=None if session is None else session.removeprefix(prefix),
    )  # fmt: skip


def remove_user_records(transaction: Transaction, accounts: Iterable[Row], load: int) -> int:
    """Take the load from the records of these accounts; records that no other load brought are deleted."""
    known = read_records_of(transaction, accounts)
    before, after, gone = {}, {}, []
    changed: list[Mapping[str, Any]] = []
    touched: set[str] = set()
    for account, records in known.items():
        left = []
        for record in records.values():
            loads = tuple(number for number in record.loads if number != load)
            if loads:
                left.append(record.brought_by(loads))
            else:
                gone.append(record.key)
                touched.update(record.identifiers)
            if loads and loads != record.loads:
                changed.append({"key": record.key, "loads": list(loads)})
        before[account], after[account] = account_of(records.values()), account_of(left)
    touched |= write_accounts(transaction, before, after)
    transaction.run("internal/undo/records_less", keys=gone, rows=changed)
    nobody = [account for account, state in after.items() if state is None]
    if nobody:
        transaction.run("internal/undo/users_delete", keys=nobody)
    if touched:
        transaction.run("internal/undo/identifiers_forget", keys=sorted(touched))
    return len(gone)


def remove_session_records(transaction: Transaction, sessions: Iterable[Row], load: int) -> int:
    """Take the load from what sessions tables say of these sessions."""
    known = read_stated(transaction, [row["key"] for row in sessions])
    gone, sets = [], []
    changed: list[Mapping[str, Any]] = []
    for session, rows in known.items():
        left: list[StatedSession] = []
        for row in rows.values():
            loads = tuple(number for number in row.loads if number != load)
            if loads:
                left.append(row.brought_by(loads))
            else:
                gone.append(row.key)
            if loads and loads != row.loads:
                changed.append({"key": row.key, "loads": list(loads)})
        sets.append({"key": session, "attributes": attributes_of_session(left)})
    transaction.run("internal/undo/records_less", keys=gone, rows=changed)
    transaction.run("internal/undo/sessions_set", rows=sets)
    transaction.run("internal/undo/sessions_less", keys=list(known))
    return len(gone)


def remove_listed(transaction: Transaction, keys: Sequence[str], load: int) -> int:
    """Take the load from identifiers that its identifiers table listed."""
    transaction.run("internal/undo/identifiers_unlist", keys=list(keys), load=load)
    transaction.run("internal/undo/identifiers_forget", keys=list(keys))
    return len(keys)
