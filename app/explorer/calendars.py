"""The time zone and the start of the week of what is shown: chosen in the sidebar, part of every link.

A saved question brings its own, if it has them and the address does not.
"""

from datetime import UTC, date, datetime
from typing import Any, TypeVar, get_args
from zoneinfo import available_timezones

import streamlit as st
from onepath.graph.calendar import Calendar, WeekStart
from onepath.graph.questions import Question
from onepath.graph.settings import Settings

from .address import given, is_given
from .inputs import choose_one
from .language import say, word

__all__ = [
    "CALENDAR_KEYS", "calendar_in_link", "choose_calendar", "chosen_calendar", "follow_saved_question",
    "in_view", "local_time", "saved_calendar", "view_calendar", "view_day", "view_time", "view_today",
]  # fmt: skip

CALENDAR_KEYS = _ZONE, _WEEK = "time_zone", "week_start"
"""Their names in the address, which are those of the questions' fields."""
_OF_SAVED = "saved_calendar"
_Question = TypeVar("_Question", bound=Question[Any])


def view_calendar() -> Calendar:
    """The page's calendar: its own choices, and the project's for the rest."""
    chosen = chosen_calendar()
    return _of_project().overridden_by(chosen.get(_ZONE), chosen.get(_WEEK))


def chosen_calendar() -> dict[str, Any]:
    """The time zone and the start of the week of the page, as fields of a question; None is the project's."""
    return {**_of_saved_question(), **_in_address()}


def calendar_in_link(to_saved_question: bool) -> dict[str, str]:
    """The same for links; a saved question has its own, if the reader chose none."""
    chosen = _in_address() if to_saved_question else chosen_calendar()
    return {key: value for key, value in chosen.items() if value}


def in_view(question: _Question) -> _Question:
    """The question in the time zone of the page, if it names one."""
    chosen = chosen_calendar() if question.has_days else {}
    return question.replace(**chosen) if chosen else question


def saved_calendar(question: Question[Any]) -> dict[str, Any]:
    """The time zone and the start of the week that the question itself names."""
    return {key: value for key in CALENDAR_KEYS if (value := getattr(question, key))}


def follow_saved_question(question: Question[Any] | None) -> None:
    """Remembers the saved question that the page shows; the sidebar and the links were drawn before it."""
    own = saved_calendar(question) if question else {}
    if own != st.session_state.get(_OF_SAVED, {}):
        st.session_state[_OF_SAVED] = own
        st.rerun()


def local_time(at: datetime) -> datetime:
    """An instant in the page's zone."""
    return at.astimezone(view_calendar().tzinfo)


def view_time(at: datetime | None, *, seconds: bool = False) -> str:
    """A time as the clocks of the page's zone show it, to the minute or second; nothing for no time."""
    if at is None:
        return ""
    return f"{local_time(at):%Y-%m-%d %H:%M:%S}" if seconds else f"{local_time(at):%Y-%m-%d %H:%M}"


def view_day(at: datetime) -> str:
    """The day that an instant is on in the page's zone."""
    return f"{local_time(at):%Y-%m-%d}"


def view_today() -> date:
    """The day that it is now in the page's zone."""
    return local_time(datetime.now(UTC)).date()


def choose_calendar() -> None:
    """Draws the controls; without a choice the project's calendar applies."""
    project, own = _of_project(), _of_saved_question()
    # A warning is not hidden.
    wrong = any(given(key) and key not in _in_address() for key in CALENDAR_KEYS)
    title = say("calendar.title", zone=view_calendar().zone)
    with st.expander(title, icon=":material/schedule:", expanded=wrong):
        choose_one(
            say("calendar.time_zone"), _zones(), _ZONE, usual=own.get(_ZONE), clearable=True,
            placeholder=project.zone, help=say("calendar.help"),
        )  # fmt: skip
        choose_one(
            say("calendar.week_start"), get_args(WeekStart), _WEEK, usual=own.get(_WEEK), clearable=True,
            placeholder=word(f"calendar.{project.week_start}"),
            format_func=lambda day: word(f"calendar.{day}"),
        )  # fmt: skip


def _in_address() -> dict[str, Any]:
    possible = {_ZONE: _zones(), _WEEK: get_args(WeekStart)}
    texts = {key: given(key) or None for key in CALENDAR_KEYS if is_given(key)}
    return {key: text for key, text in texts.items() if text is None or text in possible[key]}


def _of_saved_question() -> dict[str, Any]:
    return st.session_state.get(_OF_SAVED, {}) if is_given("question") else {}


@st.cache_resource(show_spinner=False)
def _of_project() -> Calendar:
    return Settings().calendar


@st.cache_data(show_spinner=False)
def _zones() -> list[str]:
    return sorted(available_timezones())
