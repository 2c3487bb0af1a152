"""What was unusual, and when: incidents, led to without being told where they are."""

from datetime import timedelta

import streamlit as st
from onepath.app.explorer.charts import draw
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.course import course
from onepath.app.explorer.people import show_people
from onepath.app.explorer.reading import changes_of, known_events
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import number, percent, plain
from onepath.graph.changes import LONGEST, Incident, Shift, change_people
from onepath.graph.store import Graph

_PEOPLE = 200
_OPENED = ("event", "transition", "session")


def row(shift: Shift) -> dict[str, object]:
    return {
        "kind": shift.kind,
        "what": shift.text,
        "since": shift.since,
        "until": shift.until,
        "times": shift.times,
        "share": shift.share,
        "share_otherwise": shift.share_outside,
        "more_than_expected": round(shift.excess),
    }


def show_incident(graph: Graph, incident: Incident, place: int) -> None:
    """What shifted, the course of one of it, and who was there."""
    show_table([row(shift) for shift in incident.shifts], f"incident_{place}")
    chosen = st.selectbox(
        "Look at",
        range(len(incident.shifts)),
        format_func=lambda k: f"{incident.shifts[k].kind}: {incident.shifts[k].text}",
        key=f"shift_{place}",
    )
    shift = incident.shifts[chosen]
    words = f"Line: daily share; from {shift.since} to {shift.until} it was {percent(shift.share)}"
    draw(course(shift), f"course_{place}", words, 260)
    st.caption(
        f"{percent(shift.share)} on these days, {percent(shift.share_outside)} otherwise; by chance so "
        f"large a difference comes up with a probability of {shift.p:.2g}."
    )
    if shift.kind not in _OPENED:
        st.caption("A funnel's step opens on the page Funnel, a value by a query.")
    elif st.toggle("Show who was there", key=f"who_{place}"):
        with working("Finding them"):
            found = change_people(graph, shift, limit=_PEOPLE)
        show_people(
            graph,
            [{"oneid": oneid, "times": times} for oneid, times in found],
            f"changes_{place}",
            title=plain(shift.text),
        )


st.title("Changes")
graph = open_graph()
with working("Reading the names of events"):
    if not known_events(graph):
        hint_when_empty(graph.ask("explore/overview")[0]["events"])
        hint_without_journeys()
left, right, _ = st.columns([3, 4, 3], vertical_alignment="bottom")
longest = left.number_input("Longest interval, in days", 1, 365, LONGEST, key="longest", bind="query-params")
value = right.text_input(
    "Also the values of a property", key="value", bind="query-params", placeholder="none; such as platform"
)
with working("Looking at every day"):
    incidents = changes_of(graph, timedelta(days=longest).days, value.strip())
if not incidents:
    st.info("Nothing stands out: no share differs from the rest by more than chance would give.")
    st.stop()
st.caption(
    "Every interval of days was tried for every event, transition within a session, and whole session. The "
    "surest come first; what shifted on about the same days stands together."
)
for place, incident in enumerate(incidents[:10], 1):
    first = incident.shifts[0]
    more = f" and {number(len(incident.shifts) - 1)} more" if len(incident.shifts) > 1 else ""
    title = f"{incident.since} – {incident.until}: {plain(first.text)}{more}"
    with st.expander(title, expanded=place == 1):
        show_incident(graph, incident, place)
if len(incidents) > 10:
    st.caption(f"{number(len(incidents) - 10)} more: onepath change --json")
