"""What is asked for when patterns are asked for, checked before anything is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from ..errors import QuestionInvalid

Scope = Literal["person", "session"]
Sort = Literal["effect", "people"]
SCOPES: tuple[Scope, ...] = ("person", "session")
LONGEST = 20
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class PatternQuestion:
    """Which patterns are looked for, in whose sequences.

    `support` is a share of the units (people or sessions), in either group where there is a `target`.
    `length` counts events, the target included. `max_gap`: the most events between one event of a pattern
    and the next. `within`: the most time from a pattern's first event to its last. Events that are ignored
    are taken out, and repeats collapsed, before gaps are counted. `sort`: of patterns with a target, those
    that differ most first, or those that most converters hold; the latter where an event is asked for by
    `contains`. `versus`: two groups whose patterns are compared, `did:EVENT`, `source:A,B` or
    `period:A..B,C..D` as at matrices; then `support` is a share of either. Raises QuestionInvalid.
    """

    support: float = 0.01
    length: int = 5
    shortest: int = 1
    max_gap: int | None = None
    within: timedelta | None = None
    closed: bool = False
    collapse: bool = False
    ignore: Sequence[str] = ()
    contains: str | None = None
    target: str | None = None
    scope: Scope = "person"
    sort: Sort | None = None
    versus: str | None = None

    def __post_init__(self) -> None:
        faults = [
            (not 0 < self.support <= 1, f"A support of {self.support} is no share of people.",
             "Give one above 0 and at most 1, such as 0.01."),
            (self.sort not in (None, "effect", "people"), f"Patterns are not sorted by {self.sort!r}.",
             "Give effect or people."),
            (self.scope not in SCOPES, f"There is no scope {self.scope!r}.", "Give person or session."),
            (not 1 <= self.length <= LONGEST, f"A pattern of {self.length} events is not looked for.",
             f"Give a length from 1 to {LONGEST}."),
            (not 1 <= self.shortest <= self.length, f"No pattern of {self.shortest} events or more is found.",
             f"Give at least 1, and at most the length, {self.length}."),
            (self.target is not None and self.length < 2, "With a target, a pattern has two events or more.",
             "Give a length of 2 or more."),
            (self.target is not None and self.versus is not None,
             "Patterns are compared by a target or between two groups.", "Give one of the two."),
            (self.max_gap is not None and self.max_gap < 0, f"There is no gap of {self.max_gap} events.",
             "Give 0 (directly after one another) or more."),
            (self.within is not None and self.within <= timedelta(0),
             f"A window of {self.within} holds nothing.", "Give a positive one, such as 7d."),
        ]  # fmt: skip
        for wrong, message, action in faults:
            if wrong:
                raise QuestionInvalid(message, action=action)

    @property
    def window(self) -> int | None:
        """`within`, in microseconds."""
        return None if self.within is None else self.within // _MICROSECOND

    @property
    def by_people(self) -> bool:
        """Whether the patterns that most converters hold come first."""
        return self.sort == "people" or (self.sort is None and self.contains is not None)

    @property
    def constrained(self) -> bool:
        """Whether it matters where a pattern ends, and not only that it is there."""
        return self.max_gap is not None or self.within is not None

    @property
    def mined(self) -> int:
        """The most events that are looked for: the target is known to come last."""
        return self.length - (self.target is not None)
