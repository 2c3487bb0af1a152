"""The numbers of the page Journeys, and the people behind each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from onepath.graph.flows import Passages, Passed
from onepath.graph.store import Graph

from ...cache import cached
from ...connection import working
from ...drill_down import DrillDown, Place
from ...language import say, word
from ...people import show_people
from .form import JourneyForm

__all__ = ["ENDS", "Measure", "drill_downs", "events_only", "people_of", "show_measure_people"]

ENDS = ("(start)", "(end)", "(other)")
"""The labels that are not events."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of a chart: what it counts, how often and of how many people, and how to find them.

    `what` is plain text; `people` is None where only occurrences are counted; `events` are labels in
    the order in which they happen; `here` are the events, one or two, that paths can be filtered by.
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
    """These labels, or nothing where one of them is not an event."""
    return () if {*ENDS} & set(labels) else labels


def drill_downs(measures: Iterable[Measure]) -> list[DrillDown]:
    """The numbers as a figure takes them."""
    return [DrillDown(one.token, _label(one), one.at) for one in measures]


def show_measure_people(form: JourneyForm, one: Measure, name: str) -> None:
    """The people of a number."""
    with working(say("journeys.finding")):
        found = people_of(form, one)
    times = sum(who.times for who in found)
    title = say("journeys.total", what=one.what, times=times)
    if one.people is None and times != one.times:
        st.warning(say("journeys.differs", times=times, expected=one.times))
    _show(form.graph, found, name, title, one.people)


def people_of(form: JourneyForm, one: Measure) -> list[Passed]:
    """The people of a number, those with the most occurrences first; cached until the graph changes."""
    how = {"lens": form.lens, "group": form.group, **dict(one.named)}
    return cached(form.graph, _all_people, one.ask, *one.given, **how)


def _all_people(graph: Graph, ask: Callable[..., Passages], *given: Any, **named: Any) -> list[Passed]:
    return ask(graph, *given, **named).people()


@st.fragment
def _show(graph: Graph, found: Sequence[Passed], name: str, title: str, expected: int | None) -> None:
    # A fragment, so that turning a page of the list asks for that page alone.
    rows = [{"oneid": who.oneid, "times": who.times} for who in found]
    with working(say("journeys.finding")):
        show_people(graph, rows, name, title=title, expected=expected)


def _label(one: Measure) -> str:
    if one.people is None:
        return word("journeys.label_times", what=one.what, times=one.times)
    return word("journeys.label", what=one.what, times=one.times, people=one.people)
