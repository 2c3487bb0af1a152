"""Identity resolution: of everybody, or only of those with new evidence. Both ways give the same people."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..settings import Settings
from ..store import Graph, Row, Transaction
from .evidence import Admission, Divided, day_of, touched, whole_graph
from .lock import WAIT_SECONDS, alone, sharing, take_place
from .oneid import Naming
from .people_changes import changes, cluster_of
from .people_writer import Written, found, write, write_changes, write_found
from .rules import Rules, default_rules, load_rules

_AT_ONCE = 1_000
"""Identifiers that are due, in one transaction, with all that they are connected with."""
_FEW = 20_000
"""So many identifiers are always resolved by what they touch, even if they are most of the graph."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is in the graph, and what a resolve changed: people `created`, `merged` away, `unmerged`."""

    people: int
    identifiers: int
    links: int
    created: int
    merged: int
    unmerged: int
    changed: int
    full: bool
    """Whether everybody was resolved, not only the people whom new evidence touches."""


@dataclass(frozen=True, slots=True)
class ResolveOptions:
    """By which rules, with which secret in the OneIDs, and which silence ends a session."""

    rules: Rules
    secret: str = ""
    inactivity_minutes: int = 30

    @property
    def naming(self) -> Naming:
        """How people are named."""
        return Naming(self.rules, self.secret)

    @classmethod
    def from_settings(cls, settings: Settings) -> "ResolveOptions":
        """As the settings say. Raises RulesInvalid."""
        secret = settings.oneid_secret.get_secret_value()
        return cls(load_rules(settings.rules), secret, settings.inactivity_minutes)


def resolve(
    graph: Graph,
    options: ResolveOptions | None = None,
    *,
    full: bool = False,
    wait_seconds: float = WAIT_SECONDS,
    progress: Progress = lambda done, total: None,
) -> Resolution:
    """Give every identifier its person: those that new evidence touches, or everybody.

    Everybody is resolved the first time, when the rules have changed, when an earlier run was stopped in
    the middle of that, when so much is new that it takes less time, and when `full` says so.

    Raises Refused when somebody else resolves everybody for longer than `wait_seconds`, GraphError.
    """
    options = options or ResolveOptions(default_rules())
    with sharing(graph, wait_seconds):
        state = graph.ask("internal/identity/state")[0]
        day = day_of(state["latest"])
        everybody = state["identifiers"] > 0 and (
            full or not _is_resolved(state, options.rules) or _went_back(options.rules, state, day)
        )
        if not everybody and _grow_old(graph, options.rules, state, day):
            state = graph.ask("internal/identity/state")[0]
        due = state["due"]
        everybody = everybody or (due > _FEW and due * 4 > state["identifiers"])
    if everybody:
        with alone(graph, wait_seconds):
            anew = graph.ask("internal/identity/state")[0]["people"] == 0
            done = _resolve_everybody(graph, options, day, anew=anew, progress=progress)
            _remember(graph, options.rules, day, whole=True)
    else:
        done = _resolve_due(graph, options, day, due, progress)
        if state["day"] != _text(day):
            _remember(graph, options.rules, day, whole=True)
    state = graph.ask("internal/identity/state")[0]
    return Resolution(
        people=state["people"], identifiers=state["identifiers"], links=state["links"], created=done.created,
        merged=done.merged, unmerged=done.unmerged, changed=done.changed, full=everybody,
    )  # fmt: skip


def resolve_now(transaction: Transaction, keys: Sequence[str], options: ResolveOptions) -> bool:
    """Resolve the people of these identifiers (keys) in an open transaction, which has to `take_place` first.

    False, and nothing is done, where everybody has to be resolved: then they stay due for `resolve`.
    """
    state = transaction.run("internal/identity/state")[0]
    if not _is_resolved(state, options.rules):
        return False
    resolve_around(transaction, keys, options, day_of(state["latest"]))
    return True


def _is_resolved(state: Row, rules: Rules) -> bool:
    """Whether everybody was resolved by these rules, so that it is enough to look at what is new."""
    return bool(state["whole"]) and state["rules"] == rules.fingerprint


def _went_back(rules: Rules, state: Row, day: datetime | None) -> bool:
    """Whether the day of the data is an earlier one, since a load was undone: then links are young again."""
    earlier = bool(state["day"]) and (_text(day) or "") < state["day"]
    return earlier and any(kind.link_days is not None for kind in rules.kinds.values())


def _remember(graph: Graph, rules: Rules, day: datetime | None, *, whole: bool) -> None:
    graph.run(
        "internal/identity/state_write",
        rules=rules.fingerprint,
        whole=whole,
        day=_text(day),
    )


def _text(day: datetime | None) -> str | None:
    return day.date().isoformat() if day else None


def _grow_old(graph: Graph, rules: Rules, state: Row, day: datetime | None) -> int:
    """Marks people merged by links that became too old since the last resolve; returns how many links."""
    before = datetime.fromisoformat(f"{state['day']}T00:00:00+00:00") if state["day"] else None
    if day is None or day == before or not Admission.on(rules, day).dead:
        return 0
    dead, dead_before = Admission.on(rules, day).dead, Admission.on(rules, before).dead
    links: int = graph.run("internal/identity/expired", before=dead_before, dead=dead)[0]["links"]
    return links


def _resolve_everybody(
    graph: Graph, options: ResolveOptions, day: datetime | None, *, anew: bool, progress: Progress
) -> Written:
    # From here on a run that is stopped leaves its work half done, and the next one starts over.
    _remember(graph, options.rules, day, whole=False)
    # Before anything is read: what is loaded from now on is on the list for the next resolve.
    graph.run("internal/identity/forget_due")
    if not anew:
        graph.run("internal/identity/forget_suspicions")
    _block(graph, options.rules)
    divided = whole_graph(graph, options.rules, Admission.on(options.rules, day))
    new, changed = changes(
        (cluster_of(members, options.naming) for members in divided.groups), options.naming
    )
    total = sum(len(group.members) for group in new) + sum(change.size for change in changed)
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        progress(done, total)

    result = Written(created=len(new), changed=len(new))
    write_changes(graph, changed, options.inactivity_minutes, count)
    write_found(graph, new, count)
    for part in _slices(list(divided.links.items())):
        graph.run("internal/identity/suspect", links=_reasons(part), identifiers=[])
    for some in _slices(list(divided.identifiers.items())):
        graph.run("internal/identity/suspect", links=[], identifiers=_reasons(some))
    graph.run("internal/identity/repair")
    for change in changed:
        result.add(change)
    return result


def _block(graph: Graph, rules: Rules) -> None:
    """Marks again which identifiers the rules block, by value or because they have too many links."""
    graph.run("internal/identity/unblock")
    rows = []
    for kind in graph.ask("identity/kinds"):
        if rules.of(kind["kind"]).blocked:
            for row in graph.ask("internal/identity/values", kind=kind["kind"]):
                rows += [key for key in row["keys"] if rules.of(kind["kind"]).blocks(key.partition(":")[2])]
    most = rules.people.most_links
    hubs = [row["key"] for row in graph.ask("internal/identity/hubs", most=most)]
    named = dict.fromkeys(hubs, f"more than {most} links") | dict.fromkeys(rows, "by the rules")
    for part in _slices(list(named.items())):
        graph.run("internal/identity/block", rows=_reasons(part))


def _resolve_due(
    graph: Graph, options: ResolveOptions, day: datetime | None, due: int, progress: Progress
) -> Written:
    result = Written()
    done = 0

    def work(transaction: Transaction) -> tuple[int, Written]:
        take_place(transaction)
        keys = [row["key"] for row in transaction.run("internal/identity/due", limit=_AT_ONCE)]
        return len(keys), resolve_around(transaction, keys, options, day)

    some = _AT_ONCE
    # Fewer than there was room for: the list was empty then, and what came since is the next resolve's.
    while some == _AT_ONCE:
        some, written = graph.in_transaction(work)
        done += some
        result.include(written)
        progress(done, max(due, done))
    return result


def resolve_around(
    transaction: Transaction,
    keys: Sequence[str],
    options: ResolveOptions,
    day: datetime | None,
    by_hand: dict[str, Any] | None = None,
) -> Written:
    """Decide whom these identifiers belong to, and everybody whom that touches, in an open transaction.

    `by_hand` is the decision that somebody made and that this follows from.
    """
    result = Written()
    if not keys:
        return result
    divided = touched(transaction, keys, options.rules, Admission.on(options.rules, day))
    new, changed = changes(
        (cluster_of(members, options.naming) for members in divided.groups), options.naming
    )
    found(transaction, new)
    write(transaction, changed, options.inactivity_minutes, by_hand)
    _suspect(transaction, divided)
    result.created, result.changed = len(new), len(new)
    for change in changed:
        result.add(change)
    return result


def _suspect(transaction: Transaction, divided: Divided) -> None:
    if divided.links or divided.identifiers:
        transaction.run(
            "internal/identity/suspect",
            links=_reasons(divided.links.items()),
            identifiers=_reasons(divided.identifiers.items()),
        )


def _reasons(reasons: Iterable[tuple[str, str | None]]) -> list[dict[str, str | None]]:
    return [{"key": key, "reason": reason} for key, reason in reasons]


def _slices(items: list[Any], size: int = 10_000) -> Iterable[list[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))
