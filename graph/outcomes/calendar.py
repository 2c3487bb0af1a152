"""Days, weeks and months of UTC as whole numbers, as in `cypher/internal/outcomes/retention.cypher`."""

from datetime import UTC, date, datetime, timedelta

from ..errors import QuestionInvalid
from ..questions import Interval

_FIRST_DAY = date(1970, 1, 1)
_TO_MONDAY = 3
"""The first of January 1970 was a Thursday."""


def number_of(day: date, interval: Interval) -> int:
    """The number of the period that a day is in."""
    days = (day - _FIRST_DAY).days
    if interval == "month":
        return day.year * 12 + day.month - 1
    return days if interval == "day" else (days + _TO_MONDAY) // 7


def name_of(number: int, interval: Interval) -> str:
    """A period's name: its day, the Monday that it begins with, or its month, such as 2026-03."""
    if interval == "month":
        return f"{number // 12:04d}-{number % 12 + 1:02d}"
    days = number if interval == "day" else number * 7 - _TO_MONDAY
    return str(_FIRST_DAY + timedelta(days=days))


def days_of(number: int, interval: Interval) -> tuple[int, int]:
    """The first and the last day of a period, as numbers of days."""
    if interval == "month":
        first, after = (date(one // 12, one % 12 + 1, 1) for one in (number, number + 1))
        return (first - _FIRST_DAY).days, (after - _FIRST_DAY).days - 1
    return (number, number) if interval == "day" else (number * 7 - _TO_MONDAY, number * 7 - _TO_MONDAY + 6)


def number_named(name: str, interval: Interval) -> int:
    """The number of the period with this name, or with this day in it. Raises QuestionInvalid."""
    for form in ("%Y-%m-%d", "%Y-%m") if interval == "month" else ("%Y-%m-%d",):
        try:
            return number_of(datetime.strptime(name, form).replace(tzinfo=UTC).date(), interval)
        except ValueError:
            continue
    raise QuestionInvalid(
        f"{name!r} is not a {interval}.",
        action=f"Write it such as {'2026-03' if interval == 'month' else '2026-03-02'}.",
    )


def day_of(at: int) -> date:
    """The day of a time in microseconds since 1970."""
    return _FIRST_DAY + timedelta(days=at // 86_400_000_000)


def day_numbered(number: int) -> date:
    """The day with this number, 0 for the first of 1970."""
    return _FIRST_DAY + timedelta(days=number)
