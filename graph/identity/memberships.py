"""The identity map: which person every identifier belongs to, now or at the end of a day in the past."""

from dataclasses import dataclass
from datetime import date

from ..store import Graph
from .as_of import Past
from .resolution import ResolveOptions


@dataclass(frozen=True, slots=True)
class Membership:
    """The person that an identifier belongs to."""

    identifier: str
    oneid: str


@dataclass(frozen=True, slots=True)
class IdentityMap:
    """Every identifier with its person, ordered by identifier. `as_of` is the day, null for now.

    `people`: how many people there are.
    """

    as_of: date | None
    people: int
    members: list[Membership]


def identity_map(graph: Graph, as_of: date | None, options: ResolveOptions) -> IdentityMap:
    """Now, or as of the end of a day; without identifiers that are not resolved yet. Raises GraphError."""
    found = _now(graph) if as_of is None else _past(graph, as_of, options)
    members = [Membership(key, found[key]) for key in sorted(found)]
    return IdentityMap(as_of, len(set(found.values())), members)


def _now(graph: Graph) -> dict[str, str]:
    return {
        key: oneid
        for row in graph.ask("internal/identity/partition")
        for key, oneid in zip(row["keys"], row["oneids"], strict=True)
        if oneid
    }


def _past(graph: Graph, day: date, options: ResolveOptions) -> dict[str, str]:
    people = Past.on(graph, day, options).people()
    return {member.key: group.oneid for group in people for member in group.members}
