"""Divides one component of evidence into people, by the merge rules that keep strangers separate.

A component is everything that admissible links connect. These rules divide it. They look at nothing but the
component itself, so that the order and the batches in which evidence arrives make no difference:

1. Identifiers that were blocked, and identifiers that are *shared* (see `shared_identifiers`), are isolated.
2. The links of evidence are taken from the strongest to the weakest. A link merges the two clusters that its
   ends are in, unless the person that it would make breaks a limit, a uniqueness, the size, or a manual
   decision to keep two identifiers separate, or unless the accounts of the two contradict each other.
   Such a link is blocked, and goes to the review queue. Links between clusters whose accounts contradict
   each other only in what weakens a link come last of these.
3. Manual merges join the people that the evidence made. Neither limits nor contradictions apply to them, so
   that nothing that one of the two people had has to leave.
4. An identifier that was shared only by people who are one person by now is added, as in step 2.

So the evidence that is blocked is always the weakest possible. Method: Kruskal's algorithm (1956) with
constraints on clusters (constrained agglomeration, Davidson and Ravi, 2005).
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..attributes import Contradiction, contradiction
from .component import Component, ComponentLink, ends, kind_of
from .rules import KindRules, Rules
from .shared import reasons, shared_identifiers

KEPT_SEPARATE = "kept separate by a manual decision"
"""The reason of a link that is blocked by a decision and not by a rule."""

_DAY = 86_400_000_000


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


def divide(component: Component, rules: Rules) -> Partition:
    """Divides one component into people. A pure function of the component as a set, whatever its order."""
    clusters = _Clusters(component, rules)
    found = Partition([])
    blocked = set(component.blocked)
    links = component.links
    open_links = [
        place
        for place in sorted(range(len(links)), key=lambda place: strength(component, links[place], rules))
        if links[place].a != links[place].b and blocked.isdisjoint((links[place].a, links[place].b))
    ]
    evidence = [place for place in open_links if not links[place].manual]
    shared = [one for one in shared_identifiers(component, rules) if one.place not in blocked]
    isolated = {one.place for one in shared}
    clusters.add([place for place in evidence if isolated.isdisjoint(ends(links[place]))], found)
    clusters.add([place for place in open_links if links[place].manual], found)
    still = [one for one in shared if one.people(clusters.find) > one.most]
    if len(still) < len(shared):
        added = isolated - {one.place for one in still}
        isolated -= added
        clusters.add(
            [
                place
                for place in evidence
                if isolated.isdisjoint(ends(links[place])) and not added.isdisjoint(ends(links[place]))
            ],
            found,
        )
    found.shared = reasons(still)
    found.people = [clusters.find(place) for place in range(len(component.keys))]
    # A link that was blocked while its ends were separate is harmless once other links have merged them.
    found.cut = {
        place: why
        for place, why in found.cut.items()
        if found.people[component.links[place].a] != found.people[component.links[place].b]
    }
    return found


class _Clusters:
    """People in the making, with what limits need to know of each."""

    def __init__(self, component: Component, rules: Rules) -> None:
        self._rules = rules
        self._links = component.links
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

    def add(self, places: Sequence[int], found: Partition) -> None:
        """Merge clusters by these links, in this order; a link that must not is blocked, with the reason.

        A link that a contradiction only weakens comes after the others.
        """
        weakened = []
        for place in places:
            if self._weakened(self._links[place]):
                weakened.append(place)
            else:
                self._take(place, found)
        for place in weakened:
            self._take(place, found)

    def _take(self, place: int, found: Partition) -> None:
        link = self._links[place]
        a, b = self.find(link.a), self.find(link.b)
        if a == b:
            return
        if why := self._conflict(a, b, link):
            found.cut[place] = why
        else:
            found.cut.pop(place, None)
            self._join(a, b)
            found.tree.append(place)

    def _weakened(self, link: ComponentLink) -> bool:
        against = None if link.manual else self._contradiction(self.find(link.a), self.find(link.b))
        return against is not None and not against.separates

    def _contradiction(self, a: int, b: int) -> Contradiction | None:
        ours, theirs = self._profiles.get(a), self._profiles.get(b)
        return contradiction(ours, theirs, self._rules.against) if a != b and ours and theirs else None

    def _conflict(self, a: int, b: int, link: ComponentLink) -> str | None:
        """Why these two clusters are not one person, or None."""
        fewer, more = sorted((a, b), key=lambda root: len(self._separate.get(root, ())))
        if any(self.find(other) == fewer for other in self._separate.get(more, ())):
            return KEPT_SEPARATE
        if link.manual:
            return None
        ours, theirs = self._of_kind[a], self._of_kind[b]
        for kind in sorted(ours.keys() & theirs.keys()):
            rule = self._rules.of(kind)
            most = rule.most
            if most is not None and most_at_once(ours[kind], theirs[kind], rule) > most:
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


def most_at_once(ours: list[int], theirs: list[int], rule: KindRules) -> int:
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
