"""Who returns, and how long after the first time."""

from collections.abc import Sequence

import streamlit as st
from onepath.app.explorer.calendars import in_view
from onepath.app.explorer.catalog import journey_events, known_properties
from onepath.app.explorer.connection import open_graph
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import choose_filters, counting, end_of_nobody
from onepath.app.explorer.language import say, word
from onepath.app.explorer.metrics import Metric, draw_metrics
from onepath.app.explorer.pages.retention.charts import DRAWN, retention_map
from onepath.app.explorer.pages.retention.form import choose_question
from onepath.app.explorer.pages.retention.measures import cohort_measures
from onepath.app.explorer.people import show_people_behind
from onepath.app.explorer.questions import answer_of, command_line
from onepath.app.explorer.saved_questions import choose_saved_question, offer_to_save
from onepath.graph.outcomes import Cohort, Retention, RetentionQuestion
from onepath.graph.store import Graph


def show_totals(question: RetentionQuestion, found: Retention) -> None:
    """How many began, and the share of them that returned after a period."""
    cells = {cell.period: cell for cell in found.overall.cells}
    metrics = [Metric(say("retention.tile_people"), found.overall.people, word("retention.began"))]
    for period in (1, 4):
        if period in cells:
            name = say(f"retention.{question.interval}_n", n=period)
            meaning = word(f"retention.{question.mode}_share")
            metrics.append(Metric(name, f"{cells[period].share:.1%}", meaning))
    draw_metrics(metrics)


def table_rows(cohorts: Sequence[Cohort]) -> list[dict[str, object]]:
    """One row per cell."""
    return [
        {
            "cohort": cohort.cohort, "size": cohort.people, "period": cell.period, "people": cell.people,
            "of": cell.of, "share": cell.share, "complete": cell.complete,
        }
        for cohort in cohorts
        for cell in cohort.cells
    ]  # fmt: skip


def show_cohorts(graph: Graph, question: RetentionQuestion, found: Retention) -> None:
    """The triangle of cohorts, all people in its first row; and the people of the cell that is open."""
    cohorts = [found.overall, *found.cohorts]
    measures = cohort_measures(cohorts)
    note = say(
        "retention.note", share=word(f"retention.{question.mode}_share"),
        until=f"{found.until:%Y-%m-%d %H:%M}",
    )  # fmt: skip
    if len(cohorts) > DRAWN:
        note += " " + say("retention.more", shown=DRAWN, n=len(cohorts))
    figure(
        retention_map(cohorts, question.interval), "retention",
        title=say("retention.title"),
        alt=word("retention.alt", n=len(found.cohorts)), meaning=say("retention.meaning"),
        rows=table_rows(cohorts), height=60 + 30 * min(len(cohorts), DRAWN),
        queries=("internal/outcomes/retention", "internal/outcomes/retained"),
        command=command_line(question), note=note,
        drill_downs=[one.drill_down for one in measures], wide=5 if question.periods > 12 else 3,
    )  # fmt: skip
    show_people_behind(graph, question, measures, "retention")


st.title(say("pages.retention"))
graph = open_graph()
events = journey_events(graph)
filters = choose_filters(graph)
question = choose_saved_question(graph, filters, RetentionQuestion)
if question is None:
    question = in_view(choose_question([row.name for row in events], known_properties(graph), filters))
    offer_to_save(graph, question)
with counting(say("retention.counting"), question.filter):
    found = answer_of(graph, question)
end_of_nobody(question.filter, found.overall.people)
show_totals(question, found)
show_cohorts(graph, question, found)
