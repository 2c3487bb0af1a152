"""The filters that stay as one goes from page to page: days, source, and what people did or did not do."""

from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, fields
from datetime import date

import streamlit as st
from onepath.app.explorer.connection import working
from onepath.app.explorer.language import say
from onepath.app.explorer.reading import known_events, known_sources
from onepath.graph.journeys import Narrowed
from onepath.graph.store import Graph

__all__ = ["KEYS", "Filters", "choose_filters", "counting"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What is counted begins on these days (UTC, both included) and on this source, of who did or did not."""

    since: date | None = None
    until: date | None = None
    source: str | None = None
    did: str | None = None
    did_not: str | None = None

    @classmethod
    def of(cls, question: Narrowed) -> "Filters":
        """Those that a kept question holds."""
        return cls(*(getattr(question, key) for key in KEYS))

    @property
    def options(self) -> list[str]:
        """The same on the command line."""
        given = [(name, value) for name, value in asdict(self).items() if value is not None]
        return [word for name, value in given for word in (f"--{name.replace('_', '-')}", str(value))]


KEYS = tuple(field.name for field in fields(Filters))
"""What the filters are called in the address."""


def counting(message: str, whose: Filters | Narrowed) -> AbstractContextManager[None]:
    """As `working`; where all days are counted, whoever waits is told that fewer take less time."""
    all_days = whose.since is None and whose.until is None
    return working(say("filters.sooner", what=message) if all_days else message)


def choose_filters(graph: Graph) -> Filters:
    """Draws the filters into the sidebar, alike on all pages of journeys, and answers what they say."""
    names = [row.name for row in known_events(graph)]
    with st.sidebar:
        st.caption(say("filters.title"), help=say("filters.help"))
        since, until = (
            st.date_input(
                say(f"filters.{key}"), value=None, key=key, bind="query-params", persist_state="session"
            )
            for key in ("since", "until")
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
