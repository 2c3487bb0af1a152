"""Patterns as texts: `browse > add_to_cart > purchase`."""

import re
from collections.abc import Sequence

from ..errors import QuestionInvalid

_ARROW = re.compile(r"((?:\\.|[^>\\])*)(?:>|$)")


def pattern_text(events: Sequence[str]) -> str:
    """A pattern as it is written: names with > between them, and a backslash before a > of a name."""
    return " > ".join(re.sub(r"([>\\])", r"\\\1", name) for name in events)


def pattern_events(text: str) -> tuple[str, ...]:
    """The names of a pattern that is written so. Raises QuestionInvalid where one is empty."""
    parts = [re.sub(r"\\(.)", r"\1", part.strip()) for part in _ARROW.findall(text)[:-1]]
    if not parts or not all(parts):
        raise QuestionInvalid(
            f"{text!r} is not a pattern.", action="Write it as: browse > add_to_cart > purchase"
        )
    return tuple(parts)
