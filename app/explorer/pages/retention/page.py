"""Who returns, and how long after the first time."""

from collections.abc import Sequence

import streamlit as st
from onepath.app.explorer.cache import cached
from onepath.app.explorer.catalog import journey_events, known_properties
from onepath.app.explorer.connection import open_graph
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import choose_filters, counting, end_of_nobody
from onepath.app.explorer.language import say, word
from onepath.app.explorer.metrics import Metric, draw_metrics
from onepath.app.explorer.pages.retention.charts import DRAWN, retention_map
from onepath.app.explorer.pages.retention.form import choose_question, command_line
from onepath.app.explorer.pages.retention.people import CohortCell, cohort_cells, show_cell_people
from onepath.graph.outcomes import Cohort, Retention, RetentionQuestion, retention


def show_totals(found: Retention, question: RetentionQuestion) -> None:
    """How many began, and the share of them that returned after a period."""
    cells = {cell.period: cell for cell in found.overall.cells}
    metrics = [Metric(say("retention.tile_people"), found.overall.people, word("retention.began"))]
    for period in (1, 4):
        if period in cells:
            name = say(f"retention.{question.by}_n", n=period)
            meaning = word(f"retention.{question.reading}_share")
            metrics.append(Metric(name, f"{cells[period].share:.1%}", meaning))
    draw_metrics(metrics)


def table_rows(cohorts: Sequence[Cohort]) -> list[dict[str, object]]:
    """One row per cell."""
    return [
        {
            "cohort": cohort.name, "size": cohort.people, "period": cell.period, "people": cell.people,
            "of": cell.of, "share": cell.share, "complete": cell.complete,
        }
        for cohort in cohorts
        for cell in cohort.cells
    ]  # fmt: skip


def show_cohorts(
    question: RetentionQuestion, found: Retention, cells: Sequence[CohortCell], command: str
) -> None:
    """The triangle of cohorts, all people in its first row."""
    cohorts = [found.overall, *found.cohorts]
    note = say(
        "retention.note", share=word(f"retention.{question.reading}_share"),
        until=f"{found.until:%Y-%m-%d %H:%M}",
    )  # fmt: skip
    if len(cohorts) > DRAWN:
        note += " " + say("retention.more", shown=DRAWN, n=len(cohorts))
    figure(
        retention_map(cohorts, question.by), "retention",
        title=say("retention.title"),
        alt=word("retention.alt", n=len(found.cohorts)), meaning=say("retention.meaning"),
        rows=table_rows(cohorts), height=60 + 30 * min(len(cohorts), DRAWN),
        queries=("internal/outcomes/retention", "internal/outcomes/retained"), command=command, note=note,
        drill_downs=[cell.drill_down for cell in cells], wide=5 if question.periods > 12 else 3,
    )  # fmt: skip


st.title(say("pages.retention"))
graph = open_graph()
events = journey_events(graph)
filters = choose_filters(graph)
question = choose_question([row.name for row in events], known_properties(graph))
with counting(say("retention.counting"), filters):
    group = filters.group(graph)
    found = cached(graph, retention, question, group=group)
end_of_nobody(filters, found.overall.people)
show_totals(found, question)
cells = cohort_cells([found.overall, *found.cohorts])
show_cohorts(question, found, cells, command_line(question, filters))
show_cell_people(graph, question, group, cells)
