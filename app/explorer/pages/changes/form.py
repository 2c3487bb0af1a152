"""What the page Changes asks: which shifts are looked for, and on which days."""

from collections.abc import Sequence

import streamlit as st
from onepath.graph.changes import MAX_DAYS, ChangesQuestion, DayRange
from onepath.graph.conditions import Filter

from ...connection import working
from ...language import say, word
from ..funnels import read_question

__all__ = ["choose_question"]


def choose_question(names: Sequence[str], properties: Sequence[str], filters: Filter) -> ChangesQuestion:
    """The question of the form: the longest interval, a property whose values are watched, and a funnel whose
    steps are. The filter's date range are the days that are compared with all others.
    """
    left, right = st.columns([3, 7], vertical_alignment="bottom")
    longest = left.number_input(say("changes.longest"), 1, 365, MAX_DAYS, key="longest", bind="query-params")
    value = right.selectbox(
        say("changes.value"), properties, index=None, key="value", bind="query-params",
        accept_new_options=True, placeholder=word("changes.none"),
    )  # fmt: skip
    steps = st.multiselect(
        say("changes.steps"), names, key="steps", bind="query-params", accept_new_options=True,
        placeholder=word("changes.none"),
    )  # fmt: skip
    with working(say("changes.checking")):
        funnel = read_question(steps, {}, Filter(), names)
        return ChangesQuestion.parse(
            max_days=int(longest),
            by=(value.strip(),) if value and value.strip() else (),
            days=DayRange(*filters.dates) if filters.has_dates else None,
            steps=funnel.steps if funnel else (),
        )  # fmt: skip
