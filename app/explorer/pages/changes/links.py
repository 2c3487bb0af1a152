"""Links from a shift to the next question, about the same days. None leads to an error, or to nothing."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st
from onepath.graph.changes import LIST, ChangesQuestion, Shift, named_events
from onepath.graph.conditions import Comparison, Step, read_step

from ...language import say
from ...navigation import link_to

__all__ = ["show_links"]

_ANY_EVENT = "*"
_USUAL_SUPPORT, _LEAST_SUPPORT = 5.0, 0.01
"""In percent, as the page Patterns has them."""
_OF_ITS_SHARE = 0.2


def show_links(question: ChangesQuestion, shift: Shift) -> None:
    """Draws the links to funnels, journeys and patterns of the shift's days."""
    days: dict[str, str] = {"since": str(shift.since), "until": str(shift.until)}
    steps = _steps(question, shift)
    happened = shift.occurrences > 0
    with st.container(horizontal=True):
        if len(steps) > 1 and (happened or shift.kind != "session"):
            link_to("funnels", say("changes.to_funnel"), {**days, "step": steps})
        if shift.kind == "value":
            if happened and (condition := _condition(shift)):
                label = say("changes.to_journeys", event=shift.what)
                link_to("journeys", label, {**days, "property": condition})
        elif event := _happened(shift, steps):
            link_to("journeys", say("changes.to_journeys", event=event), {**days, "event": event})
        # Nobody can say what was different from days before the data begins.
        if steps and _before(shift) >= shift.first_day:
            link_to("patterns", say("changes.to_patterns", event=steps[-1]), _contrast(shift, steps[-1]))


def _steps(question: ChangesQuestion, shift: Shift) -> Sequence[str]:
    """The events that a shift is about, in order; values of a property have none."""
    if shift.kind == "step":
        return [step.text for step in question.steps]
    return named_events(shift.names, shift.kind)


def _happened(shift: Shift, steps: Sequence[str]) -> str | None:
    """The event to continue with: the last one, or the one that nothing followed on these days."""
    if shift.occurrences:
        return steps[-1] if steps else None
    return steps[0] if shift.kind in ("transition", "step") and len(steps) > 1 else None


def _condition(shift: Shift) -> str | None:
    """The filter that finds a value; None for one that cannot be written, such as a list."""
    name, value, *event = shift.names
    step = Step(event[0] if event else _ANY_EVENT, (Comparison(name, "=", value),))
    try:
        return step.text if value != LIST and read_step(step.text) == step else None
    except ValueError:
        return None


def _before(shift: Shift) -> date:
    """The first of as many days before."""
    return shift.since - timedelta(days=(shift.until - shift.since).days + 1)


def _contrast(shift: Shift, event: str) -> dict[str, str]:
    """The patterns in which these days differ from as many before them, also rare ones."""
    expected = max(shift.occurrences, shift.expected) / max(shift.sessions, 1)
    support = min(_USUAL_SUPPORT, max(_LEAST_SUPPORT, round(100 * _OF_ITS_SHARE * expected, 2)))
    return {
        "view": "contrast", "contains": event, "support": f"{support:g}",
        "compare": f"period:{shift.since}..{shift.until},{_before(shift)}..{shift.since - timedelta(days=1)}",
    }  # fmt: skip
