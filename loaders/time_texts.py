"""Forms in which times are written as text. A reader gives the time as written, with a zone or without.

It gives None where the text has another form, and a ValueError where the form fits an impossible time.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from re import IGNORECASE, VERBOSE

__all__ = ["NO_TIME", "day_first", "month_first", "shown", "unambiguous", "year_first"]

NO_TIME = re.compile(r"(0000[-/.]00[-/.]00|0001-01-01)(?!\d)")
"""How databases and programs write that there is no time."""

_HALVES = {
    "am": 0, "a.m.": 0, "上午": 0, "凌晨": 0, "早上": 0, "pm": 12, "p.m.": 12, "下午": 12, "晚上": 12,
    "中午": 12,
}  # fmt: skip
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_HALF = r"a\.?m\.?|p\.?m\.?|上午|下午|凌晨|早上|中午|晚上"
_OFFSET = r"(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?)(?:\s*\([^()]*\))?"
_CLOCK = rf"""(?:\s*(?P<half_before>{_HALF}))?
    \s*(?P<hour>\d{{1,2}})
    (?:
        :(?P<minute>\d{{1,2}})(?::(?P<second>\d{{1,2}})(?:[.,](?P<fraction>\d{{1,9}}))?)?
        | \s*[时時点](?:\s*(?P<minute_zh>\d{{1,2}})\s*分?(?:\s*(?P<second_zh>\d{{1,2}})\s*秒)?)?
    )
    (?:\s*(?P<half_after>{_HALF}))?"""
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_WEEKDAY_ZH = r"(?:\s*\(?(?:星期|周|週)[一二三四五六日天]\)?)?"
_MONTH = r"(?P<name>[a-z]{3,9})\.?"
_REST = rf"(?:(?:\s*[,T:日号]\s*|\s*,?\s+at\s+|\s*){_CLOCK})?(?:\s*{_OFFSET})?"


def _form(date: str) -> re.Pattern[str]:
    return re.compile(rf"{date}{_REST}", IGNORECASE | VERBOSE)


_YEAR_FIRST = _form(  # 2024/3/5 9:07:01, 2024.03.05, 2024-03-05 09:07:01 +0800, 2024年3月5日 下午3:05
    rf"(?P<year>\d{{4}})\s*[-/.年]\s*(?P<month>\d{{1,2}})\s*[-/.月]\s*(?P<day>\d{{1,2}})(?!\d)[日号]?{_WEEKDAY_ZH}"
)
_NAMED = (
    _form(  # 13-Jun-2024, 13 June 2024 15:05, 13/Jun/2024:15:05:00 +0800, Thu, 13 Jun 2024 15:05:00 GMT
        rf"\[?{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/.\s]+{_MONTH}[-/.,\s]+(?P<year>\d{{4}})(?!\d)"
    ),
    _form(  # Jun 13, 2024 3:05 PM
        rf"{_WEEKDAY}{_MONTH}[-\s]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|[-\s]+)(?P<year>\d{{4}})(?![\d:])"
    ),
    re.compile(  # Thu Jun 13 15:05:00 2024
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})\s+{_CLOCK}(?:\s+{_OFFSET})?\s+(?P<year>\d{{4}})",
        IGNORECASE | VERBOSE,
    ),
)
_BARE_NUMBERS = (
    r"(?P<{}>\d{{1,2}})\s*(?P<mark>[-/. ])\s*(?P<{}>\d{{1,2}})\s*(?P=mark)\s*(?P<year>\d{{4}}|\d{{2}})(?!\d)"
)
_DAY_FIRST = _form(_BARE_NUMBERS.format("day", "month"))
_MONTH_FIRST = _form(_BARE_NUMBERS.format("month", "day"))


def unambiguous(text: str) -> datetime | None:
    """A time that is written so that it can be read in one way only."""
    found = year_first(text)
    if found is not None:
        return found
    bare = text[:-1] if text.startswith("[") and text.endswith("]") else text
    for form in _NAMED:
        if (match := form.fullmatch(bare)) and (month := _month(match["name"])):
            return _time(match, month, text)
    if _DAY_FIRST.fullmatch(text):
        raise ValueError(
            f"'{shown(text)}' is not a time that can be read in one way only "
            "(set time_format to day_first or month_first)"
        )
    return None


def year_first(text: str) -> datetime | None:
    """ISO 8601 and its relatives: year, month, day."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as why:
        match = _YEAR_FIRST.fullmatch(text)
        if match:
            return _time(match, int(match["month"]), text)
        if re.match(r"\d{4}-\d\d-\d\d", text) and not str(why).startswith("Invalid isoformat"):
            raise ValueError(f"'{shown(text)}' is an impossible time ({why})") from why
        return None


def day_first(text: str) -> datetime | None:
    """13/06/2024, 13.6.24 15:05."""
    match = _DAY_FIRST.fullmatch(text)
    return _time(match, int(match["month"]), text) if match else None


def month_first(text: str) -> datetime | None:
    """06/13/2024, 6/13/24 3:05 PM."""
    match = _MONTH_FIRST.fullmatch(text)
    return _time(match, int(match["month"]), text) if match else None


def shown(text: str) -> str:
    """As much of a text as fits in a message."""
    return text if len(text) <= 60 else text[:57] + "..."


def _month(name: str) -> int | None:
    short = name.lower()
    return _MONTHS.get(short[:3]) if short in (*_MONTHS, *_MONTH_NAMES, "sept") else None


def _time(match: re.Match[str], month: int, text: str) -> datetime:
    part = match.groupdict()
    try:
        hour = _hour(part)
        time = datetime(
            _year(part["year"]), month, int(part["day"]), hour,
            int(part["minute"] or part["minute_zh"] or 0), int(part["second"] or part["second_zh"] or 0),
            int(((part["fraction"] or "") + "000000")[:6]),
        )  # fmt: skip
        return time if part["zone"] is None else time.replace(tzinfo=_zone(part["zone"]))
    except ValueError as why:
        raise ValueError(f"'{shown(text)}' is an impossible time ({why})") from why


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 69 else 2000)  # as strptime has it


def _hour(part: dict[str, str | None]) -> int:
    hour, half = int(part["hour"] or 0), (part["half_before"] or part["half_after"] or "").lower()
    if not half:
        return hour
    later = _HALVES[half.replace(".", "")]
    if half == "晚上" and hour == 12:
        raise ValueError("晚上12 is the end of one day or the beginning of another")
    if later:
        return hour if hour >= 12 or (half == "中午" and hour >= 10) else hour + 12
    if hour > 12:
        raise ValueError("hour must be in 0..12 in the morning")
    return hour % 12


def _zone(written: str) -> timezone:
    offset = written.upper().removeprefix("UTC").removeprefix("GMT").removeprefix("Z").replace(":", "")
    if not offset:
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[3:] or 0)
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
