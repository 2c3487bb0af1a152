"""What the page Retention asks: who begins, what is a return, by which periods and cohorts."""

from collections.abc import Sequence
from typing import get_args

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.outcomes import SOURCE, RetentionMode, RetentionQuestion
from onepath.graph.questions import Interval

from ...event_patterns import exact_pattern
from ...inputs import choose, choose_number, choose_one, choose_whether, type_text
from ...language import say, word

__all__ = ["choose_question"]


def choose_question(names: Sequence[str], properties: Sequence[str], filters: Filter) -> RetentionQuestion:
    """Draws the form and answers its question."""
    first, second, third = st.columns(3, vertical_alignment="bottom")
    start = choose_one(
        say("retention.start"), names, "start", free=True, place=first, placeholder=word("retention.any"),
        help=say("retention.event_help"),
    )  # fmt: skip
    back = choose_one(
        say("retention.back"), names, "return", free=True, place=second, placeholder=word("retention.any"),
        help=say("retention.event_help"),
    )  # fmt: skip
    by = choose_one(
        say("retention.group"), [SOURCE, *properties], "by", place=third,
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
    periods = choose_number(say("retention.periods"), 1, 60, "periods", usual=12, slider=True, place=third)
    first, second = st.columns([2, 1], vertical_alignment="bottom")
    brackets = type_text(
        say("retention.brackets"), "brackets", place=first, placeholder="0,1-7,8-30",
        help=say("retention.brackets_help"),
    ).strip()  # fmt: skip
    later_day = choose_whether(say("retention.later_day"), "later_day", toggle=True, place=second)
    return RetentionQuestion(
        start_event=None if start is None else exact_pattern([start]),
        return_event=None if back is None else exact_pattern([back]),
        interval=interval, mode=mode, by=by, periods=periods, filter=filters,
        brackets=brackets or None, later_day=later_day,
    )  # fmt: skip
