"""Times as sources write them, to aware UTC datetimes."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo

from .spelling import is_null

FIRST_YEAR, LAST_YEAR = 1970, 2200
"""Years outside this range are mistakes (an empty clock, milliseconds taken for seconds)."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MEMO_LIMIT = 10_000  # times repeat among neighbours only; a small memo stays in the processor's cache
_NUMBER = re.compile(r"\d+(\.\d*)?")
_LOOSE = re.compile(  # 2024/3/5 9:07:01, 2024.03.05, 2024-03-05 09:07:01 +0800, ... UTC
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?)?"
    r"\s*(UTC|GMT|Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_COMPACT = {8: "%Y%m%d", 14: "%Y%m%d%H%M%S"}


def parse_time(value: str | int | float | date, zone: tzinfo = UTC) -> datetime:
    """A UTC datetime from ISO 8601 text, a date and time, or epoch seconds to nanoseconds.

    A time without a zone is taken to be in `zone`. An impossible one is a ValueError.
    """
    if isinstance(value, datetime):
        return _checked(value, value, zone)
    if isinstance(value, date):
        return _checked(datetime(value.year, value.month, value.day), value, zone)
    return _from_text(value.strip() if isinstance(value, str) else _plain(value), zone)


class Times(dict[str, datetime | None]):
    """Memo from text to time (None: null-like), for one file."""

    def __init__(self, zone: tzinfo = UTC) -> None:
        super().__init__()
        self.zone = zone

    def __missing__(self, text: str) -> datetime | None:
        time = self._read(text)
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        self[text] = time
        return time

    def _read(self, text: str) -> datetime | None:
        if text[4:5] == "-":  # the usual case first
            try:
                return _checked(datetime.fromisoformat(text), text, self.zone)
            except ValueError:
                pass  # the slow way below reads it, or says what is wrong with it
        stripped = text.strip()
        return None if is_null(stripped) else _from_text(stripped, self.zone)


def _from_text(text: str, zone: tzinfo) -> datetime:
    if text[4:5] != "-" and _NUMBER.fullmatch(text):
        return _from_digits(text, zone)
    try:
        return _checked(datetime.fromisoformat(text), text, zone)
    except ValueError as why:
        loose = _LOOSE.fullmatch(text)
        if loose is None:
            raise ValueError(f"'{text[:60]}' is not a time{_because(why)}") from why
        return _from_parts(loose, text, zone)


def _from_parts(loose: re.Match[str], text: str, zone: tzinfo) -> datetime:
    year, month, day, hour, minute, second, fraction, offset = loose.groups()
    micros = ((fraction or "") + "000000")[:6]
    spelt = f"{year}-{month:0>2}-{day:0>2}T{hour or 0:0>2}:{minute or 0:0>2}:{second or 0:0>2}.{micros}"
    suffix = {"UTC": "Z", "GMT": "Z"}.get((offset or "").upper(), (offset or "").upper())
    try:
        return _checked(datetime.fromisoformat(spelt + suffix), text, zone)
    except ValueError as why:
        raise ValueError(f"'{text[:60]}' is an impossible time{_because(why)}") from why


def _from_digits(text: str, zone: tzinfo) -> datetime:
    compact = _COMPACT.get(len(text))
    if compact and text.isdigit():  # 20240313: as epoch seconds it would be a day in 1970
        try:
            return _checked(datetime.strptime(text, compact), text, zone)
        except ValueError as why:
            raise ValueError(f"'{text}' is an impossible time{_because(why)}") from why
    whole, _, fraction = text.partition(".")
    if len(whole) > 19:
        raise ValueError(f"'{text[:60]}' is not a time (too many digits)")
    # The number of digits tells the unit for every time from 1973 to the year 5138.
    power = 0 if len(whole) <= 11 else 3 if len(whole) <= 14 else 6 if len(whole) <= 17 else 9
    micros = int(whole + (fraction + "000000")[:6]) // 10**power
    try:
        return _checked(_EPOCH + timedelta(microseconds=micros), text, zone)
    except OverflowError as why:
        raise ValueError(f"'{text}' is not a time (too large)") from why


def _checked(time: datetime, written: object, zone: tzinfo) -> datetime:
    if time.tzinfo is None:
        time = time.replace(tzinfo=zone)
    if time.tzinfo is not UTC:
        try:
            time = time.astimezone(UTC)
        except OverflowError as why:
            raise ValueError(f"'{written}' is not a time (outside the calendar)") from why
    if not FIRST_YEAR <= time.year <= LAST_YEAR:
        raise ValueError(f"'{written}' is in the year {time.year} (accepted: {FIRST_YEAR} to {LAST_YEAR})")
    return time


def _plain(number: int | float) -> str:
    return format(number, "f") if isinstance(number, float) else str(number)


def _because(why: Exception) -> str:
    text = str(why)
    return "" if text.startswith("Invalid isoformat") else f" ({text})"
