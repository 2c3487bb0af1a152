"""The questions that were asked of late in this window, to go back to from the first page."""

import streamlit as st

from .going import link_to
from .language import say
from .text import plain

__all__ = ["asked_of_late", "remember", "show_asked"]

_KEY = "recent"
_MOST = 5
_NO_QUESTION = {"lang", "open"}
"""What an address says besides: in which language, and which number is open."""

Address = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]


def remember(page: str) -> None:
    """Notes what the open page was asked by its address; nothing if it shows what it shows to everybody.

    What goes on from the last question, on the same page and about the same person, takes its place.
    """
    query = tuple(
        (key, tuple(st.query_params.get_all(key)))
        for key in sorted(st.query_params)
        if key not in _NO_QUESTION
    )
    if query and page not in ("", "home"):
        address: Address = page, query
        before = asked_of_late()
        goes_on = bool(before) and _subject(before[0]) == _subject(address)
        others = [one for one in before[goes_on:] if one != address]
        st.session_state[_KEY] = [address, *others][:_MOST]


def _subject(address: Address) -> tuple[str, tuple[str, ...] | None]:
    page, query = address
    return page, dict(query).get("who")


def asked_of_late() -> list[Address]:
    """The last pages with what they were asked, the newest first, each once."""
    found: list[Address] = st.session_state.get(_KEY, [])
    return found


def show_asked() -> None:
    """The way back to each of them."""
    for page, query in asked_of_late():
        texts = [plain(value) for _, values in query for value in values]
        label = " · ".join([say(f"pages.{page}"), *texts])
        asked = {key: values[0] if len(values) == 1 else values for key, values in query}
        link_to(f"views/{page}.py", label, asked)
