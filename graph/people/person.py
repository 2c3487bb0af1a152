"""One person, found by any identifier: identifiers, evidence, accounts and timeline."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from onepath.loaders.kinds import KINDS
from onepath.loaders.spelling import Normalisers, Spelling

from ..errors import GraphError
from ..identity import Cluster, Past, ResolveOptions
from ..store import Graph, Row, native


@dataclass(frozen=True, slots=True)
class IdentifierRow:
    """One of the person's identifiers and the sources that showed it."""

    key: str
    kind: str
    value: str
    first_seen: datetime | None
    last_seen: datetime | None
    sources: list[str]
    event_count: int


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One piece of evidence between two of the person's identifiers."""

    key: str
    a: str
    b: str
    rule: str
    source: str
    confidence: float
    count: int
    first_seen: datetime | None
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of the person's timeline."""

    at: datetime
    source: str
    name: str
    session: str | None
    identifier: str
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """A person: identifiers, the sources' accounts (`users`), evidence and timeline.

    `as_of` is a day in the past, null for now. `others` are identifiers of other people that the same text
    names: a bare value may be of several kinds.
    """

    oneid: str
    as_of: date | None
    identifiers: list[IdentifierRow]
    users: list[dict[str, Any]]
    links: list[LinkRow]
    timeline: list[EventRow]
    others: list[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A person, and identifiers of other people that the same words name."""

    oneid: str
    others: list[str]


def look_up(
    graph: Graph, text: str, options: ResolveOptions, day: date | None, *, events: int = 500
) -> PersonDetails | None:
    """The person now, or as of the end of a past day; see `find_person` and `find_person_as_of`."""
    if day is None:
        return find_person(graph, text, events=events, normalisers=options.rules.normalisers)
    return find_person_as_of(Past.on(graph, day, options), text, events=events)


def find_person(
    graph: Graph, text: str, *, events: int = 500, normalisers: Normalisers | None = None
) -> PersonDetails | None:
    """The person with this identifier (`kind:value`, or a bare value), or with this OneID; or None.

    A OneID that was merged away leads to the person it is now. `normalisers`: those of the rules.
    """
    found = find(graph, text, normalisers)
    return None if found is None else _portrait(graph, found.oneid, events, found.others)


def find(graph: Graph, text: str, normalisers: Normalisers | None = None) -> Found | None:
    """Whose exactly this identifier or OneID is; None if nobody has it."""
    text = text.strip()
    survivor = _survivor(graph, text)
    if survivor:
        return Found(survivor, [])
    rows = graph.ask("internal/identity/find", keys=possible_keys(text, normalisers), value=text)
    known = [row for row in rows if row["oneid"]]
    if not known:
        return None
    exact = next((row for row in known if row["key"] == text), known[0])
    others = [row["key"] for row in known if row["oneid"] != exact["oneid"]]
    return Found(exact["oneid"], [] if exact["key"] == text else others)


def find_oneid(graph: Graph, text: str, normalisers: Normalisers | None = None) -> str | None:
    """The OneID that a OneID of any time, or an identifier, leads to now; None if nobody has it."""
    found = find(graph, text, normalisers)
    return found.oneid if found else None


def _survivor(graph: Graph, text: str) -> str | None:
    for row in graph.ask("internal/identity/survivor", oneid=text):
        if row["oneid"] is None:
            raise GraphError(
                f"The OneID {text} was merged away, and its tombstone leads to nobody.",
                action="See what is broken with: onepath identity verify",
            )
        oneid: str = row["oneid"]
        return oneid
    return None


def find_person_as_of(past: Past, text: str, *, events: int = 500) -> PersonDetails | None:
    """Who the person with this identifier, or with a OneID of any time, was on a past day; or None.

    The attributes of accounts are those of now: a source sends no older ones again.
    """
    graph = past.graph
    text = text.strip()
    keys = [row["anchor"] for row in graph.ask("internal/identity/anchors", oneids=[text])]
    possible = possible_keys(text, past.rules.normalisers)
    keys = keys or [row["key"] for row in graph.ask("internal/identity/find", keys=possible, value=text)]
    for key in keys:
        person = past.person(key)
        if person is not None:
            return _portrait_as_of(past, person, events)
    return None


def _portrait_as_of(past: Past, person: Cluster, events: int) -> PersonDetails:
    keys = [member.key for member in person.members]
    asked: dict[str, Any] = {"keys": keys, "until": past.until}
    return PersonDetails(
        oneid=person.oneid,
        as_of=past.day,
        identifiers=[
            IdentifierRow(**native(row))
            for row in past.graph.ask("internal/identity/person_identifiers_until", **asked)
        ],
        users=[attributes_of(row) for row in past.graph.ask("internal/identity/person_users_until", **asked)],
        links=[LinkRow(**native(row)) for row in past.links(keys)],
        timeline=[
            _event(row)
            for row in past.graph.ask("internal/identity/person_timeline_until", **asked, limit=events)
        ],
        others=[],
    )


def accounts_of(graph: Graph, oneid: str) -> list[dict[str, Any]]:
    """A person's accounts in the sources, with their attributes."""
    return [attributes_of(row) for row in graph.ask("internal/identity/person_users", oneid=oneid)]


def attributes_of(row: Row) -> dict[str, Any]:
    """What an account's source said of it, without what is kept to find it by."""
    return {name: native(value) for name, value in row["attributes"].items() if name != "_words"}


def possible_keys(text: str, normalisers: Normalisers | None) -> list[str]:
    """The keys that what somebody typed may mean: a key, or the value of any kind."""
    spelling = Spelling(normalisers=normalisers or {})
    keys = [text]
    kind, colon, value = text.partition(":")
    kinds = list(dict.fromkeys((*KINDS, *spelling.normalisers)))
    candidates = [(kind, value)] if colon and kind in kinds else [(known, text) for known in kinds]
    for known, raw in candidates:
        try:
            normal = spelling.value(known, raw)
        except ValueError:
            continue  # not an identifier of this kind, perhaps of another
        if normal:
            keys.append(f"{known}:{normal}")
    return keys


def _portrait(graph: Graph, oneid: str, events: int, others: list[str]) -> PersonDetails:
    return PersonDetails(
        oneid=oneid,
        as_of=None,
        identifiers=[
            IdentifierRow(**native(row))
            for row in graph.ask("internal/identity/person_identifiers", oneid=oneid)
        ],
        users=accounts_of(graph, oneid),
        links=[LinkRow(**native(row)) for row in graph.ask("internal/identity/person_links", oneid=oneid)],
        timeline=[
            _event(row) for row in graph.ask("internal/identity/person_timeline", oneid=oneid, limit=events)
        ],
        others=others,
    )


_MODEL = {
    "key", "source", "message_id", "name", "sequence",
    "original_at", "sent_at", "received_at", "corrected_at", "journey_position",
}  # fmt: skip


def _event(row: Row) -> EventRow:
    own = {name: value for name, value in row["properties"].items() if name not in _MODEL}
    return EventRow(**native({**row, "properties": own}))
