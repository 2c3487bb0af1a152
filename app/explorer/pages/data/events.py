"""Which events there are, and the role of each."""

import streamlit as st
from onepath.graph.journeys import EventName, event_names, set_roles
from onepath.graph.store import Graph
from onepath.loaders.roles import ROLES

from ...cache import cached
from ...connection import hint_without_journeys, working
from ...figures import heading
from ...language import say, word
from ...tables import show_table

__all__ = ["show_events"]


def show_events(graph: Graph) -> None:
    """Draws every event with its role, and the choice of another role."""
    heading(say("data.events"), say("data.events_meaning"), ("sources/event_names",), "onepath events")
    with working(say("catalog.events")):
        events = cached(graph, event_names)
    if not events:
        hint_without_journeys()
        return
    _set_role(graph, events)
    rows = [
        {"name": one.name, "role": word(f"data.role_{one.role}"), "events": one.events, "people": one.people}
        for one in events
    ]
    show_table(rows, "events", columns=("name", "role", "events", "people"))


def _set_role(graph: Graph, events: list[EventName]) -> None:
    roles = {one.name: one.role for one in events}
    which, what, button = st.columns([4, 4, 2], vertical_alignment="bottom")
    name = which.selectbox(say("data.event"), list(roles), key="role_of")
    role = what.selectbox(
        say("data.role"), ROLES, index=ROLES.index(roles[name]), key=f"role_{name}",
        format_func=lambda one: word(f"data.role_{one}"),
    )  # fmt: skip
    if button.button(say("data.set_role"), key="set_role", disabled=role == roles[name], width="stretch"):
        set_roles(graph, {name: role})
        st.rerun()
