"""The time zone and the start of the week of what is shown: chosen in the sidebar, part of every link."""

from datetime import datetime
from typing import Any, TypeVar, get_args
from zoneinfo import available_timezones

import streamlit as st
from onepath.graph.calendar import Calendar, WeekStart, check_zone
from onepath.graph.questions import Question
from onepath.graph.settings import Settings

from .address import put
from .language import say, word

__all__ = ["calendar_in_link", "choose_calendar", "chosen_calendar", "in_view", "view_calendar", "view_time"]

_ZONE, _WEEK = "time_zone", "week_start"
_Question = TypeVar("_Question", bound=Question[Any])


def view_calendar() -> Calendar:
    """That of the page: what its address names, and the project's for the rest."""
    chosen = chosen_calendar()
    return _of_project().but(chosen.get(_ZONE), chosen.get(_WEEK))


def chosen_calendar() -> dict[str, Any]:
    """The time zone and the start of the week in the address, as fields of a question, where they exist."""
    given = {key: st.query_params[key] for key in (_ZONE, _WEEK) if key in st.query_params}
    return {key: value for key, value in given.items() if _is_possible(key, value)}


def calendar_in_link() -> dict[str, str]:
    """The same for links."""
    return chosen_calendar()


def in_view(question: _Question) -> _Question:
    """The question in the time zone of the page, if its address names one."""
    chosen = chosen_calendar() if question.has_days else {}
    return question.replace(**chosen) if chosen else question


def view_time(at: datetime | None) -> str:
    """A time as the clocks of the page's zone show it, to the minute."""
    return "" if at is None else f"{at.astimezone(view_calendar().tzinfo):%Y-%m-%d %H:%M}"


def choose_calendar() -> None:
    """Draws the choices. The address alone holds them, as it holds the filters."""
    project, chosen = _of_project(), chosen_calendar()
    for key in (_ZONE, _WEEK):
        given = st.query_params.get(key)
        if given is not None and key not in chosen:
            st.warning(say("filters.unknown", asked=f"{key}={given}"), icon=":material/link_off:")
        st.session_state[key] = chosen.get(key)
    with st.expander(say("calendar.title", zone=view_calendar().zone), icon=":material/schedule:"):
        st.selectbox(
            say("calendar.time_zone"), _zones(), index=None, key=_ZONE, placeholder=project.zone,
            on_change=_choose, args=(_ZONE,), help=say("calendar.help"),
        )  # fmt: skip
        st.selectbox(
            say("calendar.week_start"), get_args(WeekStart), index=None, key=_WEEK,
            placeholder=word(f"calendar.{project.week_start}"), on_change=_choose, args=(_WEEK,),
            format_func=lambda day: word(f"calendar.{day}"),
        )  # fmt: skip


def _choose(key: str) -> None:
    put(key, st.session_state[key], None)


def _is_possible(key: str, value: str) -> bool:
    if key == _WEEK:
        return value in get_args(WeekStart)
    try:
        return bool(check_zone(value))
    except ValueError:
        return False


@st.cache_resource(show_spinner=False)
def _of_project() -> Calendar:
    return Settings().calendar


@st.cache_data(show_spinner=False)
def _zones() -> list[str]:
    return sorted(available_timezones())
