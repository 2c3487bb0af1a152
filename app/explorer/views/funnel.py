"""How many people take a sequence of steps within a time."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from itertools import pairwise

import streamlit as st
from onepath.app.explorer.charts import draw, funnel_bars
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.reading import first_funnel, known_events
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import short
from onepath.app.explorer.tiles import Tile, draw_tiles
from onepath.graph.journeys import FunnelStep, funnel

_UNITS = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
}


def show_result(steps: Sequence[FunnelStep]) -> None:
    """The ends of the funnel and the step that loses the most people."""
    first, last = steps[0], steps[-1]
    before, worst = max(pairwise(steps), key=lambda pair: pair[0].people - pair[1].people)
    names = f"between {short(before.name, 24)} and {short(worst.name, 24)}"
    draw_tiles(
        [
            Tile("People at the first step", first.people, f"who did {short(first.name, 40)}"),
            Tile(
                "People at the last step", last.people, f"who came as far as {short(last.name, 40)} in time"
            ),
            Tile("Conversion", f"{last.from_first or 0:.1%}", "of the first step's people reach the last"),
            Tile("Largest loss", before.people - worst.people, f"people, {names}"),
        ]
    )


st.title("Funnel")
graph = open_graph()
with working("Reading the names of events"):
    events = known_events(graph)
    if not events:
        hint_when_empty(graph.ask("explore/overview")[0]["events"])
        hint_without_journeys()
with working("Looking for a funnel to begin with"):
    suggested = first_funnel(graph, events)

chosen = st.multiselect(
    "Steps, in the order you choose them",
    [row.name for row in events],
    default=suggested,
    key="step",
    bind="query-params",
    placeholder="Choose the first step, then the next",
)
length, unit, _ = st.columns([2, 2, 6], vertical_alignment="bottom")
window = length.number_input("Within", 1, 10_000, 7, key="within", bind="query-params")
measure = unit.selectbox("Unit", list(_UNITS), index=2, key="unit", bind="query-params")
if len(chosen) < 2:
    st.caption("Choose two steps or more. Each must come after the one before it, within the time.")
    st.stop()
with working("Counting people step by step"):
    steps = funnel(graph, chosen, within=window * _UNITS[measure])
if chosen == suggested:
    st.caption(
        "These steps are a suggestion, from the order in which people do things. Choose your own above."
    )
st.caption(
    "Counts are people, across all their sources. Time runs from a person's first step to the last; each "
    "person counts once, on the attempt that came furthest. Other events may lie between two steps."
)
show_result(steps)
chart, table = st.tabs(["Chart", "Table"])
with chart:
    words = f"Bars: people at each of {len(steps)} steps, {steps[-1].from_first or 0:.1%} reach the last"
    with st.container(key="wide_2"):
        draw(funnel_bars(steps), "funnel", words, 30 + 60 * len(steps))
    st.caption(
        "% of first: of the people at the first step. % of previous: of the people at the step before."
    )
with table:
    show_table([asdict(step) for step in steps], "funnel")
