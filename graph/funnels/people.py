"""The people behind a number of a funnel: a choice among the attempts that its answer counts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

from ..calendar import Calendar
from ..errors import QuestionInvalid
from ..questions import Interval, People, PeopleList, PersonEvent, join_names, plain_names
from ..store import Graph, moment
from ..trails import Alphabet
from .answer import FunnelAttempt, FunnelPerson

if TYPE_CHECKING:
    from .question import FunnelQuestion

Who = Literal["reached", "continued", "dropped", "elsewhere", "stopped", "converted", "not-converted"]
"""Of those who reached a step: all; those who did the next one too (or the last); those who did not, of these
those who did another event later, and those who had none; those who converted, and those who did not."""
NOTHING = ""
"""Stands in `then` for no event at all."""
_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class FunnelNumber:
    """One number of a funnel; what is None restricts nothing. `text` is how it is written.

    `step` counts from 1. `value`: one value of the breakdown. `began`: the period in which attempts began, by
    its first day. `time`: seconds from the first step to the last, from the one and below the other. `then`:
    the event after the last step, or NOTHING.
    """

    step: int = 1
    who: Who = "reached"
    value: str | None = None
    began: tuple[Interval, date] | None = None
    time: tuple[float, float | None] | None = None
    then: str | None = None

    @property
    def text(self) -> str:
        """As `FunnelQuestion.people` reads it."""
        if self.value is not None:
            text = f"value:{self.value}.{self.who}"
        elif self.began is not None:
            text = f"from:{self.began[1]}.{self.who}"
        elif self.time is not None:
            least, below = self.time
            text = f"time:{least:.15g}-{'' if below is None else f'{below:.15g}'}"
        else:
            text = f"{self.step}.{self.who}"
        return join_names([text] if self.then is None else [text, self.then])

    @classmethod
    def read(cls, text: str, question: "FunnelQuestion") -> "FunnelNumber":
        """A number of this question from its text. Raises QuestionInvalid for any other text."""
        number, *then = plain_names(text)
        name, dot, word = number.rpartition(".")
        who: Who = "reached"
        if dot and word in get_args(Who):
            number, who = name, word  # type: ignore[assignment] # one of them
        kind, colon, about = number.partition(":")
        found = _read(kind, about, who, question) if colon else _read_step(number, who, question)
        if found is None or len(then) > 1:
            raise QuestionInvalid(
                f"The funnel has no number {text!r}.",
                action="Write a step and who of it, such as 2, 2.dropped, 2.converted or 2.dropped>search.",
            )
        return replace(found, then=then[0]) if then else found

    def counts(self, one: FunnelAttempt, steps: int, calendar: Calendar) -> bool:
        """Whether an attempt of a funnel with so many steps is one of those that the number counts."""
        return self._is_meant(one, steps) and self._fits(one, calendar)

    def _is_meant(self, one: FunnelAttempt, steps: int) -> bool:
        if self.step - 1 not in one.steps:
            return False
        if self.who == "reached":
            return True
        if self.who in ("converted", "not-converted"):
            return one.complete == (self.who == "converted")
        if self.who == "continued":
            return one.reached > self.step or (one.complete and self.step == steps)
        if one.reached != self.step or one.complete:
            return False
        return self.who == "dropped" or (self.who == "elsewhere") == (one.next is not None)

    def _fits(self, one: FunnelAttempt, calendar: Calendar) -> bool:
        if self.value is not None and one.value != self.value:
            return False
        if self.then is not None and (one.next or NOTHING) != self.then:
            return False
        if self.began is not None:
            period, first = self.began
            if calendar.period(calendar.day(one.began_at), period) != first:
                return False
        return self.time is None or (one.complete and _took(one, *self.time))


def people_of(
    graph: Graph,
    question: "FunnelQuestion",
    number: FunnelNumber,
    attempts: Iterable[FunnelAttempt],
    *,
    details: bool,
) -> People[FunnelPerson]:
    """The people of these attempts that the number counts."""
    alphabet = Alphabet.read(graph)
    steps, calendar = len(question.steps), question.calendar(graph)
    chosen = [one for one in attempts if number.counts(one, steps, calendar)]
    people = PeopleList(
        [one.oneid for one in chosen], lambda place: _person(chosen[place], alphabet if details else None)
    )
    return People.found(number.text, people)


def _person(one: FunnelAttempt, alphabet: Alphabet | None) -> FunnelPerson:
    done = zip(one.places, one.letters, one.times, strict=True) if alphabet else ()
    events = [
        PersonEvent(moment(at), alphabet.path(letter)[0], alphabet.source.get(letter), place)
        for place, letter, at in done
        if alphabet
    ]
    return FunnelPerson(
        one.oneid, one.session, first=moment(one.began_at), last=moment(one.ended_at),
        converted=one.complete, events=tuple(events), reached=one.reached, next=one.next, value=one.value,
    )  # fmt: skip


def _read_step(text: str, who: Who, question: "FunnelQuestion") -> FunnelNumber | None:
    if not text.isdecimal() or not 1 <= int(text) <= len(question.steps):
        return None
    return FunnelNumber(int(text), who)


def _read(kind: str, about: str, who: Who, question: "FunnelQuestion") -> FunnelNumber | None:
    if kind == "value" and question.by is not None:
        return FunnelNumber(who=who, value=about)
    try:
        if kind == "from" and question.trend is not None:
            return FunnelNumber(who=who, began=(question.trend, date.fromisoformat(about)))
        if kind == "time":
            least, _, below = about.partition("-")
            return FunnelNumber(who="converted", time=(float(least), float(below) if below else None))
    except ValueError:
        return None
    return None


def _took(one: FunnelAttempt, least: float, below: float | None) -> bool:
    seconds = (one.ended_at - one.began_at) / _MICROSECONDS
    return least <= seconds and (below is None or seconds < below)
