"""Shared identifiers: their own links lead to more people than one person's identifier does.

A phone with two members, a tablet with two app users, a mailbox `info@` on twenty accounts. Such an
identifier merges nobody: which of the people it would merge, and which not, would be arbitrary.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .component import Component, ComponentLink, ends, kind_of
from .components import ConnectedComponents
from .rules import Rules


@dataclass(frozen=True, slots=True)
class SharedBy:
    """An identifier that leads to values of one kind that are several people's; all of them by place.

    `most` is how many people's they may be.
    """

    place: int
    kind: str
    values: tuple[int, ...]
    most: int
    why: str

    def people(self, person_of: Callable[[int], int]) -> int:
        """How many people these values belong to."""
        return len({person_of(value) for value in self.values})


def shared_identifiers(component: Component, rules: Rules) -> list[SharedBy]:
    """What the rules call shared: two values of a unique kind, or more people than `shared_above` of a kind.

    Two values of a unique kind are two people. Values of another kind are one person's if other evidence
    connects them, that is anything but identifiers that may be shared themselves.
    """
    blocked = set(component.blocked)
    links = [link for link in component.links if not link.manual and blocked.isdisjoint(ends(link))]
    met = [
        (place, kind, values)
        for (place, kind), values in _met(component, links, rules).items()
        if len(values) > _most(kind, rules)
    ]
    doubtful = {place for place, kind, _ in met if not rules.of(kind).unique}
    connected = _connected(component, links, doubtful) if doubtful else None
    found = []
    for place, kind, values in met:
        most = _most(kind, rules)
        if rules.of(kind).unique or connected is None:
            found.append(SharedBy(place, kind, tuple(values), most, f"shared: {len(values)} of {kind}"))
            continue
        people = len({connected.of(value) for value in values})
        if people > most:
            found.append(SharedBy(place, kind, tuple(values), most, f"shared: {people} people by {kind}"))
    return found


def reasons(shared: Iterable[SharedBy]) -> dict[int, str]:
    """Why each identifier is shared, by place: for one that is by several kinds, the first of them."""
    return {one.place: one.why for one in sorted(shared, key=lambda one: one.kind, reverse=True)}


def _most(kind: str, rules: Rules) -> int:
    most = rules.of(kind).shared_by_more_than
    assert most is not None
    return most


def _met(
    component: Component, links: Sequence[ComponentLink], rules: Rules
) -> dict[tuple[int, str], dict[int, None]]:
    """By identifier and kind: the values of that kind that its own links lead to."""
    kinds = [kind_of(key) for key in component.keys]
    met: dict[tuple[int, str], dict[int, None]] = defaultdict(dict)
    for link in links:
        for here, there in ((link.a, link.b), (link.b, link.a)):
            kind = kinds[there]
            if (
                rules.of(kind).shared_by_more_than is not None
                and kind != kinds[here]
                and not rules.of(kinds[here]).unique
            ):
                met[here, kind][there] = None
    return met


def _connected(
    component: Component, links: Iterable[ComponentLink], without: set[int]
) -> ConnectedComponents[int]:
    connected = ConnectedComponents(range(len(component.keys)))
    for link in links:
        if without.isdisjoint(ends(link)):
            connected.join(link.a, link.b)
    return connected
