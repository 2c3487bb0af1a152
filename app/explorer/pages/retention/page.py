"""Who returns, and how long after the first time."""

import streamlit as st
from onepath.app.explorer.calendars import in_view
from onepath.app.explorer.catalog import journey_events, known_properties
from onepath.app.explorer.connection import open_graph
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import choose_filters, counting, end_of_nobody
from onepath.app.explorer.language import say, word
from onepath.app.explorer.metrics import Metric, draw_metrics
from onepath.app.explorer.pages.retention.charts import DRAWN, period_label, retention_map
from onepath.app.explorer.pages.retention.form import choose_question
from onepath.app.explorer.pages.retention.measures import cohort_measures
from onepath.app.explorer.people import show_people_behind
from onepath.app.explorer.questions import answer_of, command_line
from onepath.app.explorer.saved_questions import choose_saved_question, offer_to_save
from onepath.graph.outcomes import Retention, RetentionQuestion
from onepath.graph.store import Graph


def show_totals(question: RetentionQuestion, found: Retention) -> None:
    """How many began, and the share of them that returned after a period."""
    cells = {cell.period: cell for cell in found.overall.cells}
    metrics = [Metric(say("retention.tile_people"), found.overall.people, word("retention.began"))]
    for period in range(len(found.brackets)) if found.brackets else (1, 4):
        if period in cells:
            name = period_label(found, period)
            meaning = word(f"retention.{question.mode}_share")
            metrics.append(Metric(name, f"{cells[period].share:.1%}", meaning))
    draw_metrics(metrics)


def table_rows(found: Retention) -> list[dict[str, object]]:
    """One row per cell."""
    return [
        {
            "cohort": cohort.cohort, "size": cohort.people,
            "period": found.period_name(cell.period) if found.brackets else cell.period,
            "people": cell.people, "of": cell.of, "share": cell.share, "complete": cell.complete,
        }
        for cohort in (found.overall, *found.cohorts)
        for cell in cohort.cells
    ]  # fmt: skip


def show_cohorts(graph: Graph, question: RetentionQuestion, found: Retention) -> None:
    """The triangle of cohorts, all people in its first row; and the people of the cell that is open."""
    rows = 1 + len(found.cohorts)
    measures = cohort_measures(found)
    note = say(
        "retention.note", share=word(f"retention.{question.mode}_share"),
        until=f"{found.until:%Y-%m-%d %H:%M}",
    )  # fmt: skip
    if rows > DRAWN:
        note += " " + say("retention.more", shown=DRAWN, n=rows)
    figure(
        retention_map(found), "retention",
        title=say("retention.title"),
        alt=word("retention.alt", n=len(found.cohorts)), meaning=say("retention.meaning"),
        rows=table_rows(found), height=60 + 30 * min(rows, DRAWN),
        queries=("internal/outcomes/retention", "internal/outcomes/retained"),
        command=command_line(question), note=note,
        drill_downs=[one.drill_down for one in measures],
        wide=3 if found.brackets or question.periods <= 12 else 5,
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
