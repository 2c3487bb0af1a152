"""`retention`."""

from dataclasses import asdict
from typing import Annotated

import typer
from onepath.graph.conditions import Narrowed
from onepath.graph.outcomes import Cohort, Retention, RetentionQuestion, retained
from onepath.graph.outcomes import retention as ask_retention
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .answers.outcomes import CohortAnswer, RetainedAnswer, RetentionAnswer, RetentionCellAnswer
from .options import (
    DidNotOption,
    DidOption,
    Json,
    SinceOption,
    SourceOption,
    UntilOption,
    among,
    narrowed,
)
from .terminal import answer, bar, columns_that_fit, console, share, table

_SHOWN = 20
_PERIOD_WIDTH = 9


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
            return _show_retained(
                RetainedAnswer(cohort=cohort, period=period, people=len(oneids), oneids=oneids), json
            )
        found = ask_retention(graph, question, group=who)
    if json:
        return answer(_retention_answer(question, only, found))
    _draw_retention(question, only, found)
    return None


def _retention_answer(question: RetentionQuestion, only: Narrowed, found: Retention) -> RetentionAnswer:
    return RetentionAnswer(
        start=question.start, back=question.back, by=question.by, reading=question.reading,
        group=question.group, narrowed_to=only.told, until=found.until, overall=_cohort(found.overall),
        cohorts=[_cohort(cohort) for cohort in found.cohorts],
    )  # fmt: skip


def _cohort(cohort: Cohort) -> CohortAnswer:
    cells = [RetentionCellAnswer(**asdict(cell), share=cell.share) for cell in cohort.cells]
    return CohortAnswer(cohort=cohort.name, people=cohort.people, cells=cells)


def _draw_retention(question: RetentionQuestion, only: Narrowed, found: Retention) -> None:
    if not found.cohorts:
        return console.print("Nobody began a cohort.")
    shown = [found.overall, *found.cohorts]
    longest = max(len(cohort.cells) for cohort in shown)
    for periods in columns_that_fit([str(period) for period in range(longest)], _PERIOD_WIDTH):
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


def _show_retained(found: RetainedAnswer, json: bool) -> None:
    if json:
        return answer(found)
    console.print(f"{found.people:,} people")
    rows = [[oneid] for oneid in found.oneids[:_SHOWN]]
    table(f"The first {_SHOWN} of {found.cohort}, period {found.period}; all with --json", ["OneID"], rows)
    return None
