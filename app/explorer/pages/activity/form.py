"""What the views of the page Activity ask."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

import streamlit as st
from onepath.graph.activity import (
    ActiveUsersQuestion,
    ArrivalsQuestion,
    DurationsQuestion,
    FrequencyQuestion,
    LifecycleQuestion,
)
from onepath.graph.conditions import Filter
from onepath.graph.flows import Counted
from onepath.graph.questions import Interval, Question

from ...event_patterns import exact_pattern
from ...inputs import choose
from ...language import say, word

__all__ = ["choose_question"]

_TIMES = "times"


def choose_question(names: Sequence[str], filters: Filter) -> Question[Any]:
    """Draws the choice of a view and its form, and answers its question."""
    view = choose(
        say("activity.view"), list(_FORMS), "view", named=lambda one: word(f"activity.view_{one}"),
        buttons=True,
    )  # fmt: skip
    return _FORMS[view](_Form(names, filters))


@dataclass(frozen=True, slots=True)
class _Form:
    """The names of events to choose from, and the filters of the page."""

    names: Sequence[str]
    filters: Filter

    def active_users(self) -> ActiveUsersQuestion:
        first, second = st.columns([7, 3], vertical_alignment="bottom")
        with first:
            event = self._event()
        with second:
            interval = _interval("day")
        return ActiveUsersQuestion(event=event, interval=interval, filter=self.filters)

    def lifecycle(self) -> LifecycleQuestion:
        first, second = st.columns([7, 3], vertical_alignment="bottom")
        with first:
            event = self._event()
        with second:
            interval = _interval("week")
        return LifecycleQuestion(event=event, interval=interval, filter=self.filters)

    def frequency(self) -> FrequencyQuestion:
        first, second = st.columns([7, 3], vertical_alignment="bottom")
        with first:
            event = self._event()
        with second:
            unit = choose(
                say("activity.unit"), [*get_args(Interval), _TIMES], "unit",
                named=lambda one: word(f"activity.unit_{one}"),
            )  # fmt: skip
        if unit == _TIMES:
            return FrequencyQuestion(event=event, times=True, filter=self.filters)
        return FrequencyQuestion(event=event, interval=unit, filter=self.filters)

    def duration(self) -> DurationsQuestion:
        return DurationsQuestion(count=_count(), filter=self.filters)

    def arrivals(self) -> ArrivalsQuestion:
        first, second = st.columns([7, 3], vertical_alignment="bottom")
        with first:
            count = _count()
        with second:
            interval = _interval("day")
        return ArrivalsQuestion(count=count, interval=interval, filter=self.filters)

    def _event(self) -> str | None:
        event = choose(
            say("activity.event"), ["", *self.names], "event",
            named=lambda one: one or word("activity.any_activity"),
        )  # fmt: skip
        return exact_pattern([event]) if event else None


def _interval(default: Interval) -> Interval:
    options: Sequence[Interval] = get_args(Interval)
    return choose(
        say("activity.interval"), options, "interval", default=default,
        named=lambda one: word(f"activity.interval_{one}"),
    )  # fmt: skip


def _count() -> Counted:
    options: Sequence[Counted] = get_args(Counted)
    return choose(
        say("activity.count"), options, "count", named=lambda one: word(f"activity.count_{one}")
    )  # fmt: skip


_FORMS: Mapping[str, Callable[[_Form], Question[Any]]] = {
    "active_users": _Form.active_users,
    "lifecycle": _Form.lifecycle,
    "frequency": _Form.frequency,
    "duration": _Form.duration,
    "arrivals": _Form.arrivals,
}
