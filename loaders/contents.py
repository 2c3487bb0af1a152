"""What is in a file's records: how many of which sort, from when to when, and message ids that repeat."""

from dataclasses import dataclass
from datetime import datetime

from .records import EventRecord, IdentifierRecord, Record, SessionRecord, UserRecord

__all__ = ["Contents", "ContentsCounter"]


@dataclass(slots=True)
class Contents:
    """Counts of records. Events are from `first_at` to `last_at`.

    `repeated`: events whose message id an earlier event has: they would be one with it. `contradicting`: how
    many of them say something else than it; then the id is not a message id.
    """

    events: int = 0
    users: int = 0
    sessions: int = 0
    identifiers: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    repeated: int = 0
    contradicting: int = 0


class ContentsCounter:
    """Counts the records of a file. Some 100 bytes of memory for each event."""

    def __init__(self) -> None:
        self.contents = Contents()
        self._told: dict[int, int] = {}  # by the hash of an event's key, that of its content

    def add(self, record: Record) -> None:
        """One more record."""
        if isinstance(record, EventRecord):
            self._add_event(record)
        elif isinstance(record, UserRecord):
            self.contents.users += 1
        elif isinstance(record, SessionRecord):
            self.contents.sessions += 1
        elif isinstance(record, IdentifierRecord):
            self.contents.identifiers += 1

    def _add_event(self, event: EventRecord) -> None:
        contents, at = self.contents, event.corrected_at
        contents.events += 1
        contents.first_at = at if contents.first_at is None else min(at, contents.first_at)
        contents.last_at = at if contents.last_at is None else max(at, contents.last_at)
        content = hash((event.name, event.original_at, event.identifiers, *event.properties.items()))
        key = hash(event.key)
        if key in self._told:
            contents.repeated += 1
            contents.contradicting += self._told[key] != content
        else:
            self._told[key] = content
