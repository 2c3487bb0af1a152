"""Which number is open, down to its people: part of the address, so that Back closes it again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import streamlit as st

from .language import say

__all__ = [
    "DrillDown", "Place", "choose_drill_down", "clicked_place", "find_open", "open_token", "set_open",
]  # fmt: skip

Place = tuple[str, int, int]
"""Where something stands in a chart: main, node or edge; the series; its place in the series' list."""
_KEY = "open"


@dataclass(frozen=True, slots=True)
class DrillDown:
    """A number that opens: `token` is for the address, `label` plain text, `at` where a click hits it."""

    token: str
    label: str
    at: tuple[Place, ...] = ()


class _Openable(Protocol):
    @property
    def token(self) -> str: ...


_Measure = TypeVar("_Measure", bound=_Openable)


def open_token() -> str | None:
    """The token of the number that is open on this page."""
    return st.query_params.get(_KEY)


def find_open(measures: Iterable[_Measure]) -> _Measure | None:
    """The one of these numbers that is open."""
    token = open_token()
    return next((one for one in measures if one.token == token), None)


def set_open(token: str | None) -> None:
    """Opens another number, or closes the open one. Back undoes it."""
    if token is None:
        st.query_params.pop(_KEY, None)
    elif open_token() != token:
        st.query_params[_KEY] = token


def choose_drill_down(key: str, drill_downs: Sequence[DrillDown], click: Place | None) -> str | None:
    """Opens what was clicked, and draws the same choice as a list; the token that is open now."""
    hit = next((one.token for one in drill_downs if click is not None and click in one.at), None)
    if hit is not None:
        set_open(hit)
    labels = {one.token: one.label for one in drill_downs}
    token = open_token()
    token = token if token in labels else None
    widget = f"{key}_open"
    st.session_state[widget] = token
    st.selectbox(
        say("figure.open"), list(labels), index=None, format_func=lambda one: labels[one], key=widget,
        placeholder=say("figure.choose"), on_change=_change, args=(widget,),
    )  # fmt: skip
    return token


def _change(widget: str) -> None:
    set_open(st.session_state[widget])


def clicked_place(key: str, state: Mapping[str, Any] | None) -> Place | None:
    """What was clicked in a chart since the last run. A chart reports its selection long afterwards too."""
    selected = state["selection"]["selected"] if state else []
    now = next(((one["data_type"], one["series_index"], one["data_indices"][-1])
                for one in selected if one["data_indices"]), None)  # fmt: skip
    seen = f"{key}_seen"
    before: Place | None = st.session_state.get(seen)
    st.session_state[seen] = now
    if now == before:
        return None
    # A second click on the selected place reports nothing selected. Back has closed it meanwhile.
    return now if now is not None else (before if open_token() is None else None)
