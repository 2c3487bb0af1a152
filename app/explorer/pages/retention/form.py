"""What the page Retention asks: who begins, what is a return, by which periods and cohorts."""

import shlex
from collections.abc import Sequence

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.outcomes import PERIODS, READINGS, SOURCE, RetentionQuestion

from ...event_patterns import exact_pattern
from ...inputs import choose
from ...language import say, word

__all__ = ["choose_question", "command_line"]


def choose_question(names: Sequence[str], properties: Sequence[str]) -> RetentionQuestion:
    """Draws the form and answers its question."""
    first, second, third = st.columns(3, vertical_alignment="bottom")
    start = first.selectbox(
        say("retention.start"), names, index=None, key="start", bind="query-params",
        placeholder=word("retention.any"),
    )  # fmt: skip
    back = second.selectbox(
        say("retention.back"), names, index=None, key="back", bind="query-params",
        placeholder=word("retention.any"),
    )  # fmt: skip
    group = third.selectbox(
        say("retention.group"), [SOURCE, *properties], index=None, key="group", bind="query-params",
        placeholder=word("retention.by_time"),
    )  # fmt: skip
    first, second, third = st.columns(3, vertical_alignment="bottom")
    with first:
        by = choose(
            say("retention.by"), tuple(PERIODS), "by", default="week",
            named=lambda one: word(f"retention.by_{one}"),
        )  # fmt: skip
    with second:
        reading = choose(
            say("retention.mode"), tuple(READINGS), "reading",
            named=lambda one: word(f"retention.mode_{one}"),
        )  # fmt: skip
    periods = third.slider(say("retention.periods"), 1, 60, 12, key="periods", bind="query-params")
    return RetentionQuestion(
        None if start is None else exact_pattern([start]), None if back is None else exact_pattern([back]),
        by, reading, group, periods,
    )  # fmt: skip


def command_line(question: RetentionQuestion, filters: Filter) -> str:
    """The command that asks the same."""
    parts = ["onepath", "retention", "--by", question.by]
    usual = RetentionQuestion()
    for name in ("start", "back", "reading", "group", "periods"):
        value = getattr(question, name)
        option = "--return" if name == "back" else f"--{name}"
        parts += [option, str(value)] if value != getattr(usual, name) else []
    return shlex.join([*parts, *filters.options()])
