"""Patterns as a ranked list: chips of event names, joined by arrows, with the numbers that open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from ...drill_down import set_open
from ...formats import number, plain
from ...language import say

__all__ = ["ChipRow", "chip_colours", "show_chips", "warn_nothing_found"]

_COLOURS = ("blue", "green", "orange", "violet", "red", "gray")
_PAGE = 10


@dataclass(frozen=True, slots=True)
class ChipRow:
    """A pattern's events, its effect (Markdown), and its numbers: (label, count, token).

    `toward`: an event after them that not all of the counted people have done.
    """

    events: tuple[str, ...]
    effect: str
    numbers: tuple[tuple[str, int, str], ...]
    toward: str = ""


def warn_nothing_found() -> None:
    """Says so, and what to change."""
    st.warning(say("patterns.nothing"), icon=":material/search_off:")


def chip_colours(names: Sequence[str]) -> dict[str, str]:
    """A colour for each event name, the same on every row; the name itself always stands in it."""
    return {name: _COLOURS[place % len(_COLOURS)] for place, name in enumerate(names)}


def show_chips(rows: Sequence[ChipRow], colours: Mapping[str, str], key: str) -> None:
    """Draws the rows, some at a time."""
    pages = -(-len(rows) // _PAGE)
    page = st.pagination(pages, key=f"chips_{key}_{len(rows)}") if pages > 1 else 1
    first = (page - 1) * _PAGE
    with st.container(border=True, gap="xsmall"):
        for place, row in enumerate(rows[first : first + _PAGE], first + 1):
            _show_row(row, colours, key, place)


def _show_row(row: ChipRow, colours: Mapping[str, str], key: str, place: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        # Names are escaped: a badge ends where its name does.
        chips = " → ".join(f":{colours.get(name, 'gray')}-badge[{plain(name)}]" for name in row.events)
        toward = f" ⇢ :gray[{plain(row.toward)}]" if row.toward else ""
        st.markdown(f"**{place}** {chips}{toward}")
        st.caption(row.effect, width="content")
        for label, count, token in row.numbers:
            st.button(
                f"{label} {number(count)}", key=f"chip_{key}_{token}", type="tertiary",
                icon=":material/group:",
                help=say("patterns.open"), on_click=set_open, args=(token,), disabled=not count,
            )  # fmt: skip
