"""Active users: how many people are active in each day, week or month, and how regularly."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from ..errors import QuestionInvalid
from ..questions import Interval, Option, People, PersonOccurrences, Question
from ..store import Graph
from ..trails import FIRST, LAST
from .active_days import ActiveDays, same_as_before
from .periods import ShownPeriods, Whole, numbers_of_days

_WEEK, _MONTH = 7, 30
"""Days that weekly and monthly active users look back on, the last one included."""
_WINDOWS = {"wau": _WEEK, "mau": _MONTH}


@dataclass(frozen=True, slots=True)
class ActivePeriod:
    """`people` were active in the period, `average_dau` on an average day of it; `wau` and `mau` in the 7 and
    in the 30 days up to its last day. `stickiness` is `average_dau` / `mau`; null while the data does not
    have 30 days yet, or nobody was active in them. `complete` is false while the period has not ended in the
    data, or if it is not in the date range as a whole.
    """

    period: str
    people: int
    average_dau: float
    wau: int
    mau: int
    stickiness: float | None
    complete: bool


@dataclass(frozen=True, slots=True)
class ActiveUsers:
    """Active people by period, and how many they are altogether. `until`: the time of the last event.

    `event` is null where any activity counts.
    """

    event: str | None
    interval: Interval
    filter: str
    until: datetime
    people: int
    periods: tuple[ActivePeriod, ...]


class ActiveUsersQuestion(Question[ActiveUsers]):
    """Daily, weekly and monthly active users (DAU, WAU, MAU) over time, and stickiness (DAU / MAU).

    A person is active if they did the event or, without one, any activity: messages that the company sent
    and system events do not count (onepath events). WAU and MAU are the people who were active in the 7 and
    in the 30 days up to the end of the period. The date range says which periods are shown; the source is
    that of the activity.

    Numbers for --people: `2026-03-02` is everybody who was active in the period starting on this day,
    `2026-03-02.wau` and `2026-03-02.mau` are those who were in the 7 or the 30 days up to its end, `all` is
    everybody.

    Example: onepath active --interval week --since 2026-03-01
    """

    command = ("active",)

    kind: Literal["active_users"] = "active_users"
    event: Annotated[str | None, Option("--event", "EVENT")] = Field(
        default=None, description="The event that makes a person active; by default any activity."
    )
    interval: Annotated[Interval, Option("--interval")] = Field(
        default="day", description="The length of a period."
    )

    def answer(self, graph: Graph) -> ActiveUsers:
        active, shown = self._read(graph)
        numbers, by_day = shown.numbers, Daily(active, shown)
        in_period = _people_by_number(active, by_day.shown, self.interval, numbers)
        return ActiveUsers(
            event=self.event,
            interval=self.interval,
            filter=self.filter.sentence(),
            until=active.span.until,
            people=len(np.unique(active.people[by_day.shown])),
            periods=tuple(
                by_day.period(number, int(people)) for number, people in zip(numbers, in_period, strict=True)
            ),
        )

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        active, shown = self._read(graph)
        name, _, window = of.partition(".")
        if name == "all" and not window:
            first, last = shown.first_day, shown.last_day
        elif window in ("", *_WINDOWS):
            first, last = shown.days(shown.named(name))
            first = last - _WINDOWS[window] + 1 if window else first
        else:
            raise QuestionInvalid(
                f"There is no number {of!r}.", action="Write a period, such as 2026-03-02 or 2026-03-02.mau."
            )
        return active.found(of, active.people[(first <= active.days) & (active.days <= last)])

    def _read(self, graph: Graph) -> tuple[ActiveDays, ShownPeriods]:
        # Of the days before the date range too: the 30 days of a month may begin there.
        compiled = replace(self.compiled_filter(graph), since=FIRST, until=LAST)
        active = ActiveDays.read(graph, self.event, compiled, self.calendar(graph))
        return active, ShownPeriods.of(self.interval, self.filter, active.first_day, active.span)


class Daily:
    """Active people of each day that is shown: of the day itself, and of the 7 and 30 days up to it."""

    def __init__(self, active: ActiveDays, shown: ShownPeriods) -> None:
        self._shown = shown
        self._full_from = active.span.first_day + _MONTH - 1
        self._dau, self._wau, self._mau = (
            _active_within(active, width, shown.first_day, shown.last_day) for width in (1, _WEEK, _MONTH)
        )
        self.shown = (shown.first_day <= active.days) & (active.days <= shown.last_day)

    def period(self, number: int, people: int) -> ActivePeriod:
        """One period, in which `people` were active."""
        first, last = self._shown.days(number)
        first_place, place = first - self._shown.first_day, last - self._shown.first_day
        average, mau = float(self._dau[first_place : place + 1].mean()), int(self._mau[place])
        return ActivePeriod(
            period=self._shown.name(number),
            people=people,
            average_dau=average,
            wau=int(self._wau[place]),
            mau=mau,
            stickiness=average / mau if mau and last >= self._full_from else None,
            complete=self._shown.is_complete(number),
        )


def _active_within(active: ActiveDays, width: int, first: int, last: int) -> Whole:
    """Of each day from `first` to `last`, how many people were active in the `width` days up to it."""
    if first > last:
        return np.zeros(0, np.int64)
    # A day of activity counts for `width` days, or up to the person's next one, which counts for the rest.
    again = np.append(same_as_before(active.people)[1:], False)
    following = np.append(active.days[1:], 0)
    ends = np.where(again, np.minimum(active.days + width, following), active.days + width)
    length = last - first + 2
    begins, ends = (np.clip(days - first, 0, length - 1) for days in (active.days, ends))
    changes = np.bincount(begins, minlength=length) - np.bincount(ends, minlength=length)
    return np.cumsum(changes)[: last - first + 1]


def _people_by_number(active: ActiveDays, shown: np.ndarray, interval: Interval, numbers: range) -> Whole:
    """How many people were active in each of these periods, on the days that are shown."""
    people, found = active.people[shown], numbers_of_days(active.days[shown], interval, active.span.calendar)
    once = ~(same_as_before(people) & same_as_before(found))
    return np.bincount(found[once] - numbers.start, minlength=len(numbers))
