"""The details of a funnel: time to convert, breakdown, trend, drop-off of each step, and links to drivers."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import get_args

import streamlit as st
from onepath.graph.funnels import Funnel, FunnelQuestion
from onepath.graph.questions import Interval
from onepath.graph.store import Graph

from ...connection import working
from ...dates import lasting
from ...figures import figure, heading
from ...filters import counting
from ...inputs import choose, choose_one
from ...language import say, word
from ...navigation import link_to
from ...questions import answer_of, command_line
from ...tables import show_table
from .charts import group_bars, time_bars, trend_lines
from .measures import group_measures, time_measures, trend_measures
from .people import show_measure_people
from .view import PARTS, usual_breakdown, usual_part, usual_period, without_view

__all__ = ["show_details", "waiting"]

_LEAST, _OF_PEOPLE = 25, 20
"""How many people a driver has at least, on the page Patterns; where fewer are counted, a share of them."""


def show_details(graph: Graph, viewed: FunnelQuestion, answer: Funnel, properties: Sequence[str]) -> None:
    """Draws the choice of a part, and that part alone: the others are not computed."""
    question = without_view(viewed)
    parts: Mapping[str, Callable[[], None]] = {
        "times": lambda: _show_times(graph, question, answer),
        "groups": lambda: _show_breakdown(graph, question, properties, usual_breakdown(viewed)),
        "trend": lambda: _show_trend(graph, question, usual_period(viewed)),
        "closer": lambda: _show_drop_off(graph, question),
        "drivers": lambda: _link_to_drivers(question, answer),
    }
    st.subheader(say("funnels.part"), anchor=False)
    part = choose(
        say("funnels.part"), PARTS if question.mode == "onepath" else ("drivers",), "part",
        named=lambda one: word(f"funnels.part_{one}"), default=usual_part(viewed), buttons=True, view=True,
    )  # fmt: skip
    parts[part]()


def waiting(message: str, question: FunnelQuestion) -> AbstractContextManager[None]:
    """As `counting`; a plain question is answered sooner for all days than for some."""
    return working(message) if question.plain else counting(message, question.filter)


def _show_times(graph: Graph, question: FunnelQuestion, answer: Funnel) -> None:
    """How long those needed who converted."""
    times = answer.time_to_convert
    if times is None:
        st.caption(say("funnels.times_none"))
        return
    measures = time_measures(times)
    figure(
        time_bars(times), "times",
        title=say("funnels.part_times"),
        alt=word("funnels.times_alt", n=times.converted),
        meaning=say("funnels.times_meaning"),
        rows=[
            {
                "from": lasting(bar.from_seconds or 0.0), "to": lasting(bar.to_seconds),
                "people": bar.people,
            }
            for bar in times.histogram
        ],
        height=300, queries=("internal/funnels/reached",) if question.plain else ("internal/funnels/walks",),
        command=command_line(question),
        note=say(
            "funnels.times_note", median=lasting(times.median_seconds),
            quarter=lasting(times.p25_seconds), nine=lasting(times.p90_seconds),
        ),
        drill_downs=[one.drill_down for one in measures],
    )  # fmt: skip
    show_measure_people(graph, question, measures)


def _show_breakdown(graph: Graph, question: FunnelQuestion, properties: Sequence[str], usual: str) -> None:
    """The same steps for each value of a property."""
    options = ["source", "first.source", *properties, *(f"first.{name}" for name in properties)]
    by = choose_one(
        say("funnels.by"), list(dict.fromkeys(options)), "by", usual=usual, free=True,
        help=say("funnels.by_help"),
    ) or usual  # fmt: skip
    broken_down = question.replace(by=by)
    with waiting(say("funnels.counting"), question):
        answer = answer_of(graph, broken_down)
    if not answer.breakdown:
        st.caption(say("funnels.groups_none"))
        return
    measures = group_measures(broken_down, answer.breakdown)
    figure(
        group_bars(broken_down, answer.breakdown), "groups",
        title=say("funnels.groups_title", by=by),
        alt=word("funnels.groups_alt", n=len(answer.breakdown), by=by),
        meaning=say("funnels.groups_meaning"),
        rows=[
            {
                "value": one.value,
                **{f"{place}. {step.name}": step.people for place, step in enumerate(one.steps, 1)},
                "share_converted": one.steps[-1].conversion_from_first,
                "median_time": lasting(one.median_seconds),
            }
            for one in answer.breakdown
        ],
        height=44 + 34 * len(answer.breakdown),
        queries=(f"internal/funnels/{'reached' if broken_down.plain else 'walks_with_properties'}",),
        command=command_line(broken_down), note=say("funnels.groups_note"),
        drill_downs=[one.drill_down for one in measures],
    )  # fmt: skip
    show_measure_people(graph, broken_down, measures)


def _show_trend(graph: Graph, question: FunnelQuestion, usual: Interval) -> None:
    """The conversion rate by the period in which attempts began."""
    period: Interval = choose(
        say("funnels.period"), get_args(Interval), "period", default=usual,
        named=lambda one: word(f"funnels.by_{one}"), buttons=True,
    )  # fmt: skip
    with working(say("funnels.looking")):
        by_period = question.replace(trend=period)
        answer = answer_of(graph, by_period)
    measures = trend_measures(answer, period)
    figure(
        trend_lines(answer.trend), "trend",
        title=say("funnels.part_trend"),
        alt=word("funnels.trend_alt", n=len(answer.trend)),
        meaning=say("funnels.trend_meaning"),
        rows=[asdict(one) for one in answer.trend], height=300, columns=("begins", "entered", "converted"),
        queries=("internal/funnels/walks",), command=command_line(by_period),
        note=say("funnels.trend_note"), drill_downs=[one.drill_down for one in measures],
    )  # fmt: skip
    show_measure_people(graph, by_period, measures)


def _show_drop_off(graph: Graph, question: FunnelQuestion) -> None:
    """At each step how many dropped off, what they did next, and how long the step took."""
    with working(say("funnels.looking")):
        with_details = question.replace(details=True)
        detailed = answer_of(graph, with_details)
    heading(
        say("funnels.part_closer"), say("funnels.closer_meaning"), ("internal/funnels/walks",),
        command_line(with_details),
    )  # fmt: skip
    rows = [
        {
            "step": step.name, "people": step.people, "dropped": step.dropped, "elsewhere": step.elsewhere,
            "then": ", ".join(f"{one.event} ({one.people:,})" for one in step.next[:5]),
            "time_from_previous": lasting(step.median_seconds),
        }
        for step in detailed.steps
    ]  # fmt: skip
    show_table(rows, "dropped")
    if detailed.events_without_number:
        st.caption(say("funnels.numbers_missing", n=detailed.events_without_number))
    st.caption(say("funnels.closer_note"))


def _link_to_drivers(question: FunnelQuestion, answer: Funnel) -> None:
    """Links to what people do who reach the last step, and others do not."""
    # Of few people a driver that has to be one of many would not be found.
    few = max(1, answer.steps[0].people // _OF_PEOPLE)
    first, last = question.steps[0].names, question.steps[-1].names
    st.caption(say("funnels.drivers_note", first=first, last=last))
    for view in ("drivers", "contrast"):
        query = {"view": view, "target": last}
        if view == "drivers" and few < _LEAST:
            query["least"] = str(few)
        link_to("patterns", say(f"funnels.to_{view}", last=last), query, filters=True)
