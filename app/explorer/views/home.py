"""What is in the graph, and how fresh it is."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from onepath.app.explorer.charts import daily_bars, draw, source_bars
from onepath.app.explorer.connection import hint_unresolved, hint_when_empty, open_graph, working
from onepath.app.explorer.reading import rows_of
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import ago, cell, number, per
from onepath.app.explorer.tiles import Tile, draw_tiles


def freshness(totals: Mapping[str, Any]) -> str:
    """One sentence: how old the newest event and the newest load are."""
    now = datetime.now(UTC)
    parts = []
    for name, words in (("last_event", "Newest event"), ("last_load", "last load")):
        moment = cell(totals.get(name))
        if isinstance(moment, datetime):
            parts.append(f"{words} {moment:%Y-%m-%d %H:%M} UTC ({ago(moment, now)})")
    return ", ".join(parts) + "." if parts else "Nothing was loaded yet."


def show_unfinished(left: Mapping[str, int]) -> None:
    """Says which of what was loaded is not in the numbers yet, and the command that brings it in."""
    hint_unresolved(left["unresolved"])
    if left["journeys_due"]:
        st.info(
            f"The journeys of {number(left['journeys_due'])} people are missing or out of date. "
            "Run: onepath journeys build",
            icon=":material/route:",
        )


def show_totals(totals: Mapping[str, Any], days: int) -> None:
    """How many of everything."""
    people, events = totals["people"], totals["events"]
    draw_tiles(
        [
            Tile("People", people, f"resolved, {per(totals['identifiers'], people)} identifiers each"),
            Tile("Identifiers", totals["identifiers"], "cookies, phones, e-mails, cards …"),
            Tile("Links", totals["links"], "evidence that two identifiers belong together"),
            Tile("Users", totals["users"], "accounts in the sources, with their attributes"),
        ]
    )
    draw_tiles(
        [
            Tile("Events", events, f"{per(events, people)} a person"),
            Tile("Sessions", totals["sessions"], "visits to one source, ended by inactivity"),
            Tile("Journeys", totals["journeys"], "people whose events are stored in order"),
            Tile("Days with events", days, "by the calendar of UTC"),
        ]
    )


st.title("Overview")
graph = open_graph()
with working("Counting what is in the graph"):
    totals = graph.ask("explore/overview")[0]
    left = graph.ask("explore/unfinished")[0]
hint_when_empty(totals["events"])
st.caption(freshness(totals))
show_unfinished(left)
with working("Counting events by day and by source"):
    by_day = rows_of(graph, "explore/events_by_day")
    by_source = rows_of(graph, "explore/events_by_source")
show_totals(totals, len({row["day"] for row in by_day}))

st.subheader("Events per day")
chart, table = st.tabs(["Chart", "Table"])
with chart:
    draw(daily_bars(by_day), "events_by_day", "Bars: events per day, coloured by source", 340)
    st.caption("Days are those of UTC. Drag the ends of the bar to look at a part.")
with table:
    show_table(by_day, "events_by_day", columns=("day", "source", "events"))

st.subheader("Events by source")
chart, table = st.tabs(["Chart", "Table"])
with chart:
    alt = "Bars: events of each source, largest on top"
    draw(source_bars(by_source), "events_by_source", alt, 50 + 34 * len(by_source))
with table:
    show_table(by_source, "events_by_source", columns=("source", "events"))

with st.expander("All counts as a table"):
    show_table([totals], "overview")
