"""Why two identifiers are one person, or why they are not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ..errors import GraphError
from ..store import Graph, Row, native
from .accounts import profiles_of
from .decision_notes import DecisionNote, block_note, separations
from .division import KEPT_SEPARATE, divide
from .evidence import Admission, component_of, day_of
from .people_changes import Member
from .rules import Rules
from .strongest_path import shortest_path, tree_path

_MOST = 20_000
"""Identifiers that are looked at between two people; further away is no near reason."""


@dataclass(frozen=True, slots=True)
class EvidenceStep:
    """One link of a path, with a few of the events or accounts behind it.

    `blocked_by` is why a rule made it inactive, null for an active link; `decision` the manual decision that
    made it or keeps its ends separate, `waterfall` how the confidence of a similar link is composed.
    `ended_at` is since when the account does not name both any more, null while it does.
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
    decision: DecisionNote | None
    waterfall: str | None
    ended_at: datetime | None
    events: list[dict[str, Any]]
    accounts: list[str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The people of `a` and `b`, a path of evidence between them, and why they are two people.

    For one person it is the strongest path, and `why_not` is null; for two it is the shortest, and `why_not`
    is the first reason on it. `decision` is the manual decision that this reason is.
    """

    a: str
    b: str
    same_person: bool
    oneid_a: str | None
    oneid_b: str | None
    why_not: str | None
    decision: DecisionNote | None
    path: list[EvidenceStep]


def explain(graph: Graph, a: str, b: str, rules: Rules) -> Explanation:
    """Why two identifiers, by key, are one person: by the path whose weakest link is the strongest.

    Or why they are not: by the nearest reason. Raises GraphError for an identifier that is not in the graph.
    """
    known = {row["key"]: row for row in graph.ask("internal/identity/who", keys=[a, b])}
    for key in (a, b):
        if key not in known:
            raise GraphError(
                f"There is no identifier {key!r}.",
                action="Write it as kind:value, as onepath person shows it.",
            )
    one, other = known[a], known[b]
    same = one["oneid"] is not None and one["oneid"] == other["oneid"]
    admission = Admission.on(rules, day_of(graph.ask("internal/identity/state")[0]["latest"]))
    if same:
        links = [] if a == b else _within(graph, a, b, one["oneid"], rules, admission)
        path = _steps(graph, [link["key"] for link in links])
        return Explanation(a, b, same, one["oneid"], other["oneid"], None, None, path)
    links = _between(graph, a, b, rules, admission)
    path = _steps(graph, [link["key"] for link in links])
    why, decision = _why_not(graph, one, other, links, path)
    return Explanation(a, b, same, one["oneid"], other["oneid"], why, decision, path)


def _within(graph: Graph, a: str, b: str, oneid: str, rules: Rules, admission: Admission) -> list[Row]:
    """The strongest path between two identifiers of one person."""
    keys = [row["key"] for row in graph.ask("internal/identity/mates", oneids=[oneid])]
    rows = graph.ask("internal/identity/links_among", keys=keys, **admission.parameters)
    profiles = profiles_of(graph, keys, rules)
    members = [
        Member(row["key"], row["first_seen"], row["oneid"], profiles.get(row["key"], ()))
        for row in graph.ask("internal/identity/members", keys=keys)
    ]
    known = set(keys)
    component, links = component_of(members, [row for row in rows if row["a"] in known and row["b"] in known])
    place = {member.key: n for n, member in enumerate(members)}
    tree = divide(component, rules).tree
    return [links[n] for n in tree_path(component, tree, place[a], place[b])]


def _between(graph: Graph, a: str, b: str, rules: Rules, admission: Admission) -> list[Row]:
    """The shortest path between two people's identifiers, of equal ones the strongest; none without one.

    It may lead over links that a rule or a manual decision stops. Only where nothing else connects the two,
    it is the links between them that have ended; and without such, it may also lead over links that are too
    weak or too old, and over identifiers that are blocked.
    """
    keys = {a: None}
    rows: dict[str, Row] = {}
    fresh = [a]
    while fresh and b not in keys and len(keys) < _MOST:
        around = graph.ask("internal/identity/links_around", keys=fresh, **admission.parameters)
        rows.update((row["key"], row) for row in around)
        reached = dict.fromkeys(end for row in around for end in (row["a"], row["b"]))
        fresh = [key for key in reached if key not in keys]
        keys.update(dict.fromkeys(fresh))
    if b not in keys:
        ended = graph.ask("internal/identity/ended_between", a=a, b=b)
        return ended or graph.ask("internal/identity/shortest_path", a=a, b=b, **admission.parameters)
    members = [Member(key, None, None) for key in keys]
    component, links = component_of(members, rows.values())
    place = {key: n for n, key in enumerate(keys)}
    return [links[n] for n in shortest_path(component, rules, place[a], place[b])]


def _steps(graph: Graph, keys: Sequence[str]) -> list[EvidenceStep]:
    steps = []
    for row in graph.ask("internal/identity/evidence", keys=list(keys)):
        decision = row.pop("decision")
        note = DecisionNote(**native(decision)) if decision else None
        steps.append(EvidenceStep(**native(row), decision=note))
    return steps


_Reason = tuple[str, DecisionNote | None]


def _why_not(
    graph: Graph, one: Row, other: Row, links: Sequence[Row], path: Sequence[EvidenceStep]
) -> _Reason:
    """The nearest reason: about one of the two, or the first on the path between them."""
    ended = bool(path) and path[0].ended_at is not None
    for row in (one, other):
        if row["oneid"] is None:
            return f"{row['key']} is not resolved yet: run onepath resolve", None
        if (row["blocked"] or not ended) and (why := _isolated(graph, row)):
            return f"{row['key']} {why[0]}", why[1]
    if ended:
        return _why_ended(graph, native(links[0])), None
    if not path:
        return "no evidence connects them", None
    inner = _inner(one["key"], path)
    rows = {row["key"]: row for row in graph.ask("internal/identity/who", keys=inner)}
    for link, step, key in zip(links, path, [*inner, other["key"]], strict=True):
        if why := _stopped(graph, link, step):
            return why
        if key in rows and (why := _isolated(graph, rows[key])):
            return f"the path leads over {key}, which {why[0]}", why[1]
    return "the evidence between them is not resolved yet: run onepath resolve", None


def _why_ended(graph: Graph, link: Row) -> str:
    day = _day(graph, link["ended_at"])
    return f"the account {link['account']} named both until {day}, and no longer does"


def _day(graph: Graph, at: datetime) -> date:
    return at.astimezone(graph.calendar.tzinfo).date()


def _inner(start: str, path: Sequence[EvidenceStep]) -> list[str]:
    """The identifiers that a path leads over, in its order, without its two ends."""
    keys = []
    for step in path[:-1]:
        start = step.b if start == step.a else step.a
        keys.append(start)
    return keys


def _isolated(graph: Graph, row: Row) -> _Reason | None:
    """Why an identifier merges nobody, where it does not."""
    if row["blocked"] == "by hand" and (note := block_note(graph, row["key"])):
        return f"is blocked: {note.by} did it on {_day(graph, note.at)}: {note.why}", note
    if row["blocked"]:
        return f"is blocked: {row['blocked']}", None
    if row["shared"]:
        return f"is {row['shared']}, and belongs to no one", None
    return None


def _stopped(graph: Graph, link: Row, step: EvidenceStep) -> _Reason | None:
    """Why a link merges nobody, where it does not."""
    between = f"the link between {step.a} and {step.b}"
    if step.decision and step.rule != "by_hand":
        return f"{between} is there, but {_said(graph, step.decision)}", step.decision
    if step.blocked_by == KEPT_SEPARATE and (kept := separations(graph, step.a, step.b)):
        pair, note = kept[0], kept[0].decision
        return f"{between} is there, but {_said(graph, note, f'{pair.a} and {pair.b}')}", note
    if step.blocked_by:
        return f"a rule blocks {between}: {step.blocked_by}", None
    if link.get("weak"):
        return f"{between} is not certain enough: confidence {step.confidence:.3f}", None
    if link.get("expired") and step.last_seen:
        return f"{between} is too old: last seen on {_day(graph, step.last_seen)}", None
    return None


def _said(graph: Graph, note: DecisionNote, whom: str = "they") -> str:
    return f"{note.by} said on {_day(graph, note.at)} that {whom} are two people: {note.why}"
