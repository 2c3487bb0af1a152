"""Changes as a question: what was unusual, and when."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from ..errors import QuestionInvalid
from ..funnels import FunnelQuestion, StepText, attempts_by_day
from ..questions import Duration, Option, People, PersonOccurrences, Question
from ..store import Graph
from ..trails import Alphabet
from .days import Days
from .detection import detect
from .incidents import Changes, Shift
from .measures import Measure, property_measures, step_measures
from .people import find_people
from .sessions import Sessions
from .values import values_of_event, values_of_property

MAX_DAYS = 42


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days from `first` to `last` (both included); None is the first or last of the data."""

    first: date | None
    last: date | None

    @property
    def text(self) -> str:
        """As it is typed: `2026-02-12..2026-02-18`."""
        return f"{self.first or ''}..{self.last or ''}"


def _day_range(given: object) -> object:
    if not isinstance(given, str):
        return given
    first, dots, last = given.partition("..")
    try:
        days = DayRange(_day(first), _day(last if dots else first))
    except ValueError:
        days = DayRange(None, None)
    if days.first is None and days.last is None:
        raise ValueError(f"{given!r} are not days; write FIRST..LAST, such as 2026-02-12..2026-02-18")
    if days.first and days.last and days.first > days.last:
        raise ValueError(f"{days.first} is later than {days.last}")
    return days


def _day(text: str) -> date | None:
    return date.fromisoformat(text.strip()) if text.strip() else None


_DayRangeText = Annotated[
    DayRange, BeforeValidator(_day_range), PlainSerializer(lambda days: days.text, return_type=str)
]


class ChangesQuestion(Question[Changes]):
    """Find what was unusual, and when: activity, events, transitions, whole sessions, steps, property values.

    By default every interval of days is compared with all other days; with --days, only these days are.
    Monitored are the number of sessions, how often each event happens in a session, transitions, whole
    sessions, the property values of errors, and with --step and --by the steps of a funnel and the values of
    a property. A shift differs from its weekday and its trend in its count and in its share. Messages that
    the company sent and events of systems are left out (onepath events).

    Numbers for --people: `2` is shift number 2, `2@2026-03-05` one day of it.

    Example: onepath change --step add_to_cart --step payment_details --step purchase --by platform
    """

    command = ("change",)
    takes_filter = False

    kind: Literal["changes"] = "changes"
    days: Annotated[_DayRangeText | None, Option("--days", "FIRST..LAST")] = Field(
        default=None, description="Compare these days with all others, such as 2026-02-12..2026-02-18."
    )
    max_days: Annotated[int, Option("--max-days")] = Field(
        default=MAX_DAYS,
        ge=1,
        le=3_650,
        description="The longest interval to look at, in days; not used with --days.",
    )
    steps: Annotated[tuple[StepText, ...], Option("--step")] = Field(
        default=(),
        description="Also compare the conversion rates of a funnel: a step. Repeat for each step, in order.",
    )
    within: Annotated[Duration, Option("--within")] = Field(
        default=timedelta(days=7), description="The conversion window of the funnel."
    )
    by: Annotated[tuple[str, ...], Option("--by", "PROPERTY")] = Field(
        default=(), description="Also compare the shares of a property's values. Repeatable."
    )

    def answer(self, graph: Graph) -> Changes:
        """Raises QuestionInvalid without journeys, for days without data, or for a property nobody has."""
        alphabet, offsets = Alphabet.read(graph), self.offsets(graph)
        sessions = Sessions.read(graph, alphabet, self.calendar(graph), offsets)
        if sessions is None:
            raise QuestionInvalid(
                "There are no journeys to compare.", action="Build them first: onepath journeys build"
            )
        incidents = detect(
            sessions,
            alphabet,
            lambda event: values_of_event(graph, event, offsets),
            explicit=self._explicit(graph, alphabet, sessions.days, offsets),
            given=(self.days.first, self.days.last) if self.days else None,
            max_days=self.max_days,
        )
        return Changes(tuple(incidents))

    def _explicit(
        self, graph: Graph, alphabet: Alphabet, days: Days, offsets: list[list[int]] | None
    ) -> list[Measure]:
        """The steps and the properties that the question names."""
        found: list[Measure] = []
        if self.funnel is not None:
            names = [step.text for step in self.funnel.steps]
            found += step_measures(names, attempts_by_day(graph, self.funnel), days)
        for name in self.by:
            found += property_measures(values_of_property(graph, alphabet, name, offsets), days)
        return found

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        text, at, day = of.partition("@")
        shifts = self.answer(graph).shifts
        try:
            number, on = int(text), date.fromisoformat(day) if at else None
            shift = shifts[number - 1] if number > 0 else None
        except (ValueError, IndexError):
            shift = None
        if shift is None:
            raise QuestionInvalid(
                f"There is no shift {of}.", action=f"There are {len(shifts)}; the first is 1."
            )
        return self.shift_people(graph, shift, day=on)

    def shift_people(
        self, graph: Graph, shift: Shift, *, day: date | None = None
    ) -> People[PersonOccurrences]:
        """The people behind one of the shifts of the answer, or behind one of its days."""
        found = find_people(graph, shift, self.calendar(graph), funnel=self.funnel, day=day)
        of = f"{shift.number}@{day}" if day else str(shift.number)
        return People.found(of, found, sum(one.occurrences for one in found))

    @property
    def funnel(self) -> FunnelQuestion | None:
        """The funnel whose steps are monitored."""
        if not self.steps:
            return None
        return FunnelQuestion(
            steps=self.steps, within=self.within, count="attempts", time_zone=self.time_zone
        )

    @model_validator(mode="after")
    def _has_a_funnel(self) -> Self:
        if self.steps and self.steps[0].optional:
            raise ValueError("the first step cannot be optional: attempts begin with it")
        return self
