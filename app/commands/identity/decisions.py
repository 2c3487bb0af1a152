"""What somebody decides by hand: `identity join`, `split`, `apart`, `block` and `undo`."""

import getpass
from dataclasses import asdict
from typing import Annotated, Any

import typer
from onepath.graph.identity import Author, DecisionResult, ResolveOptions, cut_between, keep_apart
from onepath.graph.identity import block as block_identifier
from onepath.graph.identity import join as join_pair
from onepath.graph.identity import split as split_person
from onepath.graph.identity import undo as undo_decision
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..answers.people import DecidedAnswer
from ..options import Json
from ..terminal import answer, bar, console
from .named import person_named

Reason = Annotated[str, typer.Option("--reason", help="Why, for the record.")]


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
    _said(
        lambda graph, who, how: split_person(graph, person_named(graph, person), cut, who, how),
        reason,
        json,
    )


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


def _said(say: Any, reason: str, json: bool) -> None:
    settings = Settings()
    rules = ResolveOptions.from_settings(settings)
    with Graph.open(settings) as graph, bar("Deciding"):
        decided: DecisionResult = say(graph, Author(getpass.getuser(), reason), rules)
    if json:
        return answer(DecidedAnswer(**asdict(decided)))
    before, after = ", ".join(decided.before), ", ".join(decided.after)
    moved = f"{before} became {after}" if before != after else f"{before} stays what it was"
    console.print(f"Decision {decided.key} ({decided.kind}): {moved}.", soft_wrap=True)
    console.print(f"Take it back with: onepath identity undo {decided.key}")
    return None
