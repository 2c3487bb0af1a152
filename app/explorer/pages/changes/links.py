"""Links from a shift to the next question, about the same days."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st
from onepath.graph.changes import ChangesQuestion, Shift
from onepath.graph.trails import END, START

from ...language import say
from ...navigation import link_to

__all__ = ["show_links"]


def show_links(question: ChangesQuestion, shift: Shift) -> None:
    """Draws the links to funnels, journeys and patterns of the shift's days."""
    days: dict[str, str] = {"since": str(shift.since), "until": str(shift.until)}
    steps = [name for name in _steps(question, shift) if name not in (START, END)]
    with st.container(horizontal=True):
        if len(steps) > 1:
            link_to("funnels", say("changes.to_funnel"), {**days, "step": steps})
        if shift.kind != "value" and steps:
            link_to("journeys", say("changes.to_journeys", event=steps[-1]), {**days, "event": steps[-1]})
            link_to("patterns", say("changes.to_patterns", event=steps[-1]), _contrast(shift, steps[-1]))


def _contrast(shift: Shift, event: str) -> dict[str, str]:
    """The patterns in which these days differ from as many before them."""
    length = shift.until - shift.since
    before = shift.since - timedelta(days=1)
    return {
        "view": "contrast", "contains": event,
        "compare": f"period:{shift.since}..{shift.until},{before - length}..{before}",
    }  # fmt: skip


def _steps(question: ChangesQuestion, shift: Shift) -> Sequence[str]:
    if shift.kind == "step":
        return [step.text for step in question.steps]
    return shift.names[1:] if shift.kind == "session" else shift.names
