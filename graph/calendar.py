"""Days, weeks and months of a time zone: the one place that knows which day an instant is on.

An instant is a number of microseconds since 1970, as journeys store it. A day has as many hours as the clocks
of its zone give it: 23 or 25 on the days on which they change.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator

from .errors import QuestionInvalid

if TYPE_CHECKING:
    # Settings have a time zone too, and numpy takes longer to load than they do.
    from numpy import int64
    from numpy.typing import NDArray

__all__ = ["Calendar", "Interval", "TimeZone", "WeekStart", "check_zone"]

Interval = Literal["day", "week", "month"]
"""The length of periods."""
WeekStart = Literal["monday", "sunday", "saturday"]

_WEEKDAYS: dict[WeekStart, int] = {"monday": 0, "saturday": 5, "sunday": 6}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY = date(1970, 1, 1)
_THURSDAY = 3
"""The weekday of the first of January 1970."""
_MICROSECOND = timedelta(microseconds=1)
_DAY = 86_400_000_000
_SECOND = 1_000_000


def check_zone(name: str) -> str:
    """A time zone's name, such as Asia/Shanghai. Raises ValueError for what is not one."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError) as error:
        known = {zone.lower(): zone for zone in available_timezones()}
        similar = get_close_matches(name.lower(), known, 1, cutoff=0.7)
        action = f"did you mean {known[similar[0]]}?" if similar else "write it like Asia/Shanghai"
        raise ValueError(f"{name!r} is not a time zone; {action}") from error
    return name


TimeZone = Annotated[str, AfterValidator(check_zone)]
"""A name of the time zone database."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days, weeks and months in a time zone, with weeks that begin on `week_start`."""

    zone: str = "UTC"
    week_start: WeekStart = "monday"

    def overridden_by(self, zone: str | None, week_start: WeekStart | None) -> Self:
        """This calendar with another zone or start of the week; None keeps its own."""
        return replace(self, zone=zone or self.zone, week_start=week_start or self.week_start)

    @property
    def tzinfo(self) -> ZoneInfo:
        """The zone, for times of Python."""
        return ZoneInfo(self.zone)

    def local(self, at: int) -> datetime:
        """What the clocks of the zone show at an instant."""
        return (_EPOCH + at * _MICROSECOND).astimezone(self.tzinfo)

    def day(self, at: int) -> date:
        """The day that an instant is on."""
        return self.local(at).date()

    def days(self, at: "NDArray[int64]") -> "NDArray[int64]":
        """The days that instants are on, in days since 1970."""
        import numpy as np

        if not len(at):
            return at
        changes = list(self._changes(int(at.min()), int(at.max())))
        since, ahead = (np.array(column, np.int64) for column in zip(*changes, strict=True))
        days: NDArray[int64] = (at + ahead[np.searchsorted(since, at, side="right") - 1]) // _DAY
        return days

    def start(self, day: date) -> int:
        """When a day begins. A midnight that the clocks skip is the instant at which they do."""
        return (datetime.combine(day, time(), self.tzinfo) - _EPOCH) // _MICROSECOND

    def end(self, day: date) -> int:
        """The last microsecond of a day."""
        return self.start(day + timedelta(days=1)) - 1

    def offsets(self, first: int, last: int) -> list[list[int]] | None:
        """What `cypher/fragments/local_day.cypher` takes for instants of a range: since when the clocks are
        how many microseconds ahead of UTC, the latest first; None where they show UTC.
        """
        changes = [list(change) for change in self._changes(first, last)]
        return None if changes == [[first, 0]] else changes[::-1]

    def period(self, day: date, interval: Interval) -> date:
        """The first day of the period that a day is in."""
        if interval == "month":
            return day.replace(day=1)
        return day - timedelta(days=self._weekday(day)) if interval == "week" else day

    def next_period(self, day: date, interval: Interval) -> date:
        """The first day of the period after the one that a day is in."""
        longer = {"day": 1, "week": 7, "month": 31}[interval]
        return self.period(self.period(day, interval) + timedelta(days=longer), interval)

    def number(self, day: date, interval: Interval) -> int:
        """The number of the period that a day is in: days and weeks since 1970, months since the year 0."""
        days = (day - _FIRST_DAY).days
        if interval == "month":
            return day.year * 12 + day.month - 1
        return days if interval == "day" else (days + self.days_before_first_week) // 7

    def first_day(self, number: int, interval: Interval) -> date:
        """The first day of the period with this number."""
        if interval == "month":
            return date(number // 12, number % 12 + 1, 1)
        days = number if interval == "day" else number * 7 - self.days_before_first_week
        return _FIRST_DAY + timedelta(days=days)

    def days_of(self, number: int, interval: Interval) -> tuple[int, int]:
        """The first and the last day of the period with this number, in days since 1970."""
        first, after = (self.number(self.first_day(one, interval), "day") for one in (number, number + 1))
        return first, after - 1

    def name(self, number: int, interval: Interval) -> str:
        """The name of the period with this number: its first day, or its month, such as 2026-03."""
        first = self.first_day(number, interval)
        return f"{first:%Y-%m}" if interval == "month" else str(first)

    def number_named(self, name: str, interval: Interval) -> int:
        """The number of the period with this name, or with this day in it. Raises QuestionInvalid."""
        for form in ("%Y-%m-%d", "%Y-%m") if interval == "month" else ("%Y-%m-%d",):
            try:
                return self.number(datetime.strptime(name, form).replace(tzinfo=UTC).date(), interval)
            except ValueError:
                continue
        raise QuestionInvalid(
            f"{name!r} is not a {interval}.",
            action=f"Write it like {'2026-03' if interval == 'month' else '2026-03-02'}.",
        )

    @property
    def days_before_first_week(self) -> int:
        """How many days before the first of January 1970 its week began."""
        return (_THURSDAY - _WEEKDAYS[self.week_start]) % 7

    def _weekday(self, day: date) -> int:
        return (day.weekday() - _WEEKDAYS[self.week_start]) % 7

    def _changes(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Since when the clocks are how far ahead of UTC, from the first of these instants to the last."""
        yield first, _ahead(self.zone, first // _SECOND) * _SECOND
        for year in range((_EPOCH + first * _MICROSECOND).year, (_EPOCH + last * _MICROSECOND).year + 1):
            for second, ahead in _changes_of_year(self.zone, year):
                if first < second * _SECOND <= last:
                    yield second * _SECOND, ahead * _SECOND


@lru_cache(maxsize=1024)
def _changes_of_year(zone: str, year: int) -> tuple[tuple[int, int], ...]:
    """The seconds since 1970 at which the clocks change in a year of UTC, and how far ahead they are then.

    Days on which they change are searched; no zone changes its clocks twice within a day and back.
    """
    first, last = (
        int((datetime(one, 1, 1, tzinfo=UTC) - _EPOCH).total_seconds()) for one in (year, year + 1)
    )
    days = [(second, _ahead(zone, second)) for second in range(first, last + 1, 86_400)]
    found = []
    for (unchanged, before), (changed, after) in pairwise(days):
        if before == after:
            continue
        while changed - unchanged > 1:
            middle = (unchanged + changed) // 2
            if _ahead(zone, middle) == before:
                unchanged = middle
            else:
                changed = middle
        found.append((changed, after))
    return tuple(found)


def _ahead(zone: str, second: int) -> int:
    ahead = datetime.fromtimestamp(second, ZoneInfo(zone)).utcoffset()
    return 0 if ahead is None else ahead.days * 86_400 + ahead.seconds
