"""One person's days: how much is known, the events in order, the visits, and one event in full."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..store import Graph, native


@dataclass(frozen=True, slots=True)
class PersonSize:
    """How much is known of a person."""

    identifiers: int
    links: int
    users: int
    events: int
    sources: list[str]
    first_event: datetime | None
    last_event: datetime | None


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One event of a person, without its properties."""

    key: str
    at: datetime
    source: str
    name: str
    session: str | None
    identifier: str


@dataclass(frozen=True, slots=True)
class PersonSession:
    """One session of a person, with the events that are theirs."""

    key: str
    source: str
    started_at: datetime | None
    ended_at: datetime | None
    inferred: bool
    events: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class EventDetails:
    """One event with everything that its source said of it."""

    properties: dict[str, Any]
    owner: str | None
    carries: list[str]
    session: str | None


def person_size(graph: Graph, oneid: str) -> PersonSize | None:
    """How much is known about a person; None for a OneID that belongs to no person now."""
    rows = graph.ask("internal/identity/person_sizes", oneid=oneid)
    return PersonSize(**native(rows[0])) if rows else None


def timeline_events(graph: Graph, oneid: str, *, most: int = 5_000) -> list[TimelineEvent]:
    """A person's latest `most` events, in order."""
    rows = graph.ask("internal/identity/person_events", oneid=oneid, limit=most)
    return [TimelineEvent(**native(row)) for row in rows]


def person_sessions(graph: Graph, oneid: str, *, most: int = 1_000) -> list[PersonSession]:
    """The latest `most` sessions of a person, the latest first."""
    rows = graph.ask("internal/identity/person_sessions", oneid=oneid, limit=most)
    return [PersonSession(**native(row)) for row in rows]


def event_details(graph: Graph, key: str) -> EventDetails | None:
    """One event by its key (source:message_id), or None."""
    rows = graph.ask("internal/identity/person_event", key=key)
    if not rows:
        return None
    (row,) = native(rows)
    said = {name: value for name, value in row["properties"].items() if not name.startswith("_")}
    return EventDetails(**row | {"properties": said})
