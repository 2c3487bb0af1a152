"""`paths`, `transitions`, `variants`: where journeys go."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any

import typer
from onepath.graph import flows
from onepath.graph.conditions import Filter, Group
from onepath.graph.flows import Lens, Scope, Show
from onepath.graph.saved_questions import PathDocument
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .answers.flows import (
    PathsAnswer,
    PathStepAnswer,
    ReworkAnswer,
    TransitionAnswer,
    TransitionsAnswer,
    VariantAnswer,
    VariantsAnswer,
    WalkerAnswer,
    WalkersAnswer,
)
from .keeping import SaveOption, keep
from .lenses import CollapseOption, GroupOption, ScopeOption, ShowOption, lens_of
from .narrowing import DidNotOption, DidOption, SinceOption, SourceOption, UntilOption, among, narrowed
from .terminal import Json, answer, bar, share, table

_NAMED = 20
"""How many people a table names; `--json` has all."""
_LONGEST = 12
"""How many events of a variant a table shows."""

Pair = tuple[str, str]


def paths(
    start: Annotated[
        str | None, typer.Option("--from", help="What comes after this event, or this pair: cart>purchase?")
    ] = None,
    end: Annotated[str | None, typer.Option("--to", help="What comes before this event or pair?")] = None,
    depth: Annotated[int, typer.Option(min=1, max=10, help="How many steps away.")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="Events named at each step; the rest is (other).")] = 8,
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
        tuple[int, str, str] | None,
        typer.Option(metavar="STEP SOURCE TARGET", help="List the people of this step."),
    ] = None,
    save: SaveOption = None,
    json: Json = False,
) -> None:
    """The most frequent next steps after an event, or the previous steps before one.

    Example: onepath paths --from payment_error --depth 3
    """
    if (start is None) == (end is None):
        raise typer.BadParameter("give either --from EVENT or --to EVENT")
    only = narrowed(since, until, source, did, did_not)
    question = PathDocument(
        start=start, end=end, depth=depth, limit=limit, scope=scope, show=show, groups=tuple(group or ()),
        collapse=collapse, **only.model_dump(),
    )  # fmt: skip
    keep(save, question)
    run_paths(question, people=people, json=json)


def run_paths(
    question: PathDocument, *, people: tuple[int, str, str] | None = None, json: bool = False
) -> None:
    """Ask and print."""
    start, end, lens = question.start, question.end, question.lens
    with Graph.open(Settings()) as graph, bar("Asking"):
        asked: dict[str, Any] = {
            "start": start, "end": end, "limit": question.limit, "lens": lens, "group": question.group(graph)
        }  # fmt: skip
        if people:
            return show_people(flows.path_passages(graph, *people, **asked), json)
        steps = flows.paths(graph, depth=question.depth, **asked)
    if json:
        shown = [PathStepAnswer(**asdict(step)) for step in steps]
        direction = "after" if start else "before"
        return answer(
            PathsAnswer(
                event=start or end or "", direction=direction, narrowed_to=question.sentence(), steps=shown
            )
        )
    rows = [
        [
            s.step,
            s.source if start else _sized(s.source, s.folded),
            _sized(s.target, s.folded) if start else s.target,
            s.times,
            s.people,
        ]
        for s in steps
    ]
    title = f"Paths {'from ' + start if start else f'to {end}'}{among(question)}"
    table(title, ["step", "source", "target", "times", "people"], rows)
    return None


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
        return answer(TransitionsAnswer(scope=scope, narrowed_to=only.sentence(), transitions=shown))
    columns = ["source", "target", "times", "people", *(("total", "median", "p90") if slowest else ())]
    rows = [
        [t.source, t.target, t.times, t.people]
        + ([_length(t.total), _length(t.median), _length(t.p90)] if slowest else [])
        for t in found[:limit]
    ]
    table(f"Transitions, by {scope}{among(only)}: {len(rows)} of {len(found)}", columns, rows)
    return None


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
        return answer(
            VariantsAnswer(scope=scope, narrowed_to=only.sentence(), **asdict(found) | {"shown": shown})
        )
    rows = [[v.units, v.people, share(v.share), share(v.covered), _short(v.steps)] for v in found.shown]
    title = f"Variants, by {scope}{among(only)}: {len(rows)} of {found.variants:,}, of {found.units:,} units"
    table(title, ["units", "people", "share", "covered", "variant"], rows)
    return None


def show_people(found: Iterable[flows.Passage], json: bool) -> None:
    """Who passed, and how often."""
    people = flows.walkers(found)
    times = sum(one.times for one in people)
    if json:
        walkers = [WalkerAnswer(**asdict(one)) for one in people]
        return answer(WalkersAnswer(people=len(people), times=times, walkers=walkers))
    rows = [[one.oneid, one.times, f"{one.first:%F %T}", f"{one.last:%F %T}"] for one in people[:_NAMED]]
    more = f"; the first {_NAMED} are shown, --json has all" if len(people) > _NAMED else ""
    table(f"{len(people):,} people, {times:,} times{more}", ["oneid", "times", "first", "last"], rows)
    return None


def _rework_people(graph: Graph, event: str, by: str, *, lens: Lens, group: Group) -> Iterable[flows.Passage]:
    if event == by:
        return flows.again_passages(graph, event, lens=lens, group=group)
    return flows.loop_passages(graph, event, by, lens=lens, group=group)


def _show_rework(found: flows.Rework, scope: Scope, only: Filter, limit: int, json: bool) -> None:
    if json:
        return answer(ReworkAnswer(scope=scope, narrowed_to=only.sentence(), **asdict(found)))
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


def _short(steps: Sequence[str]) -> str:
    """A variant for a table; --json has all of it."""
    if len(steps) <= _LONGEST:
        return flows.spelling(steps)
    return f"{flows.spelling(steps[:_LONGEST])}> and {len(steps) - _LONGEST:,} more"


def _sized(label: str, folded: int) -> str:
    return f"{label}: {folded} events" if folded else label
