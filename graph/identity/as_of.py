"""Who was who on a past day: by the evidence seen until its end, and by the manual decisions made by then.

Nothing is stored for it. A link that was not seen again after that day counts as it is; of one that was seen
again later, only the events until that day are counted. So the answer is what a resolve from nothing would
have given for the data until that day, by the rules as they are now.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from ..calendar import Calendar
from ..store import Graph, Row, microseconds, moment, native
from .accounts import all_profiles, profiles_of
from .components import ConnectedComponents
from .evidence import Admission, Divided, add_people, breaks, day_of
from .oneid import Naming
from .people_changes import Cluster, Member, batches, cluster_of
from .resolution import ResolveOptions
from .rules import Rules

_BY_HAND = {"rule": "by_hand", "confidence": 1.0, "count": 1, "last_seen": None, "cut": None}
_APART = {"rule": "apart", "key": None, "cut": None}


@dataclass(slots=True)
class DecisionsInForce:
    """The manual decisions that were in force, by the keys of the identifiers."""

    merged: dict[tuple[str, str], str] = field(default_factory=dict)
    """Pairs that are one person's, each with the key of its link."""
    kept_separate: set[tuple[str, str]] = field(default_factory=set)
    blocked: set[str] = field(default_factory=set)

    def about(self, keys: Iterable[str]) -> set[str]:
        """The identifiers that a manual decision merges with one of these."""
        wanted = set(keys)
        return {end for pair in self.merged if not wanted.isdisjoint(pair) for end in pair}

    def rows(self, keys: set[str], open_ones: set[str]) -> Iterator[Row]:
        """The decisions among these as rows of `internal/identity/links_among`; blocked ones merge nobody."""
        for (a, b), key in self.merged.items():
            if a in open_ones and b in open_ones and (a, b) not in self.kept_separate:
                yield {"a": a, "b": b, "key": key, **_BY_HAND}
        for a, b in self.kept_separate:
            if a in keys and b in keys:
                yield {"a": a, "b": b, **_APART}


@dataclass(frozen=True, slots=True)
class Past:
    """A graph as it was at the end of a day; `until` is the first moment after it."""

    graph: Graph
    day: date
    until: datetime
    rules: Rules
    naming: Naming
    admission: Admission
    decisions: DecisionsInForce

    @classmethod
    def on(cls, graph: Graph, day: date, options: ResolveOptions, calendar: Calendar | None = None) -> "Past":
        """At the end of this day by a calendar (or the project's), by the rules as they are now."""
        until = moment((calendar or graph.calendar).start(day + timedelta(days=1)))
        latest = graph.ask("internal/identity/latest_until", until=until)[0]["latest"]
        admission = Admission.on(options.rules, day_of(latest))
        decisions = _decisions_in_force(graph, until)
        return cls(graph, day, until, options.rules, options.naming, admission, decisions)

    def people(self) -> list[Cluster]:
        """Everybody. Method: as `evidence.whole_graph`, with the components found here and not by GDS."""
        known = {member.key: member for member in self._identifiers()}
        hubs = self.graph.ask(
            "internal/identity/hubs_until", until=self.until, most=self.rules.people.most_links
        )
        blocked = {key for key, member in known.items() if self._blocked(member)}
        blocked |= {row["key"] for row in hubs}
        components, doubtful = self._components(known, blocked)
        found = Divided()
        suspects: list[list[Member]] = []
        for members in components:
            certain = len(members) == 1 or not (
                breaks(members, self.rules) or any(member.key in doubtful for member in members)
            )
            (found.groups if certain else suspects).append(members)
        for batch in batches(suspects, len):
            members = [member for members in batch for member in members]
            rows = self._links([member.key for member in members if member.key not in blocked])
            self._divide(members, rows, blocked, found)
        return [cluster_of(members, self.naming) for members in found.groups]

    def person(self, key: str) -> Cluster | None:
        """Whose this identifier was; None if it was not known yet."""
        members: dict[str, Member] = {}
        blocked: set[str] = set()
        rows: dict[str, Row] = {}
        fresh = [key]
        while fresh:
            opened = []
            for row in self.graph.ask("internal/identity/members_until", keys=fresh, until=self.until):
                member = Member(row["key"], row["first_seen"], None)
                members[member.key] = member
                if self._blocked(member, row["links"]):
                    blocked.add(member.key)
                else:
                    opened.append(member.key)
            reached = self.decisions.about(opened)
            for row in self._links(opened):
                rows[row["key"]] = row
                reached.update((row["a"], row["b"]))
            tried = set(fresh)
            fresh = [other for other in sorted(reached) if other not in members and other not in tried]
        profiles = profiles_of(self.graph, list(members), self.rules, self.until)
        said = [member._replace(profiles=profiles.get(key, ())) for key, member in members.items()]
        found = Divided()
        self._divide(said, rows.values(), blocked, found)
        return next(
            (
                cluster_of(one, self.naming)
                for one in found.groups
                if any(member.key == key for member in one)
            ),
            None,
        )

    def links(self, keys: Sequence[str]) -> list[Row]:
        """The evidence between these identifiers, each link as strong as it was then."""
        known = set(keys)
        rows = [row for row in self._links(keys) if row["a"] in known and row["b"] in known]
        for row in self.decisions.rows(known, known):
            if row["rule"] == "by_hand":
                rows.append({**row, "source": "by hand", "first_seen": None})
        return [{name: row[name] for name in row if name != "cut"} for row in rows]

    def _links(self, keys: Sequence[str]) -> list[Row]:
        parameters = {"until": self.until, **self.admission.parameters}
        return self.graph.ask("internal/identity/links_until", keys=list(keys), **parameters) if keys else []

    def _identifiers(self) -> Iterator[Member]:
        profiles = all_profiles(self.graph, self.rules, self.until)
        for row in self.graph.ask("internal/identity/identifiers_until", until=self.until):
            for key, first_seen in zip(row["keys"], row["first_seen"], strict=True):
                yield Member(key, None if first_seen < 0 else first_seen, None, profiles.get(key, ()))

    def _blocked(self, member: Member, links: int = 0) -> bool:
        return member.key in self.decisions.blocked or self.rules.why_blocked(member.key, links) is not None

    def _components(
        self, known: dict[str, Member], blocked: set[str]
    ) -> tuple[Iterable[list[Member]], set[str]]:
        """What links connect, and the identifiers of whose links more has to be known."""
        connected = ConnectedComponents(known)
        doubtful = {key for pair in self.decisions.kept_separate for key in pair}
        parameters = {"until": self.until, **self.admission.parameters}
        for row in self.graph.ask("internal/identity/joined_until", **parameters):
            for a, b, old in zip(row["a"], row["b"], row["old"], strict=True):
                if a in known and b in known and a not in blocked and b not in blocked:
                    connected.join(a, b)
                    if old:
                        doubtful.add(a)
        for a, b in self.decisions.merged:
            if a in known and b in known and a not in blocked and b not in blocked:
                connected.join(a, b)
                doubtful.add(a)
        components: dict[str, list[Member]] = defaultdict(list)
        for key, member in known.items():
            components[connected.of(key)].append(member)
        return components.values(), doubtful

    def _divide(self, members: list[Member], rows: Iterable[Row], blocked: set[str], into: Divided) -> None:
        """Divides members, which may be of several components: what connects nothing joins nobody."""
        keys = {member.key for member in members}
        open_ones = keys - blocked
        among: list[Row] = [
            {**row, "last_seen": microseconds(native(row["last_seen"])), "cut": None}
            for row in rows
            if row["a"] in open_ones
            and row["b"] in open_ones
            and _pair(row["a"], row["b"]) not in self.decisions.kept_separate
        ]
        add_people(members, [*among, *self.decisions.rows(keys, open_ones)], self.rules, into)


def _decisions_in_force(graph: Graph, until: datetime) -> DecisionsInForce:
    words: dict[tuple[Any, ...], None] = {}
    for row in graph.ask("internal/identity/words_until", until=until):
        for text in row["taken_back"] or ():
            words.pop(tuple(json.loads(text)), None)
        words.update((tuple(json.loads(text)), None) for text in row["said"] or ())
    keys = list({key for _, *ends in words for key in ends if key})
    known = {row["key"] for row in graph.ask("internal/identity/who", keys=keys)}
    found = DecisionsInForce()
    for kind, a, b in words:
        if a not in known or (b and b not in known):
            continue  # the identifier was deleted since
        if kind == "block":
            found.blocked.add(a)
        elif kind == "merge":
            found.merged[_pair(a, b)] = f"by_hand|{a}|{b}"
        else:
            found.kept_separate.add(_pair(a, b))
    return found


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
