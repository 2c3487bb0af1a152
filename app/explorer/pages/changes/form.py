"""What the page Changes asks: which shifts are looked for, and on which days."""

from collections.abc import Sequence

import streamlit as st
from onepath.graph.changes import MAX_DAYS, ChangesQuestion, DayRange
from onepath.graph.conditions import Filter

from ...connection import working
from ...inputs import choose_number, choose_several
from ...language import say, word
from ..funnels import read_steps

__all__ = ["choose_question"]


def choose_question(names: Sequence[str], properties: Sequence[str], filters: Filter) -> ChangesQuestion:
    """Draws the form and answers its question; of the filters only the date range matters."""
    left, right = st.columns([3, 7], vertical_alignment="bottom")
    longest = choose_number(say("changes.longest"), 1, 365, "max_days", usual=MAX_DAYS, place=left)
    # What is also monitored leaves an open incident what it is.
    by = choose_several(
        say("changes.value"),
        properties,
        "by",
        free=True,
        view=True,
        place=right,
        placeholder=word("changes.none"),
    )
    steps = choose_several(
        say("changes.steps"), names, "steps", free=True, view=True, placeholder=word("changes.none")
    )
    since, until = filters.dates
    days = DayRange(since, until) if since or until else None
    with working(say("changes.checking")):
        return ChangesQuestion(
            days=days, max_days=int(longest), by=tuple(one.strip() for one in by if one.strip()),
            steps=read_steps(steps, names) if len(steps) > 1 else (),
        )  # fmt: skip
