"""Turns resolved people into what has to be written: people found, changed and merged, and the decisions."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar
from uuid import uuid4

from ..attributes import Profile
from .components import ConnectedComponents
from .oneid import Naming

Item = TypeVar("Item")

_AT_ONCE = 10_000
"""Identifiers in one transaction."""


class Member(NamedTuple):
    """An identifier by its key, when it was seen first, and whose it is in the graph now.

    `profiles`: what the accounts say that it stands for.
    """

    key: str
    first_seen: int | None
    oneid: str | None
    profiles: tuple[Profile, ...] = ()


@dataclass(slots=True)
class Cluster:
    """The identifiers of one person, as they shall be."""

    oneid: str
    anchor: str
    members: list[Member]


@dataclass(slots=True)
class Change:
    """People whose identifiers go over into each other, and that are therefore written in one transaction."""

    naming: Naming
    groups: list[Cluster] = field(default_factory=list)
    before: dict[str, list[Member]] = field(default_factory=dict)

    @property
    def moved(self) -> list[tuple[Member, str]]:
        return [(m, group.oneid) for group in self.groups for m in group.members if m.oneid != group.oneid]

    @property
    def size(self) -> int:
        return sum(len(group.members) for group in self.groups)

    def buried(self) -> Iterator[dict[str, Any]]:
        """People that are none any more, each with the one that has its anchor now."""
        left = {group.oneid for group in self.groups}
        now = {member.key: group.oneid for group in self.groups for member in group.members}
        for old, members in self.before.items():
            if old not in left:
                # Its own anchor, which may not be its strongest identifier any more.
                first = min(members, key=lambda member: self._place(member, old))
                yield {"oneid": old, "anchor": first.key, "into": now[first.key]}

    def _place(self, member: Member, old: str) -> tuple[bool, tuple[int, int, str]]:
        return self.naming.oneid(member.key) != old, self.naming.rank(member.first_seen, member.key)

    def decision(self) -> dict[str, Any] | None:
        """What is recorded of it; nothing where new identifiers only joined somebody."""
        before, after = sorted(self.before), sorted(group.oneid for group in self.groups)
        moved = [(member, to) for member, to in self.moved if member.oneid is not None]
        if not moved:
            return None
        if len(before) > len(after):
            kind = "merge"
        elif len(before) < len(after):
            kind = "unmerge"
        else:
            kind = "rename" if len(before) == 1 else "regroup"
        return {
            "key": new_key(), "kind": kind, "by": "rules", "reason": _reasons[kind],
            "before": before, "after": after, "links": [],
            "said": [], "taken_back": [], "undoes": None,
            "moved": [member.key for member, _ in moved],
            "moved_from": [member.oneid for member, _ in moved], "moved_to": [to for _, to in moved],
        }  # fmt: skip


_reasons = {
    "merge": "new evidence links them",
    "unmerge": "the evidence that linked them is gone, or breaks a limit",
    "regroup": "other evidence is the strongest now",
    "rename": "a stronger or older identifier was found, which gives the OneID",
}


def new_key() -> str:
    """A decision's key: short enough to be typed."""
    return uuid4().hex[:12]


def cluster_of(members: Sequence[Member], naming: Naming) -> Cluster:
    """These identifiers as one person."""
    anchor = naming.anchor((member.first_seen, member.key) for member in members)
    return Cluster(naming.oneid(anchor), anchor, list(members))


def changes(groups: Iterable[Cluster], naming: Naming) -> tuple[list[Cluster], list[Change]]:
    """Groups of identifiers that nobody had, and the changes among people that exist.

    The groups must hold all identifiers of every person that they hold one of.
    """
    found: list[Cluster] = []
    touched: list[Cluster] = []
    holders: dict[str, int] = defaultdict(int)
    for group in groups:
        if all(member.oneid is None for member in group.members):
            found.append(group)
            continue
        touched.append(group)
        for old in {member.oneid for member in group.members if member.oneid}:
            holders[old] += 1
    whole = [
        group
        for group in touched
        if any(member.oneid != group.oneid for member in group.members) or holders[group.oneid] > 1
    ]
    return found, list(_together(whole, naming))


def _together(groups: list[Cluster], naming: Naming) -> Iterator[Change]:
    """Groups that share a person before or after are one change."""
    connected: ConnectedComponents[str] = ConnectedComponents()
    for group in groups:
        for member in group.members:
            if member.oneid:
                connected.join(member.oneid, group.oneid)
    together: dict[str, Change] = defaultdict(lambda: Change(naming))
    for group in groups:
        change = together[connected.of(group.oneid)]
        change.groups.append(group)
        for member in group.members:
            if member.oneid:
                change.before.setdefault(member.oneid, []).append(member)
    yield from together.values()


def batches(items: Iterable[Item], size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """As many items at once as hold the identifiers of one transaction; `size` tells how many one holds."""
    batch: list[Item] = []
    count = 0
    for item in items:
        batch.append(item)
        count += size(item)
        if count >= _AT_ONCE:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch
