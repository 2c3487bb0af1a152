"""What people do next after an event, or did before it."""

from dataclasses import asdict

import streamlit as st
from onepath.app.explorer.charts import draw
from onepath.app.explorer.connection import hint_when_empty, open_graph, working
from onepath.app.explorer.sankey import sankey
from onepath.app.explorer.tables import show_table
from onepath.graph.journeys import event_names, paths

_FROM, _TO = "Starting from", "Leading to"

st.title("Journeys")
graph = open_graph()
with working("Reading the names of events"):
    names = [row.name for row in event_names(graph)]
    events = len(names) or graph.ask("explore/overview")[0]["events"]
hint_when_empty(events)
if not names:
    st.info("No journey is built yet. Run: onepath journeys build", icon=":material/route:")
    st.stop()

side, which, far, many = st.columns([2, 4, 3, 3], vertical_alignment="bottom")
direction = side.selectbox("Direction", [_FROM, _TO], key="direction", bind="query-params")
anchor = which.selectbox("Event", names, key="event", bind="query-params")
depth = far.slider("Steps", 1, 5, 3, key="depth", bind="query-params")
limit = many.slider("Most frequent, per step", 3, 20, 8, key="top", bind="query-params")
backwards = direction == _TO
with working("Following the journeys"):
    steps = paths(
        graph,
        start=None if backwards else anchor,
        end=anchor if backwards else None,
        depth=depth,
        limit=limit,
    )
if not steps:
    st.warning(
        "No journey goes on from here." if not backwards else "No journey leads here.",
        icon=":material/search_off:",
    )
    st.text(anchor)
    st.stop()
chart, table = st.tabs(["Chart", "Table"])
with chart:
    tallest = max(sum(step.step == number for step in steps) for number in range(1, depth + 1))
    words = f"Flow of passages over {depth} steps, {direction.lower()} the chosen event"
    draw(sankey(steps, backwards), "sankey", words, 200 + 30 * tallest)
    st.caption(
        "Bands are as wide as the number of passages, in % of all passages through the chosen event. "
        "One person may pass several times; the table counts both."
    )
with table:
    show_table([asdict(step) for step in steps], "paths")
