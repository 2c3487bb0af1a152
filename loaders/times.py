"""Times as sources write them, to aware UTC datetimes.

What can be read in one way only is read. What can be read in two ways (`06/07/2024`, the day number of a
spreadsheet, `2024030410`) is refused until a format says which: the value of one row must never decide it.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from .null_words import is_null
from .time_formats import plain, written
from .time_texts import NO_TIME

__all__ = [
    "ANY_YEAR",
    "EVENT_YEARS",
    "RepeatedHours",
    "Times",
    "Years",
    "corrected",
    "parse_date",
    "parse_time",
]

Years = tuple[int, int]

EVENT_YEARS: Years = (1970, 2200)
"""Clocks of events outside of these years are mistakes (an empty clock, milliseconds taken for seconds)."""

ANY_YEAR: Years = (1, 9999)
"""For times that are properties: birth dates, dates of expiry."""

_MEMO_LIMIT = 10_000  # times repeat among neighbours only; a small memo stays in the processor's cache


def parse_time(
    value: str | int | float | date,
    zone: tzinfo = UTC,
    formats: Sequence[str] = (),
    years: Years = EVENT_YEARS,
) -> datetime:
    """A UTC datetime from a time as it is written.

    `formats` are strptime patterns or names of FORMATS; the first one that fits is taken. Without them, what
    is unambiguous is read: ISO 8601 and its relatives, Chinese and English dates with the month's name, epoch
    seconds to nanoseconds. A time without a zone is taken to be in `zone`. ValueError says why not, and what
    would be accepted.
    """
    if isinstance(value, datetime):
        return _in_utc(value, value, zone, years)
    if isinstance(value, date):
        return _in_utc(datetime(value.year, value.month, value.day), value, zone, years)
    text = value.strip() if isinstance(value, str) else plain(value)
    return _in_utc(written(text, formats), text, zone, years)


def parse_date(value: str | int | float | date, zone: tzinfo = UTC, formats: Sequence[str] = ()) -> date:
    """The calendar day as it is written, of any year; an instant of UTC is the day that it has in `zone`."""
    if isinstance(value, datetime):
        time = value
    elif isinstance(value, date):
        return value
    else:
        time = written(value.strip() if isinstance(value, str) else plain(value), formats)
    if time.tzinfo is not None and time.utcoffset() == timedelta(0) and zone is not UTC:
        time = time.astimezone(zone)  # 1990-05-04T16:00Z is how a browser in Shanghai writes the fifth
    return time.date()


class Times(dict[str, datetime | None]):
    """Memo from text to time (None: null-like), for one file.

    `unclear` counts the times that no clock of the zone ever showed (`skipped`), and those that it showed
    twice (`repeated`), because it was set forward or back.
    """

    def __init__(
        self,
        zone: tzinfo = UTC,
        formats: Sequence[str] = (),
        years: Years = EVENT_YEARS,
        unclear: Counter[str] | None = None,
    ) -> None:
        super().__init__()
        self.zone, self.formats, self.years = zone, tuple(formats), years
        self.unclear: Counter[str] = Counter() if unclear is None else unclear
        self._has_jumps = zone is not UTC
        self._counted = 0

    def __missing__(self, text: str) -> datetime | None:
        time = self._read(text)
        if time is not None and self._has_jumps and self.unclear.total() > self._counted:
            self._counted = self.unclear.total()
            return time  # not remembered, so that each one is counted
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        self[text] = time
        return time

    def of_date(self, value: date) -> datetime | None:
        """The time of a native date or datetime."""
        if value.year == 1 and value.month == value.day == 1:
            return None
        time = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        return _in_utc(time, value, self.zone, self.years, self.unclear)

    def _read(self, text: str) -> datetime | None:
        if text[4:5] == "-" and not self.formats:  # the usual case first
            try:
                time = datetime.fromisoformat(text)
            except ValueError:
                pass  # the slow way below reads it, or says what is wrong with it
            else:
                if time.tzinfo is None and not self._has_jumps:
                    time = time.replace(tzinfo=UTC)
                    if self.years[0] <= time.year <= self.years[1] and time.year > 1:
                        return time
                elif time.year > 1:
                    return _in_utc(time, text, self.zone, self.years, self.unclear)
        stripped = text.strip()
        if is_null(stripped) or NO_TIME.match(stripped):
            return None
        return _in_utc(written(stripped, self.formats), stripped, self.zone, self.years, self.unclear)


def corrected(original_at: datetime, sent_at: datetime, received_at: datetime) -> datetime:
    """When it happened by the receiver's clock: a wrong clock is wrong by the same in both of its times.

    ValueError where that is in no year that an event can be of.
    """
    delay = received_at - sent_at
    try:
        time = original_at + delay
    except OverflowError:
        time = None
    if time is None or not EVENT_YEARS[0] <= time.year <= EVENT_YEARS[1]:
        raise ValueError(
            f"the time corrected by received_at - sent_at ({delay.total_seconds():,.0f} s) is outside of the "
            f"years {EVENT_YEARS[0]} to {EVENT_YEARS[1]}"
        )
    return time


class RepeatedHours:
    """Which of two instants a time is that the clock showed twice: the one that keeps the order of the rows.

    A repeated time of an owner that is before the one in a row above is taken to be its second showing.
    """

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self._last: dict[str, datetime] = {}

    def settle(self, time: datetime, owner: str) -> datetime:
        """The instant that `time` was for `owner`. Asked only where `time.fold` says that there are two."""
        instant = time.replace(fold=0)
        last = self._last.get(owner)
        if last is not None and instant < last:
            instant = instant.astimezone(self.zone).replace(fold=1).astimezone(UTC)
        self._last[owner] = instant
        return instant


def _in_utc(
    time: datetime, text: object, zone: tzinfo, years: Years, unclear: Counter[str] | None = None
) -> datetime:
    if time.tzinfo is None:
        time = time.replace(tzinfo=zone)
        if zone is not UTC and (jump := time.replace(fold=1).utcoffset() - time.utcoffset()):  # type: ignore[operator]
            time = _at_a_jump(time, jump, unclear)
    if time.tzinfo is not UTC:
        try:
            time = time.astimezone(UTC)
        except OverflowError as why:
            raise ValueError(f"'{text}' is not a time (outside the calendar)") from why
    if not years[0] <= time.year <= years[1]:
        raise ValueError(f"'{text}' is in the year {time.year} (accepted: {years[0]} to {years[1]})")
    return time


def _at_a_jump(time: datetime, jump: timedelta, unclear: Counter[str] | None) -> datetime:
    """A time that the clock showed twice, or never.

    Of two instants it is the first, marked by `fold`. One that was never shown is put right before the jump,
    where microseconds keep the order of several such times: it is before every time after the jump.
    """
    if unclear is not None:
        unclear["repeated" if jump < timedelta(0) else "skipped"] += 1
    first = time.astimezone(UTC)
    if jump < timedelta(0):
        return first.replace(fold=1)
    low, high = first - jump, first  # the jump is in between
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        moved = middle.astimezone(time.tzinfo).utcoffset() != time.utcoffset()
        low, high = (low, middle) if moved else (middle, high)
    instant = high.replace(microsecond=0)
    return instant - (instant + jump - first) // 1_000_000
