"""Links between pages. The address holds all that is shown, so each link holds all of it too."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from .calendars import calendar_in_link
from .filters import last_chosen
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


def draw_navigation(sections: Mapping[str, Iterable[Any]]) -> None:
    """Draws the links to all pages, by section, into the sidebar; the filters go along.

    Streamlit's own navigation opens pages without anything in their address.
    """
    with st.sidebar, st.container(key="navigation"):
        for section, pages in sections.items():
            if section:
                st.caption(section)
            for page in pages:
                st.page_link(page, query_params=_pairs({}, True))


def _pairs(query: Query, filters: bool) -> list[tuple[str, str]]:
    whole: Query = {**in_link(), **calendar_in_link(), **(last_chosen() if filters else {}), **query}
    return [
        (key, one) for key, value in whole.items() for one in ([value] if isinstance(value, str) else value)
    ]
