"""What is in the graph, and how fresh it is."""

from datetime import UTC, datetime

import streamlit as st
from onepath.app.explorer.charts import daily_bars, draw, source_bars
from onepath.app.explorer.connection import hint_when_empty, open_graph, working
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import ago, cell, number

_COUNTS = ("people", "identifiers", "events", "sessions", "users", "links", "journeys")
_WORDS = {"days": "Days with events"}


def freshness(totals: dict[str, object]) -> str:
    """One sentence: how old the newest event and the newest load are."""
    now = datetime.now(UTC)
    parts = []
    for name, words in (("last_event", "Newest event"), ("last_load", "last load")):
        moment = cell(totals.get(name))
        if isinstance(moment, datetime):
            parts.append(f"{words} {moment:%Y-%m-%d %H:%M} UTC ({ago(moment, now)})")
    return ", ".join(parts) + "." if parts else "Nothing was loaded yet."


st.title("Overview")
graph = open_graph()
with working("Counting what is in the graph"):
    totals = graph.ask("explore/overview")[0]
hint_when_empty(totals["events"])
st.caption(freshness(totals))
with working("Counting events by day and by source"):
    by_day = graph.ask("explore/events_by_day")
    by_source = graph.ask("explore/events_by_source")
for names in (_COUNTS[:4], _COUNTS[4:]):
    for column, name in zip(st.columns(4), (*names, "days")[:4], strict=True):
        value = totals[name] if name in totals else len({row["day"] for row in by_day})
        column.metric(_WORDS.get(name, name.capitalize()), number(value), border=True)
if not totals["people"]:
    st.info("No person is resolved yet. Run: onepath resolve", icon=":material/join:")

st.subheader("Events per day")
chart, table = st.tabs(["Chart", "Table"])
with chart:
    draw(daily_bars(by_day), "events_by_day", "Bars: events per day, coloured by source", 340)
with table:
    show_table(by_day, "events_by_day", columns=("day", "source", "events"))

st.subheader("Events by source")
left, right = st.columns([3, 4])
with left:
    alt = "Bars: events of each source, largest on top"
    draw(source_bars(by_source), "events_by_source", alt, 90 + 42 * len(by_source))
with right:
    show_table(by_source, "events_by_source", columns=("source", "events"))

with st.expander("All counts as a table"):
    show_table([totals], "overview")
