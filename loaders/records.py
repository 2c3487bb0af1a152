"""Canonical records: what every source is turned into before it meets the graph.

Times are aware datetimes in UTC. An identifier's key is `kind:value`, normalised
(`onepath.loaders.identifiers`). Nothing here knows of Neo4j.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

PropertyValue = str | int | float | bool | datetime | date


@dataclass(slots=True)
class IdentifierRecord:
    """One value of one kind, seen in a source."""

    kind: str
    value: str
    source: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.value}"


@dataclass(slots=True)
class UserRecord:
    """A source's own account record; its identifiers are linked by the source's own word.

    `kinds` are the kinds of identifiers that it covers: one of these that it does not name is no longer
    the account's. None: of all kinds.
    """

    source: str
    user_id: str
    identifiers: tuple[str, ...]  # keys, strongest kind first
    updated_at: datetime | None = None
    attributes: dict[str, PropertyValue] = field(default_factory=dict)
    kinds: tuple[str, ...] | None = None

    @property
    def key(self) -> str:
        return f"{self.source}:{self.user_id}"


@dataclass(slots=True)
class SessionRecord:
    """A visit on one source, as the source itself bounded it."""

    source: str
    session_id: str
    started_at: datetime | None = None
    ended_at: datetime | None = None
    attributes: dict[str, PropertyValue] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.source}:{self.session_id}"


class SourceRow(NamedTuple):
    """The row that a record is of: its file, its number, and its cells by column."""

    file: str
    number: int
    columns: Sequence[str]
    cells: Sequence[Any]


@dataclass(slots=True)
class EventRecord:
    """One immutable thing that happened. `sequence` is the place in the source's own order."""

    source: str
    message_id: str
    name: str
    original_at: datetime
    corrected_at: datetime
    sequence: int
    identifiers: tuple[str, ...]  # keys, strongest kind first; the first one owns the event
    sent_at: datetime | None = None
    received_at: datetime | None = None
    session_id: str | None = None
    properties: dict[str, PropertyValue] = field(default_factory=dict)
    row: SourceRow | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> str:
        return f"{self.source}:{self.message_id}"


Record = IdentifierRecord | UserRecord | SessionRecord | EventRecord


@dataclass(slots=True)
class Reject:
    """A row that was not loaded, where it stands (first data row is 1), and why.

    `content` is all of it, so that it can be corrected and loaded again: its cells by column, or the line
    itself where it could not be split into cells. Bytes that were not UTF-8 are lone surrogates in it.
    """

    file: str
    row: int
    reason: str
    content: dict[str, Any] | str
