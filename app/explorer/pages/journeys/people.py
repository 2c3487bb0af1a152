"""A number that was clicked: its people, and what else can be done with it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from onepath.graph.flows import Passages, Passed
from onepath.graph.store import Graph

from ...catalog import kept
from ...connection import working
from ...drill_down import Opening, Place
from ...language import say, word
from ...navigation import link_to
from ...people import show_people
from .form import Asked

_ENDS = ("(start)", "(end)", "(other)")
"""What is no event by itself."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a chart: what it counts, how often and of how many people, and how to ask for them.

    `what` is plain text; `people` is None where only passages are counted; `events` are labels in the order
    in which they happen; `after` is whether one may ask only for what directly follows the others.
    """

    token: str
    what: str
    times: int
    people: int | None
    ask: Callable[..., Passages]
    given: tuple[Any, ...]
    named: tuple[tuple[str, Any], ...] = ()
    at: tuple[Place, ...] = ()
    events: tuple[str, ...] = ()
    here: tuple[str, ...] = ()


def events_only(*labels: str) -> tuple[str, ...]:
    """These labels, or nothing where one of them is no event by itself."""
    return () if {*_ENDS} & set(labels) else labels


def openings(numbers: Iterable[Number]) -> list[Opening]:
    """The numbers as what a figure opens."""
    return [Opening(one.token, _label(one), one.at) for one in numbers]


def show_opened(asked: Asked, numbers: Sequence[Number], token: str | None, name: str) -> None:
    """The number of this token: its offers and its people."""
    one = next((number for number in numbers if number.token == token), None)
    if one is None:
        return
    offer(asked, one, name)
    show_number(asked, one, name)


def show_number(asked: Asked, one: Number, name: str) -> None:
    """The people of a number."""
    with working(say("journeys.finding")):
        found = people_of(asked, one)
    times = sum(who.times for who in found)
    title = say("journeys.behind", what=one.what, times=times)
    if one.people is None and times != one.times:
        st.warning(say("journeys.differs", times=times, expected=one.times))
    _show(asked.graph, found, name, title, one.people)


def people_of(asked: Asked, one: Number) -> list[Passed]:
    """The people of a number, who passed most often first; kept until the graph changes."""
    how = {"lens": asked.lens, "group": asked.group, **dict(one.named)}
    return kept(asked.graph, _people, one.ask, *one.given, **how)


def _people(graph: Graph, ask: Callable[..., Passages], *given: Any, **named: Any) -> list[Passed]:
    return ask(graph, *given, **named).people()


@st.fragment
def _show(graph: Graph, found: Sequence[Passed], name: str, title: str, expected: int | None) -> None:
    # A fragment, so that turning a page of the list asks for that page alone.
    rows = [{"oneid": who.oneid, "times": who.times} for who in found]
    with working(say("journeys.finding")):
        show_people(graph, rows, name, title=title, expected=expected)


def _label(one: Number) -> str:
    if one.people is None:
        return word("journeys.label_times", what=one.what, times=one.times)
    return word("journeys.label", what=one.what, times=one.times, people=one.people)


def offer(asked: Asked, one: Number, name: str) -> None:
    """What to go on with: paths only through here, a funnel of these steps, this event as one with others."""
    here = [label for label in one.here if label not in _ENDS]
    steps = list(dict.fromkeys(text for label in one.events if (text := asked.text(label))))
    with st.container(horizontal=True, key=f"offers_{name}"):
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
            _group(asked, here[0], name)


def _only_through(here: Sequence[str]) -> None:
    """Asks for paths from the event, or from the pair."""
    if st.session_state.get("question"):
        st.session_state["question"] = None
    # All at once, so that Back undoes it in one step.
    before = here[0] if len(here) > 1 else ""
    st.query_params.update({"view": "paths", "event": here[-1], "pair": before, "open": ""})


def _group(asked: Asked, label: str, name: str) -> None:
    with st.popover(say("journeys.group", what=label), icon=":material/join_inner:"):
        others = [one for one in asked.labels() if one not in (label, *_ENDS)]
        chosen = st.multiselect(say("journeys.group_with"), others, key=f"group_with_{name}")
        called = st.text_input(say("journeys.group_name"), key=f"group_name_{name}").strip()
        st.button(
            say("journeys.group_do"), key=f"group_{name}", on_click=_as_one,
            args=(asked, called, [label, *chosen]), disabled=not (chosen and called and "=" not in called),
        )  # fmt: skip


def _as_one(asked: Asked, called: str, parts: Sequence[str]) -> None:
    texts = [asked.alternatives(label) for label in parts]
    before = [group for group in asked.lens.groups if group.partition("=")[0].strip() not in parts]
    st.session_state["groups"] = [*before, f"{called}={'|'.join(texts)}"]
    anchor = {key: called for key in ("event", "pair") if st.query_params.get(key) in parts}
    st.query_params.update({**anchor, "open": ""})
