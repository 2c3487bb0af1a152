"""Transitions: the graph of what directly follows what, and the slowest ones."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from onepath.graph.flows import ReworkQuestion, Transition, TransitionsQuestion
from onepath.graph.questions import join_names
from onepath.graph.store import Graph
from onepath.graph.trails import START

from ...connection import working
from ...dates import lasting
from ...figures import figure
from ...inputs import choose, choose_number
from ...language import say, word
from ...questions import answer_of, command_line
from .bars import bars, height_of
from .coverage import coverage_note
from .form import JourneyForm
from .measures import FlowMeasure, events_only, show_open_flow
from .process_graph import Process, process_graph

__all__ = ["choose_transitions", "show_transitions"]

_BARS = 15


def choose_transitions(form: JourneyForm) -> TransitionsQuestion | ReworkQuestion:
    """Draws the inputs of the view and answers their question."""
    look = choose(
        say("journeys.look"), ["graph", "slow", "again"], "look",
        named=lambda one: word(f"journeys.look_{one}"), buttons=True,
    )  # fmt: skip
    if look == "again":
        return ReworkQuestion(**form.fields)
    left, right = st.columns(2)
    most = choose_number(
        say("journeys.events"), 3, 40, "events", usual=20, slider=True, place=left,
        help=say("journeys.events_help"),
    )  # fmt: skip
    arrows = choose_number(say("journeys.arrows"), 5, 80, "arrows", usual=30, slider=True, place=right)
    return TransitionsQuestion(slowest=look == "slow", limit=arrows, **form.with_rest(most).fields)


def show_transitions(graph: Graph, question: TransitionsQuestion) -> None:
    """The graph of transitions, with `slowest` also the bars of their times; and the people behind one."""
    with working(say("journeys.counting")):
        found = answer_of(graph, question).transitions
    form = JourneyForm.of(graph, question)
    if rest := form.rest:
        top = len(form.labels()) - 1
        st.caption(say("journeys.rest", top=top, of=top + rest, rest=rest))
    process = Process(found[: question.limit], by_time=question.slowest)
    drawn = {(one.from_event, one.to_event): k for k, one in enumerate(process.arrows)}
    measures = [_transition(one, drawn.get((one.from_event, one.to_event))) for one in found]
    nodes = [_node(found, name, k) for k, name in enumerate(process.names)]
    _show_graph(question, found, process, [*measures, *nodes])
    if question.slowest:
        _show_slowest(question, found, measures)
    show_open_flow(graph, question, [*measures, *nodes], "transitions")


def _show_graph(
    question: TransitionsQuestion,
    found: Sequence[Transition],
    process: Process,
    measures: Sequence[FlowMeasure],
) -> None:
    look = "slow" if question.slowest else "graph"
    arrows = min(question.limit, len(found))
    figure(
        process_graph(process), look,
        title=say(f"journeys.{look}_title"), alt=word("journeys.graph_alt", shown=arrows, of=len(found)),
        meaning=say("journeys.graph_meaning"),
        rows=[_row(one) for one in found], columns=("from_event", "to_event", "occurrences", "people"),
        height=640,
        queries=(
            "internal/flows/transitions", *(("internal/flows/durations",) if question.slowest else ())
        ),
        command=command_line(question),
        note=coverage_note(
            "arrows", drawn=arrows, found=len(found),
            shown=sum(one.occurrences for one in found[: question.limit]),
            total=sum(one.occurrences for one in found),
        ),
        drill_downs=[one.drill_down for one in measures], wide=4,
    )  # fmt: skip


def _transition(one: Transition, place: int | None) -> FlowMeasure:
    ends = (one.from_event, one.to_event)
    at = () if place is None else (("edge", 0, place),)
    return FlowMeasure(
        join_names(ends), " → ".join(ends), one.people, at, one.occurrences, ends, events_only(*ends)
    )


def _node(found: Sequence[Transition], name: str, place: int) -> FlowMeasure:
    """An event: all transitions to it; of the start, all transitions from it."""
    occurrences = sum(
        one.occurrences for one in found if (one.from_event if name == START else one.to_event) == name
    )
    return FlowMeasure(
        join_names([name]), name, None, (("node", 0, place),), occurrences, (name,), events_only(name)
    )


def _show_slowest(
    question: TransitionsQuestion, found: Sequence[Transition], measures: Sequence[FlowMeasure]
) -> None:
    """The transitions on which people spend the most time, one by one."""
    timed = [
        (one, measure) for one, measure in zip(found, measures, strict=True) if one.total_seconds is not None
    ]
    shown = timed[:_BARS]
    hours = [_hours(one.total_seconds) for one, _ in shown]
    figure(
        bars(
            [measure.label for _, measure in shown], [round(value, 2) for value in hours],
            [_label(one) for one, _ in shown], word("columns.total_hours"),
        ),
        "slowest",
        title=say("journeys.slowest_title"),
        alt=word("journeys.slowest_alt", shown=len(shown), of=len(timed)),
        meaning=say("journeys.slowest_meaning"),
        rows=[_row(one) for one, _ in timed], columns=("from_event", "to_event", "occurrences", "people"),
        height=height_of(len(shown)), queries=("internal/flows/durations",), command=command_line(question),
        note=coverage_note(
            "slowest", drawn=len(shown), found=len(timed), shown=sum(hours),
            total=sum(_hours(one.total_seconds) for one, _ in timed),
        ),
        drill_downs=[
            replace(measure, at=(("main", 0, place),)).drill_down
            for place, (_, measure) in enumerate(shown)
        ],
        wide=3,
    )  # fmt: skip


def _label(one: Transition) -> str:
    return word(
        "journeys.slow_bar", hours=f"{_hours(one.total_seconds):,.0f}",
        median=lasting(one.median_seconds), most=lasting(one.p90_seconds),
    )  # fmt: skip


def _row(one: Transition) -> dict[str, object]:
    row: dict[str, object] = {
        "from_event": one.from_event, "to_event": one.to_event,
        "occurrences": one.occurrences, "people": one.people,
    }  # fmt: skip
    if one.total_seconds is not None:
        row |= {
            "total_hours": _hours(one.total_seconds), "median_hours": _hours(one.median_seconds),
            "p90_hours": _hours(one.p90_seconds),
        }  # fmt: skip
    return row


def _hours(seconds: float | None) -> float:
    return (seconds or 0.0) / 3600
