"""How many people take a sequence of steps within a time, how long it takes them, and who they are."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from itertools import pairwise

import streamlit as st
from onepath.app.explorer.charts import draw, funnel_bars
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.funnel_charts import group_bars, time_bars, trend_lines
from onepath.app.explorer.keeping import keep_question, kept_question
from onepath.app.explorer.people import show_people
from onepath.app.explorer.reading import first_funnel, known_events
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import number, short
from onepath.app.explorer.tiles import Tile, draw_tiles
from onepath.app.spans import length
from onepath.graph.funnels import Funnel, FunnelQuestion, FunnelStep, funnel, funnel_people
from onepath.graph.funnels.steps import Exclusion, Step
from onepath.graph.store import Graph

_UNITS = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
}
_ORDERS = {"other events may lie between": "ordered", "nothing between": "strict", "any order": "any"}
_WHO = {
    "reached it": "reached",
    "went on to the next step": "converted",
    "dropped here": "dropped",
    "dropped, and did something else": "elsewhere",
    "dropped, and did nothing more": "stopped",
}
_PEOPLE = 200


def show_result(steps: Sequence[FunnelStep], counted: str) -> None:
    """The ends of the funnel and the step that loses the most."""
    first, last = steps[0], steps[-1]
    before, worst = max(pairwise(steps), key=lambda pair: pair[0].people - pair[1].people)
    names = f"between {short(before.name, 24)} and {short(worst.name, 24)}"
    draw_tiles(
        [
            Tile(f"{counted.capitalize()} at the first step", first.people, f"did {short(first.name, 40)}"),
            Tile(
                f"{counted.capitalize()} at the last step",
                last.people,
                f"came as far as {short(last.name, 40)} in time",
            ),
            Tile(
                "Conversion", f"{last.from_first or 0:.1%}", f"of the first step's {counted} reach the last"
            ),
            Tile("Largest loss", before.people - worst.people, f"{counted}, {names}"),
        ]
    )


def ask_question(names: Sequence[str], suggested: Sequence[str]) -> FunnelQuestion | None:
    """What is asked, from the page's inputs; None while there are too few steps."""
    chosen = st.multiselect(
        "Steps, in the order you choose them",
        names,
        default=suggested,
        key="step",
        bind="query-params",
        placeholder="Choose the first step, then the next",
    )
    many, unit, what, between = st.columns([2, 2, 2, 4], vertical_alignment="bottom")
    window = many.number_input("Within", 1, 10_000, 7, key="within", bind="query-params")
    measure = unit.selectbox("Unit", list(_UNITS), index=2, key="unit", bind="query-params")
    count = what.selectbox("Count", ["people", "sessions", "attempts"], key="count", bind="query-params")
    order = between.selectbox("Order", list(_ORDERS), key="order", bind="query-params")
    with st.expander("More: exclusions, break down, a property held constant"):
        left, middle, right = st.columns(3)
        excluded = left.multiselect(
            "These events end an attempt", names, key="without", bind="query-params", placeholder="None"
        )
        by = middle.text_input(
            "Break down by", key="by", bind="query-params",
            placeholder="source, PROPERTY, first.source, user.ATTRIBUTE",
        )  # fmt: skip
        constant = right.text_input(
            "Same value at every step", key="constant", bind="query-params", placeholder="a property: product"
        )
    if len(chosen) < 2:
        return None
    return FunnelQuestion(
        steps=tuple(Step(name) for name in chosen),
        within=window * _UNITS[measure],
        order=_ORDERS[order],
        count=count,
        exclude=tuple(Exclusion(Step(name)) for name in excluded if _ORDERS[order] != "any"),
        by=by.strip() or None,
        constant=constant.strip() or None,
    )


def show_times(answer: Funnel) -> None:
    """How long it took those who came to the end."""
    times = answer.time_to_convert
    if times is None:
        st.caption("Nobody came to the last step, or the way of counting tells no times.")
        return
    st.caption(
        f"Median {length(times.median)}; a quarter within {length(times.p25)}, nine in ten within "
        f"{length(times.p90)}. The last bar holds all that took longer."
    )
    draw(time_bars(times), "times", f"Bars: how long it took {number(times.converted)} to convert", 300)
    rows = [{"from": length(a) or "0s", "to": length(b), "converted": count} for a, b, count in times.bars]
    show_table(rows, "times")


def show_groups(answer: Funnel) -> None:
    """The same steps for each value of what it is broken down by."""
    if not answer.groups:
        st.caption("Choose what to break down by under More above, such as source.")
        return
    draw(group_bars(answer.groups), "groups", "Bars: conversion by value", 40 + 34 * len(answer.groups))
    rows = [
        {
            "value": one.value,
            **{f"{place}. {step.name}": step.people for place, step in enumerate(one.steps, 1)},
            "share_converted": one.steps[-1].from_first,
            "median_time": length(one.median_seconds),
        }
        for one in answer.groups
    ]
    show_table(rows, "groups")


def show_closer(graph: Graph, question: FunnelQuestion) -> None:
    """Where the others went, and when: needs every attempt, so it is asked on demand."""
    with working("Looking at every attempt"):
        closer = funnel(graph, question, closer=True, trend="week")
    rows = [
        {
            "step": step.name, "dropped": step.dropped, "went_elsewhere": step.elsewhere,
            "then": ", ".join(f"{name} ({number(count)})" for name, count in step.next[:5]),
            "time_from_previous": length(step.seconds),
        }
        for step in closer.steps
    ]  # fmt: skip
    show_table(rows, "dropped")
    st.caption(
        "Per week in which the attempt began, UTC. A light bar is a week whose attempts still have time."
    )
    words = f"Lines: conversion in each of {len(closer.trend)} weeks"
    draw(trend_lines(closer.trend), "trend", words, 260)
    show_table([asdict(one) for one in closer.trend], "trend")


st.title("Funnel")
graph = open_graph()
with working("Reading the names of events"):
    events = known_events(graph)
    if not events:
        hint_when_empty(graph.ask("explore/overview")[0]["events"])
        hint_without_journeys()
with working("Looking for a funnel to begin with"):
    suggested = first_funnel(graph, events)

question = kept_question(graph, "funnel") or ask_question([row.name for row in events], suggested)
if question is None:
    st.caption("Choose two steps or more. Each must come after the one before it, within the time.")
    st.stop()
keep_question(graph, question)
with working("Counting step by step"):
    answer = funnel(graph, question)
steps = answer.steps
if [step.names for step in question.steps] == suggested:
    st.caption(
        "These steps are a suggestion, from the order in which people do things. Choose your own above."
    )
st.caption(
    f"Counts are {answer.counted}, across all their sources. Time runs from the first step to the last; each "
    "counts once, on the attempt that came furthest."
)
show_result(steps, answer.counted)
tabs = st.tabs(["Chart", "Table", "Time to convert", "Break down", "Dropped"])
with tabs[0], st.container(key="wide_2"):
    reach = f"{steps[-1].from_first or 0:.1%} reach the last"
    words = f"Bars: {answer.counted} at each of {len(steps)} steps, {reach}"
    draw(funnel_bars(steps), "funnel", words, 30 + 60 * len(steps))
    st.caption("% of first: of those at the first step. % of previous: of those at the step before.")
with tabs[1]:
    show_table([asdict(step) for step in steps], "funnel")
with tabs[2]:
    show_times(answer)
with tabs[3]:
    show_groups(answer)
with tabs[4]:
    if st.toggle("Look at every attempt", key="closer", bind="query-params"):
        show_closer(graph, question)
    else:
        st.caption("Who dropped at each step, what they did next, and how it went week by week.")

st.subheader("The people behind a number")
at, which, _ = st.columns([3, 4, 3], vertical_alignment="bottom")
place = at.selectbox(
    "Step", range(1, len(steps) + 1), format_func=lambda n: f"{n}. {steps[n - 1].name}", key="at"
)
who = which.selectbox("Who", list(_WHO), key="who")
if st.toggle("Show them", key="people"):
    with working("Finding them"):
        found_people = funnel_people(graph, question, place, _WHO[who], limit=_PEOPLE)
    show_people(graph, [{"oneid": one.oneid} for one in found_people], "funnel", title=who)
    if question.count != "people":
        st.caption(f"One line for each of the {answer.counted}: a person may stand here more than once.")
