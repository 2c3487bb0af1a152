"""Who an identifier belongs to: the person, the evidence, and what happened."""

from collections import Counter
from dataclasses import asdict

import streamlit as st
from onepath.app.explorer.charts import draw, timeline_dots
from onepath.app.explorer.connection import hint_when_empty, open_graph, working
from onepath.app.explorer.drawing import DRAWN, identity_page
from onepath.app.explorer.tables import SHOWN, show_table
from onepath.app.explorer.text import cell, number, plain
from onepath.graph.identity import EventRow, Portrait, find_person

_MOST = 5_000


def show_identity(person: Portrait) -> None:
    """The identifiers and the links between them, as a drawing and as tables."""
    st.subheader("Identity graph")
    graph_tab, identifiers_tab, links_tab = st.tabs(["Drawing", "Identifiers", "Links"])
    with graph_tab:
        if len(person.identifiers) > DRAWN:
            st.caption(f"The {DRAWN} busiest of {number(len(person.identifiers))} identifiers are drawn.")
        st.iframe(
            identity_page(person.identifiers, person.links),
            height=470,
            alt=f"{len(person.identifiers)} identifiers and {len(person.links)} links between them",
        )
        kinds = Counter(row.kind for row in person.identifiers)
        st.caption(plain(", ".join(f"{count} {kind}" for kind, count in kinds.most_common())))
        st.caption("A line is evidence that two identifiers belong together; rest on it to see which.")
    with identifiers_tab:
        show_table([asdict(row) for row in person.identifiers], "identifiers")
    with links_tab:
        show_table([asdict(row) for row in person.links], "links", columns=("a", "b", "rule", "source"))


def show_timeline(events: list[EventRow]) -> None:
    """Everything that happened, in order."""
    st.subheader("Timeline")
    if not events:
        st.caption("No event carries any of these identifiers.")
        return
    if len(events) == _MOST:
        st.caption(f"The latest {number(_MOST)} events; there are more.")
    chart, table = st.tabs(["Chart", "Table"])
    with chart:
        recent = events[-SHOWN:]
        if len(events) > SHOWN:
            st.caption(f"The last {number(SHOWN)} of {number(len(events))} events are drawn.")
        dots = [(cell(event.at).isoformat(), event.source, event.name) for event in recent]
        lanes = len({event.source for event in recent})
        alt = f"{len(recent)} events in time, one lane for each source"
        draw(timeline_dots(dots), "timeline", alt, 150 + 44 * lanes)
    with table:
        show_table([asdict(event) for event in events], "timeline")


st.title("Person")
graph = open_graph()
with working("Looking into the graph"):
    hint_when_empty(graph.ask("explore/overview")[0]["events"])
wanted = st.text_input(
    "Identifier",
    key="who",
    bind="query-params",
    placeholder="a phone number, an e-mail, a cookie, wechat_openid:…",
    help="As kind:value, or the bare value of any kind.",
).strip()
if not wanted:
    st.caption("Type any identifier that a person left anywhere, and press Enter.")
    st.stop()
with working("Looking for the person"):
    person = find_person(graph, wanted, events=_MOST)
if person is None:
    st.warning("Nobody in the graph has this identifier:", icon=":material/search_off:")
    st.text(wanted)
    st.stop()

st.text(f"OneID {person.oneid}")
sources = {event.source for event in person.timeline} | {s for row in person.identifiers for s in row.sources}
for column, (name, count) in zip(
    st.columns(5),
    {
        "Identifiers": len(person.identifiers),
        "Sources": len(sources),
        "Accounts": len(person.users),
        "Links": len(person.links),
        "Events": len(person.timeline),
    }.items(),
    strict=True,
):
    column.metric(name, number(count), border=True)
show_identity(person)
show_timeline(person.timeline)
if person.users:
    st.subheader("Accounts")
    show_table(person.users, "accounts")
