"""What the page Retention asks: who begins, what is a return, by which periods and cohorts."""

from collections.abc import Sequence
from typing import get_args

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.outcomes import SOURCE, RetentionMode, RetentionQuestion
from onepath.graph.questions import Interval

from ...event_patterns import exact_pattern
from ...inputs import choose
from ...language import say, word

__all__ = ["choose_question"]


def choose_question(names: Sequence[str], properties: Sequence[str], filters: Filter) -> RetentionQuestion:
    """Draws the form and answers its question."""
    first, second, third = st.columns(3, vertical_alignment="bottom")
    start = first.selectbox(
        say("retention.start"), names, index=None, key="start", bind="query-params",
        placeholder=word("retention.any"), accept_new_options=True, help=say("retention.event_help"),
    )  # fmt: skip
    back = second.selectbox(
        say("retention.back"), names, index=None, key="return", bind="query-params",
        placeholder=word("retention.any"), accept_new_options=True, help=say("retention.event_help"),
    )  # fmt: skip
    by = third.selectbox(
        say("retention.group"), [SOURCE, *properties], index=None, key="by", bind="query-params",
        placeholder=word("retention.by_time"),
    )  # fmt: skip
    first, second, third = st.columns(3, vertical_alignment="bottom")
    with first:
        interval = choose(
            say("retention.by"), get_args(Interval), "interval", default="week",
            named=lambda one: word(f"retention.by_{one}"),
        )  # fmt: skip
    with second:
        mode = choose(
            say("retention.mode"), get_args(RetentionMode), "mode",
            named=lambda one: word(f"retention.mode_{one}"),
        )  # fmt: skip
    periods = third.slider(say("retention.periods"), 1, 60, 12, key="periods", bind="query-params")
    first, second = st.columns([2, 1], vertical_alignment="bottom")
    brackets = first.text_input(
        say("retention.brackets"), key="brackets", bind="query-params", placeholder="0,1-7,8-30",
        help=say("retention.brackets_help"),
    ).strip()  # fmt: skip
    later_day = second.toggle(say("retention.later_day"), key="later_day", bind="query-params")
    return RetentionQuestion(
        start_event=None if start is None else exact_pattern([start]),
        return_event=None if back is None else exact_pattern([back]),
        interval=interval, mode=mode, by=by, periods=periods, filter=filters,
        brackets=brackets or None, later_day=later_day,
    )  # fmt: skip
