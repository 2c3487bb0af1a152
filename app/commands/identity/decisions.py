"""Manual decisions: `identity merge`, `unmerge`, `keep-separate`, `block` and `undo`."""

import getpass
from collections.abc import Callable
from typing import Annotated

import typer
from onepath.graph.identity import Author, DecisionResult, ResolveOptions, blocked_links
from onepath.graph.identity import block as block_identifier
from onepath.graph.identity import keep_separate as keep_people_separate
from onepath.graph.identity import merge as merge_people
from onepath.graph.identity import undo as undo_decision
from onepath.graph.identity import unmerge as unmerge_links
from onepath.graph.people import require_oneid
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..options import Json
from ..terminal import answer, bar, console

Reason = Annotated[str, typer.Option("--reason", help="The reason, kept in the history.")]
Decide = Callable[[Graph, Author, ResolveOptions], DecisionResult]


def merge(
    a: Annotated[str, typer.Argument(help="An identifier, kind:value.")],
    b: Annotated[str, typer.Argument(help="An identifier of the other person.")],
    reason: Reason,
    json: Json = False,
) -> None:
    """Merge the people of two identifiers. Every later resolve keeps this until you undo it.

    Example: onepath identity merge member:M1 phone:+8613800138000 --reason "confirmed at the counter"
    """
    _decide(lambda graph, author, options: merge_people(graph, a, b, author, options), reason, json)


def unmerge(
    person: Annotated[str, typer.Argument(help="A OneID, or any identifier of the person.")],
    link: Annotated[list[str], typer.Option("--link", metavar="KEY", help="A link's key. Repeatable.")],
    reason: Reason = "",
    json: Json = False,
) -> None:
    """Unmerge a person at one or more links: from now on, the two ends of each link are two people.

    The keys of a person's links are in: onepath person ONEID --json
    """

    def decide(graph: Graph, author: Author, options: ResolveOptions) -> DecisionResult:
        oneid = require_oneid(graph, person, options.rules.normalisers)
        return unmerge_links(graph, oneid, link, author, options)

    _decide(decide, reason, json)


def keep_separate(
    a: Annotated[str, typer.Argument(help="An identifier, kind:value.")],
    b: Annotated[str, typer.Argument(help="An identifier of the other person.")],
    reason: Reason = "",
    json: Json = False,
) -> None:
    """Confirm that two people are not one: they stay separate and leave the review queue.

    This applies to every link between the two that a rule blocked. List these with: onepath identity review
    """

    def decide(graph: Graph, author: Author, options: ResolveOptions) -> DecisionResult:
        return keep_people_separate(graph, blocked_links(graph, a, b), author, options)

    _decide(decide, reason, json)


def block(
    identifier: Annotated[str, typer.Argument(help="An identifier, kind:value.")],
    reason: Reason = "",
    json: Json = False,
) -> None:
    """Block an identifier: it is isolated and merges no one until you undo this.

    Example: onepath identity block device:kiosk-1 --reason "the kiosk in the shop"
    """
    _decide(lambda graph, author, options: block_identifier(graph, identifier, author, options), reason, json)


def undo(
    decision: Annotated[str, typer.Argument(help="A decision, as listed by: onepath identity history")],
    reason: Reason = "",
    json: Json = False,
) -> None:
    """Undo a decision, manual or by the rules: the people go back to what they were before it."""
    _decide(lambda graph, author, options: undo_decision(graph, decision, author, options), reason, json)


def _decide(decide: Decide, reason: str, json: bool) -> None:
    settings = Settings()
    options = ResolveOptions.from_settings(settings)
    with Graph.open(settings) as graph, bar("Deciding"):
        found = decide(graph, Author(getpass.getuser(), reason), options)
    if json:
        return answer(found)
    before, after = ", ".join(found.before), ", ".join(found.after)
    moved = f"{before} became {after}" if before != after else f"{before} is unchanged"
    console.print(f"Decision {found.key} ({found.kind}): {moved}.", soft_wrap=True)
    console.print(f"Undo it with: onepath identity undo {found.key}")
    return None
