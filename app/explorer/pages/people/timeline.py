"""A person's events in time, as of now or as of a past day."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import tzinfo
from typing import Any

import streamlit as st
from onepath.graph.people import EventRow, PersonSession, person_sessions, timeline_events
from onepath.graph.store import Graph

from ...cache import cached
from ...calendars import view_calendar
from ...drill_down import DrillDown
from ...figures import figure
from ...language import say, word
from ...tables import SHOWN
from .event import show_open_event
from .timeline_chart import Span, TimelineDot, timeline

__all__ = ["MOST", "show_past_timeline", "show_timeline"]

MOST = 5_000
"""How many events are read, the latest ones."""


def show_timeline(graph: Graph, oneid: str) -> None:
    """All events in order; one that is clicked opens below."""
    events = cached(graph, timeline_events, oneid, most=MOST)
    if not events:
        st.caption(say("person_days.no_event"))
        return
    recent = events[-SHOWN:]
    zone = view_calendar().tzinfo
    dots = [TimelineDot(event.at.astimezone(zone), event.source, event.name, event.key) for event in recent]
    shown = {event.session for event in recent}
    spans = [_span(visit, zone) for visit in cached(graph, person_sessions, oneid) if visit.key in shown]
    option, places = timeline(dots, [span for span in spans if span])
    lanes = len({dot.source for dot in dots})
    figure(
        option, "timeline",
        title=say("person_days.timeline"), meaning=say("person_days.meaning"),
        alt=word("person_days.alt", n=len(dots), lanes=lanes),
        rows=[asdict(event) for event in events], height=130 + 56 * lanes, note=_note(events),
        queries=("internal/identity/person_events",), command=f"onepath person {oneid}",
        drill_downs=[
            DrillDown(dot.key, f"{dot.at:%Y-%m-%d %H:%M:%S} · {dot.source} · {dot.name}", (places[dot.key],))
            for dot in reversed(dots)
        ],
    )  # fmt: skip
    show_open_event(graph)


def show_past_timeline(events: Sequence[EventRow]) -> None:
    """The same until a past day."""
    if not events:
        st.caption(say("person_days.no_event"))
        return
    recent = events[-SHOWN:]
    zone = view_calendar().tzinfo
    dots = [
        TimelineDot(event.at.astimezone(zone), event.source, event.name, str(place))
        for place, event in enumerate(recent)
    ]
    lanes = len({dot.source for dot in dots})
    figure(
        timeline(dots)[0], "timeline",
        title=say("person_days.timeline"), meaning=say("person_days.meaning"),
        alt=word("person_days.alt", n=len(dots), lanes=lanes),
        rows=[asdict(event) for event in events], height=130 + 56 * lanes, note=_note(events),
    )  # fmt: skip


def _span(visit: PersonSession, zone: tzinfo) -> Span | None:
    if visit.started_at is None or visit.ended_at is None:
        return None
    return visit.started_at.astimezone(zone), visit.ended_at.astimezone(zone), visit.source


def _note(events: Sequence[Any]) -> str:
    parts = [say("person_days.times", zone=view_calendar().zone)]
    if len(events) > SHOWN:
        parts.insert(0, say("person_days.drawn", shown=SHOWN, n=len(events)))
    if len(events) == MOST:
        parts.insert(0, say("person_days.latest", n=MOST))
    return " ".join(parts)
