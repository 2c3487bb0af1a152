"""`event`: did an event, so often, in a date range."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ...errors import QuestionInvalid
from ...trails import FIRST, LAST
from ..compiler import Compiler, Node
from ..condition import Condition, Language, Option, Pair
from ..event_pattern import letters_of, read_event
from .boolean import Not
from .date_range import check_order, days, range_text
from .property import Property

_OFTEN = 10**9


class Event(Condition):
    """Did one of the events of a text (see `Alphabet.letters`), anywhere in the journey or session; also with
    conditions, as a funnel's step is written: `purchase[amount>100]`.

    `at_least` and `at_most` count its occurrences; only those from `since` to `until` (both included),
    and of the last days before the graph's last event (`last_days`; 1 is the day of that event alone).
    """

    kind: Literal["event"] = "event"
    position: ClassVar[int] = 3
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            "did",
            "EVENT",
            "Count only journeys (or sessions) with this event: purchase, purchase[amount>100].",
            "event",
            True,
        ),
        Option("did_not", "EVENT", "Count only journeys (or sessions) without this event.", "event", True),
    )

    event: str = Field(min_length=1)
    at_least: int = Field(default=1, ge=0, le=1_000_000_000)
    at_most: int | None = Field(default=None, ge=0, le=1_000_000_000)
    since: date | None = None
    until: date | None = None
    last_days: int | None = Field(default=None, ge=1, le=36_500)

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        check_order(self.since, self.until)
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError(f"at least {self.at_least} and at most {self.at_most} times is impossible")
        if self.at_most is None and self.at_least == 0:
            raise ValueError("at least 0 times is met by everybody; give at_most, or 1 or more")
        return self

    @classmethod
    def from_options(cls, given: Mapping[str, Sequence[Any]]) -> Iterator[Condition]:
        yield from (cls(event=event) for event in given.get("did", ()))
        yield from (Not(condition=cls(event=event)) for event in given.get("did_not", ()))

    def pairs(self, *, negated: bool = False) -> Sequence[Pair] | None:
        if self != Event(event=self.event):
            return None
        return [("did_not" if negated else "did", self.event)]

    def sentence(self, language: Language, *, negated: bool = False) -> str:
        dates = range_text(self.since, self.until) if self.since or self.until else None
        if language == "zh":
            last = f"最近 {self.last_days} 天" if self.last_days else None
            when = "".join(f"{text} " if text == dates else text for text in (dates, last) if text)
            return f"{when}{'没做过' if negated else '做过'} {self.event}{self._how_often_zh}"
        last = f"the last {self.last_days} days" if self.last_days else None
        when = "".join(f" in {text}" for text in (dates, last) if text)
        return f"{'did not' if negated else 'did'} {self.event}{self._how_often}{when}"

    @property
    def _how_often(self) -> str:
        if self.at_most is None:
            return "" if self.at_least == 1 else f" at least {self.at_least} times"
        if self.at_least:
            return f" {self.at_least} to {self.at_most} times"
        return f" at most {self.at_most} {'time' if self.at_most == 1 else 'times'}"

    @property
    def _how_often_zh(self) -> str:
        if self.at_most is None:
            return "" if self.at_least == 1 else f" 至少 {self.at_least} 次"
        return f" {self.at_least} 至 {self.at_most} 次" if self.at_least else f" 至多 {self.at_most} 次"

    def compile(self, compiler: Compiler) -> Node:
        conditional = self._with_properties(compiler)
        if conditional is not None:
            return conditional.compile(compiler)
        letters = letters_of(compiler.alphabet, read_event(self.event, compiler.alphabet.names))
        others = compiler.alphabet.others(letters)
        if self == Event(event=self.event):
            return compiler.of_trail("event", others=others)
        often = {
            "letters": list(letters),
            "at_least": self.at_least,
            "at_most": _OFTEN if self.at_most is None else self.at_most,
        }
        first, last = self._range(compiler)
        if (first, last) == (FIRST, LAST):
            return compiler.of_trail("event_often", **often)
        dates = {"first": f"{first:016d}", "last": f"{last:016d}"}
        return compiler.of_trail(
            "event_often_on_days", others=others, **{**often, "letters": letters}, **dates
        )

    def _with_properties(self, compiler: Compiler) -> Property | None:
        """The event as a step with conditions, `purchase[amount>100]`; None for a name that is written so."""
        if not read_event(self.event, compiler.alphabet.names).conditions:
            return None
        if self != Event(event=self.event):
            raise QuestionInvalid(
                f"An event with conditions, such as {self.event}, cannot have a number of times or dates.",
                action="Leave out at_least, at_most, since, until and last_days, or the brackets.",
            )
        return Property(event=self.event)

    def _range(self, compiler: Compiler) -> tuple[int, int]:
        first, last = days(compiler.calendar, self.since, self.until)
        if self.last_days is None:
            return first, last
        latest = compiler.latest or 0
        began = compiler.calendar.day(latest) - timedelta(days=self.last_days - 1)
        return max(first, compiler.calendar.start(began)), min(last, latest)
