"""Two groups to compare in a matrix: by event, by source, or by period."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st
from onepath.graph.conditions import Group, compared

from ...catalog import known_events, known_sources
from ...connection import working
from ...inputs import IN_LINK, choose
from ...language import say, word
from .form import JourneyForm

__all__ = ["Comparison", "choose_comparison"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both groups within the page's filters, and the text that names them; or one group alone."""

    groups: tuple[Group, ...]
    text: str = ""

    @property
    def both(self) -> bool:
        return len(self.groups) == 2

    @property
    def options(self) -> tuple[str, ...]:
        """The same on the command line."""
        return ("--compare", self.text) if self.text else ()


def choose_comparison(form: JourneyForm) -> Comparison:
    """Draws the choice and answers the groups."""
    kind, *places = st.columns([3, 3, 3, 3], vertical_alignment="bottom")
    with kind:
        how = choose(
            say("journeys.compare"), ["none", "did", "source", "period"], "compare",
            named=lambda code: word(f"journeys.compare_{code}"),
        )  # fmt: skip
    text = ""
    if how == "did":
        text = _choose_event(form, places[0])
    elif how == "source":
        text = _choose_sources(form, places)
    elif how == "period":
        text = _choose_periods(places)
    if not text:
        return Comparison((form.group,))
    with working(say("journeys.loading")):
        pair = tuple(one.group(form.graph) for one in compared(text))
    return Comparison(tuple(form.group & one for one in pair), text)


def _choose_event(form: JourneyForm, place: Any) -> str:
    names = [row.name for row in known_events(form.graph)]
    event = place.selectbox(say("journeys.compare_event"), names, key="compare_event", **IN_LINK)
    return f"did:{form.alternatives(event)}" if event else ""


def _choose_sources(form: JourneyForm, places: list[Any]) -> str:
    sources = known_sources(form.graph)
    one = places[0].selectbox(say("journeys.first_source"), sources, key="first_source", **IN_LINK)
    other = places[1].selectbox(
        say("journeys.second_source"), sources, index=len(sources) - 1, key="second_source", **IN_LINK
    )
    return f"source:{one},{other}"


def _choose_periods(places: list[Any]) -> str:
    first, second = _choose_period(places[0], "first_period"), _choose_period(places[1], "second_period")
    if first and second:
        return f"period:{first},{second}"
    st.caption(say("journeys.choose_periods"))
    return ""


def _choose_period(place: Any, key: str) -> str:
    span = place.date_input(say(f"journeys.{key}"), [], key=key, **IN_LINK)
    days = [day for day in span if isinstance(day, date)] if isinstance(span, tuple) else []
    return f"{days[0]}..{days[1]}" if len(days) == 2 else ""
