"""Manual decisions about identities: merge, unmerge, keep separate, block, and undo any decision.

Each is one transaction: the decision, the people that follow from it, their journeys, and the record.
A manual decision outlives every later resolve, until somebody undoes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import GraphError, Refused
from ..store import Graph, Row, Transaction
from .decision_notes import separations
from .evidence import day_of
from .lock import WAIT_SECONDS, sharing
from .manual import ManualDecision, read_manual
from .people_changes import new_key
from .resolution import ResolveOptions, resolve_around


@dataclass(frozen=True, slots=True)
class DecisionResult:
    """A decision's key and kind, and the people before and after it, by OneID."""

    key: str
    kind: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True, slots=True)
class Author:
    """Who decides, and why; `wait_seconds` is how long to wait while everybody is being resolved."""

    by: str
    reason: str = ""
    wait_seconds: float = WAIT_SECONDS


def merge(graph: Graph, a: str, b: str, who: Author, options: ResolveOptions) -> DecisionResult:
    """Merge the people of two identifiers. Everything that both have stays, beyond the limits of the rules.

    Raises Refused when an earlier manual decision forbids it.
    """
    return _merge(graph, a, b, who, options)


def rehearse_merge(graph: Graph, a: str, b: str, options: ResolveOptions) -> DecisionResult:
    """What `merge` would do: it is done, and rolled back. Raises Refused."""
    return _merge(graph, a, b, Author("rehearsal"), options, rehearsal=True)


def _merge(
    graph: Graph, a: str, b: str, who: Author, options: ResolveOptions, *, rehearsal: bool = False
) -> DecisionResult:
    known = _known(graph, (a, b))
    if known[a]["oneid"] == known[b]["oneid"]:
        raise Refused(f"{a} and {b} are one person already ({known[a]['oneid']}).", kept=_UNCHANGED)
    if kept := separations(graph, a, b):
        pair, note = kept[0], kept[0].decision
        day = note.at.astimezone(graph.calendar.tzinfo).date()
        raise Refused(
            f"{a} and {b} cannot be merged: {note.by} said on {day} that {pair.a} and {pair.b} are two "
            f"people: {note.why}.",
            kept=_UNCHANGED,
            action=f"Undo that decision first: onepath identity undo {note.key}",
        )
    first, second = sorted((a, b))
    said = [ManualDecision("merge", first, second)]
    return _decide(graph, "merge", said, [], who, options, together=(a, b), rehearsal=rehearsal)


def unmerge(
    graph: Graph, oneid: str, links: Sequence[str], who: Author, options: ResolveOptions
) -> DecisionResult:
    """Make the two ends of each of these links of a person two people. Raises Refused, GraphError."""
    ends = {row["key"]: row for row in graph.ask("internal/identity/link_ends", keys=list(links))}
    for link in links:
        if link not in ends:
            raise GraphError(
                f"There is no link {link!r}.", kept=_UNCHANGED,
                action="The links of a person: onepath person ONEID --json, or the person's page.",
            )  # fmt: skip
        if ends[link]["oneids"] != [oneid]:
            raise Refused(f"The link {link!r} is not inside {oneid}.", kept=_UNCHANGED)
    said = [ManualDecision("keep_separate", row["a"], row["b"]) for row in ends.values()]
    return _decide(graph, "unmerge", said, [], who, options)


def unmerge_identifier(graph: Graph, identifier: str, who: Author, options: ResolveOptions) -> DecisionResult:
    """Take one identifier out of its person: it and whatever it is linked with there are two people.

    What only this identifier connected with the person is a person of its own afterwards. Raises Refused.
    """
    _known(graph, (identifier,))
    linked = [row["key"] for row in graph.ask("internal/identity/linked_mates", key=identifier)]
    if not linked:
        raise Refused(f"{identifier} is the only identifier of its person.", kept=_UNCHANGED)
    said = [ManualDecision("keep_separate", *sorted((identifier, other))) for other in linked]
    return _decide(graph, "unmerge", said, [], who, options)


def keep_separate(graph: Graph, links: Sequence[str], who: Author, options: ResolveOptions) -> DecisionResult:
    """Confirm that the ends of links that a rule blocked are two people: they leave the review queue.

    Raises Refused for a link inside one person, which can be unmerged, and GraphError for an unknown link.
    """
    ends = {row["key"]: row for row in graph.ask("internal/identity/link_ends", keys=list(links))}
    for link in links:
        if link not in ends:
            raise GraphError(f"There is no link {link!r}.", kept=_UNCHANGED)
        if len(ends[link]["oneids"]) < 2:
            raise Refused(
                f"The ends of {link!r} are one person.",
                kept=_UNCHANGED,
                action="Use onepath identity unmerge to separate them.",
            )
    said = [ManualDecision("keep_separate", row["a"], row["b"]) for row in ends.values()]
    return _decide(graph, "keep_separate", said, [], who, options)


def blocked_links(graph: Graph, a: str, b: str | None = None, reason: str | None = None) -> list[str]:
    """The keys of the links that a rule blocked between the person of `a` and the one of `b`, or anybody.

    With a `reason` only those that were blocked for it. Raises Refused where no link was blocked, and where
    the two are one person.
    """
    known = _known(graph, (a, b) if b else (a,))
    one, other = known[a]["oneid"], known[b]["oneid"] if b else None
    if one == other:
        raise Refused(
            f"{a} and {b} are one person ({one}).", kept=_UNCHANGED,
            action="Use onepath identity unmerge to separate them.",
        )  # fmt: skip
    links = [
        row["key"]
        for row in graph.ask("internal/identity/blocked_links", oneid=one)
        if other in (None, row["oneid"]) and reason in (None, row["reason"])
    ]
    if not links:
        between = f"between the people of {a} and {b}" if b else f"of the person of {a}"
        raise Refused(
            f"No rule blocks a link {between}.", kept=_UNCHANGED,
            action="See what the rules blocked with: onepath identity review",
        )  # fmt: skip
    return list(dict.fromkeys(links))


def block(graph: Graph, identifier: str, who: Author, options: ResolveOptions) -> DecisionResult:
    """Block an identifier: it belongs to no one else, whatever links it has."""
    if _known(graph, (identifier,))[identifier]["blocked"] == "by hand":
        raise Refused(f"{identifier} is already blocked.", kept=_UNCHANGED)
    return _decide(graph, "block", [ManualDecision("block", identifier)], [], who, options)


def undo(graph: Graph, decision: str, who: Author, options: ResolveOptions) -> DecisionResult:
    """Undo a decision, manual or by the rules. Raises Refused when there is nothing to undo."""
    rows = graph.ask("internal/identity/decision", key=decision)
    if not rows:
        raise GraphError(
            f"There is no decision {decision!r}.",
            kept=_UNCHANGED,
            action="See a person's decisions with: onepath identity history ONEID",
        )
    row = rows[0]
    if not row["in_force"]:
        raise Refused(f"The decision {decision} has already been undone.", kept=_UNCHANGED)
    said, taken_back = read_manual(row["taken_back"]), read_manual(row["said"])
    if not said and not taken_back:
        said = _against(graph, row)
    return _decide(graph, "undo", said, taken_back, who, options, undoes=decision)


_UNCHANGED = "Nothing was changed."


def _against(graph: Graph, row: Row) -> list[ManualDecision]:
    """The manual decisions that keep the rules from deciding the same again."""
    if row["kind"] == "merge":
        pairs = graph.ask("internal/identity/boundary", keys=row["moved"], groups=row["moved_from"])
        if pairs:
            return [ManualDecision("keep_separate", pair["a"], pair["b"]) for pair in pairs]
    if row["kind"] == "unmerge":
        anchors = {
            found["oneid"]: found["anchor"]
            for found in graph.ask("internal/identity/anchors", oneids=[*row["before"], *row["after"]])
        }
        first = anchors.get(row["before"][0])
        others = [anchors[oneid] for oneid in row["after"] if oneid in anchors and anchors[oneid] != first]
        if first and others:
            return [ManualDecision("merge", *sorted((first, other))) for other in others]
    raise Refused(
        f"The {row['kind']} {row['key']} follows from the present evidence, so there is nothing to undo.",
        kept=_UNCHANGED,
        action="Use onepath identity merge, unmerge or block for what should be different.",
    )


def _known(graph: Graph, keys: Sequence[str]) -> dict[str, Row]:
    rows = {row["key"]: row for row in graph.ask("internal/identity/who", keys=list(keys))}
    for key in keys:
        if key not in rows:
            raise GraphError(
                f"There is no identifier {key!r}.",
                kept=_UNCHANGED,
                action="Write it as kind:value, as onepath person shows it.",
            )
    return rows


def _decide(
    graph: Graph,
    kind: str,
    said: list[ManualDecision],
    taken_back: list[ManualDecision],
    who: Author,
    options: ResolveOptions,
    *,
    undoes: str | None = None,
    together: tuple[str, str] | None = None,
    rehearsal: bool = False,
) -> DecisionResult:
    record: dict[str, Any] = {
        "key": new_key(), "kind": kind, "by": who.by, "reason": who.reason, "links": [],
        "said": [one.text for one in said],
        "taken_back": [one.text for one in taken_back], "undoes": undoes,
    }  # fmt: skip
    with sharing(graph, who.wait_seconds):
        state = graph.ask("internal/identity/state")[0]
        if not state["whole"]:
            raise Refused(
                "Some people are not resolved yet.", kept=_UNCHANGED, action="Run first: onepath resolve"
            )
        day = day_of(state["latest"])

        def work(transaction: Transaction) -> DecisionResult:
            # A decision that moves nobody is about somebody all the same.
            named = list({key for one in (*said, *taken_back) for key in (one.a, one.b) if key})
            whose = {row["oneid"] for row in transaction.run("internal/identity/who", keys=named)}
            record["before"] = record["after"] = sorted(whose - {None})
            touched = _write(transaction, record["key"], said, taken_back)
            resolve_around(transaction, touched, options, day, record)
            if together:
                _check_together(transaction, together)
            (row,) = transaction.run("internal/identity/decision", key=record["key"])
            done = DecisionResult(record["key"], kind, row["before"], row["after"])
            if rehearsal:
                raise _RehearsedError(done)
            return done

        try:
            return graph.in_transaction(work)
        except _RehearsedError as rehearsed:
            return rehearsed.done


class _RehearsedError(Exception):
    """Ends a transaction that must not be committed, with what it would have done."""

    def __init__(self, done: DecisionResult) -> None:
        self.done = done


def _write(
    transaction: Transaction, key: str, said: list[ManualDecision], taken_back: list[ManualDecision]
) -> list[str]:
    keys: dict[str, None] = {}
    if taken_back:
        rows = transaction.run("internal/identity/override_back", rows=[one.row for one in taken_back])
        keys.update((row["key"], None) for row in rows)
    if said:
        rows = transaction.run("internal/identity/override", decision=key, rows=[one.row for one in said])
        keys.update((row["key"], None) for row in rows)
    return list(keys)


def _check_together(transaction: Transaction, pair: tuple[str, str]) -> None:
    rows = transaction.run("internal/identity/who", keys=list(pair))
    if len({row["oneid"] for row in rows}) == 1:
        return
    why = next(
        (f"{row['key']} is blocked ({row['blocked']})" for row in rows if row["blocked"]),
        "a manual decision keeps them separate",
    )
    raise Refused(
        f"{pair[0]} and {pair[1]} cannot be merged: {why}.",
        kept=_UNCHANGED,
        action="Undo that decision first: onepath identity history ONEID shows it.",
    )
