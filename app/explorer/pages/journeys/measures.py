"""The numbers of the page Journeys that open, and what can be done with an open one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from onepath.graph.flows import OTHER, FlowQuestion
from onepath.graph.store import Graph
from onepath.graph.trails import END, START

from ...address import change, given
from ...drill_down import Measure, find_open
from ...language import say
from ...navigation import link_to
from ...people import show_measure_people
from .form import JourneyForm

__all__ = ["FlowMeasure", "events_only", "show_actions", "show_flow_people", "show_open_flow"]

_ENDS = (START, END, OTHER)
"""The labels that are not events."""


@dataclass(frozen=True, slots=True)
class FlowMeasure(Measure):
    """`events` are labels in the order in which they happen; `here` are the events, one or two, that
    paths can be filtered by.
    """

    events: tuple[str, ...] = ()
    here: tuple[str, ...] = ()


def events_only(*labels: str) -> tuple[str, ...]:
    """These labels, or nothing where one of them is not an event."""
    return () if {*_ENDS} & set(labels) else labels


def show_open_flow(
    graph: Graph, question: FlowQuestion[Any], measures: Sequence[FlowMeasure], name: str
) -> None:
    """Of the number that is open what can be done with it, and its people."""
    one = find_open(measures)
    if one is not None:
        show_actions(graph, question, one, name)
        show_flow_people(graph, question, one, name)


def show_flow_people(graph: Graph, question: FlowQuestion[Any], one: Measure, name: str) -> None:
    """The people of a number, those with the most occurrences first."""
    show_measure_people(graph, question, one, name, columns=("occurrences",), details=False)


def show_actions(graph: Graph, question: FlowQuestion[Any], one: FlowMeasure, name: str) -> None:
    """Buttons for paths only through here, a funnel of these steps, and an event group."""
    form = JourneyForm.of(graph, question)
    here = [label for label in one.here if label not in _ENDS]
    steps = list(dict.fromkeys(text for label in one.events if (text := form.text(label))))
    with st.container(horizontal=True, key=f"actions_{name}"):
        if here:
            st.button(
                say("journeys.through", what=" → ".join(here)), key=f"through_{name}",
                icon=":material/filter_center_focus:", on_click=_only_through, args=(here,),
            )  # fmt: skip
        if len(steps) > 1:
            link_to(
                "funnels", say("journeys.funnel", steps=" → ".join(steps)), {"step": steps},
                icon=":material/filter_alt:", filters=True,
            )  # fmt: skip
        if len(here) == 1:
            _group_form(form, here[0], name)


def _only_through(here: Sequence[str]) -> None:
    """Shows the paths from the event, or from the pair."""
    pair = [here[0]] if len(here) > 1 else []
    change({"question": [], "view": ["paths"], "event": [here[-1]], "pair": pair})


def _group_form(form: JourneyForm, label: str, name: str) -> None:
    with st.popover(say("journeys.group", what=label), icon=":material/join_inner:"):
        others = [one for one in form.labels() if one not in (label, *_ENDS)]
        chosen = st.multiselect(say("journeys.group_with"), others, key=f"group_with_{name}")
        called = st.text_input(say("journeys.group_name"), key=f"group_name_{name}").strip()
        st.button(
            say("journeys.group_do"), key=f"group_{name}", on_click=_group_events,
            args=(form, called, [label, *chosen]), disabled=not (chosen and called and "=" not in called),
        )  # fmt: skip


def _group_events(form: JourneyForm, called: str, parts: Sequence[str]) -> None:
    groups = form.grouping(called, parts).options.group_events
    named = [one for one in groups if not one.startswith(f"{OTHER}=")]
    anchor = {key: [called] for key in ("event", "pair") if given(key) in parts}
    change({**anchor, "group_events": named})
