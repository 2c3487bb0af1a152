"""One person's days: how much is known, the events in order, the visits, and one event in full."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..store import Graph, native


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is known of a person."""

    identifiers: int
    links: int
    users: int
    events: int
    sources: list[str]
    first_event: datetime | None
    last_event: datetime | None


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a person, without its properties."""

    key: str
    at: datetime
    source: str
    name: str
    session: str | None
    identifier: str


@dataclass(frozen=True, slots=True)
class Visit:
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
class EventInFull:
    """One event with everything that its source said of it."""

    properties: dict[str, Any]
    owner: str | None
    carries: list[str]
    session: str | None


def sizes_of(graph: Graph, oneid: str) -> Sizes | None:
    """How much is known of a person; None for a OneID that is nobody's now."""
    rows = graph.ask("internal/identity/person_sizes", oneid=oneid)
    return Sizes(**native(rows[0])) if rows else None


def happenings(graph: Graph, oneid: str, *, most: int = 5_000) -> list[Happening]:
    """The latest `most` events of a person, in order."""
    rows = graph.ask("internal/identity/person_events", oneid=oneid, limit=most)
    return [Happening(**native(row)) for row in rows]


def visits(graph: Graph, oneid: str, *, most: int = 1_000) -> list[Visit]:
    """The latest `most` sessions of a person, the latest first."""
    rows = graph.ask("internal/identity/person_sessions", oneid=oneid, limit=most)
    return [Visit(**native(row)) for row in rows]


def event_in_full(graph: Graph, key: str) -> EventInFull | None:
    """One event by its key (source:message_id), or None."""
    rows = graph.ask("internal/identity/person_event", key=key)
    return EventInFull(**native(rows[0])) if rows else None
