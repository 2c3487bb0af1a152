"""Who an identifier belongs to: the person, the evidence, and what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import streamlit as st
from onepath.app.explorer.charts import draw
from onepath.app.explorer.connection import hint_unresolved, hint_when_empty, open_graph, working
from onepath.app.explorer.deciding import confirm, tell_decided
from onepath.app.explorer.drawing import DRAWN, identity_page
from onepath.app.explorer.evidence import (
    show_by_source,
    show_changes,
    show_decisions,
    show_explain,
    show_suspicions,
)
from onepath.app.explorer.reading import rows_of
from onepath.app.explorer.tables import SHOWN, show_table
from onepath.app.explorer.text import number, plain, short
from onepath.app.explorer.tiles import Tile, draw_tiles
from onepath.app.explorer.timeline import timeline_dots
from onepath.graph.identity import EventRow, How, Portrait, look_up
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

_MOST = 5_000
_LAST = ("key", "updated_at")


def span(events: Sequence[EventRow]) -> str:
    """From when to when, in words for a tile."""
    return f"from {events[0].at:%Y-%m-%d} to {events[-1].at:%Y-%m-%d}" if events else "none yet"


def show_identity(person: Portrait) -> None:
    """The identifiers and the links between them, as a drawing and as tables."""
    st.subheader("Identity graph")
    graph_tab, source_tab, identifiers_tab, links_tab = st.tabs(
        ["Drawing", "By source", "Identifiers", "Links"]
    )
    with graph_tab:
        if len(person.identifiers) > DRAWN:
            st.caption(f"The {DRAWN} busiest of {number(len(person.identifiers))} identifiers are drawn.")
        st.iframe(
            identity_page(person.identifiers, person.links),
            height=490,
            alt=f"{len(person.identifiers)} identifiers and {len(person.links)} links between them",
        )
        st.caption(
            "A dot is an identifier, larger with more events. A line is evidence that two belong together. "
            "Rest on either to read it in full; scroll to zoom, drag to move."
        )
    with source_tab:
        show_by_source(person.identifiers)
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
        dots = [(event.at, event.source, event.name) for event in recent]
        lanes = len({event.source for event in recent})
        alt = f"{len(recent)} events in time, one lane for each source"
        draw(timeline_dots(dots), "timeline", alt, 130 + 56 * lanes)
        st.caption("Times are UTC. Dots of one visit are spread; drag the ends of the bar to zoom.")
    with table:
        show_table([asdict(event) for event in events], "timeline")


def show_accounts(users: Sequence[Mapping[str, Any]]) -> None:
    """The accounts in the sources; the columns that most of them fill stand first."""
    st.subheader("Users")
    st.caption("One row for each account that a source keeps, with the attributes it sent.")
    filled = {name: sum(user.get(name) is not None for user in users) for user in users for name in user}
    names = sorted(filled, key=lambda name: (name != "source", name in _LAST, -filled[name], name))
    show_table([{name: user.get(name) for name in names} for user in users], "users")


def show_examples(examples: Sequence[Mapping[str, Any]]) -> None:
    """Somebody to look at, for who knows no identifier."""
    st.caption("Type any identifier that a person left anywhere and press Enter, or look at one of these.")
    reasons = list(dict.fromkeys(row["reason"] for row in examples))
    for column, reason in zip(st.columns(max(1, len(reasons))), reasons, strict=False):
        with column:
            st.markdown(f"**People with the {reason}**")
            for place, row in enumerate(row for row in examples if row["reason"] == reason):
                st.button(
                    plain(short(row["key"], 34)),
                    key=f"example_{reason}_{place}",
                    help=f"{number(row['identifiers'])} identifiers, {number(row['events'])} events",
                    on_click=_look_at,
                    args=(row["key"],),
                    width="stretch",
                )
    with st.expander("These people as a table"):
        show_table(examples, "examples", columns=("reason", "key"))


def show_since(graph: Graph, person: Portrait) -> None:
    """Whose the identifiers of a past day are now."""
    st.subheader("Since then")
    rows = graph.ask("identity/who", keys=[row.key for row in person.identifiers])
    now = {row["oneid"] for row in rows}
    if now == {person.oneid}:
        st.caption("All of these identifiers are this same person's today.")
        return
    st.caption("Whose each of these identifiers is today.")
    show_table([{"identifier": row["key"], "oneid now": row["oneid"]} for row in rows], "since")


def _look_at(key: str) -> None:
    st.session_state["who"] = key


st.title("Person")
graph = open_graph()
with working("Looking into the graph"):
    hint_when_empty(graph.ask("explore/overview")[0]["events"])
left, right = st.columns([4, 1])
with left:
    wanted = st.text_input(
        "Identifier",
        key="who",
        bind="query-params",
        placeholder="a phone number, an e-mail, a cookie, wechat_openid:…",
        help="As kind:value, the bare value of any kind, or a OneID of now or before.",
    ).strip()
with right:
    day = st.date_input(
        "As of",
        value=None,
        key="as_of",
        bind="query-params",
        max_value="today",
        help="Who this was at the end of a past day (UTC): by the evidence and the words until then.",
    )
if not wanted:
    with working("Looking for people to begin with"):
        examples = rows_of(graph, "identity/examples")
    if examples:
        show_examples(examples)
    hint_unresolved(graph.ask("explore/unfinished")[0]["unresolved"])
    st.stop()
with working("Looking for the person"):
    person = look_up(graph, wanted, How.by(Settings()), day, events=_MOST)
if person is None:
    nobody = "Nobody in the graph has this identifier"
    if day:
        nobody = f"Nobody had this identifier at the end of {day:%Y-%m-%d}"
    st.warning(f"{nobody}:", icon=":material/search_off:")
    st.text(wanted)
    hint_unresolved(graph.ask("explore/unfinished")[0]["unresolved"])
    st.stop()

tell_decided()
st.text(f"OneID {person.oneid}")
if day:
    st.caption(f"As of the end of {day:%Y-%m-%d}, in UTC. Empty the date to see the person as of now.")
if person.others:
    st.info("Other people have it too. Search for one of these instead:", icon=":material/group:")
    st.text(", ".join(person.others))
sources = {event.source for event in person.timeline} | {s for row in person.identifiers for s in row.sources}
draw_tiles(
    [
        Tile("Identifiers", len(person.identifiers), "keys that all lead to this person"),
        Tile("Links", len(person.links), "evidence between them"),
        Tile("Users", len(person.users), "accounts in the sources"),
        Tile("Sources", len(sources), "that saw this person"),
        Tile("Events", len(person.timeline), span(person.timeline)),
    ]
)
show_identity(person)
if day:
    show_since(graph, person)
    show_timeline(person.timeline)
    if person.users:
        show_accounts(person.users)
    st.stop()  # the past cannot be changed
show_explain(graph, person)
show_suspicions(graph, person)
show_timeline(person.timeline)
if person.users:
    show_accounts(person.users)
show_decisions(graph, person)
show_changes(graph, person)
confirm()
