"""Arrivals: how many journeys and sessions begin in each period, and the time from one to the next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from ..flows import Counted
from ..questions import Interval, Option, People, PersonOccurrences, Question
from ..store import Graph
from .periods import ShownPeriods, Whole, numbers_of_days
from .trail_ends import TrailEnds

_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class ArrivalPeriod:
    """`units` journeys (or sessions) of `people` begin in the period. `complete` is false while the period
    has not ended in the data, or if only a part of it is in the date range.
    """

    period: str
    units: int
    people: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Arrivals:
    """New journeys (or sessions) by period, and the seconds from the start of one to the start of the
    next, across all people; null if there are fewer than two. `until`: the time of the last event.
    """

    counted: Counted
    interval: Interval
    filter: str
    until: datetime
    units: int
    people: int
    mean_seconds: float | None
    median_seconds: float | None
    p90_seconds: float | None
    periods: tuple[ArrivalPeriod, ...]


class ArrivalsQuestion(Question[Arrivals]):
    """How many journeys or sessions begin in each period, and the time between them (inter-arrival).

    A journey (or session) begins with the first thing that the person did in it: messages that the company
    sent and system events do not count (onepath events). The date range and the source apply to this first
    activity.

    Numbers for --people: `2026-03-02` is everything that begins in the period starting on this day.

    Example: onepath arrivals --count sessions --interval week
    """

    command = ("arrivals",)

    kind: Literal["arrivals"] = "arrivals"
    count: Annotated[Counted, Option("--count")] = Field(
        default="people", description="What to count: people, each with their whole journey, or sessions."
    )
    interval: Annotated[Interval, Option("--interval")] = Field(
        default="day", description="The length of a period."
    )

    def answer(self, graph: Graph) -> Arrivals:
        found = TrailEnds.read(graph, self.count, self.compiled_filter(graph), self.calendar(graph))
        shown, at = self._periods(found)
        gaps = np.diff(np.sort(found.begins)) / _MICROSECONDS
        median, p90 = np.percentile(gaps, (50, 90)).tolist() if len(gaps) else (None, None)
        names = np.unique(np.array(found.oneids), return_inverse=True)[1].reshape(-1)
        return Arrivals(
            counted=self.count,
            interval=self.interval,
            filter=self.filter.sentence(),
            until=found.span.until,
            units=len(found.oneids),
            people=len(set(found.oneids)),
            mean_seconds=float(gaps.mean()) if len(gaps) else None,
            median_seconds=median,
            p90_seconds=p90,
            periods=_periods(shown, at, names),
        )

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        found = TrailEnds.read(graph, self.count, self.compiled_filter(graph), self.calendar(graph))
        shown, at = self._periods(found)
        return found.found(of, at == shown.named(of))

    def _periods(self, found: TrailEnds) -> tuple[ShownPeriods, Whole]:
        """The periods, and the number of the one that each journey (or session) begins in."""
        days = found.span.calendar.days(found.begins)
        first = int(days.min()) if len(days) else found.span.last_day + 1
        shown = ShownPeriods.of(self.interval, self.filter, first, found.span)
        return shown, numbers_of_days(days, self.interval, found.span.calendar)


def _periods(shown: ShownPeriods, at: Whole, names: Whole) -> tuple[ArrivalPeriod, ...]:
    numbers = shown.numbers
    units = np.bincount(at - numbers.start, minlength=len(numbers))
    pairs = np.unique(np.stack([at, names]), axis=1)
    people = np.bincount(pairs[0] - numbers.start, minlength=len(numbers))
    return tuple(
        ArrivalPeriod(shown.name(number), int(units[place]), int(people[place]), shown.is_complete(number))
        for place, number in enumerate(numbers)
    )
