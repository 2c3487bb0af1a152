"""Periods by name: a day, the first day of a week, or a month such as 2026-03."""

from datetime import UTC, datetime

from ..calendar import Calendar, Interval
from ..errors import QuestionInvalid


def name_of(number: int, interval: Interval, calendar: Calendar) -> str:
    """The name of the period with this number: its first day, or its month."""
    first = calendar.first_day(number, interval)
    return f"{first:%Y-%m}" if interval == "month" else str(first)


def number_named(name: str, interval: Interval, calendar: Calendar) -> int:
    """The number of the period with this name, or with this day in it. Raises QuestionInvalid."""
    for form in ("%Y-%m-%d", "%Y-%m") if interval == "month" else ("%Y-%m-%d",):
        try:
            return calendar.number(datetime.strptime(name, form).replace(tzinfo=UTC).date(), interval)
        except ValueError:
            continue
    raise QuestionInvalid(
        f"{name!r} is not a {interval}.",
        action=f"Write it such as {'2026-03' if interval == 'month' else '2026-03-02'}.",
    )
