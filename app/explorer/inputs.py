"""Choices with names in the reader's language; their codes, alike in every language, are in the address."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypedDict, TypeVar, cast

import streamlit as st

from .address import put
from .language import say

__all__ = ["IN_LINK", "choose", "warn_left_out"]


_Option = TypeVar("_Option", bound=str)


class _InLink(TypedDict):
    bind: Literal["query-params"]
    persist_state: Literal["session"]


IN_LINK: _InLink = {"bind": "query-params", "persist_state": "session"}
"""The options of an input whose value is in the address and stays from page to page."""


def choose(
    label: str,
    options: Sequence[_Option],
    key: str,
    *,
    named: Callable[[_Option], str],
    default: _Option | None = None,
    buttons: bool = False,
    typed: bool = False,
) -> _Option:
    """Draws a list, or a row of buttons without a visible label, and returns the chosen code.

    `default`, or the first option, where none is chosen; with `typed` the code may be none of the options.
    `label` is Markdown; `named` gives plain text. Back undoes a choice. Streamlit's own binding writes what
    is shown into the address: a link would hold for one language alone.
    """
    given = st.query_params.get(key)
    if given and given not in options:
        if typed:
            options = [*options, cast(_Option, given)]
        else:
            warn_left_out(key)
    widget, otherwise = f"{key}_choice", default or options[0]
    st.session_state[widget] = given if given in options else otherwise
    drawn: dict[str, Any] = {
        "format_func": named, "key": widget, "on_change": _change, "args": (key, widget, otherwise),
    }  # fmt: skip
    if buttons:
        st.segmented_control(label, options, required=True, label_visibility="collapsed", **drawn)
    else:
        st.selectbox(label, options, accept_new_options=typed, **drawn)
    chosen: _Option = st.session_state[widget]
    return chosen


def warn_left_out(key: str) -> None:
    """Warns that what the address names does not exist."""
    st.warning(say("filters.unknown", asked=f"{key}={st.query_params[key]}"), icon=":material/link_off:")


def _change(key: str, widget: str, default: str) -> None:
    put(key, st.session_state[widget], default)
