"""The identity evidence in the graph: its components, all of them or only those around new evidence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any
from uuid import uuid4

from ..attributes import contradiction
from ..store import Graph, Row, Transaction
from .accounts import Profiles, all_profiles, profiles_of
from .component import Component, ComponentLink, kind_of
from .components import ConnectedComponents
from .division import divide
from .people_changes import Member, batches
from .rules import KindRules, Rules

_MANY = 8
"""More accounts than this are not compared before their component is divided."""


@dataclass(frozen=True, slots=True)
class Admission:
    """Which links may join people: how sure each rule has to be, and what is too old by kind."""

    thresholds: dict[str, float]
    dead: dict[str, datetime]

    @classmethod
    def on(cls, rules: Rules, day: datetime | None) -> "Admission":
        """Admission on a day of the data; nothing grows old in data without a day."""
        dead = {
            kind: day - timedelta(days=found.link_days)
            for kind, found in rules.kinds.items()
            if day is not None and found.link_days is not None
        }
        return cls({rule: found.threshold for rule, found in rules.links.items()}, dead)

    @property
    def parameters(self) -> dict[str, Any]:
        return {"thresholds": self.thresholds, "dead": self.dead}


def day_of(latest: Any) -> datetime | None:
    """The day of the data, at midnight UTC: what grows old by it does so once a day."""
    if latest is None:
        return None
    time: datetime = latest.to_native() if hasattr(latest, "to_native") else latest
    return time.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


@dataclass(slots=True)
class Divided:
    """Components divided into people, and the links and identifiers that are or were up for review."""

    groups: list[list[Member]] = field(default_factory=list)
    links: dict[str, str | None] = field(default_factory=dict)
    """By link key: why a rule blocks it, or None where one did and no longer does."""
    identifiers: dict[str, str | None] = field(default_factory=dict)
    """By key: why it is isolated, or None where it was and no longer is."""


def component_of(members: Sequence[Member], rows: Iterable[Row]) -> tuple[Component, list[Row]]:
    """Members and rows of `internal/identity/links_among` as a component, and its rows in its order."""
    place = {member.key: n for n, member in enumerate(members)}
    links: list[Row] = []
    apart: list[Row] = []
    for row in rows:
        (apart if row["rule"] == "apart" else links).append(row)
    component = Component(
        keys=[member.key for member in members],
        first_seen=[member.first_seen for member in members],
        links=[
            ComponentLink(
                place[row["a"]], place[row["b"]], row["confidence"], row["count"], row["last_seen"],
                manual=row["rule"] == "by_hand",
            )
            for row in links
        ],
        kept_separate=[(place[row["a"]], place[row["b"]]) for row in apart],
        profiles={n: member.profiles for n, member in enumerate(members) if member.profiles},
    )  # fmt: skip
    return component, links


def add_people(members: Sequence[Member], rows: Iterable[Row], rules: Rules, into: Divided) -> None:
    """Divide one component by the merge rules, and add its people to `into`."""
    component, links = component_of(members, rows)
    partition = divide(component, rules)
    groups: dict[int, list[Member]] = defaultdict(list)
    for member, person in zip(members, partition.people, strict=True):
        groups[person].append(member)
    into.groups.extend(groups.values())
    for n, row in enumerate(links):
        why = partition.cut.get(n)
        if why != row["cut"]:
            into.links[row["key"]] = why
    into.identifiers.update({members[n].key: why for n, why in partition.shared.items()})


def whole_graph(graph: Graph, rules: Rules, admission: Admission) -> Divided:
    """Everybody: components by GDS; those that a merge rule could divide are read and divided.

    Method: weakly connected components (Neo4j Graph Data Science).
    """
    projection = f"onepath-{uuid4()}"
    try:
        graph.run("internal/identity/project", graph=projection, **admission.parameters)
        columns = graph.ask("internal/identity/components", graph=projection)
    finally:
        graph.run("internal/identity/drop", graph=projection)
    apart = {key for row in graph.ask("internal/identity/apart") for key in (row["a"], row["b"])}
    suspects: list[list[Member]] = []
    found = Divided()
    profiles = all_profiles(graph, rules)
    for members in _components(columns, profiles):
        if len(members) > 1 and (breaks(members, rules) or any(m.key in apart for m in members)):
            suspects.append(members)
        else:
            found.groups.append(members)
    columns.clear()
    for batch in batches(suspects, len):
        keys = [member.key for members in batch for member in members]
        rows = graph.ask("internal/identity/links_among", keys=keys, **admission.parameters)
        for members, links in _with_links(batch, rows):
            add_people(members, links, rules, found)
    return found


def _components(columns: Sequence[Row], profiles: Profiles) -> Iterator[list[Member]]:
    for row in columns:
        components: dict[int, list[Member]] = defaultdict(list)
        parts = (row["components"], row["keys"], row["first_seen"], row["oneids"])
        for component, key, first_seen, oneid in zip(*parts, strict=True):
            member = Member(
                key, None if first_seen < 0 else first_seen, oneid or None, profiles.get(key, ())
            )  # fmt: skip
            components[component].append(member)
        yield from components.values()


def breaks(members: Sequence[Member], rules: Rules) -> bool:
    """Whether a merge rule could divide it: by a limit, or because accounts contradict each other."""
    if len(members) > rules.people.most_identifiers:
        return True
    counts: dict[str, int] = defaultdict(int)
    for member in members:
        counts[kind_of(member.key)] += 1
    if any(_too_many(rules.of(kind), count) for kind, count in counts.items()):
        return True
    traces = [kind for kind in counts if rules.of(kind).merges == "traces"]
    if traces and len(members) - sum(counts[kind] for kind in traces) > 1:
        return True
    said = [member.profiles for member in members if member.profiles]
    return len(said) > _MANY or any(contradiction(a, b, rules.against) for a, b in combinations(said, 2))


def _too_many(rule: KindRules, count: int) -> bool:
    limits = (rule.most, rule.shared_by_more_than)
    return any(limit is not None and count > limit for limit in limits)


def _with_links(
    components: Sequence[list[Member]], rows: Iterable[Row]
) -> Iterator[tuple[list[Member], list[Row]]]:
    of = {member.key: n for n, members in enumerate(components) for member in members}
    links: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        # A pair kept separate manually may lie in two components; then nothing has to separate it.
        if of.get(row["a"]) == of.get(row["b"]):
            links[of[row["a"]]].append(row)
    for n, members in enumerate(components):
        yield members, links[n]


def divide_members(
    members: Sequence[Member], links: Sequence[Row], apart: Sequence[Row], rules: Rules
) -> Divided:
    """Divides these into people, by all links that may merge them and the pairs kept separate manually."""
    found = Divided()
    for component, rows in _with_links(_connected(members, links), [*links, *apart]):
        add_people(component, rows, rules, found)
    return found


def touched(transaction: Transaction, keys: Sequence[str], rules: Rules, admission: Admission) -> Divided:
    """Divides all identifiers that the evidence connects with these now, or that shared a person until now.

    All of them are locked until the transaction ends, so that no load adds to them unseen.
    """
    members: dict[str, Member] = {}
    shared: dict[str, str] = {}
    rows: dict[str, Row] = {}
    apart: list[Row] = []
    oneids: set[str] = set()
    fresh = list(dict.fromkeys(keys))
    while fresh:
        opened: list[str] = []
        blocked: dict[str, str | None] = {}
        newly: list[str] = []
        known: set[str] = set()
        for row in transaction.run("internal/identity/touch", keys=fresh):
            members[row["key"]] = Member(row["key"], row["first_seen"], row["oneid"])
            if row["oneid"] and row["oneid"] not in oneids:
                known.add(row["oneid"])
            if row["shared"]:
                shared[row["key"]] = row["shared"]
            why = _why_blocked(row, rules)
            if why != row["blocked"]:
                blocked[row["key"]] = why
                if row["blocked"] is None:
                    newly.append(row["key"])
            if why is None or why != row["blocked"]:
                opened.append(row["key"])
        if blocked:
            transaction.run(
                "internal/identity/block", rows=[{"key": key, "reason": why} for key, why in blocked.items()]
            )
        reached = _neighbours(transaction, opened, newly, admission, rows, apart)
        if known:
            reached.update(
                row["key"] for row in transaction.run("internal/identity/mates", oneids=list(known))
            )
            oneids |= known
        fresh = [key for key in sorted(reached) if key not in members]
    profiles = profiles_of(transaction, list(members), rules)
    known_members = [member._replace(profiles=profiles.get(key, ())) for key, member in members.items()]
    inside = [row for row in apart if row["a"] in members and row["b"] in members]
    found = divide_members(known_members, list(rows.values()), inside, rules)
    for key in shared.keys() - found.identifiers.keys():
        found.identifiers[key] = None
    return found


def _neighbours(
    transaction: Transaction,
    keys: list[str],
    newly: list[str],
    admission: Admission,
    rows: dict[str, Row],
    apart: list[Row],
) -> set[str]:
    """The identifiers that an admissible link leads to, or led to until an end was blocked now (`newly`).

    Adds the links to `rows`, and the pairs that are kept separate to `apart`.
    """
    reached: set[str] = set()
    found = (
        transaction.run("internal/identity/links_among", keys=keys, **admission.parameters) if keys else ()
    )
    for row in found:
        if row["rule"] == "apart":
            apart.append(row)
        else:
            rows[row["key"]] = row
            reached.update((row["a"], row["b"]))
    if newly:
        # Until now these merged others, who have to be resolved again without them.
        reached.update(row["key"] for row in transaction.run("internal/identity/neighbours", keys=newly))
    return reached


def _why_blocked(row: Row, rules: Rules) -> str | None:
    if row["blocked"] == "by hand":
        return "by hand"
    return rules.why_blocked(row["key"], row["links"])


def _connected(members: Sequence[Member], rows: Iterable[Row]) -> list[list[Member]]:
    connected = ConnectedComponents(member.key for member in members)
    for row in rows:
        connected.join(row["a"], row["b"])
    components: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        components[connected.of(member.key)].append(member)
    return list(components.values())
