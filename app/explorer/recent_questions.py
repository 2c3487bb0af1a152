"""The recent questions of this browser window, to go back to from the page Home."""

from typing import cast

import streamlit as st

from .formats import plain
from .language import say
from .navigation import link_to
from .page_files import PageName

__all__ = ["recent_questions", "remember", "show_recent"]

_KEY = "recent"
_MOST = 5
_NO_QUESTION = {"lang", "open"}
"""What an address says besides: in which language, and which number is open."""

Address = tuple[PageName, tuple[tuple[str, tuple[str, ...]], ...]]


def remember(page: str) -> None:
    """Notes what the address of the open page asks; nothing if the page shows what it shows to everybody.

    What continues the last question, on the same page and about the same person, takes its place.
    """
    query = tuple(
        (key, tuple(st.query_params.get_all(key)))
        for key in sorted(st.query_params)
        if key not in _NO_QUESTION
    )
    if query and page not in ("", "home"):
        address: Address = cast(PageName, page), query
        before = recent_questions()
        continues = bool(before) and _subject(before[0]) == _subject(address)
        others = [one for one in before[continues:] if one != address]
        st.session_state[_KEY] = [address, *others][:_MOST]


def _subject(address: Address) -> tuple[str, tuple[str, ...] | None]:
    page, query = address
    return page, dict(query).get("who")


def recent_questions() -> list[Address]:
    """The last pages with what their addresses asked, the newest first, each once."""
    found: list[Address] = st.session_state.get(_KEY, [])
    return found


def show_recent() -> None:
    """A link back to each of them."""
    for page, query in recent_questions():
        texts = [plain(value) for _, values in query for value in values]
        label = " · ".join([say(f"pages.{page}"), *texts])
        params = {key: values[0] if len(values) == 1 else values for key, values in query}
        link_to(page, label, params)
