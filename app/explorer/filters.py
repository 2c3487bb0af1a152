"""The filters in the sidebar: a control for each option, taken along from page to page."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date

import streamlit as st
from onepath.graph.conditions import OPTIONS, Filter, Option
from onepath.graph.errors import QuestionInvalid
from onepath.graph.store import Graph

from .address import put
from .catalog import known_events, known_sources
from .connection import working
from .formats import plain
from .language import language, say

__all__ = ["KEYS", "choose_filters", "counting", "end_of_nobody", "follow_address", "last_chosen"]

KEYS = tuple(option.name for option in OPTIONS)
"""What the filters are called in the address: as on the command line."""
_CHOSEN = "filters"


def counting(message: str, whose: Filter) -> AbstractContextManager[None]:
    """As `working`; where all dates are counted, the message adds that fewer dates take less time."""
    return working(message if whose.has_dates else say("filters.sooner", what=message))


def end_of_nobody(whose: Filter, counted: int) -> None:
    """Says so where the filters leave nobody to count, and ends the page."""
    if whose and not counted:
        st.info(say("filters.of_nobody"), icon=":material/person_off:")
        st.stop()


def follow_address(filtered: bool) -> None:
    """Takes note of what the address says; on a page without filters the last ones are kept."""
    given = {key: st.query_params.get_all(key) for key in KEYS if key in st.query_params}
    if given or filtered:
        st.session_state[_CHOSEN] = given


def last_chosen() -> dict[str, list[str]]:
    """The filters as an address says them, for links to other pages."""
    return dict(st.session_state.get(_CHOSEN, {}))


def choose_filters(graph: Graph) -> Filter:
    """Draws the filters into the sidebar, alike on all pages of journeys, and returns the chosen filter.

    The address alone holds the filters: a link shows the same, and Back undoes one choice. Streamlit does not
    bind them to the address: it would open a page without them and add them one by one, each a step for Back.
    An impossible filter in the address is reported; dates in the wrong order end the page.
    """
    choices = {"event": [row.name for row in known_events(graph)], "source": known_sources(graph)}
    with st.sidebar:
        st.caption(say("filters.title"), help=say("filters.help"))
        given = {option.name: _draw(option, choices.get(option.control, [])) for option in OPTIONS}
        if any(given.values()):
            st.button(say("filters.clear"), key="clear_filters", on_click=_clear, width="stretch")
    if given["since"] and given["until"] and given["since"] > given["until"]:
        (since,), (until,) = given["since"], given["until"]
        st.error(say("filters.reversed", since=since, until=until), icon=":material/error:")
        st.stop()
    return Filter.from_options(given)


def _draw(option: Option, choices: Sequence[str]) -> list[str]:
    """Draws the control of one option, and answers its values."""
    given = st.query_params.get_all(option.name)[: None if option.repeatable else 1]
    possible = [one for one in given if _is_possible(option, one, choices)]
    for one in given:
        if one not in possible:
            asked = f"{option.name}={one}"
            st.warning(say("filters.unknown", asked=asked), icon=":material/link_off:")
    if option.control == "date":
        _draw_date(option.name, possible)
    elif option.control == "tree":
        for one in possible:
            st.caption(plain(Filter.from_options({option.name: one}).sentence(language())))
    else:
        _draw_values(option, possible, choices)
    return possible


def _is_possible(option: Option, value: str, choices: Sequence[str]) -> bool:
    if option.control in ("event", "source"):
        return value in choices
    try:
        return bool(Filter.from_options({option.name: value}))
    except QuestionInvalid:
        return False


def _draw_date(key: str, given: Sequence[str]) -> None:
    st.session_state[key] = date.fromisoformat(given[0]) if given else None
    st.date_input(say(f"filters.{key}"), value=None, key=key, on_change=_chosen, args=(key,))


def _draw_values(option: Option, given: Sequence[str], choices: Sequence[str]) -> None:
    key = option.name
    st.session_state[key] = list(given)
    free = option.control == "text"
    st.multiselect(
        say(f"filters.{key}"), [*given] if free else choices, key=key, accept_new_options=free,
        placeholder=option.metavar if free else say("filters.any"), on_change=_chosen, args=(key,),
    )  # fmt: skip


def _chosen(key: str) -> None:
    value = st.session_state[key]
    put(key, value, [] if isinstance(value, list) else None)


def _clear() -> None:
    # All at once, so that Back undoes it in one step.
    left = {key: st.query_params.get_all(key) for key in st.query_params if key not in KEYS}
    st.query_params.from_dict(left)
