"""The filters that stay as one goes from page to page: days, source, and what people did or did not do."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, fields
from datetime import date

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.store import Graph

from .address import put
from .catalog import known_events, known_sources
from .connection import working
from .inputs import warn_left_out
from .language import say

__all__ = [
    "KEYS", "Filters", "choose_filters", "counting", "end_of_nobody", "follow_address", "last_chosen",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """What is counted begins on these days (UTC, both included) and on this source, of who did or did not."""

    since: date | None = None
    until: date | None = None
    source: str | None = None
    did: str | None = None
    did_not: str | None = None

    @classmethod
    def of(cls, question: Filter) -> "Filters":
        """Those that a kept question holds."""
        return cls(*(getattr(question, key) for key in KEYS))

    @property
    def filter(self) -> Filter:
        """The same as a part of a question."""
        return Filter.from_options(asdict(self))

    @property
    def options(self) -> list[str]:
        """The same on the command line."""
        given = [(name, value) for name, value in asdict(self).items() if value is not None]
        return [word for name, value in given for word in (f"--{name.replace('_', '-')}", str(value))]


KEYS = tuple(field.name for field in fields(Filters))
"""What the filters are called in the address."""
_DAYS = ("since", "until")
_CHOSEN = "filters"


def counting(message: str, whose: Filters | Filter) -> AbstractContextManager[None]:
    """As `working`; where all days are counted, whoever waits is told that fewer take less time."""
    all_days = whose.since is None and whose.until is None
    return working(say("filters.sooner", what=message) if all_days else message)


def end_of_nobody(whose: Filters | Filter, counted: int) -> None:
    """Says so where the filters leave nobody to count, and ends the page."""
    if not counted and any(getattr(whose, key) is not None for key in KEYS):
        st.info(say("filters.of_nobody"), icon=":material/person_off:")
        st.stop()


def follow_address(narrows: bool) -> None:
    """Takes note of what the address says; on a page that no filter narrows the last ones are kept."""
    given = {key: st.query_params[key] for key in KEYS if key in st.query_params}
    if given or narrows:
        st.session_state[_CHOSEN] = given


def last_chosen() -> dict[str, str]:
    """The filters as an address says them, for links to other pages."""
    return dict(st.session_state.get(_CHOSEN, {}))


def choose_filters(graph: Graph) -> Filters:
    """Draws the filters into the sidebar, alike on all pages of journeys, and answers what they say.

    They are those of the address, and nothing else: a link shows the same, and Back undoes one choice. Not
    bound by Streamlit, which comes to a page without them and adds them one by one, each a step for Back.
    What the address asks for and is not there is said; days in the wrong order end the page.
    """
    names = [row.name for row in known_events(graph)]
    with st.sidebar:
        st.caption(say("filters.title"), help=say("filters.help"))
        since, until = (_day(key) for key in _DAYS)
        source = _choice("source", known_sources(graph))
        did = _choice("did", names)
        did_not = _choice("did_not", names)
        if any((since, until, source, did, did_not)):
            st.button(say("filters.clear"), key="clear_filters", on_click=_clear, width="stretch")
    chosen = Filters(since, until, source, did, did_not)
    for key in KEYS:
        if getattr(chosen, key) is None and key in st.query_params:
            warn_left_out(key)
    if since and until and since > until:
        st.error(say("filters.reversed", since=since, until=until), icon=":material/error:")
        st.stop()
    return chosen


def _day(key: str) -> date | None:
    try:
        st.session_state[key] = date.fromisoformat(st.query_params.get(key, ""))
    except ValueError:
        st.session_state[key] = None
    return st.date_input(say(f"filters.{key}"), value=None, key=key, on_change=_chosen, args=(key,))


def _choice(key: str, options: Sequence[str]) -> str | None:
    given = st.query_params.get(key)
    st.session_state[key] = given if given in options else None
    return st.selectbox(
        say(f"filters.{key}"), options, index=None, key=key, placeholder=say("filters.any"),
        on_change=_chosen, args=(key,),
    )  # fmt: skip


def _chosen(key: str) -> None:
    put(key, st.session_state[key], None)


def _clear() -> None:
    # All at once, so that Back undoes it in one step.
    left = {key: st.query_params.get_all(key) for key in st.query_params if key not in KEYS}
    st.query_params.from_dict(left)
