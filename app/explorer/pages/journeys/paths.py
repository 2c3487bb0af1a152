"""Paths: what people do next after an event, or did before it, as a Sankey."""

import re
from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st
from onepath.graph.flows import OTHER, Paths, PathsQuestion
from onepath.graph.questions import join_names, split_names
from onepath.graph.store import Graph
from onepath.graph.trails import END, START

from ...connection import working
from ...figures import figure
from ...inputs import choose, choose_number
from ...language import say, word
from ...questions import answer_of, command_line
from .form import JourneyForm
from .measures import FlowMeasure, events_only, show_open_flow
from .sankey import Flow, Node, sankey

__all__ = ["choose_paths", "show_paths"]


def choose_paths(form: JourneyForm) -> PathsQuestion:
    """Draws the inputs of the view and answers their question."""
    names = form.labels()
    side, which, before, far, many = st.columns([3, 4, 4, 3, 3], vertical_alignment="bottom")
    with side:
        direction = choose(
            say("journeys.direction"), ["from", "to"], "direction",
            named=lambda one: word(f"journeys.direction_{one}"),
        )  # fmt: skip
    with which:
        event = choose(say("journeys.event"), names, "event", named=str, free=True)
    with before:
        pair = choose(
            say("journeys.pair"), ["", *names], "pair", named=lambda one: one or word("journeys.any_event"),
            free=True,
        )  # fmt: skip
    depth = choose_number(say("journeys.depth"), 1, 10, "depth", usual=3, slider=True, place=far)
    limit = choose_number(
        say("journeys.top"), 3, 20, "top", usual=8, slider=True, place=many, help=say("journeys.top_help")
    )
    # An event with conditions is not a name: its brackets have no backslashes.
    anchor = ">".join(one if one.endswith("]") else join_names([one]) for one in (pair, event) if one)
    backwards = direction == "to"
    return PathsQuestion(
        start=None if backwards else anchor, end=anchor if backwards else None, depth=depth, limit=limit,
        **form.fields,
    )  # fmt: skip


def show_paths(graph: Graph, question: PathsQuestion) -> None:
    """The paths, and the people behind one of their bands or nodes."""
    with working(say("journeys.counting")):
        found = answer_of(graph, question)
    flow = Flow(found.steps, backwards=question.start is None)
    st.markdown(say(f"journeys.paths_{_side(flow)}", event=found.event, n=flow.whole))
    if not found.steps:
        st.warning(say(f"journeys.nothing_{_side(flow)}"), icon=":material/search_off:")
        return
    measures = [*_bands(flow, found.event), *_nodes(flow, found.event)]
    figure(
        sankey(flow), "paths",
        title=say("journeys.paths_title"),
        alt=word(f"journeys.paths_alt_{_side(flow)}", event=found.event, steps=question.depth),
        meaning=say("journeys.paths_meaning"),
        rows=[asdict(one) for one in found.steps],
        height=max(420, 200 + 40 * flow.tallest), queries=("internal/flows/paths",),
        command=command_line(question), note="  \n".join(_accounts(flow, found)),
        drill_downs=[one.drill_down for one in measures], wide=min(question.depth, 5),
    )  # fmt: skip
    show_open_flow(graph, question, measures, "paths")


def _side(flow: Flow) -> str:
    return "before" if flow.backwards else "after"


def _bands(flow: Flow, anchor: str) -> list[FlowMeasure]:
    return [
        FlowMeasure(
            f"{one.step}.{join_names([one.from_event, one.to_event])}",
            word("journeys.band", step=one.step, source=one.from_event, target=one.to_event),
            one.people, (("edge", 0, place),), one.occurrences,
            _chain(flow, anchor, [source, target]), _pair(source, target, anchor),
        )
        for place, ((source, target), one) in enumerate(zip(flow.bands, flow.steps, strict=True))
    ]  # fmt: skip


def _nodes(flow: Flow, anchor: str) -> list[FlowMeasure]:
    return [
        FlowMeasure(
            f"{abs(step)}.{join_names([name])}" if step else "0",
            word("journeys.node", step=abs(step), event=name),
            None, (("node", 0, place),), occurrences,
            _chain(flow, anchor, [(step, name)]), () if step == 0 else (name,),
        )
        for place, ((step, name), occurrences) in enumerate(flow.sizes.items())
    ]  # fmt: skip


def _chain(flow: Flow, anchor: str, nodes: Sequence[Node]) -> tuple[str, ...]:
    """The events from the anchor to what was clicked, or the other way, in the order of time."""
    away = [name for place, name in nodes if place != 0]
    ends = _events_of(anchor)
    return (*away, *ends) if flow.backwards else (*ends, *away)


def _pair(source: Node, target: Node, anchor: str) -> tuple[str, ...]:
    """The two events of a band, where both are events; of an anchor that is a pair the nearer one."""
    near = _events_of(anchor)[-1 if source[0] == 0 else 0]
    names = tuple(near if place == 0 else name for place, name in (source, target))
    return events_only(*names)


def _events_of(anchor: str) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", event) for event in split_names(anchor)]


def _accounts(flow: Flow, found: Paths) -> list[str]:
    """For each step how many events are named and how many are grouped, and that nothing is left out."""
    return [_account(flow, found, step) for step in range(1, max(one.step for one in flow.steps) + 1)]


def _account(flow: Flow, found: Paths, step: int) -> str:
    total = flow.whole
    counts = {"shown": 0, "grouped": 0}
    names = set()
    for one in flow.steps:
        far = one.from_event if flow.backwards else one.to_event
        if one.step == step and far not in (START, END):
            counts["grouped" if far == OTHER else "shown"] += one.occurrences
            names.add(far)
    rest = len(found.other_events.get(step, ()))
    shown = len(names - {OTHER})
    ended = total - counts["shown"] - counts["grouped"]
    return say(
        f"journeys.account_{_side(flow)}",
        step=step, top=shown, of=shown + rest, rest=rest, ended=ended, n=total, **counts,
        shown_share=f"{counts['shown'] / total:.1%}", ended_share=f"{ended / total:.1%}",
        grouped_share=f"{counts['grouped'] / total:.1%}",
    )  # fmt: skip
