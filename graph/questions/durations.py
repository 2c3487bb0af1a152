"""Lengths of time as people type them: 30m, 12h, 7d, 2w."""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

_UNITS = {"us": "microseconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SIZES = (("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1))
_TEXT = re.compile(r"(\d+)(us|[smhdw])")


def read_duration(text: str) -> timedelta:
    """A length of time from its text. Raises ValueError for any other text."""
    found = _TEXT.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            f"{text!r} is not a duration. Write a number and s, m, h, d or w, such as 30m or 7d."
        )
    try:
        return timedelta(**{_UNITS[found[2]]: int(found[1])})
    except OverflowError as error:
        raise ValueError(f"{text!r} is too long.") from error


def write_duration(length: timedelta) -> str:
    """The shortest text that `read_duration` reads as this length."""
    if length.microseconds:
        return f"{length // timedelta(microseconds=1)}us"
    seconds = length // timedelta(seconds=1)
    return next(
        f"{seconds // size}{unit}"
        for unit, size in _SIZES
        if seconds % size == 0 and not (unit == "w" and seconds < 14 * 86_400)
    )


def _read(given: object) -> object:
    return read_duration(given) if isinstance(given, str) and _TEXT.fullmatch(given.strip()) else given


def _positive(length: timedelta) -> timedelta:
    if length <= timedelta(0):
        raise ValueError(f"{length} is not a length of time; give a positive one, such as 7d")
    return length


Duration = Annotated[timedelta, BeforeValidator(_read), AfterValidator(_positive)]
"""A positive length of time; a document may have it as ISO 8601 (P7D) or as it is typed (7d)."""
