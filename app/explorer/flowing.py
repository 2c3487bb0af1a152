"""The inputs by which the reader says how journeys are read, alike on every page that asks for flows."""

from collections.abc import Iterable, Sequence

import streamlit as st
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import number, plain
from onepath.graph.flows import Lens, Passage, Scope, Show, walkers

__all__ = ["choose_lens", "open_people", "show_walkers"]

_SCOPES = {"Whole journeys of people": Scope.PERSON, "Sessions": Scope.SESSION}
_SHOWS = {"Event names": Show.NAME, "Sources": Show.SOURCE, "Source and name": Show.BOTH}


def choose_lens() -> Lens:
    """Draws the inputs and answers how to read; one group a line."""
    scope, show, rest = st.columns([3, 3, 4], vertical_alignment="bottom")
    unit = scope.selectbox("Count within", list(_SCOPES), key="scope", bind="query-params")
    shown = show.selectbox("Steps are", list(_SHOWS), key="show", bind="query-params")
    collapsed = rest.toggle("Take a run of one event as one", key="collapse", bind="query-params")
    with st.expander("Several events as one"):
        text = st.text_area(
            "One group a line: a name, =, and events; * stands for anything, | for or",
            key="groups",
            placeholder="view=view_*|product_view",
        )
    groups = tuple(line.strip() for line in text.splitlines() if line.strip())
    return Lens(_SCOPES[unit], _SHOWS[shown], groups, collapsed)


def open_people(label: str, choices: Sequence[str], key: str) -> int | None:
    """Draws the choice of a number to open to its people; which one was chosen."""
    if not choices:
        return None
    return st.selectbox(
        label,
        range(len(choices)),
        index=None,
        format_func=lambda place: choices[place],
        placeholder="Choose a number to see who is behind it",
        key=key,
    )


def show_walkers(found: Iterable[Passage], what: str) -> None:
    """Draws the people of a number, each with the way to its page."""
    people = walkers(found)
    times = sum(one.times for one in people)
    st.caption(f"{plain(what)}: {number(len(people))} people, {number(times)} times in all.")
    rows = [{"oneid": one.oneid, "times": one.times, "first": one.first, "last": one.last} for one in people]
    show_table(rows, "people", columns=["oneid", "times", "first", "last"], people="oneid")
