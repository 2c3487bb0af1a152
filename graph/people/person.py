"""One person in full, now or on a past day: identifiers, evidence, accounts and timeline."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ..calendar import Calendar
from ..identity import AccountRecord, Cluster, Past, ResolveOptions, Rules, account_of
from ..store import Graph, Row, native
from .contradictions import AccountContradiction, contradictions_of
from .lookup import FoundOneID, find_identifiers, find_oneid


@dataclass(frozen=True, slots=True)
class IdentifierRow:
    """One of the person's identifiers, and the sources that sent it."""

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

    `as_of` is a day in the past, null for now. `contradictions` are what the accounts say that is not true of
    one person. `others` are other people's identifiers with the same value: a
    value without its kind may be of several kinds.
    """

    oneid: str
    as_of: date | None
    identifiers: list[IdentifierRow]
    users: list[dict[str, Any]]
    contradictions: list[AccountContradiction]
    links: list[LinkRow]
    timeline: list[EventRow]
    others: list[str]


def read_person(
    graph: Graph,
    text: str,
    options: ResolveOptions,
    day: date | None = None,
    *,
    events: int = 500,
    calendar: Calendar | None = None,
) -> PersonDetails | None:
    """The person with this identifier or OneID, now or at the end of a past day; None if there was none.

    The day is one of a calendar, or of the project's.
    """
    text = text.strip()
    if day is None:
        found = find_oneid(graph, text, options.rules)
        return None if found is None else _as_of_now(graph, found, options.rules, events)
    past = Past.on(graph, day, options, calendar)
    anchors = [row["anchor"] for row in graph.ask("internal/identity/anchors", oneids=[text])]
    keys = anchors or [one.key for one in find_identifiers(graph, text, options.rules)]
    person = next((one for key in keys if (one := past.person(key)) is not None), None)
    return None if person is None else _as_of_day(past, person, events)


def _as_of_now(graph: Graph, found: FoundOneID, rules: Rules, events: int) -> PersonDetails:
    of: dict[str, Any] = {"oneid": found.oneid}
    users = accounts_of(graph, found.oneid)
    return PersonDetails(
        oneid=found.oneid,
        as_of=None,
        identifiers=[
            IdentifierRow(**native(row)) for row in graph.ask("internal/identity/person_identifiers", **of)
        ],
        users=users,
        contradictions=contradictions_of(users, rules),
        links=[LinkRow(**native(row)) for row in graph.ask("internal/identity/person_links", **of)],
        timeline=[_event(row) for row in graph.ask("internal/identity/person_timeline", **of, limit=events)],
        others=found.others,
    )


def _as_of_day(past: Past, person: Cluster, events: int) -> PersonDetails:
    keys = [member.key for member in person.members]
    of: dict[str, Any] = {"keys": keys, "until": past.until}
    ask = past.graph.ask
    users = list(_accounts_until(past, keys))
    return PersonDetails(
        oneid=person.oneid,
        as_of=past.day,
        identifiers=[
            IdentifierRow(**native(row)) for row in ask("internal/identity/person_identifiers_until", **of)
        ],
        users=users,
        contradictions=contradictions_of(users, past.rules),
        links=[LinkRow(**native(row)) for row in past.links(keys)],
        timeline=[_event(row) for row in ask("internal/identity/person_timeline_until", **of, limit=events)],
        others=[],
    )


def _accounts_until(past: Past, keys: list[str]) -> Iterator[dict[str, Any]]:
    """The accounts that had one of these identifiers, each as its records until that day make it."""
    for row in past.graph.ask("internal/identity/person_users_until", keys=keys, until=past.until):
        source, user_id = row["source"], row["user_id"]
        account = account_of(AccountRecord.read(one, source, user_id) for one in row["records"])
        if account is not None and not account.identifiers.isdisjoint(keys):
            yield account.properties


def accounts_of(graph: Graph, oneid: str) -> list[dict[str, Any]]:
    """A person's accounts in the sources, with their attributes."""
    return [attributes_of(row) for row in graph.ask("internal/identity/person_users", oneid=oneid)]


def attributes_of(row: Row) -> dict[str, Any]:
    """The attributes of an account, without the words that it is searched by."""
    return {name: native(value) for name, value in row["attributes"].items() if name != "_words"}


def _event(row: Row) -> EventRow:
    sent = row.pop("sent")
    return EventRow(**native({**row, "properties": {name: row["properties"][name] for name in sent}}))
