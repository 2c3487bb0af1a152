"""Durations: as text for people, and as they are typed."""

import re
from datetime import timedelta

_UNITS = {"us": "microseconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_YEAR = timedelta(days=365)


def duration_text(seconds: float | None) -> str:
    """A duration in its two largest units: 3d 4h, 12m 5s; nothing where it is not known."""
    if seconds is None:
        return ""
    if seconds < 60:
        return f"{seconds:.3g}s"
    rest, parts = int(seconds), []
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count}{unit}")
    return " ".join(parts[:2])


def parse_duration(text: str) -> timedelta:
    """A duration that is written as 30m, 12h, 7d, 2w or 1y (365 days). Raises ValueError."""
    match = re.fullmatch(r"(\d+)(us|[smhdwy])", text.strip())
    if match is None:
        raise ValueError(
            f"{text!r} is not a duration. Write a number and s, m, h, d, w or y (365 days), such as 7d."
        )
    try:
        if match[2] == "y":
            return int(match[1]) * _YEAR
        return timedelta(**{_UNITS[match[2]]: int(match[1])})
    except OverflowError as error:
        raise ValueError(f"{text!r} is too long.") from error


def duration_code(duration: timedelta) -> str:
    """The shortest text that `parse_duration` reads as this duration."""
    if duration.microseconds:
        return f"{duration // timedelta(microseconds=1)}us"
    seconds = duration // timedelta(seconds=1)
    return next(
        f"{seconds // size}{unit}"
        for unit, size in (("w", 604800), ("d", 86400), ("h", 3600), ("m", 60), ("s", 1))
        if seconds % size == 0 and not (unit == "w" and seconds < 14 * 86400)
    )
