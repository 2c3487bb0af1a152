"""Why two identifiers are one person, or why they are not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..errors import GraphError
from ..store import Graph, Row, native
from .accounts import profiles_of
from .components import ConnectedComponents
from .division import Component, divide, strength
from .evidence import Admission, component_of, day_of
from .people_changes import Member
from .rules import Rules

_MOST = 20_000
"""Identifiers that are looked at between two people; further away is no near reason."""


@dataclass(frozen=True, slots=True)
class EvidenceStep:
    """One link of a path, with a few of the events or accounts behind it.

    `blocked_by` says why a rule made it inactive, null for an active link; `decision` is the manual decision
    that created it, `waterfall` how the confidence of a link between similar accounts is made up.
    """

    key: str
    a: str
    b: str
    rule: str
    source: str
    confidence: float
    count: int
    first_seen: datetime | None
    last_seen: datetime | None
    blocked_by: str | None
    decision: str | None
    waterfall: str | None
    events: list[dict[str, Any]]
    accounts: list[str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The people of `a` and `b`, the strongest path of evidence between them, and why they are two people.

    `why_not` is null if they are one person.
    """

    a: str
    b: str
    same_person: bool
    oneid_a: str | None
    oneid_b: str | None
    why_not: str | None
    path: list[EvidenceStep]


def explain(graph: Graph, a: str, b: str, rules: Rules) -> Explanation:
    """The strongest path between two identifiers: the one whose weakest link is the strongest.

    Raises GraphError for an identifier that is not in the graph.
    """
    known = {row["key"]: row for row in graph.ask("internal/identity/who", keys=[a, b])}
    for key in (a, b):
        if key not in known:
            raise GraphError(
                f"There is no identifier {key!r}.",
                action="Write it as kind:value, as onepath person shows it.",
            )
    one, other = known[a], known[b]
    if a == b:
        return Explanation(a, b, one["oneid"] is not None, one["oneid"], other["oneid"], None, [])
    admission = Admission.on(rules, day_of(graph.ask("internal/identity/state")[0]["latest"]))
    same = one["oneid"] is not None and one["oneid"] == other["oneid"]
    members, rows = _surroundings(graph, a, one["oneid"] if same else None, admission)
    profiles = profiles_of(graph, [member.key for member in members], rules)
    members = [member._replace(profiles=profiles.get(member.key, ())) for member in members]
    component, links = component_of(members, rows)
    place = {member.key: n for n, member in enumerate(members)}
    partition = divide(component, rules)
    if same:
        path = _path(component, partition.tree, place[a], place[b])
    else:
        path = _path(component, _tree(component, rules), place[a], place[b]) if b in place else []
    evidence = graph.ask("internal/identity/evidence", keys=[links[n]["key"] for n in path])
    steps = [EvidenceStep(**native(row)) for row in evidence]
    why = (
        None
        if same
        else _why_not(one, other, path, partition.cut, [members[n].key for n in partition.shared])
    )
    return Explanation(a, b, same, one["oneid"], other["oneid"], why, steps)


def _surroundings(
    graph: Graph, start: str, oneid: str | None, admission: Admission
) -> tuple[list[Member], list[Row]]:
    """One person's identifiers and links, or whatever the evidence connects with `start`."""
    fresh = [start]
    if oneid is not None:
        fresh = [row["key"] for row in graph.ask("internal/identity/mates", oneids=[oneid])]
    keys = dict.fromkeys(fresh)
    rows: dict[str, Row] = {}
    while fresh and len(keys) < _MOST:
        reached: dict[str, None] = {}
        for row in graph.ask("internal/identity/links_among", keys=fresh, **admission.parameters):
            rows[row["key"] or f"{row['a']} {row['b']}"] = row
            reached.update(dict.fromkeys((row["a"], row["b"])))
        fresh = [] if oneid is not None else [key for key in reached if key not in keys]
        keys.update(dict.fromkeys(fresh))
    members = [
        Member(row["key"], row["first_seen"], row["oneid"])
        for row in graph.ask("internal/identity/members", keys=list(keys))
    ]
    return members, [row for row in rows.values() if row["a"] in keys and row["b"] in keys]


def _tree(component: Component, rules: Rules) -> list[int]:
    """The links of the strongest paths, were there no merge rules."""
    connected = ConnectedComponents(range(len(component.keys)))
    order = sorted(range(len(component.links)), key=lambda n: strength(component, component.links[n], rules))
    return [n for n in order if connected.join(component.links[n].a, component.links[n].b)]


def _path(component: Component, tree: Iterable[int], start: int, end: int) -> list[int]:
    """The links, by place, of the one way between two places of a tree; none if there is no way."""
    beside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for n in tree:
        link = component.links[n]
        beside[link.a].append((link.b, n))
        beside[link.b].append((link.a, n))
    came: dict[int, tuple[int, int]] = {start: (-1, -1)}
    fresh = [start]
    while fresh and end not in came:
        place = fresh.pop()
        for other, n in beside[place]:
            if other not in came:
                came[other] = (place, n)
                fresh.append(other)
    path: list[int] = []
    while end in came and end != start:
        end, n = came[end]
        path.append(n)
    return path[::-1]


def _why_not(one: Row, other: Row, path: Sequence[int], cut: dict[int, str], shared: Sequence[str]) -> str:
    for row in (one, other):
        if row["oneid"] is None:
            return f"{row['key']} is not resolved yet: run onepath resolve"
        if row["blocked"]:
            return f"{row['key']} is blocked: {row['blocked']}"
        if row["shared"]:
            return f"{row['key']} is {row['shared']}, and belongs to no one"
    if not path:
        return "no evidence that may merge people connects them"
    first = next((cut[n] for n in path if n in cut), None)
    if first:
        return f"a rule blocks the path: {first}"
    if shared:
        return f"the path leads over an identifier that is shared: {', '.join(shared[:3])}"
    return "the evidence between them is not resolved yet: run onepath resolve"
