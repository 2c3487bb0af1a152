"""A person's days: the timeline, the visits, and one event with everything that its source said."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import streamlit as st
from onepath.graph.people import EventRow, Happening, Visit, event_in_full, happenings, visits
from onepath.graph.store import Graph

from ...catalog import kept
from ...drill_down import Opening, open_now, opened
from ...figures import figure
from ...language import say, word
from ...selectable_tables import choose_row
from ...tables import SHOWN, show_table
from .timeline_chart import DotInTime, Span, timeline

__all__ = ["show_past_timeline", "show_timeline", "show_visits"]

MOST = 5_000
_VISIT = "visit "


def show_timeline(graph: Graph, oneid: str) -> None:
    """Everything that happened, in order; an event that is clicked opens below."""
    events = kept(graph, happenings, oneid, most=MOST)
    if not events:
        st.caption(say("person_days.no_event"))
        return
    recent = events[-SHOWN:]
    dots = [DotInTime(event.at, event.source, event.name, event.key) for event in recent]
    shown = {event.session for event in recent}
    spans = [_span(visit) for visit in kept(graph, visits, oneid) if visit.key in shown]
    option, places = timeline(dots, [span for span in spans if span])
    lanes = len({dot.source for dot in dots})
    figure(
        option, "timeline",
        title=say("person_days.timeline"), meaning=say("person_days.meaning"),
        alt=word("person_days.alt", n=len(dots), lanes=lanes),
        rows=[asdict(event) for event in events], height=130 + 56 * lanes, note=_note(events),
        queries=("internal/identity/person_events",), command=f"onepath person {oneid}",
        opens=[
            Opening(dot.key, f"{dot.at:%Y-%m-%d %H:%M:%S} · {dot.source} · {dot.name}", (places[dot.key],))
            for dot in reversed(dots)
        ],
    )  # fmt: skip
    _show_event(graph)


def show_past_timeline(events: Sequence[EventRow]) -> None:
    """The same until a past day."""
    if not events:
        st.caption(say("person_days.no_event"))
        return
    recent = events[-SHOWN:]
    dots = [DotInTime(event.at, event.source, event.name, str(place)) for place, event in enumerate(recent)]
    lanes = len({dot.source for dot in dots})
    figure(
        timeline(dots)[0], "timeline",
        title=say("person_days.timeline"), meaning=say("person_days.meaning"),
        alt=word("person_days.alt", n=len(dots), lanes=lanes),
        rows=[asdict(event) for event in events], height=130 + 56 * lanes, note=_note(events),
    )  # fmt: skip


def show_visits(graph: Graph, oneid: str) -> None:
    """The sessions; one that is chosen opens to its events, and an event to its properties."""
    found = kept(graph, visits, oneid)
    if not found:
        st.caption(say("person_days.no_visit"))
        return
    st.caption(say("person_days.visits", n=len(found)))
    rows = [
        {
            "started_at": visit.started_at, "source": visit.source,
            "minutes": _minutes(visit), "events": visit.events, "first": visit.first, "last": visit.last,
            "inferred": visit.inferred, "session": visit.key,
        }
        for visit in found
    ]  # fmt: skip
    chosen = choose_row(rows, [visit.key for visit in found], "sessions")
    if chosen:
        open_now(_VISIT + chosen)
    token = opened() or ""
    of_visit = [event for event in kept(graph, happenings, oneid, most=MOST) if event.session]
    session = token.removeprefix(_VISIT) if token.startswith(_VISIT) else _session_of(of_visit, token)
    inside = [event for event in of_visit if event.session == session]
    if not inside:
        return
    st.subheader(say("person_days.in_visit", session=str(session)), anchor=False)
    rows = [
        {"at": event.at, "name": event.name, "identifier": event.identifier, "key": event.key}
        for event in inside
    ]
    event = choose_row(rows, [event.key for event in inside], "session_events")
    if event:
        open_now(event)
    _show_event(graph)


def _session_of(events: Sequence[Happening], key: str) -> str | None:
    return next((event.session for event in events if event.key == key), None)


def _show_event(graph: Graph) -> None:
    """The event that is open, with all of its properties."""
    key = opened()
    if not key or key.startswith(_VISIT):
        return
    event = kept(graph, event_in_full, key)
    if event is None:
        return
    with st.container(border=True, key="event"):
        left, right = st.columns([5, 1], vertical_alignment="center")
        with left:
            st.markdown(f"**{say('person_days.event', name=event.properties['name'])}**")
        with right:
            st.button(say("person_days.close"), key="close_event", on_click=open_now, args=(None,))
        rows = [{"property": name, "value": str(value)} for name, value in sorted(event.properties.items())]
        rows += [
            {"property": "(owner)", "value": event.owner or ""},
            {"property": "(carries)", "value": ", ".join(event.carries)},
            {"property": "(session)", "value": event.session or ""},
        ]
        show_table(rows, "event")


def _span(visit: Visit) -> Span | None:
    if visit.started_at is None or visit.ended_at is None:
        return None
    return visit.started_at, visit.ended_at, visit.source


def _minutes(visit: Visit) -> float | None:
    span = _span(visit)
    return round((span[1] - span[0]).total_seconds() / 60, 1) if span else None


def _note(events: Sequence[Any]) -> str:
    parts = [say("person_days.times")]
    if len(events) > SHOWN:
        parts.insert(0, say("person_days.drawn", shown=SHOWN, n=len(events)))
    if len(events) == MOST:
        parts.insert(0, say("person_days.latest", n=MOST))
    return " ".join(parts)
