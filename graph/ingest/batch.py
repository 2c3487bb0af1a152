"""Canonical records gathered into the rows that the `cypher/load` queries take.

What a batch says about one identifier, session or link is summed up here, so that the server
touches each of them once a batch and not once an event.

Times are whole microseconds since 1970 here, and become Neo4j's own in the queries: the driver takes
0.1 ms to turn one datetime of Python's into its own, which was three quarters of a load.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations
from typing import Any

from onepath.loaders.records import EventRecord, Record, SessionRecord, UserRecord

from ..identity import AccountRecord
from ..store import microseconds
from .session_record import StatedSession

Rows = dict[str, dict[str, Any]]


def _span(row: dict[str, Any], first: str, last: str, begin: int | None, end: int | None) -> None:
    if begin is not None and (row[first] is None or begin < row[first]):
        row[first] = begin
    if end is not None and (row[last] is None or end > row[last]):
        row[last] = end


def content_of(event: EventRecord) -> int:
    """64 bits of what an event says, without its place in the file and when it was delivered.

    A device that gets no answer sends the same event again, with other times of sending and receiving; and
    the order of the identifiers follows from the rules.
    """
    content = (
        event.name, event.original_at, sorted(event.identifiers), event.session_id,
        sorted(event.properties.items()),
    )  # fmt: skip
    digest = blake2b(repr(content).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


@dataclass(slots=True)
class Batch:
    """The rows of one transaction, by key. Events that are known already must not be added.

    `load` is the number of the load that brings them, 0 for a live source. The links of accounts are not in
    `links`: they follow from all records of an account (`identity.account_of`).
    """

    load: int = 0
    identifiers: Rows = field(default_factory=dict)
    sessions: Rows = field(default_factory=dict)
    links: Rows = field(default_factory=dict)
    events: Rows = field(default_factory=dict)
    accounts: dict[str, dict[str, AccountRecord]] = field(default_factory=dict)
    """The records of each account, by their keys."""
    stated: dict[str, dict[str, StatedSession]] = field(default_factory=dict)
    """What a sessions table says of each session, by the records' keys."""

    @property
    def loads(self) -> tuple[int, ...]:
        """The load, as it is kept with what it brings."""
        return (self.load,)

    def add(self, record: Record) -> None:
        if isinstance(record, EventRecord):
            self._add_event(record)
        elif isinstance(record, UserRecord):
            self._add_user(record)
        elif isinstance(record, SessionRecord):
            begin, end = microseconds(record.started_at), microseconds(record.ended_at)
            self._see_session(record.source, record.session_id, begin, end)
            self._add_stated(StatedSession.of(record.key, begin, end, record.attributes, self.loads))
        else:
            self._see_identifier(record.key, None, 0)
            listed_by = self.identifiers[record.key].setdefault("_loads", [])
            if self.load not in listed_by:
                listed_by.append(self.load)

    def _add_event(self, event: EventRecord) -> None:
        if event.key in self.events:
            return
        at, keys = microseconds(event.corrected_at), event.identifiers
        for key in keys:
            self._see_identifier(key, at, 1)
        session = None
        if event.session_id is not None:
            session = self._see_session(event.source, event.session_id, at, at)
        self._see_links("same_event", event.source, keys, at)
        self.events[event.key] = {
            "owner": keys[0],
            "carried": list(keys[1:]),
            "session": session,
            "original_at": microseconds(event.original_at),
            "sent_at": microseconds(event.sent_at),
            "received_at": microseconds(event.received_at),
            "corrected_at": at,
            "properties": {
                **event.properties,
                "key": event.key,
                "source": event.source,
                "message_id": event.message_id,
                "name": event.name,
                "sequence": event.sequence,
                "_content": content_of(event),
                "_loads": list(self.loads),
            },
        }

    def _add_user(self, user: UserRecord) -> None:
        record = AccountRecord.of(
            user.source, user.user_id, microseconds(user.updated_at), user.attributes, user.identifiers,
            user.kinds, self.loads,
        )  # fmt: skip
        for key in record.identifiers:
            self._see_identifier(key, None, 0)
        known = self.accounts.setdefault(record.account, {})
        if there := known.get(record.key):
            record = there.brought_by((*there.loads, *record.loads))
        known[record.key] = record

    def _add_stated(self, said: StatedSession) -> None:
        known = self.stated.setdefault(said.session, {})
        if there := known.get(said.key):
            said = there.brought_by((*there.loads, *said.loads))
        known[said.key] = said

    def _see_identifier(self, key: str, at: int | None, events: int) -> None:
        row = self.identifiers.get(key)
        if row is None:
            kind, _, value = key.partition(":")
            self.identifiers[key] = {
                "key": key, "kind": kind, "value": value,
                "first_seen": at, "last_seen": at, "events": events,
            }  # fmt: skip
            return
        row["events"] += events
        _span(row, "first_seen", "last_seen", at, at)

    def _see_session(self, source: str, session_id: str, begin: int | None, end: int | None) -> str:
        key = f"{source}:{session_id}"
        row = self.sessions.get(key)
        if row is None:
            self.sessions[key] = {
                "key": key, "source": source, "session_id": session_id,
                "started_at": begin, "ended_at": end,
            }  # fmt: skip
        else:
            _span(row, "started_at", "ended_at", begin, end)
        return key

    def _see_links(self, rule: str, source: str, keys: Iterable[str], at: int | None) -> None:
        for first, second in combinations(keys, 2):
            a, b = (first, second) if first < second else (second, first)
            key = f"{rule}|{source}|{a}|{b}"
            row = self.links.get(key)
            if row is None:
                self.links[key] = {
                    "key": key, "a": a, "b": b, "rule": rule, "source": source,
                    "first_seen": at, "last_seen": at, "count": 1,
                }  # fmt: skip
            else:
                row["count"] += 1
                _span(row, "first_seen", "last_seen", at, at)
