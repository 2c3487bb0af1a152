"""Days, weeks and months for many times at once, and the periods that an answer shows.

All that this room knows of the calendar is here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from ..conditions import Filter
from ..errors import QuestionInvalid
from ..outcomes import day_of, name_of, number_named, number_of
from ..questions import Interval
from ..store import Graph, microseconds, moment

Whole = NDArray[np.int64]
"""Whole numbers, one for each of many things."""
QUARTER = 900_000_000
"""A quarter of an hour, in microseconds: a day of any time zone is whole quarters."""
_FIRST_DAY = date(1970, 1, 1)


def days_of_quarters(quarters: Whole) -> Whole:
    """The days, numbered from 1970, of quarters of an hour since 1970."""
    return _each_once(quarters, lambda quarter: number_of(day_of(quarter * QUARTER), "day"))


def numbers_of_days(days: Whole, interval: Interval) -> Whole:
    """The numbers of the periods that days are in."""
    return _each_once(days, lambda day: number_of(_date(day), interval))


def _each_once(values: Whole, of: Callable[[int], int]) -> Whole:
    distinct, places = np.unique(values, return_inverse=True)
    found = np.array([of(value) for value in distinct.tolist()], np.int64)
    return found[places.reshape(-1)] if len(found) else found


def _date(day: int) -> date:
    return _FIRST_DAY + timedelta(days=day)


@dataclass(frozen=True, slots=True)
class DataSpan:
    """The times of the first and of the last event in journeys, in microseconds since 1970. Events in the
    future do not count.
    """

    first: int
    last: int

    @classmethod
    def read(cls, graph: Graph) -> "DataSpan":
        """Raises QuestionInvalid where there are no journeys."""
        (span,) = graph.ask("internal/outcomes/span", now=microseconds(datetime.now(UTC)))
        if span["last"] is None:
            raise QuestionInvalid("There are no journeys yet.", action="Run: onepath journeys build")
        return cls(span["first"], span["last"])

    @property
    def first_day(self) -> int:
        return number_of(day_of(self.first), "day")

    @property
    def last_day(self) -> int:
        return number_of(day_of(self.last), "day")

    @property
    def until(self) -> datetime:
        """The time of the last event (UTC)."""
        return moment(self.last)


@dataclass(frozen=True, slots=True)
class ShownPeriods:
    """The periods from one day to another, as far as the data goes; `since` and `until` are the days of the
    date range, numbered from 1970, if it has them.
    """

    interval: Interval
    first_day: int
    last_day: int
    last_of_data: int
    since: int | None
    until: int | None

    @classmethod
    def of(cls, interval: Interval, filters: Filter, first_active: int, span: DataSpan) -> "ShownPeriods":
        """Those from the first day with activity, within the date range of a filter."""
        since, until = (None if day is None else number_of(day, "day") for day in filters.dates)
        return cls(
            interval,
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
        first, last = (number_of(_date(day), self.interval) for day in (self.first_day, self.last_day))
        return range(first, last + 1)

    def name(self, number: int) -> str:
        """The name of a period: its first day, or its month."""
        return name_of(number, self.interval)

    def named(self, name: str) -> int:
        """The number of the period with this name. Raises QuestionInvalid."""
        number = number_named(name, self.interval)
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
        first, last = self._whole(number)
        return max(first, self.first_day), min(last, self.last_day)

    def is_complete(self, number: int) -> bool:
        """Whether a period has ended in the data, and is in the date range as a whole."""
        first, last = self._whole(number)
        return (
            last < self.last_of_data
            and (self.since is None or first >= self.since)
            and (self.until is None or last <= self.until)
        )

    def _whole(self, number: int) -> tuple[int, int]:
        first, after = (_first_day(one, self.interval) for one in (number, number + 1))
        return first, after - 1


def _first_day(number: int, interval: Interval) -> int:
    name = name_of(number, interval)
    return number_of(date.fromisoformat(f"{name}-01" if interval == "month" else name), "day")
