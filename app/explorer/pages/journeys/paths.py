"""Paths: what people do next after an event, or did before it, as a Sankey."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

import streamlit as st
from onepath.graph.flows import OTHER, Paths, follow, path_event_passages, path_passages, spelling, steps_of
from onepath.graph.saved_questions import PathDocument

from ...figures import figure
from ...inputs import IN_LINK, choose
from ...language import say, word
from ...saved_questions import choose_saved_question, offer_to_save
from .actions import show_open_measure
from .form import JourneyForm
from .people import Measure, drill_downs, events_only
from .sankey import Flow, Node, sankey

__all__ = ["show_paths"]

_ENDS = ("(start)", "(end)")


def show_paths(form: JourneyForm) -> None:
    """The view."""
    saved = choose_saved_question(form.graph, "paths")
    if isinstance(saved, PathDocument):
        question = saved
        form = replace(form.filtered_by(question.filter), lens=question.lens)
    else:
        question = _choose_question(form)
    anchor = question.start or question.end or ""
    way = {"start": question.start, "end": question.end, "limit": question.limit}
    found = form.answer(follow, **way, depth=question.depth)
    flow = Flow(found.steps, backwards=question.start is None)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(say(f"journeys.paths_{_side(flow)}", event=anchor, n=flow.whole))
        offer_to_save(form.graph, question)
    if not found.steps:
        st.warning(say(f"journeys.nothing_{_side(flow)}"), icon=":material/search_off:")
        return
    measures = [*_bands(flow, anchor, way, found), *_nodes(flow, anchor, way, found)]
    token = figure(
        sankey(flow),
        "paths",
        title=say("journeys.paths_title"),
        alt=word(f"journeys.paths_alt_{_side(flow)}", event=anchor, steps=question.depth),
        meaning=say("journeys.paths_meaning"),
        rows=[asdict(one) for one in found.steps],
        height=max(420, 200 + 40 * flow.tallest),
        queries=("internal/flows/paths",),
        command=_command(form, question),
        note="  \n".join(_accounts(flow, found)),
        drill_downs=drill_downs(measures),
        wide=min(question.depth, 5),
    )
    show_open_measure(form, measures, token, "paths")


def _choose_question(form: JourneyForm) -> PathDocument:
    """Draws the inputs and answers their question."""
    names = form.labels()
    side, which, before, far, many = st.columns([3, 4, 4, 3, 3], vertical_alignment="bottom")
    with side:
        direction = choose(say("journeys.direction"), ["from", "to"], "direction", named=_direction)
    with which:
        event = choose(say("journeys.event"), names, "event", named=str)
    with before:
        pair = choose(say("journeys.pair"), ["", *names], "pair", named=_or_any)
    depth = far.slider(say("journeys.depth"), 1, 10, 3, key="depth", **IN_LINK)
    limit = many.slider(say("journeys.top"), 3, 20, 8, key="top", help=say("journeys.top_help"), **IN_LINK)
    anchor, lens = spelling([pair, event] if pair else [event]), form.lens
    return PathDocument(
        start=None if direction == "to" else anchor, end=anchor if direction == "to" else None, depth=depth,
        limit=limit, scope=lens.scope, show=lens.show, groups=lens.groups, collapse=lens.collapsed,
        filter=form.filters,
    )  # fmt: skip


def _or_any(name: str) -> str:
    return name or word("journeys.any_event")


def _direction(code: str) -> str:
    return word(f"journeys.direction_{code}")


def _side(flow: Flow) -> str:
    return "before" if flow.backwards else "after"


def _bands(flow: Flow, anchor: str, way: Mapping[str, object], found: Paths) -> list[Measure]:
    named = tuple({**way, "others": found.others}.items())
    return [
        Measure(
            f"paths:{one.step}:{spelling([one.source, one.target])}",
            word("journeys.band", step=one.step, source=one.source, target=one.target),
            one.times,
            one.people,
            path_passages,
            (one.step, one.source, one.target),
            named,
            (("edge", 0, place),),
            _chain(flow, anchor, [source, target]),
            _pair(source, target, anchor),
        )
        for place, ((source, target), one) in enumerate(zip(flow.bands, flow.steps, strict=True))
    ]


def _nodes(flow: Flow, anchor: str, way: Mapping[str, object], found: Paths) -> list[Measure]:
    named = tuple({**way, "others": found.others}.items())
    return [
        Measure(
            f"paths:{abs(node[0])}:{spelling([node[1]])}",
            word("journeys.node", step=abs(node[0]), event=node[1]),
            times,
            None,
            path_event_passages,
            (abs(node[0]), node[1]),
            named,
            (("node", 0, place),),
            _chain(flow, anchor, [node]),
            () if node[0] == 0 else (node[1],),
        )
        for place, (node, times) in enumerate(flow.sizes.items())
    ]


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
    return [re.sub(r"\\(.)", r"\1", event) for event in steps_of(anchor)]


def _accounts(flow: Flow, found: Paths) -> list[str]:
    """For each step how many events are named and how many are grouped, and that nothing is left out."""
    whole, notes = flow.whole, []
    for step in range(1, max(one.step for one in flow.steps) + 1):
        counts = {"shown": 0, "grouped": 0}
        names = set()
        for one in flow.steps:
            far = one.source if flow.backwards else one.target
            if one.step == step and far not in _ENDS:
                counts["grouped" if far == OTHER else "shown"] += one.times
                names.add(far)
        rest = len(found.others.get(step, ()))
        shown = len(names - {OTHER})
        ended = whole - counts["shown"] - counts["grouped"]
        notes.append(
            say(
                f"journeys.account_{_side(flow)}",
                step=step, top=shown, of=shown + rest, rest=rest, ended=ended, n=whole, **counts,
                shown_share=f"{counts['shown'] / whole:.1%}", ended_share=f"{ended / whole:.1%}",
                grouped_share=f"{counts['grouped'] / whole:.1%}",
            )
        )  # fmt: skip
    return notes


def _command(form: JourneyForm, question: PathDocument) -> str:
    end = ("--from", question.start) if question.start else ("--to", question.end)
    return form.command("paths", *end, "--depth", question.depth, "--limit", question.limit)
