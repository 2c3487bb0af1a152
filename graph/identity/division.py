"""Divides one component of evidence into people, by the merge rules that keep strangers separate.

A component is everything that admissible links connect. These rules divide it. They look at nothing but the
component itself, so that the order and the batches in which evidence arrives make no difference:

1. Identifiers that were blocked, and identifiers that are *shared* (their own links lead to two values
   of a unique kind, such as a phone with two members), are isolated.
2. The other links are taken from the strongest to the weakest. A link merges the two clusters that its
   ends are in, unless the person that it would make breaks a limit, a uniqueness, the size, or a manual
   decision to keep two identifiers separate, or unless the accounts of the two contradict each other.
   Such a link is blocked, and goes to the review queue.
3. Links between clusters whose accounts contradict each other only in what weakens a link come last.

So the evidence that is blocked is always the weakest possible. Method: Kruskal's algorithm (1956) with
constraints on clusters (constrained agglomeration, Davidson and Ravi, 2005).
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..attributes import Contradiction, Profile, contradiction
from .rules import KindRules, Rules

_DAY = 86_400_000_000


@dataclass(frozen=True, slots=True)
class ComponentLink:
    """One link between two identifiers of a component, by their places in it; times in microseconds."""

    a: int
    b: int
    confidence: float = 1.0
    count: int = 1
    last_seen: int | None = None
    manual: bool = False


@dataclass(slots=True)
class Component:
    """Identifiers by key, the links between them, and the manual decisions about them."""

    keys: Sequence[str]
    first_seen: Sequence[int | None]
    links: Sequence[ComponentLink]
    blocked: Iterable[int] = ()
    """Identifiers that are blocked."""
    kept_separate: Iterable[tuple[int, int]] = ()
    """Pairs that a manual decision keeps separate."""
    profiles: Mapping[int, Sequence[Profile]] = field(default_factory=dict)
    """What the accounts say that an identifier stands for, by its place."""


@dataclass(slots=True)
class Partition:
    """Each identifier's person, by number, and the links and identifiers not merged, with reasons."""

    people: list[int]
    cut: dict[int, str] = field(default_factory=dict)
    """Links by place, with the reason."""
    shared: dict[int, str] = field(default_factory=dict)
    """Identifiers by place, with the reason."""
    tree: list[int] = field(default_factory=list)
    """The links, by place, that merged each person: between any two identifiers the strongest path."""


def strength(component: Component, link: ComponentLink, rules: Rules) -> tuple[object, ...]:
    """Sorts the strongest link first: manual, certain, priority, confidence, count, recency; then by key.

    However strong the identifiers of two similar accounts are, what an account or event names is certain.
    """
    a, b = component.keys[link.a], component.keys[link.b]
    one, other = rules.of(kind_of(a)).priority, rules.of(kind_of(b)).priority
    return (
        not link.manual, link.confidence < 1, -min(one, other), -max(one, other), -link.confidence,
        -link.count, -(link.last_seen or 0), min(a, b), max(a, b),
    )  # fmt: skip


def kind_of(key: str) -> str:
    """The kind of an identifier's key."""
    return key.partition(":")[0]


def divide(component: Component, rules: Rules) -> Partition:
    """Divides one component into people. A pure function of the component as a set, whatever its order."""
    clusters = _Clusters(component, rules)
    found = Partition([])
    blocked = set(component.blocked)
    found.shared = {place: why for place, why in _shared(component, rules).items() if place not in blocked}
    order = sorted(
        range(len(component.links)), key=lambda place: strength(component, component.links[place], rules)
    )
    weakened: list[int] = []
    for place in order:
        link = component.links[place]
        if link.a == link.b or not blocked.isdisjoint((link.a, link.b)):
            continue
        if not link.manual and (link.a in found.shared or link.b in found.shared):
            continue  # only somebody who knows can say whose it is
        if clusters.weaken(link):
            weakened.append(place)
        else:
            clusters.take(place, link, found)
    for place in weakened:
        clusters.take(place, component.links[place], found)
    found.people = [clusters.find(place) for place in range(len(component.keys))]
    # A link that was blocked while its ends were separate is harmless once other links have merged them.
    found.cut = {
        place: why
        for place, why in found.cut.items()
        if found.people[component.links[place].a] != found.people[component.links[place].b]
    }
    return found


def _shared(component: Component, rules: Rules) -> dict[int, str]:
    """Identifiers of kinds that are not unique, whose own links lead to too many of one that is."""
    met: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for link in component.links:
        if link.manual:
            continue
        for here, there in ((link.a, link.b), (link.b, link.a)):
            kind = kind_of(component.keys[there])
            if rules.of(kind).unique and not rules.of(kind_of(component.keys[here])).unique:
                met[here][kind].add(there)
    return {
        place: f"shared: {len(values)} of {kind}"
        for place, kinds in met.items()
        for kind, values in sorted(kinds.items(), reverse=True)
        if len(values) > 1
    }


class _Clusters:
    """People in the making, with what limits need to know of each."""

    def __init__(self, component: Component, rules: Rules) -> None:
        self._rules = rules
        self._kinds = [kind_of(key) for key in component.keys]
        self._parent = list(range(len(component.keys)))
        self._size = [1] * len(component.keys)
        self._seen = component.first_seen
        self._of_kind: dict[int, dict[str, list[int]]] = {
            place: {kind: [component.first_seen[place] or 0]} for place, kind in enumerate(self._kinds)
        }
        self._profiles = {place: list(found) for place, found in component.profiles.items()}
        self._separate: dict[int, set[int]] = defaultdict(set)
        for a, b in component.kept_separate:
            self._separate[a].add(b)
            self._separate[b].add(a)

    def find(self, place: int) -> int:
        parent = self._parent
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def take(self, place: int, link: ComponentLink, found: Partition) -> None:
        """Merge the clusters of the link's ends, or block the link."""
        a, b = self.find(link.a), self.find(link.b)
        if a == b:
            return
        if why := self._conflict(a, b, link):
            found.cut[place] = why
        else:
            self._join(a, b)
            found.tree.append(place)

    def weaken(self, link: ComponentLink) -> bool:
        """Whether a contradiction that does not separate its ends' clusters makes the link come last."""
        against = None if link.manual else self._contradiction(self.find(link.a), self.find(link.b))
        return against is not None and not against.separates

    def _contradiction(self, a: int, b: int) -> Contradiction | None:
        ours, theirs = self._profiles.get(a), self._profiles.get(b)
        return contradiction(ours, theirs, self._rules.against) if a != b and ours and theirs else None

    def _conflict(self, a: int, b: int, link: ComponentLink) -> str | None:
        """Why these two clusters are not one person, or None."""
        fewer, more = sorted((a, b), key=lambda root: len(self._separate.get(root, ())))
        if any(self.find(other) == fewer for other in self._separate.get(more, ())):
            return "kept separate by a manual decision"
        if link.manual:
            return None
        ours, theirs = self._of_kind[a], self._of_kind[b]
        for kind in sorted(ours.keys() & theirs.keys()):
            rule = self._rules.of(kind)
            most = rule.most
            if most is not None and _most_at_once(ours[kind], theirs[kind], rule) > most:
                return f"more than {most} {kind}" + (
                    f" in {rule.window_days} days" if rule.window_days else ""
                )
        most = self._rules.people.most_identifiers
        if self._size[a] + self._size[b] > most:
            return f"more than {most} identifiers"
        ends = (self._kinds[link.a], self._kinds[link.b])
        if (
            any(self._rules.of(kind).merges == "traces" for kind in ends)
            and self._known(a)
            and self._known(b)
        ):
            trace = next(kind for kind in ends if self._rules.of(kind).merges == "traces")
            return f"{trace} joins no known people"
        against = self._contradiction(a, b)
        return str(against) if against and against.separates else None

    def _join(self, a: int, b: int) -> None:
        if self._size[a] < self._size[b]:
            a, b = b, a
        self._parent[b] = a
        self._size[a] += self._size[b]
        into = self._of_kind[a]
        for kind, times in self._of_kind.pop(b).items():
            if kind not in into:
                into[kind] = times
            else:
                for time in times:
                    insort(into[kind], time)
        if b in self._profiles:
            ours = self._profiles.setdefault(a, [])
            ours += [profile for profile in self._profiles.pop(b) if profile not in ours]
        if b in self._separate:
            self._separate[a] |= self._separate.pop(b)

    def _known(self, root: int) -> bool:
        return any(self._rules.of(kind).merges == "people" for kind in self._of_kind[root])


def _most_at_once(ours: list[int], theirs: list[int], rule: KindRules) -> int:
    """How many values would be one person's, at most within the rule's window; 0 if neither adds any."""
    if rule.window_days is None:
        return len(ours) + len(theirs)
    window, times = rule.window_days * _DAY, sorted(ours + theirs)
    most = begin = 0
    for end, time in enumerate(times):
        while times[begin] <= time - window:
            begin += 1
        most = max(most, end - begin + 1)
    return most
