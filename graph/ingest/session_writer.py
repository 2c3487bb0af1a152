"""What sessions tables say of sessions, in the graph beside the sessions themselves."""

from collections.abc import Mapping
from typing import Any

from ..store import Row, Transaction, microseconds, native
from .session_record import StatedSession, attributes_of_session

Rows = Mapping[str, StatedSession]
"""What is stated of one session, by the records' keys."""


def add_stated(transaction: Transaction, new: Mapping[str, Rows]) -> None:
    """Write what sessions tables say, and the attributes that sessions have by all that was said of them."""
    known = read_stated(transaction, list(new))
    written: list[StatedSession] = []
    sessions = []
    for session, rows in new.items():
        merged = {**known.get(session, {})}
        for key, row in rows.items():
            old = merged.get(key)
            merged[key] = row if old is None else old.brought_by((*old.loads, *row.loads))
            if old is None or old.loads != merged[key].loads:
                written.append(merged[key])
        sessions.append({"key": session, "attributes": attributes_of_session(merged.values())})
    if written:
        transaction.run(
            "internal/load/session_records_write", rows=[_row(one) for one in written], sessions=sessions
        )


def read_stated(transaction: Transaction, sessions: list[str]) -> dict[str, dict[str, StatedSession]]:
    """All that sessions tables said of these sessions; the sessions are locked."""
    known: dict[str, dict[str, StatedSession]] = {}
    for row in transaction.run("internal/load/session_records", keys=sorted(sessions)):
        one = stated_of(row["session"], row["record"])
        known.setdefault(row["session"], {})[one.key] = one
    return known


def stated_of(session: str, properties: Row) -> StatedSession:
    """A `SessionRecord` node as a record."""
    own = {"key", "started_at", "ended_at"}
    return StatedSession(
        session=session,
        started_at=microseconds(native(properties.get("started_at"))),
        ended_at=microseconds(native(properties.get("ended_at"))),
        attributes={
            name: native(value)
            for name, value in properties.items()
            if name not in own and not name.startswith("_")
        },
        loads=tuple(properties["_loads"]),
        key=properties["key"],
    )


def _row(one: StatedSession) -> dict[str, Any]:
    return {
        "key": one.key, "session": one.session, "started_at": one.started_at, "ended_at": one.ended_at,
        "attributes": one.attributes, "loads": list(one.loads),
    }  # fmt: skip
