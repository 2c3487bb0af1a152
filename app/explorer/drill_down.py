"""Which number is open, down to its people: part of the address, so that Back closes it again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from . import address
from .formats import number
from .language import named, say, word

__all__ = [
    "DrillDown", "Measure", "Place", "choose_drill_down", "clicked_place", "find_open", "open_token",
    "set_open",
]  # fmt: skip

Place = tuple[str, int, int]
"""Where something stands in a chart: main, node or edge; the series; its place in the series' list."""


@dataclass(frozen=True, slots=True)
class DrillDown:
    """A number that opens: `token` is for the address, `label` plain text, `at` where a click hits it."""

    token: str
    label: str
    at: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of a question that opens to its people.

    `of` is the number as the question writes it, and its token in the address. `count` is how many entries
    the list of people must have, `occurrences` how often they count together; None is not known.
    """

    of: str
    label: str
    count: int | None
    at: tuple[Place, ...] = ()
    occurrences: int | None = None

    @property
    def drill_down(self) -> DrillDown:
        return DrillDown(self.of, f"{named(self.label)} · {self._text}", self.at)

    @property
    def _text(self) -> str:
        if self.occurrences is None:
            return number(self.count or 0)
        if self.count is None:
            return word("people_list.times", n=self.occurrences)
        return word("people_list.times_people", n=self.occurrences, people=self.count)


_Measure = TypeVar("_Measure", bound=Measure)


def open_token() -> str | None:
    """The token of the number that is open on this page."""
    return address.given(address.OPEN)


def find_open(measures: Iterable[_Measure]) -> _Measure | None:
    """The one of these numbers that is open."""
    token = open_token()
    return next((one for one in measures if one.of == token), None)


def set_open(token: str | None) -> None:
    """Opens another number, or closes the open one. Back undoes it."""
    address.put(address.OPEN, token, view=True)


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
