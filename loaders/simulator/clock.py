"""The fixed calendar, in milliseconds since 1970, and how times are written."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
DAYS = 90
START: int = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()) * SECOND
END = START + DAYS * DAY

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# People are awake in China (UTC+8): these UTC hours are 8:00 to 23:00 there, the evening twice.
_AWAKE = (*range(0, 16), *range(10, 16))


@lru_cache(maxsize=512)
def _date(day: int) -> str:
    return (_EPOCH + timedelta(days=day)).date().isoformat()


def written(at: int) -> str:
    """ISO 8601 in UTC with milliseconds: `2026-01-01T08:30:00.250Z`."""
    day, rest = divmod(at, DAY)
    hour, rest = divmod(rest, HOUR)
    minute, rest = divmod(rest, MINUTE)
    second, milli = divmod(rest, SECOND)
    return f"{_date(day)}T{hour:02d}:{minute:02d}:{second:02d}.{milli:03d}Z"


def awake(at: int, rng: Random) -> int:
    """A moment on the same day, at an hour when people are awake; never before `at` on that day."""
    moment: int = at - at % DAY + _AWAKE[int(rng.random() * len(_AWAKE))] * HOUR + int(rng.random() * HOUR)
    return max(at, moment)
