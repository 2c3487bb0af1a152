"""A person's sessions, and the events of the one that is open."""

from collections.abc import Sequence

import streamlit as st
from onepath.graph.people import PersonSession, TimelineEvent, person_sessions, timeline_events
from onepath.graph.store import Graph

from ...cache import cached
from ...drill_down import open_token, set_open
from ...language import say
from ...selectable_tables import choose_row
from .event import show_open_event
from .timeline import MOST

__all__ = ["show_sessions"]

_SESSION = "visit "
"""What an address opens: this and a session's key, or an event's key alone."""


def show_sessions(graph: Graph, oneid: str) -> None:
    """The sessions; one that is chosen opens to its events, and an event to its properties."""
    found = cached(graph, person_sessions, oneid)
    if not found:
        st.caption(say("person_days.no_visit"))
        return
    st.caption(say("person_days.visits", n=len(found)))
    rows = [
        {
            "started_at": one.started_at, "source": one.source,
            "minutes": _minutes(one), "events": one.events, "first": one.first, "last": one.last,
            "inferred": one.inferred, "session": one.key,
        }
        for one in found
    ]  # fmt: skip
    chosen = choose_row(rows, [one.key for one in found], "sessions")
    if chosen:
        set_open(_SESSION + chosen)
    token = open_token() or ""
    in_sessions = [event for event in cached(graph, timeline_events, oneid, most=MOST) if event.session]
    session = token.removeprefix(_SESSION) if token.startswith(_SESSION) else _session_of(in_sessions, token)
    inside = [event for event in in_sessions if event.session == session]
    if not inside:
        return
    st.subheader(say("person_days.in_visit", session=str(session)), anchor=False)
    rows = [
        {"at": event.at, "name": event.name, "identifier": event.identifier, "key": event.key}
        for event in inside
    ]
    event = choose_row(rows, [event.key for event in inside], "session_events")
    if event:
        set_open(event)
    show_open_event(graph)


def _session_of(events: Sequence[TimelineEvent], key: str) -> str | None:
    return next((event.session for event in events if event.key == key), None)


def _minutes(visit: PersonSession) -> float | None:
    if visit.started_at is None or visit.ended_at is None:
        return None
    return round((visit.ended_at - visit.started_at).total_seconds() / 60, 1)
