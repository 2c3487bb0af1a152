"""What the funnel page asks: its steps, which are part of the address, and how they are read."""

import shlex
from collections.abc import Mapping, Sequence
from typing import Any, get_args

import streamlit as st
from onepath.graph.conditions import Step, read_step
from onepath.graph.errors import QuestionInvalid
from onepath.graph.funnels import ClickhouseMode, Count, FunnelQuestion, Order

from ...spans import span
from ..choosing import choose
from ..filters import Filters
from ..language import say, word
from ..opening import open_now

__all__ = ["build_steps", "choose_reading", "command_line", "read_question"]

_KEY = "step"
_WINDOWS = ("30m", "1h", "12h", "1d", "3d", "7d", "14d", "30d", "90d")
_WINDOW = "7d"
_FEWEST = 2
_MARKS = frozenset("|*@[?\\")


def build_steps(names: Sequence[str], suggested: Sequence[str]) -> list[str]:
    """Draws a row for each step, and answers their texts. They are in the address: Back undoes a change."""
    steps = st.query_params.get_all(_KEY) or list(suggested)
    for place, text in enumerate(steps):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            key = f"step_{place}"
            # The address is what holds: after Back the row has to say the same.
            st.session_state[key] = text
            st.markdown(f"**{place + 1}**", width=16)
            st.selectbox(
                say("funnels.step", n=place + 1), list(dict.fromkeys([text, *names])), key=key,
                accept_new_options=True, label_visibility="collapsed", required=True,
                on_change=_change, args=(steps, place, names),
            )  # fmt: skip
            st.button(
                "↑", key=f"up_{place}", help=say("funnels.up", n=place + 1), disabled=place == 0,
                on_click=_up, args=(steps, place), type="tertiary",
            )  # fmt: skip
            st.button(
                "✕", key=f"remove_{place}", help=say("funnels.remove", n=place + 1),
                on_click=_remove, args=(steps, place), type="tertiary",
            )  # fmt: skip
    st.session_state["step_more"] = None
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("**+**", width=16)
        st.selectbox(
            say("funnels.add"), list(names), index=None, key="step_more", accept_new_options=True,
            placeholder=word("funnels.add_placeholder"), label_visibility="collapsed",
            on_change=_add, args=(steps, names),
        )  # fmt: skip
        with st.popover("?", help=say("funnels.steps_title")):
            st.markdown(say("funnels.steps_help"))
    return steps


def choose_reading(names: Sequence[str], properties: Sequence[str]) -> dict[str, Any]:
    """Draws how the steps are read, and answers these fields of the question. Raises QuestionInvalid."""
    within, count, order = st.columns(3, vertical_alignment="bottom")
    with within:
        window = _choose_window()
    with count:
        what = choose(
            say("funnels.count"), get_args(Count), "count", named=lambda one: word(f"funnels.count_{one}")
        )
    with order:
        read = choose(
            say("funnels.order"), get_args(Order), "order", named=lambda one: word(f"funnels.order_{one}")
        )
    with st.expander(say("funnels.more")):
        fields = _choose_more(names, properties)
    try:
        length = span(window)
    except ValueError as error:
        raise QuestionInvalid(str(error)) from error
    return {"within": length, "count": what, "order": read, **fields}


def _choose_more(names: Sequence[str], properties: Sequence[str]) -> dict[str, Any]:
    left, right = st.columns(2)
    excluded = left.multiselect(
        say("funnels.without"), names, key="without", bind="query-params", accept_new_options=True,
        placeholder=word("funnels.without_placeholder"), help=say("funnels.without_help"),
    )  # fmt: skip
    constant = right.selectbox(
        say("funnels.constant"), properties, index=None, key="constant", bind="query-params",
        placeholder=word("funnels.constant_placeholder"), help=say("funnels.constant_help"),
    )  # fmt: skip
    first, second, third = st.columns(3)
    with first:
        entry = choose(
            say("funnels.entry"),
            ("furthest", "first"),
            "entry",
            named=lambda one: word(f"funnels.entry_{one}"),
        )
    with second:
        ties = choose(
            say("funnels.ties"), ("source", "steps"), "ties", named=lambda one: word(f"funnels.ties_{one}")
        )
    with third:
        reading = choose(
            say("funnels.reading"), ("onepath", "clickhouse"), "reading",
            named=lambda one: word(f"funnels.reading_{one}"),
        )  # fmt: skip
    modes: list[str] = []
    if reading == "clickhouse":
        modes = st.multiselect(
            say("funnels.modes"), get_args(ClickhouseMode), key="modes", bind="query-params",
            placeholder=word("funnels.modes_placeholder"),
        )  # fmt: skip
    return {
        "exclude": excluded, "constant": constant, "attempt": entry, "ties": ties, "mode": reading,
        "clickhouse_modes": modes,
    }  # fmt: skip


def read_question(
    texts: Sequence[str], fields: Mapping[str, Any], filters: Filters, names: Sequence[str]
) -> FunnelQuestion | None:
    """The question; None while there are too few steps. Raises QuestionInvalid with all that is wrong."""
    if len(texts) < _FEWEST:
        return None
    try:
        # A name that is there as it is written is that name, whatever marks are in it.
        steps = tuple(Step(text) if text in names else read_step(text) for text in texts)
    except ValueError as error:
        raise QuestionInvalid(f"{error}.") from error
    return FunnelQuestion.parse(steps=steps, filter=filters.filter, **fields)


def command_line(question: FunnelQuestion) -> str:
    """The command that runs the same."""
    return shlex.join(question.command_line())


def _choose_window() -> str:
    """Draws the window and answers its code, such as 7d, which is in the address."""
    now = st.query_params.get("within", _WINDOW)
    st.session_state["window"] = now
    st.selectbox(
        say("funnels.within"), list(dict.fromkeys([*_WINDOWS, now])), key="window", accept_new_options=True,
        format_func=_window, help=say("funnels.within_help"), on_change=_choose_another_window,
    )  # fmt: skip
    return now


def _choose_another_window() -> None:
    st.query_params["within"] = st.session_state["window"] or _WINDOW


def _window(text: str) -> str:
    unit = text[-1:]
    return word(f"funnels.span_{unit}", n=int(text[:-1])) if text[:-1].isdigit() and unit in "smhdw" else text


def _change(steps: Sequence[str], place: int, names: Sequence[str]) -> None:
    text = st.session_state[f"step_{place}"]
    if text and text.strip():
        _write([*steps[:place], _meant(text.strip(), names), *steps[place + 1 :]])


def _up(steps: Sequence[str], place: int) -> None:
    _write([*steps[: place - 1], steps[place], steps[place - 1], *steps[place + 1 :]])


def _remove(steps: Sequence[str], place: int) -> None:
    _write([*steps[:place], *steps[place + 1 :]])


def _add(steps: Sequence[str], names: Sequence[str]) -> None:
    text = st.session_state["step_more"]
    if text and text.strip():
        _write([*steps, _meant(text.strip(), names)])


def _meant(text: str, names: Sequence[str]) -> str:
    """What was typed; the only name that holds it, where it is neither a name nor a text of several."""
    if text in names or _MARKS.intersection(text):
        return text
    holding = [name for name in names if text.casefold() in name.casefold()]
    return holding[0] if len(holding) == 1 else text


def _write(steps: Sequence[str]) -> None:
    # What was open is a number of another funnel.
    open_now(None)
    st.query_params[_KEY] = list(steps)
