"""Which number is open: part of the address, so that Back closes it and a link opens it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from .language import say

__all__ = ["Opening", "Place", "choose_open", "click_in", "open_now", "opened"]

Place = tuple[str, int, int]
"""Where something stands in a chart: main, node or edge; the series; its place in the series' list."""
_KEY = "open"


@dataclass(frozen=True, slots=True)
class Opening:
    """A number that opens: `token` is for the address, `label` plain text, `at` where a click hits it."""

    token: str
    label: str
    at: tuple[Place, ...] = ()


def opened() -> str | None:
    """The token of what is open on this page."""
    return st.query_params.get(_KEY)


def open_now(token: str | None) -> None:
    """Opens another, or closes what is open. Back undoes it."""
    if token is None:
        st.query_params.pop(_KEY, None)
    elif opened() != token:
        st.query_params[_KEY] = token


def choose_open(key: str, openings: Sequence[Opening], click: Place | None) -> str | None:
    """Opens what was clicked, and draws the choice for who has no mouse; the token that is open now."""
    hit = next((one.token for one in openings if click is not None and click in one.at), None)
    if hit is not None:
        open_now(hit)
    labels = {one.token: one.label for one in openings}
    token = opened()
    token = token if token in labels else None
    chooser = f"{key}_open"
    st.session_state[chooser] = token
    st.selectbox(
        say("figure.open"), list(labels), index=None, format_func=lambda one: labels[one], key=chooser,
        placeholder=say("figure.choose"), on_change=_chosen, args=(chooser,),
    )  # fmt: skip
    return token


def _chosen(chooser: str) -> None:
    open_now(st.session_state[chooser])


def click_in(key: str, state: Mapping[str, Any] | None) -> Place | None:
    """What was clicked in a chart since the last run. A chart tells what is selected, long afterwards too."""
    selected = state["selection"]["selected"] if state else []
    now = next(((one["data_type"], one["series_index"], one["data_indices"][-1])
                for one in selected if one["data_indices"]), None)  # fmt: skip
    seen = f"{key}_seen"
    before: Place | None = st.session_state.get(seen)
    st.session_state[seen] = now
    if now == before:
        return None
    # What was selected and is clicked again is told as nothing selected. It was closed meanwhile by Back.
    return now if now is not None else (before if opened() is None else None)
