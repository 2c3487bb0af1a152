"""The filters in the sidebar: a control for each option, taken along from page to page.

A saved question comes with its own: it is the filter of an address that has none beside the question's name.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date

import streamlit as st
from onepath.graph.conditions import OPTIONS, Filter, Option
from onepath.graph.errors import QuestionInvalid
from onepath.graph.store import Graph

from . import address
from .catalog import known_events, known_sources
from .connection import working
from .formats import plain
from .language import language, say
from .saved_questions import named_question, saved_filter

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
    if filtered and not _address_decides():
        # Which ones they are is in the graph: `choose_filters` reads them.
        return
    if filtered or _in_address():
        st.session_state[_CHOSEN] = _in_address()


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
        shown = _shown(graph)
        given = {
            option.name: _draw(option, shown.get(option.name, []), choices.get(option.control, []))
            for option in OPTIONS
        }
        if any(given.values()):
            st.button(say("filters.clear"), key="clear_filters", on_click=_clear, width="stretch")
    if given["since"] and given["until"] and given["since"] > given["until"]:
        (since,), (until,) = given["since"], given["until"]
        st.error(say("filters.reversed", since=since, until=until), icon=":material/error:")
        st.stop()
    return Filter.from_options(given)


def _address_decides() -> bool:
    """Whether the address says what to filter by, even that nothing is filtered."""
    return not address.is_given("question") or any(address.is_given(key) for key in KEYS)


def _in_address() -> dict[str, list[str]]:
    return {key: values for key in KEYS if (values := address.all_given(key))}


def _shown(graph: Graph) -> dict[str, list[str]]:
    """The filters of the address, or those that the question was saved with."""
    if _address_decides():
        return _in_address()
    question = named_question(graph)
    own = saved_filter(question) if question else {}
    if own != last_chosen():
        # The links to other pages, which are drawn already, have to take them along.
        st.session_state[_CHOSEN] = own
        st.rerun()
    return own


def _draw(option: Option, values: Sequence[str], choices: Sequence[str]) -> list[str]:
    """Draws the control of one option, and answers its values."""
    given = values[: None if option.repeatable else 1]
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
    values = value if isinstance(value, list) else [str(value)] if value else []
    _write({**last_chosen(), key: values})


def _clear() -> None:
    _write({})


def _write(filters: dict[str, list[str]]) -> None:
    """All at once, so that Back undoes it in one step."""
    values = {key: filters.get(key, []) for key in KEYS}
    if address.is_given("question") and not any(values.values()):
        # Nothing at all would mean the filters that the question was saved with.
        values[KEYS[0]] = [""]
    address.change(values)
