"""The event that is open, with everything that its source sent."""

from datetime import datetime

import streamlit as st
from onepath.graph.people import event_details
from onepath.graph.store import Graph

from ...cache import cached
from ...calendars import local_time
from ...drill_down import open_token, set_open
from ...language import say
from ...tables import show_table

__all__ = ["show_open_event"]


def show_open_event(graph: Graph) -> None:
    """The event that is open, with all of its properties."""
    key = open_token()
    event = cached(graph, event_details, key) if key else None
    if event is None:
        return
    with st.container(border=True, key="event"):
        left, right = st.columns([5, 1], vertical_alignment="center")
        with left:
            st.markdown(f"**{say('person_days.event', name=event.properties['name'])}**")
        with right:
            st.button(say("person_days.close"), key="close_event", on_click=set_open, args=(None,))
        rows = [
            {"property": name, "value": str(_in_zone(value))}
            for name, value in sorted(event.properties.items())
        ]
        rows += [
            {"property": "(owner)", "value": event.owner or ""},
            {"property": "(carries)", "value": ", ".join(event.carries)},
            {"property": "(session)", "value": event.session or ""},
        ]
        show_table(rows, "event")


def _in_zone(value: object) -> object:
    return local_time(value) if isinstance(value, datetime) and value.tzinfo is not None else value
