"""`date_range`: what is counted begins on these days."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Literal, Self

from pydantic import model_validator

from ...calendar import Calendar
from ...trails import FIRST, LAST, check_day
from ..compiler import Compiler, Node
from ..condition import Condition, Language, Option, Pair


class DateRange(Condition):
    """Begins from `since` to `until` (both included); None is open."""

    kind: Literal["date_range"] = "date_range"
    position: ClassVar[int] = 1
    at_entry: ClassVar[bool] = True
    single: ClassVar[bool] = True
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            "since",
            "DAY",
            "First day of the date range: count what starts on this day or later.",
            "date",
        ),
        Option(
            "until",
            "DAY",
            "Last day of the date range: count what starts on this day or earlier.",
            "date",
        ),
    )

    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.since is None and self.until is None:
            raise ValueError("a date range needs since, until or both")
        check_order(self.since, self.until)
        return self

    @classmethod
    def from_options(cls, given: Mapping[str, Sequence[Any]]) -> Iterator[Condition]:
        ends = {name: given[name][0] for name in ("since", "until") if given.get(name)}
        if ends:
            yield cls.model_validate(ends)

    def pairs(self, *, negated: bool = False) -> Sequence[Pair] | None:
        if negated:
            return None
        ends = (("since", self.since), ("until", self.until))
        return [(name, str(end)) for name, end in ends if end is not None]

    def sentence(self, language: Language, *, negated: bool = False) -> str:
        text = range_text(self.since, self.until)
        if language == "zh":
            return f"非 {text} 开始" if negated else text
        return f"not begun in {text}" if negated else text

    def microseconds(self, calendar: Calendar) -> tuple[int, int]:
        """Its ends in microseconds since 1970, both included."""
        return days(calendar, self.since, self.until)

    def compile(self, compiler: Compiler) -> Node:
        since, until = self.microseconds(compiler.calendar)
        return compiler.of_trail("date_range", since=since, until=until)


def check_order(since: date | None, until: date | None) -> None:
    """Raises ValueError for days in the wrong order, and for those that no data is of."""
    for day in (since, until):
        if day is not None:
            check_day(day)
    if since and until and since > until:
        raise ValueError(f"{since} is later than {until}")


def days(calendar: Calendar, since: date | None, until: date | None) -> tuple[int, int]:
    """From the beginning of a day to the end of another, in microseconds since 1970; None is open."""
    return calendar.start(since) if since else FIRST, calendar.end(until) if until else LAST


def range_text(since: date | None, until: date | None) -> str:
    """A date range for people to read."""
    return f"{since or ''}..{until or ''}"
