"""Which channels lead to conversions, by several models side by side."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st
from onepath.app.explorer.charts import draw
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.outcomes import DRAWN, credit_bars, exactly
from onepath.app.explorer.reading import first_funnel, known_events, rows_of
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import number, plain
from onepath.app.explorer.tiles import Tile, draw_tiles
from onepath.graph.journeys.clock import moment
from onepath.graph.outcomes import (
    MODELS,
    NO_TOUCH,
    Attribution,
    AttributionQuestion,
    attribute,
    touched_by,
)
from onepath.graph.store import Graph

_SOURCES, _EVENTS, _PROPERTY = "Sources", "Events", "A property"
_MEANING = """
- **first**, **last**: the first or the last touch earns the conversion. **linear**: all touches alike.
- **position**: 40 % to the first, 40 % to the last, 20 % to those between.
- **time_decay**: a touch loses half of its weight in each half-life before the conversion.
- **markov**: what share of the conversions would be lost without the channel, in a chain of order 1.
- **shapley**: the channels of a path have equal parts, however often they were touched.
- **shapley_chain**: what a channel adds to the chain, on average over all orders of adding channels.
"""


def choose_channels(graph: Graph, names: Sequence[str]) -> tuple[str | None, str | None]:
    """The events that are touches, and the property that names channels; neither for sources."""
    side, which = st.columns([3, 7], vertical_alignment="bottom")
    kind = side.selectbox("Channels are", [_SOURCES, _EVENTS, _PROPERTY], key="channels", bind="query-params")
    if kind == _EVENTS:
        chosen = which.multiselect("Events that are touches", names, key="touch", bind="query-params")
        if not chosen:
            st.caption("Choose the events that are touches; each is a channel.")
            st.stop()
        return exactly(chosen), None
    if kind == _PROPERTY:
        known = [row["property"] for row in rows_of(graph, "outcomes/property_names")]
        chosen_property = which.selectbox("Property of events", known, key="property", bind="query-params")
        if chosen_property is None:
            st.caption("No event has a property of its own.")
            st.stop()
        return None, chosen_property
    return None, None


def show_people(graph: Graph, question: AttributionQuestion, found: Attribution) -> None:
    """The people behind a channel's conversions, or behind its paths that did not convert."""
    st.subheader("People")
    which, side = st.columns([7, 3], vertical_alignment="bottom")
    channel = which.selectbox(
        "Channel", [*(row.name for row in found.channels), NO_TOUCH], index=None, key="people_of",
        placeholder="Choose a channel to see whose paths have it",
    )  # fmt: skip
    lost = side.selectbox("Paths that", ["converted", "did not convert"], key="ended") == "did not convert"
    if channel is None:
        return
    with working("Looking for the people"):
        paths = touched_by(graph, question, channel, converted=not lost)
    st.caption(f"{number(len(paths))} paths of {number(len({path.oneid for path in paths}))} people")
    rows = [{"oneid": path.oneid, "at": moment(path.at), "path": " > ".join(path.path)} for path in paths]
    show_table(rows, "attribution_people", columns=("oneid", "at", "path"))


st.title("Attribution")
graph = open_graph()
with working("Reading the names of events"):
    events = known_events(graph)
    if not events:
        hint_when_empty(graph.ask("explore/overview")[0]["events"])
        hint_without_journeys()
names = [row.name for row in events]
with working("Looking for a conversion to begin with"):
    suggested = first_funnel(graph, events)

which, back, half, each = st.columns([4, 2, 2, 3], vertical_alignment="bottom")
target = which.selectbox(
    "Conversion",
    names,
    index=names.index(suggested[-1]) if suggested else 0,
    key="target",
    bind="query-params",
)
lookback = back.number_input("Lookback, days", 1, 3650, 30, key="lookback", bind="query-params")
half_life = half.number_input("Half-life, days", 1, 3650, 7, key="half_life", bind="query-params")
every = each.toggle("Every conversion, not a person's first", key="every", bind="query-params")
touch, by = choose_channels(graph, names)
question = AttributionQuestion(target, touch, by, every, timedelta(days=lookback), timedelta(days=half_life))
with working("Following the paths to the conversion"):
    found = attribute(graph, question)
draw_tiles(
    [
        Tile("Conversions", found.conversions, "every one" if every else "the first of each person"),
        Tile("Without a touch", found.without_touch, "earned by no channel"),
        Tile("Lost paths", found.lost, "with touches, and without a conversion"),
    ]
)
if not found.channels:
    st.warning("Nobody has a touch.", icon=":material/search_off:")
    st.stop()
chart, table, meaning = st.tabs(["Chart", "Table", "Models"])
with chart:
    words = f"Bars: what each of {len(found.channels)} channels earns by {len(found.models)} models"
    draw(credit_bars(found), "attribution", words, 90 + 130 * min(len(found.channels), DRAWN))
    st.caption(
        "Each model shares the same conversions out, those with a touch. A touch counts for the next "
        "conversion after it; touches of one channel in a row count once."
    )
with table:
    rows = [
        {"channel": row.name, "conversions": row.conversions, "lost": row.lost}
        | {model: round(row.credit[model], 2) for model in MODELS}
        for row in found.channels
    ]
    show_table(rows, "attribution")
with meaning:
    st.markdown(_MEANING)
    if found.orders_drawn:
        st.caption(
            plain(f"shapley_chain is estimated over {number(found.orders_drawn)} orders of the channels.")
        )
show_people(graph, question, found)
