"""The recent questions of this browser window, to go back to from the page Home."""

from typing import cast

import streamlit as st

from . import address
from .formats import plain
from .language import say
from .navigation import link_to
from .page_files import PageName

__all__ = ["recent_questions", "remember", "show_recent"]

_KEY = "recent"
_MOST = 5

Address = tuple[PageName, tuple[tuple[str, tuple[str, ...]], ...]]


def remember(page: str) -> None:
    """Notes the address of the open page, and what it asks if that is not what everybody is shown.

    What continues the last question, on the same page and about the same person, takes its place.
    """
    address.remember(page)
    query = tuple(
        (key, tuple(values)) for key, values in sorted(address.as_left(page).items()) if key != address.OPEN
    )
    if query and page not in ("", "home"):
        asked: Address = cast(PageName, page), query
        before = recent_questions()
        continues = bool(before) and _subject(before[0]) == _subject(asked)
        others = [one for one in before[continues:] if one != asked]
        st.session_state[_KEY] = [asked, *others][:_MOST]


def _subject(of: Address) -> tuple[str, tuple[str, ...] | None]:
    page, query = of
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
