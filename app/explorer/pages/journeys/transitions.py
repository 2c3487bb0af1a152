"""Transitions: the graph of what directly follows what, the slowest ones, and rework."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import streamlit as st
from onepath.graph.durations import duration_text
from onepath.graph.flows import (
    Transition,
    event_passages,
    slowest,
    spelling,
    transition_passages,
    transitions,
)

from ...figures import figure
from ...inputs import IN_LINK, choose_one_of
from ...language import say, word
from .actions import show_open_measure
from .bars import bars, height_of
from .coverage import coverage_note
from .form import JourneyForm
from .people import Measure, drill_downs, events_only
from .process_graph import Process, process_graph
from .rework import show_rework

__all__ = ["show_transitions"]

_BARS = 15


def show_transitions(form: JourneyForm) -> None:
    """The view."""
    look = choose_one_of(say("journeys.look"), ["graph", "slow", "again"], "look", named=_look)
    if look == "again":
        show_rework(form)
        return
    left, right = st.columns(2)
    most = left.slider(
        say("journeys.events"), 3, 40, 20, key="events", help=say("journeys.events_help"), **IN_LINK
    )
    arrows = right.slider(say("journeys.arrows"), 5, 80, 30, key="arrows", **IN_LINK)
    whole = len(form.labels())
    form, rest = form.with_rest(most)
    found = form.answer(slowest if look == "slow" else transitions)
    if rest:
        st.caption(say("journeys.rest", top=whole - len(rest), of=whole, rest=len(rest)))
    measures = _show_graph(form, found, arrows, look)
    if look == "slow":
        _show_slowest(form, found, measures)


def _look(code: str) -> str:
    return word(f"journeys.look_{code}")


def _show_graph(form: JourneyForm, found: Sequence[Transition], arrows: int, look: str) -> list[Measure]:
    process = Process(found[:arrows], by_time=look == "slow")
    drawn = {(one.source, one.target): k for k, one in enumerate(process.arrows)}
    measures = [_transition(one, look, drawn.get((one.source, one.target))) for one in found]
    nodes = [_node(found, look, name, k) for k, name in enumerate(process.names)]
    token = figure(
        process_graph(process),
        look,
        title=say(f"journeys.{look}_title"),
        alt=word("journeys.graph_alt", shown=min(arrows, len(found)), of=len(found)),
        meaning=say("journeys.graph_meaning"),
        rows=[_row(one) for one in found],
        columns=("source", "target", "times", "people"),
        height=640,
        queries=("internal/flows/transitions", *(("internal/flows/durations",) if look == "slow" else ())),
        command=form.command("transitions", *(("--slowest",) if look == "slow" else ())),
        note=coverage_note(
            "arrows",
            drawn=min(arrows, len(found)),
            found=len(found),
            shown=sum(one.times for one in found[:arrows]),
            total=sum(one.times for one in found),
        ),
        drill_downs=drill_downs([*measures, *nodes]),
        wide=4,
    )
    show_open_measure(form, [*measures, *nodes], token, look)
    return measures


def _transition(one: Transition, look: str, place: int | None) -> Measure:
    ends = (one.source, one.target)
    return Measure(
        f"{look}:{spelling(ends)}", " → ".join(ends), one.times, one.people, transition_passages, ends,
        at=() if place is None else (("edge", 0, place),), events=ends, here=events_only(*ends),
    )  # fmt: skip


def _node(found: Sequence[Transition], look: str, name: str, place: int) -> Measure:
    """An event: all transitions to it; of the start, all transitions from it."""
    start = name == "(start)"
    times = sum(one.times for one in found if (one.source if start else one.target) == name)
    return Measure(
        f"{look}:{spelling([name])}",
        name,
        times,
        None,
        event_passages,
        (name,),
        at=(("node", 0, place),),
        events=(name,),
        here=events_only(name),
    )


def _show_slowest(form: JourneyForm, found: Sequence[Transition], measures: Sequence[Measure]) -> None:
    """The transitions on which people spend the most time, one by one."""
    timed = [(one, measure) for one, measure in zip(found, measures, strict=True) if one.total is not None]
    shown = timed[:_BARS]
    hours = [_hours(one.total) for one, _ in shown]
    slow = [
        replace(measure, token=f"slowest:{spelling(measure.events)}", at=(("main", 0, k),))
        for k, (_, measure) in enumerate(shown)
    ]
    token = figure(
        bars(
            [measure.what for measure in slow],
            [round(value, 2) for value in hours],
            [_label(one) for one, _ in shown],
            word("columns.total_hours"),
        ),
        "slowest",
        title=say("journeys.slowest_title"),
        alt=word("journeys.slowest_alt", shown=len(shown), of=len(timed)),
        meaning=say("journeys.slowest_meaning"),
        rows=[_row(one) for one, _ in timed],
        columns=("source", "target", "times", "people"),
        height=height_of(len(shown)),
        queries=("internal/flows/durations",),
        command=form.command("transitions", "--slowest"),
        note=coverage_note(
            "slowest", drawn=len(shown), found=len(timed), shown=sum(hours),
            total=sum(_hours(one.total) for one, _ in timed),
        ),
        drill_downs=drill_downs(slow),
        wide=3,
    )  # fmt: skip
    show_open_measure(form, slow, token, "slowest")


def _label(one: Transition) -> str:
    hours = f"{_hours(one.total):,.0f}"
    return word(
        "journeys.slow_bar",
        hours=hours,
        median=duration_text(_seconds(one.median)),
        most=duration_text(_seconds(one.p90)),
    )


def _row(one: Transition) -> dict[str, object]:
    row: dict[str, object] = {
        "source": one.source, "target": one.target, "times": one.times, "people": one.people,
    }  # fmt: skip
    if one.total is not None:
        row |= {f"{name}_hours": _hours(getattr(one, name)) for name in ("total", "median", "p90")}
    return row


def _hours(time: timedelta | None) -> float:
    return time.total_seconds() / 3600 if time else 0.0


def _seconds(time: timedelta | None) -> float | None:
    return time.total_seconds() if time else None
