"""Days, weeks and months for many times at once, and the periods that an answer shows."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from ..calendar import Calendar
from ..conditions import Filter
from ..errors import QuestionInvalid
from ..questions import Interval
from ..store import Graph, microseconds

Whole = NDArray[np.int64]
"""Whole numbers, one for each of many things."""
QUARTER = 900_000_000
"""A quarter of an hour, in microseconds: a day of any time zone is whole quarters."""


def numbers_of_days(days: Whole, interval: Interval, calendar: Calendar) -> Whole:
    """The numbers of the periods that days, numbered from 1970, are in."""
    distinct, places = np.unique(days, return_inverse=True)
    numbers = [calendar.number(calendar.first_day(day, "day"), interval) for day in distinct.tolist()]
    found = np.array(numbers, np.int64)
    return found[places.reshape(-1)] if len(found) else found


@dataclass(frozen=True, slots=True)
class DataSpan:
    """The times of the first and of the last event in journeys, in microseconds since 1970, and the calendar
    of their days. Events in the future do not count.
    """

    first: int
    last: int
    calendar: Calendar

    @classmethod
    def read(cls, graph: Graph, calendar: Calendar) -> "DataSpan":
        """Raises QuestionInvalid where there are no journeys."""
        (span,) = graph.ask("internal/outcomes/span", now=microseconds(datetime.now(UTC)))
        if span["last"] is None:
            raise QuestionInvalid("There are no journeys yet.", action="Run: onepath journeys build")
        return cls(span["first"], span["last"], calendar)

    @property
    def first_day(self) -> int:
        return self.calendar.number(self.calendar.day(self.first), "day")

    @property
    def last_day(self) -> int:
        return self.calendar.number(self.calendar.day(self.last), "day")

    @property
    def until(self) -> datetime:
        """The time of the last event, as the clocks of the zone show it."""
        return self.calendar.local(self.last)


@dataclass(frozen=True, slots=True)
class ShownPeriods:
    """The periods from one day to another, as far as the data goes; `since` and `until` are the days of the
    date range, numbered from 1970, if it has them.
    """

    interval: Interval
    calendar: Calendar
    first_day: int
    last_day: int
    last_of_data: int
    since: int | None
    until: int | None

    @classmethod
    def of(cls, interval: Interval, filters: Filter, first_active: int, span: DataSpan) -> "ShownPeriods":
        """Those from the first day with activity, within the date range of a filter."""
        calendar = span.calendar
        since, until = (None if day is None else calendar.number(day, "day") for day in filters.dates)
        return cls(
            interval,
            calendar,
            first_active if since is None else max(first_active, since),
            span.last_day if until is None else min(span.last_day, until),
            span.last_day,
            since,
            until,
        )

    @property
    def numbers(self) -> range:
        """The numbers of the periods; none where the date range is outside of the data."""
        if self.first_day > self.last_day:
            return range(0)
        ends = np.array([self.first_day, self.last_day], np.int64)
        first, last = numbers_of_days(ends, self.interval, self.calendar).tolist()
        return range(first, last + 1)

    def name(self, number: int) -> str:
        """The name of a period: its first day, or its month."""
        return self.calendar.name(number, self.interval)

    def named(self, name: str) -> int:
        """The number of the period with this name. Raises QuestionInvalid."""
        number = self.calendar.number_named(name, self.interval)
        if number not in self.numbers:
            shown = [self.name(one) for one in (self.numbers[:1] or ())] + [
                self.name(one) for one in (self.numbers[-1:] or ())
            ]
            raise QuestionInvalid(
                f"There is no {self.interval} {name} in the answer.",
                action=f"It has those from {' to '.join(shown)}." if shown else "It has none.",
            )
        return number

    def days(self, number: int) -> tuple[int, int]:
        """The first and the last day of a period that are shown."""
        first, last = self.calendar.days_of(number, self.interval)
        return max(first, self.first_day), min(last, self.last_day)

    def is_complete(self, number: int) -> bool:
        """Whether a period has ended in the data, and is in the date range as a whole."""
        first, last = self.calendar.days_of(number, self.interval)
        return (
            last < self.last_of_data
            and (self.since is None or first >= self.since)
            and (self.until is None or last <= self.until)
        )
