"""`transitions`."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any

import typer
from onepath.graph import flows
from onepath.graph.conditions import Group, Narrowed
from onepath.graph.flows import Lens, Scope, Show
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .answers.flows import ReworkAnswer, TransitionAnswer, TransitionsAnswer
from .flow_people import Pair, show_people
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
from .terminal import answer, bar, table


def transitions(
    limit: Annotated[int, typer.Option(min=1, help="How many the table shows; --json has all.")] = 30,
    slowest: Annotated[
        bool, typer.Option("--slowest", help="With times between events, most time spent first.")
    ] = False,
    rework: Annotated[
        bool, typer.Option("--rework", help="What is done again: repeats, and loops of one or two events.")
    ] = False,
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
        Pair | None,
        typer.Option(
            metavar="SOURCE TARGET",
            help="List the people of this transition; with --rework of SOURCE TARGET SOURCE, or of SOURCE "
            "done again where both are the same.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Which event follows which directly, how often, for how many people, and how long it takes.

    Example: onepath transitions --slowest
    """
    lens = lens_of(scope, show, group, collapse)
    only = narrowed(since, until, source, did, did_not)
    with Graph.open(Settings()) as graph, bar("Asking"):
        who = only.group(graph)
        if people:
            opened = _rework_people if rework else flows.transition_passages
            return show_people(opened(graph, *people, lens=lens, group=who), json)
        if rework:
            return _show_rework(flows.rework(graph, lens, group=who), scope, only, limit, json)
        found = (flows.slowest if slowest else flows.transitions)(graph, lens, group=who)
    if json:
        shown = [_transition(row) for row in found]
        return answer(TransitionsAnswer(scope=scope, narrowed_to=only.told, transitions=shown))
    columns = ["source", "target", "times", "people", *(("total", "median", "p90") if slowest else ())]
    rows = [
        [t.source, t.target, t.times, t.people]
        + ([_length(t.total), _length(t.median), _length(t.p90)] if slowest else [])
        for t in found[:limit]
    ]
    table(f"Transitions, by {scope}{among(only)}: {len(rows)} of {len(found)}", columns, rows)
    return None


def _rework_people(graph: Graph, event: str, by: str, *, lens: Lens, group: Group) -> Iterable[flows.Passage]:
    if event == by:
        return flows.again_passages(graph, event, lens=lens, group=group)
    return flows.loop_passages(graph, event, by, lens=lens, group=group)


def _show_rework(found: flows.Rework, scope: Scope, only: Narrowed, limit: int, json: bool) -> None:
    if json:
        return answer(ReworkAnswer(scope=scope, narrowed_to=only.told, **asdict(found)))
    again = [[one.event, one.again, one.units, one.people] for one in found.events[:limit]]
    columns = ["event", "times after the first", "units", "people"]
    table(f"Done again, by {scope}{among(only)}", columns, again)
    for title, loops in (("Followed by itself", found.self_loops), ("There and back", found.loops)):
        rows: list[list[Any]] = [[one.event, one.by, one.times, one.people] for one in loops[:limit]]
        table(title, ["event", "by", "times", "people"], rows)
    return None


def _transition(row: flows.Transition) -> TransitionAnswer:
    times = {
        f"{name}_seconds": value.total_seconds()
        for name in ("total", "median", "p90")
        if (value := getattr(row, name)) is not None
    }
    return TransitionAnswer(source=row.source, target=row.target, times=row.times, people=row.people, **times)


def _length(time: timedelta | None) -> str:
    """A length of time in its largest unit."""
    if time is None:
        return ""
    for name, unit in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if time.total_seconds() >= unit:
            return f"{time.total_seconds() / unit:,.1f} {name}"
    return f"{time.total_seconds():.1f} s"
