"""How many people take a sequence of steps within a time."""

from dataclasses import asdict
from datetime import timedelta

import streamlit as st
from onepath.app.explorer.charts import draw, funnel_bars
from onepath.app.explorer.connection import hint_when_empty, open_graph, working
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import number
from onepath.graph.journeys import event_names, funnel

_UNITS = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
}

st.title("Funnel")
graph = open_graph()
with working("Reading the names of events"):
    names = [row.name for row in event_names(graph)]
    events = len(names) or graph.ask("explore/overview")[0]["events"]
hint_when_empty(events)
if not names:
    st.info("No journey is built yet. Run: onepath journeys build", icon=":material/route:")
    st.stop()

which, length, unit = st.columns([6, 2, 2], vertical_alignment="bottom")
chosen = which.multiselect(
    "Steps, in the order you choose them",
    names,
    key="step",
    bind="query-params",
    placeholder="Choose the first step, then the next",
)
window = length.number_input("Within", 1, 10_000, 7, key="within", bind="query-params")
measure = unit.selectbox("Unit", list(_UNITS), index=2, key="unit", bind="query-params")
if len(chosen) < 2:
    st.caption("Choose two steps or more. Each must come after the one before it, within the time.")
    st.stop()
with working("Counting people step by step"):
    steps = funnel(graph, chosen, within=window * _UNITS[measure])
first, last = steps[0], steps[-1]
st.caption("Time runs from a person's first step to the last; each person counts once, on the best attempt.")
left, middle, right = st.columns(3)
left.metric("People at the first step", number(first.people), border=True)
middle.metric("People at the last step", number(last.people), border=True)
right.metric("Conversion", f"{last.from_first or 0:.1%}", border=True)
draw(
    funnel_bars([(step.name, step.people, step.from_first or 0) for step in steps]),
    "funnel",
    f"Bars: people at each of {len(steps)} steps, {last.from_first or 0:.1%} reach the last",
    60 + 66 * len(steps),
)
show_table([asdict(step) for step in steps], "funnel")
