"""`attribution`, `retention`."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from onepath.graph.conditions import Filter
from onepath.graph.outcomes import (
    NO_TOUCH,
    Attribution,
    AttributionQuestion,
    Cohort,
    Retention,
    RetentionQuestion,
    Touched,
    attribute,
    retained,
    touched_by,
)
from onepath.graph.outcomes import retention as ask_retention
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, moment

from .answers.outcomes import (
    AttributionAnswer,
    ChannelAnswer,
    CohortAnswer,
    RetainedAnswer,
    RetentionAnswer,
    RetentionCellAnswer,
    TouchedAnswer,
    TouchedPathAnswer,
)
from .asking import duration
from .narrowing import DidNotOption, DidOption, SinceOption, SourceOption, UntilOption, among, narrowed
from .terminal import Json, answer, bar, console, share, table

_SHOWN = 20
_FIRST_WIDTH, _MODEL_WIDTH, _PERIOD_WIDTH = 24, 13, 9


def attribution(
    target: Annotated[
        str, typer.Argument(help="The event that is a conversion: a name, or a|b, order_*, a@source.")
    ],
    touch: Annotated[
        str | None,
        typer.Option(help="Events that are touches, each name a channel, such as sms_click|ad_*."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="PROPERTY", help="The property of events whose values are the channels."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--every", help="Every occurrence is a conversion, not a person's first alone.")
    ] = False,
    lookback: Annotated[
        str, typer.Option(help="How long before the conversion a touch may be: 12h, 30d.")
    ] = "30d",
    half_life: Annotated[
        str, typer.Option(help="In what time a touch loses half of its weight, for time_decay.")
    ] = "7d",
    repeats: Annotated[
        bool, typer.Option("--repeats", help="Touches of one channel in a row count one by one, not once.")
    ] = False,
    model: Annotated[
        list[str] | None, typer.Option(help="A model; repeat for more. All of them without it.")
    ] = None,
    people: Annotated[
        str | None,
        typer.Option(
            metavar="CHANNEL", help="List whose conversions this channel touched; (none): no channel."
        ),
    ] = None,
    lost: Annotated[
        bool, typer.Option("--lost", help="With --people: the paths that did not convert.")
    ] = False,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    did: DidOption = None,
    did_not: DidNotOption = None,
    json: Json = False,
) -> None:
    """How much has each channel to do with conversions, by eight models side by side?

    Without --touch and --by the sources are the channels.

    Example: onepath attribution purchase --touch "sms_click|email_click|menu_click" --lookback 30d
    """
    question = AttributionQuestion(target, touch, by, every, duration(lookback), duration(half_life), repeats)
    only = narrowed(since, until, source, did, did_not)
    with Graph.open(Settings()) as graph, bar("Asking"):
        who = only.group(graph)
        if people is not None:
            touched = touched_by(graph, question, people, converted=not lost, group=who)
            return _tell_touched(people, touched, lost, json)
        found = attribute(graph, question, model or (), group=who)
    if json:
        return answer(_attribution_answer(target, only, found))
    _draw_attribution(target, only, found)
    return None


def _attribution_answer(target: str, only: Filter, found: Attribution) -> AttributionAnswer:
    return AttributionAnswer(
        target=target, narrowed_to=only.sentence(), conversions=found.conversions,
        without_touch=found.without_touch, lost=found.lost, models=list(found.models),
        orders_drawn=found.orders_drawn,
        channels=[
            ChannelAnswer(
                channel=row.name, conversions=row.conversions, lost=row.lost, credit=dict(row.credit)
            )
            for row in found.channels
        ],
    )  # fmt: skip


def _draw_attribution(target: str, only: Filter, found: Attribution) -> None:
    console.print(
        f"{found.conversions:,} conversions, {found.without_touch:,} of them without a touch; "
        f"{found.lost:,} paths with touches did not convert"
    )
    rows: list[list[object]] = [[row.name, row.conversions, row.lost] for row in found.channels]
    table(
        f"What was touched{among(only)}",
        ["channel", "conversions", "lost paths"],
        [*rows, [NO_TOUCH, found.without_touch, 0]],
    )
    for models in _fitting(found.models, _MODEL_WIDTH):
        rows = [[row.name, *(f"{row.credit[model]:,.1f}" for model in models)] for row in found.channels]
        table(f"Conversions to {target} earned", ["channel", *models], rows)
    if found.orders_drawn:
        console.print(f"shapley_chain: estimated over {found.orders_drawn:,} orders of the channels")


def _fitting(columns: Sequence[str], width: int) -> list[Sequence[str]]:
    """The columns in parts that fit beside a first column."""
    count = max(1, (console.width - _FIRST_WIDTH) // width)
    return [columns[begin : begin + count] for begin in range(0, len(columns), count)]


def _tell_touched(channel: str, paths: Sequence[Touched], lost: bool, json: bool) -> None:
    people = len({path.oneid for path in paths})
    if json:
        told = [
            TouchedPathAnswer(
                oneid=one.oneid, at=moment(one.at), path=one.path, touched_at=[*map(moment, one.touched_at)]
            )
            for one in paths
        ]
        return answer(TouchedAnswer(channel=channel, converted=not lost, people=people, paths=told))
    what = "paths that did not convert" if lost else "conversions"
    console.print(f"{len(paths):,} {what}, of {people:,} people")
    rows = [[one.oneid, f"{moment(one.at):%Y-%m-%d %H:%M}", " > ".join(one.path)] for one in paths[:_SHOWN]]
    table(f"The first {_SHOWN} of {channel}; all with --json", ["OneID", "at (UTC)", "path"], rows)
    return None


def retention(
    start: Annotated[
        str | None, typer.Option(help="The event that begins a cohort; any event without it.")
    ] = None,
    back: Annotated[
        str | None, typer.Option("--return", help="The event that is a return; any event without it.")
    ] = None,
    by: Annotated[str, typer.Option(help="day, week or month, of UTC.")] = "week",
    reading: Annotated[
        str, typer.Option(help="exact: came back in the period; unbounded: in it or later.")
    ] = "exact",
    group: Annotated[
        str | None,
        typer.Option(metavar="PROPERTY", help="Cohorts by a property of the first event, or by source."),
    ] = None,
    periods: Annotated[int, typer.Option(min=0, help="The last period that is looked at.")] = 12,
    people: Annotated[
        tuple[str, int] | None,
        typer.Option(
            metavar="COHORT PERIOD", help="List who came back, such as 2026-03-02 1; (all): of all cohorts."
        ),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    did: DidOption = None,
    did_not: DidNotOption = None,
    json: Json = False,
) -> None:
    """Of the people who began together, how many came back in which later period?

    Example: onepath retention --start purchase --return purchase --by month
    """
    question = RetentionQuestion(start, back, by, reading, group, periods)
    only = narrowed(since, until, source, did, did_not)
    with Graph.open(Settings()) as graph, bar("Asking"):
        who = only.group(graph)
        if people is not None:
            cohort, period = people
            oneids = retained(graph, question, cohort, period, group=who)
            return _tell_retained(
                RetainedAnswer(cohort=cohort, period=period, people=len(oneids), oneids=oneids), json
            )
        found = ask_retention(graph, question, group=who)
    if json:
        return answer(_retention_answer(question, only, found))
    _draw_retention(question, only, found)
    return None


def _retention_answer(question: RetentionQuestion, only: Filter, found: Retention) -> RetentionAnswer:
    return RetentionAnswer(
        start=question.start, back=question.back, by=question.by, reading=question.reading,
        group=question.group, narrowed_to=only.sentence(), until=found.until, overall=_cohort(found.overall),
        cohorts=[_cohort(cohort) for cohort in found.cohorts],
    )  # fmt: skip


def _cohort(cohort: Cohort) -> CohortAnswer:
    cells = [RetentionCellAnswer(**asdict(cell), share=cell.share) for cell in cohort.cells]
    return CohortAnswer(cohort=cohort.name, people=cohort.people, cells=cells)


def _draw_retention(question: RetentionQuestion, only: Filter, found: Retention) -> None:
    if not found.cohorts:
        return console.print("Nobody began a cohort.")
    shown = [found.overall, *found.cohorts]
    longest = max(len(cohort.cells) for cohort in shown)
    for periods in _fitting([str(period) for period in range(longest)], _PERIOD_WIDTH):
        first, last = int(periods[0]), int(periods[-1])
        rows = []
        for cohort in shown:
            cells = [share(one.share) + "*" * (not one.complete) for one in cohort.cells[first : last + 1]]
            rows.append([cohort.name, cohort.people, *cells, *[""] * (len(periods) - len(cells))])
        title = f"Came back, by {question.by}, {question.reading}{among(only)}"
        table(title, ["cohort", "people", *periods], rows)
    return console.print(
        f"* the {question.by} has not ended; the last event is of {found.until:%Y-%m-%d %H:%M} UTC"
    )


def _tell_retained(found: RetainedAnswer, json: bool) -> None:
    if json:
        return answer(found)
    console.print(f"{found.people:,} people")
    rows = [[oneid] for oneid in found.oneids[:_SHOWN]]
    table(f"The first {_SHOWN} of {found.cohort}, period {found.period}; all with --json", ["OneID"], rows)
    return None
