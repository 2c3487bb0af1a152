"""`identity ...`: question and change who is who."""

import getpass
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from onepath.graph.errors import GraphError
from onepath.graph.identity import Decided, How, Who, cut_between, keep_apart, load_rules
from onepath.graph.identity import block as block_identifier
from onepath.graph.identity import explain as explain_pair
from onepath.graph.identity import join as join_pair
from onepath.graph.identity import split as split_person
from onepath.graph.identity import undo as undo_decision
from onepath.graph.identity import verify as verify_graph
from onepath.graph.people import find_oneid
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, native

from .answers.people import (
    CheckAnswer,
    DecidedAnswer,
    DecisionAnswer,
    ExplanationAnswer,
    HistoryAnswer,
    RulesAnswer,
    SuspicionAnswer,
    SuspicionsAnswer,
    VerifyAnswer,
)
from .terminal import Json, answer, bar, console, table

_NAMED = 2

Reason = Annotated[str, typer.Option("--reason", help="Why, for the record.")]


def check(
    file: Annotated[Path | None, typer.Argument(help="A rules file; without it, the rules in use.")] = None,
    json: Json = False,
) -> None:
    """Check a rules file, and show what holds for each kind of identifier.

    Example: onepath identity check rules.toml
    """
    rules = load_rules(file or Settings().rules)
    if json:
        return answer(RulesAnswer(fingerprint=rules.fingerprint, rules=rules.model_dump()))
    rows = [
        [
            kind, found.priority, "unique" if found.unique else found.most, found.window_days,
            found.merges, found.link_days, found.normaliser, ", ".join(found.blocked),
        ]
        for kind, found in sorted(rules.kinds.items(), key=lambda item: -item[1].priority)
    ]  # fmt: skip
    columns = ["kind", "priority", "limit", "in days", "merges", "link days", "normaliser", "blocked"]
    table(f"Rules {rules.fingerprint}: good", columns, rows)
    return None


def history(
    person: Annotated[str, typer.Argument(help="A OneID, of now or before, or any identifier.")],
    json: Json = False,
) -> None:
    """Every merge, split, block and override of a person: who or which rule, when, why, and what moved."""
    with Graph.open(Settings()) as graph:
        oneid = _person(graph, person)
        rows = graph.ask("internal/identity/history", oneid=oneid)
    decisions = [DecisionAnswer.model_validate(native(row)) for row in rows]
    if json:
        return answer(HistoryAnswer(oneid=oneid, decisions=decisions))
    shown = [
        [d.key, f"{d.at:%Y-%m-%d %H:%M}", d.kind, d.by, d.reason, len(d.moved), d.undone_by]
        for d in decisions
    ]
    if not shown:
        console.print(f"Nothing was decided about {oneid}: no merge, no split, no word by hand.")
        return None
    table(f"Decisions about {oneid}", ["decision", "at", "kind", "by", "reason", "moved", "undone by"], shown)
    return None


def explain(
    a: Annotated[str, typer.Argument(help="An identifier, kind:value.")],
    b: Annotated[str, typer.Argument(help="Another one.")],
    json: Json = False,
) -> None:
    """Why are two identifiers one person, or why are they not? The strongest path of evidence.

    Example: onepath identity explain phone:+8613800138000 wechat_openid:o1
    """
    settings = Settings()
    rules = load_rules(settings.rules)
    with Graph.open(settings) as graph:
        found = explain_pair(graph, a, b, rules)
    if json:
        return answer(
            ExplanationAnswer.model_validate(native({**asdict(found), "same_person": found.same_person}))
        )
    if found.same_person:
        console.print(f"One person, {found.oneid_a}, joined by this evidence:")
    else:
        console.print(f"Two people, {found.oneid_a} and {found.oneid_b}: {found.why_not}.", soft_wrap=True)
    rows = [
        [
            step.a, step.b, step.rule, step.source, step.count, f"{step.confidence:.3f}",
            ", ".join([event["key"] for event in step.events] + step.accounts), step.cut or "",
        ]
        for step in found.path
    ]  # fmt: skip
    if rows:
        table("Evidence", ["a", "b", "rule", "source", "count", "confidence", "from", "cut"], rows)
    return None


def suspicions(
    limit: Annotated[int, typer.Option(min=1, help="The most of them.")] = 50, json: Json = False
) -> None:
    """What the guards held apart, and identifiers that stand alone: for review."""
    with Graph.open(Settings()) as graph:
        rows = graph.ask("internal/identity/suspicions", limit=limit)
    if json:
        return answer(SuspicionsAnswer(suspicions=[SuspicionAnswer.model_validate(row) for row in rows]))
    shown = [
        [row["reason"], row["one"], row["other"], len(row["links"]), _some(row["people"])] for row in rows
    ]
    if not shown:
        console.print("No suspicions: the rules hold nothing apart, and no identifier stands alone.")
        return None
    table("Suspicions", ["reason", "identifier", "other", "links", "people"], shown)
    return None


def join(
    a: Annotated[str, typer.Argument(help="An identifier, kind:value.")],
    b: Annotated[str, typer.Argument(help="Another one.")],
    reason: Reason,
    json: Json = False,
) -> None:
    """Say that two identifiers are one person's. It outlives every later resolve, until it is undone."""
    _said(lambda graph, who, how: join_pair(graph, a, b, who, how), reason, json)


def split(
    person: Annotated[str, typer.Argument(help="A OneID, or any identifier of the person.")],
    cut: Annotated[list[str], typer.Option("--cut", help="A link's key; repeat for more.")],
    reason: Reason = "",
    json: Json = False,
) -> None:
    """Cut links of a person: their two ends are two people from now on, whatever else connects them.

    The keys of a person's links are in: onepath person ONEID --json
    """
    _said(lambda graph, who, how: split_person(graph, _person(graph, person), cut, who, how), reason, json)


def apart(
    a: Annotated[str, typer.Argument(help="An identifier, kind:value.")],
    b: Annotated[str, typer.Argument(help="One of the other person's.")],
    reason: Reason = "",
    json: Json = False,
) -> None:
    """Say that what the rules hold apart between two people is right: they are two, and no suspicion now.

    It is said of every link that was cut between the two. See them with: onepath identity suspicions
    """
    _said(lambda graph, who, how: keep_apart(graph, cut_between(graph, a, b), who, how), reason, json)


def block(
    identifier: Annotated[str, typer.Argument(help="An identifier, kind:value.")],
    reason: Reason = "",
    json: Json = False,
) -> None:
    """Say that an identifier is nobody's: it stands alone and joins nobody, until this is undone."""
    _said(lambda graph, who, how: block_identifier(graph, identifier, who, how), reason, json)


def undo(
    decision: Annotated[str, typer.Argument(help="A decision, as onepath identity history shows it.")],
    reason: Reason = "",
    json: Json = False,
) -> None:
    """Take a decision back, made by hand or by the rules; the people are again what they were."""
    _said(lambda graph, who, how: undo_decision(graph, decision, who, how), reason, json)


def verify(json: Json = False) -> None:
    """Check that nothing is lost: every identifier one person's, every event in one journey."""
    with Graph.open(Settings()) as graph, bar("Verifying"):
        found = verify_graph(graph)
    if json:
        checks = [CheckAnswer(**asdict(one)) for one in found.checks]
        answer(VerifyAnswer(clean=found.clean, checks=checks))
    else:
        rows = [[one.name, one.asked, one.broken, ", ".join(one.examples)] for one in found.checks]
        table("Clean" if found.clean else "Not clean", ["check", "asked", "broken", "examples"], rows)
    if not found.clean:
        raise typer.Exit(1)


def _said(say: Any, reason: str, json: bool) -> None:
    settings = Settings()
    rules = How.by(settings)
    with Graph.open(settings) as graph, bar("Deciding"):
        decided: Decided = say(graph, Who(getpass.getuser(), reason), rules)
    if json:
        return answer(DecidedAnswer(**asdict(decided)))
    before, after = ", ".join(decided.before), ", ".join(decided.after)
    moved = f"{before} became {after}" if before != after else f"{before} stays what it was"
    console.print(f"Decision {decided.key} ({decided.kind}): {moved}.", soft_wrap=True)
    console.print(f"Take it back with: onepath identity undo {decided.key}")
    return None


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _person(graph: Graph, text: str) -> str:
    oneid = find_oneid(graph, text, load_rules(Settings().rules).normalisers)
    if oneid is None:
        raise GraphError(
            f"Nobody has the OneID or the identifier {text!r}.",
            action="Find somebody with: onepath query internal/identity/examples",
        )
    return oneid
