"""What people do next after an event, or did before it."""

from dataclasses import asdict

import streamlit as st
from onepath.app.explorer.charts import draw
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.reading import known_events
from onepath.app.explorer.sankey import sankey, tallest
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import number, plain
from onepath.graph.journeys import paths

_FROM, _TO = "Starting from", "Leading to"

st.title("Journeys")
graph = open_graph()
with working("Reading the names of events"):
    events = known_events(graph)
    if not events:
        hint_when_empty(graph.ask("explore/overview")[0]["events"])
        hint_without_journeys()

side, which, far, many = st.columns([3, 4, 3, 3], vertical_alignment="bottom")
direction = side.selectbox("Direction", [_FROM, _TO], key="direction", bind="query-params")
anchor = which.selectbox("Event", [row.name for row in events], key="event", bind="query-params")
depth = far.slider("Steps", 1, 5, 3, key="depth", bind="query-params")
limit = many.slider("Events shown per step", 3, 20, 8, key="top", bind="query-params")
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
passages = sum(step.times for step in steps if step.step == 1)
people = next(row.people for row in events if row.name == anchor)
st.caption(
    f"What happened {'before' if backwards else 'after'} **{plain(anchor)}**, across all sources: "
    f"{number(passages)} passages by {number(people)} people. A person who passes several times counts each "
    "time in the chart; the table counts people too."
)
chart, table = st.tabs(["Chart", "Table"])
with chart:
    words = f"Flow of passages over {depth} steps, {direction.lower()} the chosen event"
    with st.container(key=f"wide_{depth}"):
        draw(sankey(steps, backwards), "sankey", words, max(420, 200 + 40 * tallest(steps, backwards)))
    st.caption(
        "A band is as wide as its number of passages; % are of all passages through the chosen event. "
        + plain("(other)")
        + " holds the events that are not among the most frequent at that step, "
        + (
            plain("(start)") + " is where journeys begin."
            if backwards
            else plain("(end)") + " is where they end."
        )
    )
with table:
    show_table([asdict(step) for step in steps], "paths")
