"""Patterns as texts: `browse > add_to_cart > purchase`."""

from collections.abc import Sequence

from ..errors import QuestionInvalid
from ..questions import join_names, plain_names


def pattern_text(events: Sequence[str]) -> str:
    """A pattern as it is written: names with > between them, and a backslash before a > of a name."""
    return join_names(events, " > ")


def pattern_events(text: str) -> tuple[str, ...]:
    """The names of a pattern that is written so. Raises QuestionInvalid where one is empty."""
    names = tuple(name.strip() for name in plain_names(text))
    if not all(names):
        raise QuestionInvalid(
            f"{text!r} is not a pattern.", action="Write it as: browse > add_to_cart > purchase"
        )
    return names
