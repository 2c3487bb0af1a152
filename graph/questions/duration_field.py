"""Lengths of time in questions."""

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from ..durations import parse_duration


def _read(given: object) -> object:
    # ISO 8601, such as P7D, is pydantic's own.
    return parse_duration(given) if isinstance(given, str) and not given.startswith("P") else given


def _positive(length: timedelta) -> timedelta:
    if length <= timedelta(0):
        raise ValueError(f"{length} is not a length of time; give a positive one, such as 7d")
    return length


Duration = Annotated[timedelta, BeforeValidator(_read), AfterValidator(_positive)]
"""A positive length of time; a document may have it as ISO 8601 (P7D) or as it is typed (7d)."""
