"""Choices with names in the reader's language whose code, the same in every language, is in the address."""

from collections.abc import Callable, Sequence
from typing import Literal, TypedDict

import streamlit as st

from .address import put
from .language import say

__all__ = ["IN_LINK", "choose", "choose_one_of", "say_left_out"]


class _InLink(TypedDict):
    bind: Literal["query-params"]
    persist_state: Literal["session"]


IN_LINK: _InLink = {"bind": "query-params", "persist_state": "session"}
"""How an input is drawn whose value is in the address and stays as one goes from page to page."""


def choose(
    label: str, options: Sequence[str], key: str, *, named: Callable[[str], str], default: str | None = None
) -> str:
    """Draws a list and answers the code that is chosen; `default`, or the first, where nothing is.

    Streamlit's own binding writes what is shown into the address: a link would be of one language. `label` is
    Markdown; `named` gives plain text. Back undoes a choice.
    """
    return _choose(st.selectbox, label, options, key, named, default or options[0])


def choose_one_of(
    label: str, options: Sequence[str], key: str, *, named: Callable[[str], str], default: str | None = None
) -> str:
    """The same as buttons beside one another, without a label to be seen."""

    def buttons(label: str, options: Sequence[str], **rest: object) -> str:
        return st.segmented_control(  # type: ignore[call-overload, no-any-return]
            label, options, required=True, label_visibility="collapsed", **rest
        )

    return _choose(buttons, label, options, key, named, default or options[0])


def say_left_out(key: str) -> None:
    """Says that what the address asks for is not there."""
    st.warning(say("filters.unknown", asked=f"{key}={st.query_params[key]}"), icon=":material/link_off:")


def _choose(
    draw: Callable[..., str],
    label: str,
    options: Sequence[str],
    key: str,
    named: Callable[[str], str],
    default: str,
) -> str:
    given = st.query_params.get(key)
    if given and given not in options:
        say_left_out(key)
    widget = f"{key}_choice"
    st.session_state[widget] = given if given in options else default
    draw(label, options, format_func=named, key=widget, on_change=_chosen, args=(key, widget, default))
    chosen: str = st.session_state[widget]
    return chosen


def _chosen(key: str, widget: str, default: str) -> None:
    put(key, st.session_state[widget], default)
