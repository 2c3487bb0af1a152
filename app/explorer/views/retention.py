"""Who comes back, and how long after the first time."""

from collections.abc import Sequence

import streamlit as st
from onepath.app.explorer.charts import draw
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.outcomes import DRAWN, exactly, retention_map
from onepath.app.explorer.reading import known_events, rows_of
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import number
from onepath.app.explorer.tiles import Tile, draw_tiles
from onepath.graph.outcomes import (
    PERIODS,
    READINGS,
    SOURCE,
    Cohort,
    Retention,
    RetentionQuestion,
    retained,
    retention,
)
from onepath.graph.store import Graph

_ANY = "(any event)"
_TIME = "time of the first event"
_MEANING = {
    "exact": "of the cohort came back in the period itself",
    "unbounded": "of the cohort came back in the period or later",
}


def choose(names: Sequence[str], groups: Sequence[str]) -> RetentionQuestion:
    """The question, by the inputs on the page."""
    first, second, third = st.columns(3, vertical_alignment="bottom")
    start = first.selectbox("Begins with", [_ANY, *names], key="start", bind="query-params")
    back = second.selectbox("Comes back with", [_ANY, *names], key="back", bind="query-params")
    group = third.selectbox("Cohorts by", [_TIME, SOURCE, *groups], key="group", bind="query-params")
    first, second, third = st.columns(3, vertical_alignment="bottom")
    by = first.selectbox("Period", PERIODS, index=1, key="by", bind="query-params")
    reading = second.selectbox("Reading", READINGS, key="reading", bind="query-params")
    periods = third.slider("Periods", 1, 60, 12, key="periods", bind="query-params")
    return RetentionQuestion(
        None if start == _ANY else exactly([start]), None if back == _ANY else exactly([back]),
        by, reading, None if group == _TIME else group, periods,
    )  # fmt: skip


def show_summary(found: Retention, question: RetentionQuestion) -> None:
    """Everybody, and how many of them were there after a period."""
    cells = {cell.period: cell for cell in found.overall.cells}
    tiles = [Tile("People", found.overall.people, "who began")]
    for period in (1, 4):
        if period in cells:
            words = f"{_MEANING[question.reading]}, where it has ended"
            tiles.append(Tile(f"{question.by.title()} {period}", f"{cells[period].share:.1%}", words))
    draw_tiles(tiles)


def rows_for(cohorts: Sequence[Cohort]) -> list[dict[str, object]]:
    """One row a cell."""
    return [
        {
            "cohort": cohort.name, "size": cohort.people, "period": cell.period, "people": cell.people,
            "of": cell.of, "share": cell.share, "complete": cell.complete,
        }
        for cohort in cohorts
        for cell in cohort.cells
    ]  # fmt: skip


def show_people(graph: Graph, question: RetentionQuestion, cohorts: Sequence[Cohort]) -> None:
    """The people of one cell."""
    st.subheader("People of a cell")
    which, far = st.columns([7, 3], vertical_alignment="bottom")
    name = which.selectbox(
        "Cohort", [cohort.name for cohort in cohorts], index=None, key="people_cohort",
        placeholder="Choose a cohort to see who came back",
    )  # fmt: skip
    if name is None:
        return
    cells = next(cohort for cohort in cohorts if cohort.name == name).cells
    period = far.selectbox("Came back in period", [cell.period for cell in cells], key="people_period")
    if period is None:
        return
    with working("Looking for the people"):
        oneids = retained(graph, question, name, period)
    st.caption(f"{number(len(oneids))} people")
    show_table([{"oneid": oneid} for oneid in oneids], "retention_people", columns=("oneid",))


st.title("Retention")
graph = open_graph()
with working("Reading the names of events"):
    events = known_events(graph)
    if not events:
        hint_when_empty(graph.ask("explore/overview")[0]["events"])
        hint_without_journeys()
    properties = [row["property"] for row in rows_of(graph, "outcomes/property_names")]
question = choose([row.name for row in events], properties)
with working("Counting who came back"):
    found = retention(graph, question)
cohorts = [found.overall, *found.cohorts]
show_summary(found, question)
chart, table = st.tabs(["Chart", "Table"])
with chart:
    words = f"Heat map: the share of {len(found.cohorts)} cohorts that came back, by {question.by}"
    with st.container(key="wide_5" if question.periods > 12 else "wide_3"):
        draw(retention_map(cohorts, question.by), "retention", words, 60 + 30 * min(len(cohorts), DRAWN))
    if len(cohorts) > DRAWN:
        st.caption(f"The first {DRAWN} of {number(len(cohorts))} cohorts are drawn; the table has all.")
    st.caption(
        f"%: {_MEANING[question.reading]}. Period 0 is the {question.by} of the first event, which is no "
        f"return to itself. A star: the {question.by} has not ended by the last event, "
        f"{found.until:%Y-%m-%d %H:%M} UTC. "
        "What holds several times at once counts for each period only those for whom it has ended."
    )
with table:
    show_table(rows_for(cohorts), "retention")
show_people(graph, question, cohorts)
