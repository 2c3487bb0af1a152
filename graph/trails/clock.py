"""Times as journeys keep them: 16 digits an event, microseconds since 1970."""

from datetime import date

DIGITS = 16
FIRST, LAST = 0, 10**16 - 1
"""The whole of time, in microseconds since 1970 as clocks keep them."""
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


def time_at(clock: str, place: int) -> int:
    """When the event at a place happened, in microseconds since 1970."""
    return int(clock[DIGITS * place : DIGITS * (place + 1)])


def check_day(day: date) -> None:
    """Raises ValueError for a day that no data is of; the days beside it may not exist at all."""
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise ValueError(f"{day} is not a day from {_FIRST_DAY} to {_LAST_DAY}")
