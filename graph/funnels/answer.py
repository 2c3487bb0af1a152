"""What a funnel answers."""

from dataclasses import dataclass
from datetime import date

from ..questions import PersonOccurrences


@dataclass(frozen=True, slots=True)
class NextEvent:
    """An event that people did next, and how many did."""

    event: str
    people: int


@dataclass(frozen=True, slots=True)
class StepResult:
    """How many reached a step. Conversion rates are from 0 to 1, and null if nobody reached the step before.

    `dropped`: how many dropped off after this required step; `elsewhere`: how many of these did another event
    later; `next`: which events, the most frequent first. `median_seconds`: the median time from the previous
    step. These four are filled with `details`, or if attempts are evaluated one by one.
    """

    name: str
    people: int
    conversion_from_first: float | None
    conversion_from_previous: float | None
    dropped: int | None = None
    elsewhere: int | None = None
    next: tuple[NextEvent, ...] = ()
    median_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class DurationBar:
    """How many took at least `from_seconds` and less than `to_seconds`; the last bar includes everything
    longer.
    """

    from_seconds: float
    to_seconds: float
    people: int


@dataclass(frozen=True, slots=True)
class TimeToConvert:
    """The time from the first step to the last, for everybody who converted."""

    converted: int
    p25_seconds: float
    median_seconds: float
    p75_seconds: float
    p90_seconds: float
    p99_seconds: float
    histogram: tuple[DurationBar, ...]


@dataclass(frozen=True, slots=True)
class FunnelPeriod:
    """Attempts that started in a day, week or month.

    `complete` is false while some of them still have time to convert.
    """

    begins: date
    entered: int
    converted: int
    complete: bool


@dataclass(frozen=True, slots=True)
class FunnelBreakdown:
    """The same steps for one value of what the funnel is broken down by."""

    value: str
    steps: tuple[StepResult, ...]
    median_seconds: float | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many people, sessions or attempts (`counted`) reached each step.

    `breakdown` has the largest value first. `events_without_number`: events whose property is not a number
    although a condition compares it with one.
    """

    counted: str
    filter: str
    steps: tuple[StepResult, ...]
    time_to_convert: TimeToConvert | None = None
    breakdown: tuple[FunnelBreakdown, ...] = ()
    trend: tuple[FunnelPeriod, ...] = ()
    events_without_number: int = 0


@dataclass(frozen=True, slots=True)
class FunnelPerson(PersonOccurrences):
    """A person (or session, or attempt) behind a number: `first` and `last` are the first and the last step.

    `reached`: how many steps. `next`: the event after the last step, null if there is none. `value`: its
    value in the breakdown.
    """

    reached: int = 0
    next: str | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class FunnelAttempt:
    """An attempt that counts: who, and for each step that was done the place of its event in the journey (or
    the session), from 0, its letter, and when it was, in microseconds since 1970.

    `steps` are those that were done, from 0 (in any order, how many); `complete`: all that are required.
    """

    oneid: str
    session: int | None
    reached: int
    places: tuple[int, ...]
    letters: str
    times: tuple[int, ...]
    next: str | None
    value: str
    steps: tuple[int, ...]
    complete: bool

    @property
    def began_at(self) -> int:
        return self.times[0]

    @property
    def ended_at(self) -> int:
        return self.times[-1]
