"""`variants`."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from onepath.graph import flows
from onepath.graph.flows import Scope, Show
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .answers.flows import VariantAnswer, VariantsAnswer
from .flow_people import show_people
from .options import (
    CollapseOption,
    DidNotOption,
    DidOption,
    GroupOption,
    Json,
    ScopeOption,
    ShowOption,
    SinceOption,
    SourceOption,
    UntilOption,
    among,
    lens_of,
    narrowed,
)
from .terminal import answer, bar, share, table

_LONGEST = 12
"""How many events of a variant a table shows."""


def variants(
    limit: Annotated[int, typer.Option(min=1, help="How many variants.")] = 20,
    scope: ScopeOption = Scope.PERSON,
    show: ShowOption = Show.NAME,
    group: GroupOption = None,
    collapse: CollapseOption = False,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    did: DidOption = None,
    did_not: DidNotOption = None,
    people: Annotated[
        str | None, typer.Option(metavar="VARIANT", help='List the people of this one: "a>b>c".')
    ] = None,
    json: Json = False,
) -> None:
    """The most frequent whole sequences of events, and how much of all the first ones cover.

    Example: onepath variants --scope session --limit 10
    """
    lens = lens_of(scope, show, group, collapse)
    only = narrowed(since, until, source, did, did_not)
    with Graph.open(Settings()) as graph, bar("Asking"):
        who = only.group(graph)
        if people:
            return show_people(flows.variant_passages(graph, people, lens=lens, group=who), json)
        found = flows.variants(graph, limit=limit, lens=lens, group=who)
    if json:
        shown = [VariantAnswer(text=variant.text, **asdict(variant)) for variant in found.shown]
        return answer(VariantsAnswer(scope=scope, narrowed_to=only.told, **asdict(found) | {"shown": shown}))
    rows = [[v.units, v.people, share(v.share), share(v.covered), _short(v.steps)] for v in found.shown]
    title = f"Variants, by {scope}{among(only)}: {len(rows)} of {found.variants:,}, of {found.units:,} units"
    table(title, ["units", "people", "share", "covered", "variant"], rows)
    return None


def _short(steps: Sequence[str]) -> str:
    """A variant for a table; --json has all of it."""
    if len(steps) <= _LONGEST:
        return flows.spelling(steps)
    return f"{flows.spelling(steps[:_LONGEST])}> and {len(steps) - _LONGEST:,} more"
