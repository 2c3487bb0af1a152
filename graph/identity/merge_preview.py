"""What a manual merge would do, before it is confirmed: who would be merged, and which rules it overrides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..attributes import contradiction
from ..store import Graph, microseconds, native
from .accounts import profiles_of
from .component import kind_of
from .decisions import rehearse_merge
from .division import most_at_once
from .people_changes import Member
from .resolution import ResolveOptions
from .rules import Rules


@dataclass(frozen=True, slots=True)
class PersonToMerge:
    """One of the people who would be merged, with how many identifiers and events they have."""

    oneid: str
    identifiers: int
    events: int


@dataclass(frozen=True, slots=True)
class MergePreview:
    """The people who would be merged, and the OneIDs that they would have afterwards.

    `exceeds`: the limits of the merge rules that the merge overrides, and contradictions between accounts.
    """

    people: list[PersonToMerge]
    after: list[str]
    exceeds: list[str]


def preview_merge(graph: Graph, a: str, b: str, options: ResolveOptions) -> MergePreview:
    """What merging the people of two identifiers would do; nothing is changed.

    Raises Refused where `merge` would.
    """
    done = rehearse_merge(graph, a, b, options)
    people, members = [], []
    for oneid in done.before:
        for sizes in graph.ask("internal/identity/person_sizes", oneid=oneid):
            people.append(PersonToMerge(oneid, sizes["identifiers"], sizes["events"]))
            members.append(_members(graph, oneid, options.rules))
    return MergePreview(people, done.after, list(dict.fromkeys(exceeded(members, options.rules))))


def exceeded(people: Sequence[Sequence[Member]], rules: Rules) -> Iterator[str]:
    """Which rules these people, each by their identifiers, would break as one person, and not alone."""
    seen = [_seen(members) for members in people]
    for kind in sorted({kind for times in seen for kind in times}):
        rule = rules.of(kind)
        counts = [most_at_once(times.get(kind, []), [], rule) for times in seen]
        together = most_at_once([time for times in seen for time in times.get(kind, [])], [], rule)
        if rule.most is not None and together > max(rule.most, *counts):
            days = f" in {rule.window_days} days" if rule.window_days else ""
            yield f"{together} {kind} where the rules allow {rule.most}{days}"
    total, most = sum(map(len, people)), rules.people.most_identifiers
    if total > most:
        yield f"{total} identifiers where the rules allow {most}"
    for one, other in combinations(people, 2):
        ours, theirs = ([said for member in members for said in member.profiles] for members in (one, other))
        if ours and theirs and (against := contradiction(ours, theirs, rules.against)):
            yield str(against)


def _seen(members: Sequence[Member]) -> dict[str, list[int]]:
    times: dict[str, list[int]] = {}
    for member in members:
        times.setdefault(kind_of(member.key), []).append(member.first_seen or 0)
    return times


def _members(graph: Graph, oneid: str, rules: Rules) -> list[Member]:
    rows = graph.ask("internal/identity/person_identifiers", oneid=oneid)
    profiles = profiles_of(graph, [row["key"] for row in rows], rules)
    return [
        Member(row["key"], microseconds(native(row["first_seen"])), oneid, profiles.get(row["key"], ()))
        for row in rows
    ]
