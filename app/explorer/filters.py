"""The filters that stay as one goes from page to page: days, source, and what people did or did not do."""

from dataclasses import dataclass
from datetime import date

import streamlit as st
from onepath.app.explorer.language import say
from onepath.app.explorer.reading import known_events, known_sources
from onepath.graph.store import Graph

__all__ = ["KEYS", "Filters", "choose_filters"]

KEYS = ("since", "until", "source", "did", "did_not")
"""What the filters are called in the address."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is counted begins on these days (UTC, both included) and on this source, of who did or did not."""

    since: date | None = None
    until: date | None = None
    source: str | None = None
    did: str | None = None
    did_not: str | None = None


def choose_filters(graph: Graph) -> Filters:
    """Draws the filters into the sidebar, alike on all pages of journeys, and answers what they say."""
    names = [row.name for row in known_events(graph)]
    with st.sidebar:
        st.caption(say("filters.title"), help=say("filters.help"))
        left, right = st.columns(2)
        with left:
            since = st.date_input(
                say("filters.since"), value=None, key="since", bind="query-params", persist_state="session"
            )
        with right:
            until = st.date_input(
                say("filters.until"), value=None, key="until", bind="query-params", persist_state="session"
            )
        source = _choice("source", known_sources(graph))
        did = _choice("did", names)
        did_not = _choice("did_not", names)
        if any((since, until, source, did, did_not)):
            st.button(say("filters.clear"), key="clear_filters", on_click=_clear, width="stretch")
    return Filters(since, until, source, did, did_not)


def _choice(key: str, options: list[str]) -> str | None:
    return st.selectbox(
        say(f"filters.{key}"), options, index=None, key=key, bind="query-params", persist_state="session",
        placeholder=say("filters.any"),
    )  # fmt: skip


def _clear() -> None:
    for key in KEYS:
        st.session_state[key] = None
