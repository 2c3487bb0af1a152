"""Links between pages. The address holds all that is shown, so each link holds all of it too.

The name of another page leads to it as it was left, the name of the page itself to its beginning.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from . import address
from .calendars import CALENDAR_KEYS, calendar_in_link
from .filters import KEYS, last_chosen
from .language import in_link
from .page_files import PageName, script

__all__ = ["draw_navigation", "link_to", "switch_to"]

Query = Mapping[str, str | Sequence[str]]


def link_to(
    page: PageName,
    label: str,
    query: Query,
    *,
    icon: str | None = ":material/arrow_forward:",
    filters: bool = False,
) -> None:
    """Draws a link to a page. `label` is Markdown; `query` is for its address, with `filters` also those of
    this page.
    """
    st.page_link(script(page), label=label, icon=icon, query_params=_pairs(query, filters))


def switch_to(page: PageName, query: Query) -> None:
    """Goes to a page at once."""
    st.switch_page(script(page), query_params=_pairs(query, False))


def draw_navigation(sections: Mapping[str, Iterable[Any]], here: str) -> None:
    """Draws the links to all pages, by section, into the sidebar; `here` is the address of the open one.

    Streamlit's own navigation opens pages without anything in their address.
    """
    with st.sidebar, st.container(key="navigation"):
        for section, pages in sections.items():
            if section:
                st.caption(section)
            for page in pages:
                query = {} if page.url_path == here else _as_left(page.url_path)
                st.page_link(page, query_params=_pairs(query, "question" not in query))


def _as_left(page: str) -> dict[str, list[str]]:
    """How a page was left, by the filters and the time zone of now; a saved question has its own filters."""
    whole = dict(address.as_left(page))
    if "question" in whole:
        return whole
    query = {key: values for key, values in whole.items() if key not in (*KEYS, *CALENDAR_KEYS)}
    filters = {key: whole[key] for key in KEYS if key in whole}
    zone = {key: whole[key] for key in CALENDAR_KEYS if key in whole}
    if filters != last_chosen() or zone != {key: [one] for key, one in calendar_in_link(False).items()}:
        # Another question: what was open is not of it.
        query.pop(address.OPEN, None)
    return query


def _pairs(query: Query, filters: bool) -> list[tuple[str, str]]:
    whole: Query = {
        **in_link(),
        **calendar_in_link("question" in query),
        **(last_chosen() if filters else {}),
        **query,
    }
    return [
        (key, one) for key, value in whole.items() for one in ([value] if isinstance(value, str) else value)
    ]
