"""Manual decisions: `identity merge`, `unmerge`, `keep-separate`, `block` and `undo`."""

import getpass
from collections.abc import Callable, Sequence
from typing import Annotated

import typer
from onepath.graph.errors import Refused
from onepath.graph.identity import (
    Author,
    DecisionResult,
    MergePreview,
    ResolveOptions,
    blocked_links,
    preview_merge,
)
from onepath.graph.identity import block as block_identifier
from onepath.graph.identity import keep_separate as keep_people_separate
from onepath.graph.identity import merge as merge_people
from onepath.graph.identity import undo as undo_decision
from onepath.graph.identity import unmerge as unmerge_links
from onepath.graph.identity import unmerge_identifier as take_out
from onepath.graph.people import require_identifier, require_oneid
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from rich.console import Console

from ..options import Json
from ..terminal import answer, bar, can_ask, console, errors

Reason = Annotated[str, typer.Option("--reason", help="The reason, kept in the history.")]
Decide = Callable[[Graph, Author, ResolveOptions], DecisionResult]


_IDENTIFIER = "An identifier (kind:value or its value), an account or a OneID."
Other = Annotated[str, typer.Argument(help="The same of the other person.")]


def merge(
    a: Annotated[str, typer.Argument(help=_IDENTIFIER)],
    b: Other,
    reason: Reason,
    yes: Annotated[bool, typer.Option("--yes", help="Merge without asking, as in a script.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be merged.")] = False,
    json: Json = False,
) -> None:
    """Merge two people, with all that both have. Every later resolve keeps this until you undo it.

    Shows first who would be merged and which limits of the rules that exceeds, and asks. Limits do not apply
    to a manual merge: no identifier leaves. A script confirms with --yes.

    Example: onepath identity merge member:M1 phone:+8613800138000 --reason "confirmed at the counter"
    """

    def pair(graph: Graph, options: ResolveOptions) -> tuple[str, str]:
        one, other = (require_identifier(graph, text, options.rules, or_person=True) for text in (a, b))
        return one, other

    if dry_run or not yes:
        settings = Settings()
        options = ResolveOptions.from_settings(settings)
        with Graph.open(settings) as graph:
            preview = preview_merge(graph, *pair(graph, options), options)
        if dry_run and json:
            return answer(preview)
        if dry_run:
            return _show_preview(preview, console)
        _confirm(preview)

    def decide(graph: Graph, author: Author, options: ResolveOptions) -> DecisionResult:
        return merge_people(graph, *pair(graph, options), author, options)

    return _decide(decide, reason, json)


def _show_preview(preview: MergePreview, where: Console) -> None:
    for one in preview.people:
        where.print(f"{one.oneid}: {one.identifiers:,} identifiers, {one.events:,} events", soft_wrap=True)
    where.print(_consequence(preview), soft_wrap=True)
    for what in preview.exceeds:
        where.print(f"Beyond the rules: {what}.", soft_wrap=True)


def _consequence(preview: MergePreview) -> str:
    count = len(preview.people)
    people = f"These {count} people" if count > 1 else "This person"
    return f"{people} would become {', '.join(preview.after)}."


def _confirm(preview: MergePreview) -> None:
    """Asks at the terminal; Refused where there is none."""
    if not can_ask():
        sizes = " and ".join(
            f"{one.oneid} ({one.identifiers:,} identifiers, {one.events:,} events)" for one in preview.people
        )
        beyond = f", beyond the rules: {'; '.join(preview.exceeds)}" if preview.exceeds else ""
        raise Refused(
            f"The merge is not confirmed. It would make one person of {sizes}{beyond}.",
            kept="Nothing was changed.",
            action="Confirm it with --yes, or show it again with --dry-run.",
        )
    _show_preview(preview, errors)
    if not typer.confirm("Merge them?", err=True):
        raise Refused("The merge was not confirmed.", kept="Nothing was changed.")


def unmerge(
    person: Annotated[
        str, typer.Argument(help="The identifier to take out of its person; with --link, the person.")
    ],
    link: Annotated[
        list[str] | None, typer.Option("--link", metavar="KEY", help="A link's key. Repeatable.")
    ] = None,
    reason: Reason = "",
    json: Json = False,
) -> None:
    """Take an identifier out of its person, or unmerge a person at links: two people from now on.

    The keys of a person's links are in: onepath person ONEID --json

    Example: onepath identity unmerge phone:+8613800138000 --reason "her brother's phone"
    """

    def decide(graph: Graph, author: Author, options: ResolveOptions) -> DecisionResult:
        if link:
            oneid = require_oneid(graph, person, options.rules)
            return unmerge_links(graph, oneid, link, author, options)
        key = require_identifier(graph, person, options.rules)
        return take_out(graph, key, author, options)

    _decide(decide, reason, json)


def keep_separate(
    a: Annotated[str, typer.Argument(help=_IDENTIFIER)],
    b: Annotated[
        str | None, typer.Argument(help="The same of the other person; without it, of everybody.")
    ] = None,
    reason: Reason = "",
    json: Json = False,
) -> None:
    """Confirm that people are not one person: they stay separate and leave the review queue.

    This applies to every link between them that a rule blocked. List these with: onepath identity review
    """

    def decide(graph: Graph, author: Author, options: ResolveOptions) -> DecisionResult:
        keys = [require_identifier(graph, text, options.rules, or_person=True) for text in (a, b) if text]
        return keep_people_separate(graph, blocked_links(graph, *keys), author, options)

    _decide(decide, reason, json)


def block(
    identifier: Annotated[str, typer.Argument(help="An identifier: kind:value, its value, or an account.")],
    reason: Reason = "",
    json: Json = False,
) -> None:
    """Block an identifier: it is isolated and merges no one until you undo this.

    Example: onepath identity block device:kiosk-1 --reason "the kiosk in the shop"
    """

    def decide(graph: Graph, author: Author, options: ResolveOptions) -> DecisionResult:
        return block_identifier(graph, require_identifier(graph, identifier, options.rules), author, options)

    _decide(decide, reason, json)


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
    count = f" ({_people(found.before)} became {len(found.after)})" if before != after else ""
    console.print(f"Decision {found.key} ({found.kind}): {moved}{count}.", soft_wrap=True)
    console.print(f"Undo it with: onepath identity undo {found.key}")
    return None


def _people(oneids: Sequence[str]) -> str:
    return "1 person" if len(oneids) == 1 else f"{len(oneids)} people"
