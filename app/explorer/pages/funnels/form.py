"""What the page Funnels asks: its steps, its conversion window, and how attempts are counted."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

import streamlit as st
from onepath.graph.conditions import Filter, Step, read_step
from onepath.graph.errors import QuestionInvalid
from onepath.graph.funnels import ClickhouseMode, Count, FunnelQuestion, Order

from ...inputs import choose, choose_one, choose_several
from ...language import say, word

__all__ = ["choose_options", "read_question", "read_steps"]

_WINDOWS = ("30m", "1h", "12h", "1d", "3d", "7d", "14d", "30d", "90d", "1y")
_WINDOW = "7d"
_FEWEST = 2


def choose_options(names: Sequence[str], properties: Sequence[str]) -> dict[str, Any]:
    """Draws how attempts are counted and answers these fields of the question."""
    within, count, order = st.columns(3, vertical_alignment="bottom")
    with within:
        window = _choose_window()
    with count:
        what = choose(
            say("funnels.count"), get_args(Count), "count", named=lambda one: word(f"funnels.count_{one}")
        )
    with order:
        which = choose(
            say("funnels.order"), get_args(Order), "order", named=lambda one: word(f"funnels.order_{one}")
        )
    with st.expander(say("funnels.more")):
        fields = _choose_more(names, properties)
    return {"within": window, "count": what, "order": which, **fields}


def _choose_more(names: Sequence[str], properties: Sequence[str]) -> dict[str, Any]:
    left, right = st.columns(2)
    exclude = choose_several(
        say("funnels.exclude"), names, "exclude", free=True, place=left,
        placeholder=word("funnels.exclude_placeholder"), help=say("funnels.exclude_help"),
    )  # fmt: skip
    constant = choose_one(
        say("funnels.constant"), properties, "constant", place=right,
        placeholder=word("funnels.constant_placeholder"), help=say("funnels.constant_help"),
    )  # fmt: skip
    first, second, third = st.columns(3)
    with first:
        attempt = choose(
            say("funnels.attempt"), ("furthest", "first"), "attempt",
            named=lambda one: word(f"funnels.attempt_{one}"),
        )  # fmt: skip
    with second:
        ties = choose(
            say("funnels.ties"), ("source", "steps"), "ties", named=lambda one: word(f"funnels.ties_{one}")
        )
    with third:
        mode = choose(
            say("funnels.mode"), ("onepath", "clickhouse"), "mode",
            named=lambda one: word(f"funnels.mode_{one}"),
        )  # fmt: skip
    modes: list[str] = []
    if mode == "clickhouse":
        modes = choose_several(
            say("funnels.modes"), get_args(ClickhouseMode), "clickhouse_modes",
            placeholder=word("funnels.modes_placeholder"),
        )  # fmt: skip
    return {
        "exclude": exclude, "constant": constant, "attempt": attempt, "ties": ties, "mode": mode,
        "clickhouse_modes": modes,
    }  # fmt: skip


def read_question(
    texts: Sequence[str], fields: Mapping[str, Any], filters: Filter, names: Sequence[str]
) -> FunnelQuestion | None:
    """The question; None while there are too few steps. Raises QuestionInvalid with all that is wrong."""
    if len(texts) < _FEWEST:
        return None
    return FunnelQuestion(steps=read_steps(texts, names), filter=filters, **fields)


def read_steps(texts: Sequence[str], names: Sequence[str]) -> tuple[Step, ...]:
    """The steps of these texts. Raises QuestionInvalid."""
    try:
        # A name that exists exactly so is that name, whatever marks are in it.
        return tuple(Step(text) if text in names else read_step(text) for text in texts)
    except ValueError as error:
        raise QuestionInvalid(f"{error}.") from error


def _choose_window() -> str:
    """Draws the conversion window and answers its code, such as 7d."""
    window = choose_one(
        say("funnels.within"), _WINDOWS, "within", usual=_WINDOW, free=True,
        format_func=_window_text, help=say("funnels.within_help"),
    )  # fmt: skip
    return window or _WINDOW


def _window_text(text: str) -> str:
    unit = text[-1:]
    return (
        word(f"funnels.span_{unit}", n=int(text[:-1])) if text[:-1].isdigit() and unit in "smhdwy" else text
    )
