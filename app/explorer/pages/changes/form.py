"""What the page Changes asks: which shifts are looked for, and on which days."""

from collections.abc import Sequence

import streamlit as st
from onepath.graph.changes import MAX_DAYS, ChangesQuestion, DayRange
from onepath.graph.conditions import Filter

from ...connection import working
from ...language import say, word
from ..funnels import read_steps

__all__ = ["choose_question"]


def choose_question(names: Sequence[str], properties: Sequence[str], filters: Filter) -> ChangesQuestion:
    """Draws the form and answers its question; of the filters only the date range matters."""
    left, right = st.columns([3, 7], vertical_alignment="bottom")
    longest = left.number_input(say("changes.longest"), 1, 365, MAX_DAYS, key="max_days", bind="query-params")
    by = right.multiselect(
        say("changes.value"), properties, key="by", bind="query-params", accept_new_options=True,
        placeholder=word("changes.none"),
    )  # fmt: skip
    steps = st.multiselect(
        say("changes.steps"), names, key="steps", bind="query-params", accept_new_options=True,
        placeholder=word("changes.none"),
    )  # fmt: skip
    since, until = filters.dates
    days = DayRange(since, until) if since or until else None
    with working(say("changes.checking")):
        return ChangesQuestion(
            days=days, max_days=int(longest), by=tuple(one.strip() for one in by if one.strip()),
            steps=read_steps(steps, names) if len(steps) > 1 else (),
        )  # fmt: skip
