"""Who returns, and how long after the first time."""

from collections.abc import Sequence

import streamlit as st
from onepath.app.explorer.cache import answer_of
from onepath.app.explorer.catalog import journey_events, known_properties
from onepath.app.explorer.connection import open_graph
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import choose_filters, counting, end_of_nobody
from onepath.app.explorer.language import say, word
from onepath.app.explorer.metrics import Metric, draw_metrics
from onepath.app.explorer.pages.retention.charts import DRAWN, retention_map
from onepath.app.explorer.pages.retention.form import choose_question
from onepath.app.explorer.pages.retention.people import CohortCell, cohort_cells, show_cell_people
from onepath.app.explorer.saved_questions import choose_saved_question, offer_to_save
from onepath.graph.outcomes import Cohort, Retention, RetentionQuestion


def show_totals(found: Retention) -> None:
    """How many began, and the share of them that returned after a period."""
    cells = {cell.period: cell for cell in found.overall.cells}
    metrics = [Metric(say("retention.tile_people"), found.overall.people, word("retention.began"))]
    for period in (1, 4):
        if period in cells:
            name = say(f"retention.{found.interval}_n", n=period)
            meaning = word(f"retention.{found.mode}_share")
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


def show_cohorts(question: RetentionQuestion, found: Retention, cells: Sequence[CohortCell]) -> None:
    """The triangle of cohorts, all people in its first row."""
    cohorts = [found.overall, *found.cohorts]
    note = say(
        "retention.note", share=word(f"retention.{found.mode}_share"),
        until=f"{found.until:%Y-%m-%d %H:%M}",
    )  # fmt: skip
    if len(cohorts) > DRAWN:
        note += " " + say("retention.more", shown=DRAWN, n=len(cohorts))
    figure(
        retention_map(cohorts, found.interval), "retention",
        title=say("retention.title"),
        alt=word("retention.alt", n=len(found.cohorts)), meaning=say("retention.meaning"),
        rows=table_rows(cohorts), height=60 + 30 * min(len(cohorts), DRAWN),
        queries=("internal/outcomes/retention", "internal/outcomes/retained"),
        command=question.command_text, note=note,
        drill_downs=[cell.drill_down for cell in cells], wide=5 if question.periods > 12 else 3,
    )  # fmt: skip


st.title(say("pages.retention"))
graph = open_graph()
events = journey_events(graph)
filters = choose_filters(graph)
question = choose_saved_question(graph, "retention")
if not isinstance(question, RetentionQuestion):
    question = choose_question([row.name for row in events], known_properties(graph), filters)
offer_to_save(graph, question)
with counting(say("retention.counting"), question.filter):
    found = answer_of(graph, question)
end_of_nobody(question.filter, found.overall.people)
show_totals(found)
cells = cohort_cells([found.overall, *found.cohorts])
show_cohorts(question, found, cells)
show_cell_people(graph, question, cells)
