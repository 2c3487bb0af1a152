"""What follows what: the graph of transitions, where most time is spent, and what is done again."""

from collections.abc import Sequence
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

from ..choosing import IN_LINK, choose_one_of
from ..figures import figure
from ..language import say, word
from .asking import Asked
from .bars import bars, height_of
from .clicked import Number, events_only, openings, show_opened
from .process_graph import Process, process_graph
from .rework import show_rework

__all__ = ["show_transitions"]

_BARS = 15


def show_transitions(asked: Asked) -> None:
    """The view."""
    look = choose_one_of(say("journeys.look"), ["graph", "slow", "again"], "look", named=_look)
    if look == "again":
        show_rework(asked)
        return
    left, right = st.columns(2)
    most = left.slider(
        say("journeys.events"), 3, 40, 20, key="events", help=say("journeys.events_help"), **IN_LINK
    )
    arrows = right.slider(say("journeys.arrows"), 5, 80, 30, key="arrows", **IN_LINK)
    whole = len(asked.labels())
    asked, rest = asked.with_rest(most)
    found = asked.answer(slowest if look == "slow" else transitions)
    if rest:
        st.caption(say("journeys.rest", top=whole - len(rest), of=whole, rest=len(rest)))
    numbers = _show_graph(asked, found, arrows, look)
    if look == "slow":
        _show_slowest(asked, found, numbers)


def _look(code: str) -> str:
    return word(f"journeys.look_{code}")


def _show_graph(asked: Asked, found: Sequence[Transition], arrows: int, look: str) -> list[Number]:
    process = Process(found[:arrows], by_time=look == "slow")
    drawn = {(one.source, one.target): k for k, one in enumerate(process.arrows)}
    numbers = [
        Number(
            f"{look}:{spelling([one.source, one.target])}",
            f"{one.source} → {one.target}",
            one.times,
            one.people,
            transition_passages,
            (one.source, one.target),
            at=(("edge", 0, drawn[one.source, one.target]),) if (one.source, one.target) in drawn else (),
            events=(one.source, one.target),
            here=events_only(one.source, one.target),
        )
        for one in found
    ]
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
        command=asked.command("transitions", *(("--slowest",) if look == "slow" else ())),
        note=_account(found, arrows),
        opens=openings([*numbers, *nodes]),
        wide=4,
    )
    show_opened(asked, [*numbers, *nodes], token, look)
    return numbers


def _node(found: Sequence[Transition], look: str, name: str, place: int) -> Number:
    """An event: everything that comes to it; of the start, everything that goes from it."""
    start = name == "(start)"
    times = sum(one.times for one in found if (one.source if start else one.target) == name)
    return Number(
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


def _account(found: Sequence[Transition], arrows: int) -> str:
    whole = sum(one.times for one in found)
    shown = sum(one.times for one in found[:arrows])
    return say(
        "journeys.arrows_account",
        top=min(arrows, len(found)), of=len(found), rest=max(0, len(found) - arrows),
        shown=shown, left=whole - shown, n=whole,
        share=f"{shown / whole if whole else 1:.1%}", left_share=f"{1 - shown / whole if whole else 0:.1%}",
    )  # fmt: skip


def _show_slowest(asked: Asked, found: Sequence[Transition], numbers: Sequence[Number]) -> None:
    """The transitions on which people spend the most time, one by one."""
    timed = [(one, number) for one, number in zip(found, numbers, strict=True) if one.total is not None]
    shown = timed[:_BARS]
    hours = [_hours(one.total) for one, _ in shown]
    whole = sum(_hours(one.total) for one, _ in timed) or 1.0
    slow = [
        Number(
            f"slowest:{spelling([one.source, one.target])}", number.what, one.times, one.people, number.ask,
            number.given, at=(("main", 0, k),), events=number.events, here=number.here,
        )
        for k, (one, number) in enumerate(shown)
    ]  # fmt: skip
    token = figure(
        bars(
            [number.what for _, number in shown],
            [round(value, 2) for value in hours],
            [
                word(
                    "journeys.slow_bar", hours=f"{value:,.0f}", median=duration_text(_seconds(one.median)),
                    most=duration_text(_seconds(one.p90)),
                )
                for value, (one, _) in zip(hours, shown, strict=True)
            ],
        ),
        "slowest",
        title=say("journeys.slowest_title"),
        alt=word("journeys.slowest_alt", shown=len(shown), of=len(timed)),
        meaning=say("journeys.slowest_meaning"),
        rows=[_row(one) for one, _ in timed],
        columns=("source", "target", "times", "people"),
        height=height_of(len(shown)),
        queries=("internal/flows/durations",),
        command=asked.command("transitions", "--slowest"),
        note=say(
            "journeys.slowest_account", top=len(shown), of=len(timed), share=f"{sum(hours) / whole:.1%}",
            left_share=f"{max(0.0, 1 - sum(hours) / whole):.1%}", rest=len(timed) - len(shown),
        ),
        opens=openings(slow),
        wide=3,
    )  # fmt: skip
    show_opened(asked, slow, token, "slowest")


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
