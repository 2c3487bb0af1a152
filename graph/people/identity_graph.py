"""The identity graph around one person: their identifiers, and step by step those of others nearby."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..store import Graph, Row, moment

EXPAND_LIMIT = 25
"""How many identifiers of other people one step adds."""


@dataclass(frozen=True, slots=True)
class KnownIdentifier:
    """An identifier, its person, and, if it is isolated, why it merges nobody else.

    `beyond` is how many identifiers its links lead to that belong to people other than the one in the middle.
    """

    key: str
    kind: str
    value: str
    oneid: str | None
    event_count: int | None
    first_seen: datetime | None
    last_seen: datetime | None
    why: str | None
    beyond: int


@dataclass(frozen=True, slots=True)
class Connection:
    """One piece of evidence between two identifiers; `cut` is why a merge rule blocks it."""

    key: str
    a: str
    b: str
    rule: str
    source: str
    confidence: float | None
    count: int | None
    first_seen: datetime | None
    last_seen: datetime | None
    cut: str | None


@dataclass(frozen=True, slots=True)
class Neighborhood:
    """A person's identifiers, the ones that steps brought, and all evidence between any two of them."""

    own: list[KnownIdentifier]
    steps: list[tuple[str, list[KnownIdentifier]]]
    """By the identifier that a step went out from: those that were not there before it."""
    links: list[Connection]
    totals: dict[str, int]
    """How many identifiers of others are linked with each that a step went out from."""


def identifiers_around(graph: Graph, oneid: str, steps: Sequence[str] = ()) -> Neighborhood:
    """What is linked with this person's identifiers.

    Each of `steps` is an identifier that is shown by then. It adds the next `EXPAND_LIMIT` of the others that
    are linked with it, those with the most evidence first; one that is not there is left out.
    """
    own = [_known(row) for row in graph.ask("internal/identity/person_drawn", oneid=oneid)]
    there = {one.key for one in own}
    taken: Counter[str] = Counter()
    totals: dict[str, int] = {}
    brought: list[tuple[str, list[KnownIdentifier]]] = []
    for key in steps:
        if key not in there:
            continue
        taken[key] += 1
        rows = graph.ask("internal/identity/beside", key=key, oneid=oneid, limit=EXPAND_LIMIT * taken[key])
        totals[key] = rows[0]["total"] if rows else 0
        fresh = [_known(row) for row in rows[EXPAND_LIMIT * (taken[key] - 1) :] if row["key"] not in there]
        there.update(one.key for one in fresh)
        brought.append((key, fresh))
    drawn = [one.key for one in own] + [one.key for _, fresh in brought for one in fresh]
    links = [Connection(**_seen(row)) for row in graph.ask("internal/identity/links_drawn", keys=drawn)]
    return Neighborhood(own, brought, links, totals)


def _known(row: Row) -> KnownIdentifier:
    return KnownIdentifier(**_seen({name: value for name, value in row.items() if name != "total"}))


def _seen(row: Row) -> Row:
    times = {name: row[name] for name in ("first_seen", "last_seen")}
    return row | {name: None if at is None else moment(at) for name, at in times.items()}
