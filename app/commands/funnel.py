"""`funnel`."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any, Literal

import typer
from onepath.graph.durations import duration_text
from onepath.graph.funnels import Funnel, FunnelQuestion, FunnelStep, FunnelUnit, Period, Who, funnel_people
from onepath.graph.funnels import funnel as ask_funnel
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, moment

from .answers.funnels import (
    DurationBarAnswer,
    FunnelAnswer,
    FunnelGroupAnswer,
    FunnelPeopleAnswer,
    FunnelPeriodAnswer,
    FunnelPersonAnswer,
    FunnelStepAnswer,
    NextAnswer,
    TimeToConvertAnswer,
)
from .options import (
    DidNotOption,
    DidOption,
    Json,
    SaveOption,
    SinceOption,
    SourceOption,
    UntilOption,
    among,
    duration,
    narrowed,
    read_typed,
)
from .options import save as save_question
from .terminal import answer, bar, console, share, table

_SHOWN = 20


def funnel(
    steps: Annotated[
        list[str],
        typer.Argument(
            metavar="STEP...",
            help="Events in order: NAME, A|B, VIEW_*, NAME@SOURCE, NAME[PRICE>100]; NAME? may be missing.",
        ),
    ],
    within: Annotated[str, typer.Option(help="The window from the first step: 30m, 12h, 7d, 2w.")] = "7d",
    order: Annotated[
        Literal["ordered", "strict", "any"],
        typer.Option(help="May other events lie between (ordered), none (strict), or is any order good?"),
    ] = "ordered",
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[2-3:]EVENT", help="Ends an attempt: anywhere, or between two steps. Repeatable."
        ),
    ] = None,
    constant: Annotated[
        str | None, typer.Option(metavar="PROPERTY", help="All steps have the same value, such as product.")
    ] = None,
    count: Annotated[
        Literal["people", "sessions", "attempts"], typer.Option(help="What is counted once.")
    ] = "people",
    entry: Annotated[
        Literal["any", "first"], typer.Option(help="The attempt that came furthest, or the first one.")
    ] = "any",
    by: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT",
            help="Break down by source or PROPERTY of the first step, first.PROPERTY, user.ATTRIBUTE.",
        ),
    ] = None,
    closer: Annotated[
        bool, typer.Option("--closer", help="Also who dropped, what they did next, and times between steps.")
    ] = False,
    trend: Annotated[
        Literal["day", "week", "month"] | None, typer.Option(help="Also how it went over time.")
    ] = None,
    people: Annotated[
        int | None, typer.Option(min=1, metavar="STEP", help="List those behind this step's number (from 1).")
    ] = None,
    who: Annotated[
        Who,
        typer.Option(help="With --people: which of them."),
    ] = "reached",
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    did: DidOption = None,
    did_not: DidNotOption = None,
    reading: Annotated[
        Literal["onepath", "clickhouse"], typer.Option(help="Ours, or that of ClickHouse's windowFunnel.")
    ] = "onepath",
    mode: Annotated[
        list[str] | None, typer.Option(help="A mode of windowFunnel, such as strict_order. Repeatable.")
    ] = None,
    ties: Annotated[
        Literal["source", "steps"], typer.Option(help="Which order events of one instant have.")
    ] = "source",
    save: SaveOption = None,
    json: Json = False,
) -> None:
    """How many went through these steps, within a window from their first step; and who they are.

    Example: onepath funnel product_view add_to_cart purchase --within 30d
    """
    only = narrowed(since, until, source, did, did_not)
    question = read_typed(
        FunnelQuestion, steps=_split(steps), within=duration(within), order=order, exclude=exclude or (),
        constant=constant, count=count, entry=entry, by=by, reading=reading, modes=mode or (),
        ties=ties, **only.model_dump(),
    )  # fmt: skip
    save_question(save, question)
    run_funnel(question, closer=closer, trend=trend, people=people, who=who, json=json)


def run_funnel(
    question: FunnelQuestion,
    *,
    closer: bool = False,
    trend: Period | None = None,
    people: int | None = None,
    who: Who = "reached",
    json: bool = False,
) -> None:
    """Ask and print."""
    with Graph.open(Settings()) as graph, bar("Asking"):
        if people is not None:
            found = funnel_people(graph, question, people, who)
        else:
            reached = ask_funnel(graph, question, closer=closer, trend=trend)
    if people is not None:
        shape = FunnelPeopleAnswer(step=people, who=who, people=[_person(one) for one in found])
        return answer(shape) if json else _show_people(shape)
    if json:
        return answer(shaped(reached))
    return show_funnel(shaped(reached), question)


def funnel_now(settings: Settings, names: Sequence[str], within: str) -> FunnelAnswer:
    """Ask for a plain funnel, with a bar."""
    question = read_typed(FunnelQuestion, steps=names, within=duration(within))
    with Graph.open(settings) as graph, bar("Asking"):
        return shaped(ask_funnel(graph, question))


def shaped(reached: Funnel) -> FunnelAnswer:
    """A funnel as it is promised to programs."""
    times = reached.time_to_convert
    return FunnelAnswer(
        counted=reached.counted,
        steps=[_step(step) for step in reached.steps],
        time_to_convert=TimeToConvertAnswer(
            **{**asdict(times), "bars": [
                DurationBarAnswer(from_seconds=begins, to_seconds=ends, people=number)
                for begins, ends, number in times.bars
            ]}
        ) if times else None,
        groups=[
            FunnelGroupAnswer(
                value=one.value, steps=[_step(step) for step in one.steps], median_seconds=one.median_seconds
            )
            for one in reached.groups
        ],
        trend=[FunnelPeriodAnswer(**asdict(one)) for one in reached.trend],
        numbers_missing=reached.numbers_missing,
    )  # fmt: skip


def show_funnel(reached: FunnelAnswer, question: FunnelQuestion | str) -> None:
    """The funnel as tables."""
    within = question if isinstance(question, str) else duration_text(question.within.total_seconds())
    columns = ["step", reached.counted, "from first", "from previous"]
    rows: list[list[Any]] = [
        [s.name, s.people, share(s.from_first), share(s.from_previous)] for s in reached.steps
    ]
    of_whom = "" if isinstance(question, str) else among(question)
    table(f"Funnel within {within}, by {reached.counted}{of_whom}", columns, rows)
    if any(step.dropped is not None for step in reached.steps):
        rows = [
            [s.name, duration_text(s.seconds), s.dropped, s.elsewhere,
             ", ".join(f"{one.event} {one.people:,}" for one in s.next[:3])]
            for s in reached.steps
        ]  # fmt: skip
        columns = ["step", "time from previous", "dropped", "did something else", "next"]
        table("Who went no further", columns, rows)
    if times := reached.time_to_convert:
        console.print(
            f"Time to convert: median {duration_text(times.median)}, "
            f"a quarter within {duration_text(times.p25)}, nine in ten within {duration_text(times.p90)}"
        )
    if reached.numbers_missing:
        console.print(
            f"{reached.numbers_missing:,} events have no number where a condition compares numbers."
        )
    if reached.groups:
        rows = [
            [one.value, *(step.people for step in one.steps), share(one.steps[-1].from_first),
             duration_text(one.median_seconds)]
            for one in reached.groups
        ]  # fmt: skip
        names = [step.name for step in reached.steps]
        table("By value, the largest first", ["value", *names, "conversion", "median time"], rows)
    if reached.trend:
        rows = [
            [str(one.begins), one.entered, one.converted,
             share(one.converted / one.entered) if one.entered else "",
             "" if one.complete else "not over yet"]
            for one in reached.trend
        ]  # fmt: skip
        table("By when attempts began", ["from", "entered", "converted", "conversion", ""], rows)


def _split(steps: Sequence[str]) -> list[str]:
    """Steps may be given in one word with commas between; not inside of brackets."""
    parts: list[str] = []
    for text in steps:
        depth, start = 0, 0
        for place, mark in enumerate(text):
            depth += (mark == "[") - (mark == "]")
            if mark == "," and depth == 0:
                parts.append(text[start:place])
                start = place + 1
        parts.append(text[start:])
    return [part for part in parts if part]


def _step(step: FunnelStep) -> FunnelStepAnswer:
    following = [NextAnswer(event=event, people=number) for event, number in step.next]
    return FunnelStepAnswer(**{**asdict(step), "next": following})


def _person(one: FunnelUnit) -> FunnelPersonAnswer:
    kept = {name: value for name, value in asdict(one).items() if name in FunnelPersonAnswer.model_fields}
    return FunnelPersonAnswer(**{**kept, "began_at": moment(one.began_at), "ended_at": moment(one.ended_at)})


def _show_people(found: FunnelPeopleAnswer) -> None:
    rows: list[list[Any]] = [
        [one.oneid, one.reached, f"{one.began_at:%Y-%m-%d %H:%M:%S}", f"{one.ended_at:%Y-%m-%d %H:%M:%S}",
         one.next or "", one.group]
        for one in found.people[:_SHOWN]
    ]  # fmt: skip
    columns = ["OneID", "steps reached", "began", "last step", "then", "value"]
    table(f"{len(found.people):,} {found.who} at step {found.step}", columns, rows)
    if len(found.people) > _SHOWN:
        console.print(f"The first {_SHOWN}; --json has all. Look at one with: onepath person ONEID")
