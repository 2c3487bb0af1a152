"""Formats of times that can be set, and what is read where none is.

A text that can be read in one way only is read; for any other the reason names the formats to choose from.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial

from .time_texts import NO_TIME, day_first, month_first, shown, unambiguous, year_first

__all__ = ["FORMATS", "check_format", "plain", "written"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBER = re.compile(r"-?\d+(\.\d*)?")
_LAST_SERIAL = 2_958_466  # the day after 9999-12-31
_UNITS = {"epoch_s": 0, "epoch_ms": 3, "epoch_us": 6, "epoch_ns": 9}


def check_format(text: str) -> str:
    """The format, if it is one; ValueError otherwise."""
    if text in FORMATS:
        return text
    if not re.search(r"%[YyGcxD]", text):
        raise ValueError(
            f"'{text}' is not a time format: it is one of {', '.join(FORMATS)}, or a pattern such as "
            "%d/%m/%Y %H:%M with its year"
        )
    try:
        datetime.strptime(datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC).strftime(text), text)
    except ValueError as why:
        raise ValueError(f"'{text}' is not a time format ({why})") from why
    return text


def written(text: str, formats: Sequence[str]) -> datetime:
    """The time as it is written: aware where the text says its zone, or counts from an instant."""
    if NO_TIME.match(text):
        raise ValueError(f"'{shown(text)}' stands for no time")
    if not formats:
        number = text[4:5] != "-" and _NUMBER.fullmatch(text)
        found = _from_digits(text) if number else unambiguous(text)
        if found is None:
            raise ValueError(
                f"'{shown(text)}' is not a time that is understood (such as 2024-03-13 10:00:00, "
                "13-Jun-2024 or 2024年3月13日; set time_format for another form)"
            )
        return found
    for one in formats:
        found = FORMATS[one](text) if one in FORMATS else _by_pattern(text, one)
        if found is not None:
            return found
    raise ValueError(f"'{shown(text)}' is not a time as {' or '.join(formats)} has it")


def _by_pattern(text: str, pattern: str) -> datetime | None:
    if "%p" in pattern:
        text = text.replace("上午", "AM").replace("下午", "PM")
    try:
        return datetime.strptime(text, pattern)
    except ValueError:
        return None


def _from_digits(text: str) -> datetime | None:
    """A number whose digits leave one reading: a day or second spelled out, or an epoch of 1973 to 2286."""
    whole, _, fraction = text.partition(".")
    fraction, digits = fraction.rstrip("0"), len(whole)
    if not fraction and digits in (8, 14, 17):
        return _compact(whole)
    if whole.startswith("-") or digits > 19:
        raise ValueError(f"'{shown(text)}' is not a time ({'too many digits' if digits > 19 else 'below 0'})")
    if digits < 9:
        raise ValueError(
            f"'{shown(text)}' is not a time that can be read in one way only (set time_format to excel for "
            "the day numbers of a spreadsheet, to epoch_s for seconds since 1970, or to a pattern such as "
            "%Y%m)"
        )
    if not fraction and (digits, whole[:2]) in ((10, "20"), (12, "19"), (12, "20")):
        unit, pattern = ("epoch_s", "%Y%m%d%H") if digits == 10 else ("epoch_ms", "%Y%m%d%H%M")
        raise ValueError(
            f"'{text}' is not a time that can be read in one way only (set time_format to {unit} or to "
            f"{pattern})"
        )
    # The number of digits tells the unit for every time from 1973 to the year 5138.
    return _since_1970(text, 0 if digits <= 11 else 3 if digits <= 14 else 6 if digits <= 17 else 9)


def _compact(text: str) -> datetime:
    pattern = "%Y%m%d" if len(text) == 8 else "%Y%m%d%H%M%S"
    try:
        return datetime.strptime(text[:14], pattern) + timedelta(milliseconds=int(text[14:] or 0))
    except ValueError as why:
        raise ValueError(f"'{text}' is an impossible time ({why})") from why


def _since_1970(text: str, power: int) -> datetime | None:
    if not _NUMBER.fullmatch(text):
        return None
    sign = -1 if text.startswith("-") else 1
    whole, _, fraction = text.lstrip("-").partition(".")
    micros = int(whole + (fraction + "000000")[:6]) // 10**power
    try:
        return _EPOCH + timedelta(microseconds=sign * micros)
    except OverflowError as why:
        raise ValueError(f"'{shown(text)}' is not a time (too large)") from why


def _excel(text: str) -> datetime | None:
    """A spreadsheet's day number, whose fraction is the time of day, to the millisecond."""
    if not _NUMBER.fullmatch(text):
        return None
    days = Decimal(text)
    if not 1 <= days < _LAST_SERIAL or int(days) == 60:  # its calendar has a 29 February 1900
        raise ValueError(f"'{shown(text)}' is not a spreadsheet's day number")
    begin = datetime(1899, 12, 31) if days < 60 else datetime(1899, 12, 30)
    return begin + timedelta(milliseconds=int((days * 86_400_000).to_integral_value()))


def _apache(text: str) -> datetime | None:
    bare = text.removeprefix("[").removesuffix("]")
    return _by_pattern(bare, "%d/%b/%Y:%H:%M:%S %z") or _by_pattern(bare, "%d/%b/%Y:%H:%M:%S")


FORMATS: Mapping[str, Callable[[str], datetime | None]] = {
    "iso": year_first,
    "day_first": day_first,
    "month_first": month_first,
    "excel": _excel,
    "apache": _apache,
    **{name: partial(_since_1970, power=power) for name, power in _UNITS.items()},
}
"""Formats that have a name; any other is a pattern of strptime."""


def plain(number: int | float) -> str:
    return format(Decimal(repr(number)), "f") if isinstance(number, float) else str(number)
