"""What a funnel answers."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """Who reached a step; shares from 0 to 1, None where nobody was there to come from.

    `dropped` reached this required step and no further; `elsewhere` are those of them who did something
    else afterwards, `next` what: (event, how many), the commonest first. `seconds` is the median time from
    the step before. What only a closer look tells is None: ask with `closer`.
    """

    name: str
    people: int
    from_first: float | None
    from_previous: float | None
    dropped: int | None = None
    elsewhere: int | None = None
    next: tuple[tuple[str, int], ...] = ()
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class TimeToConvert:
    """Seconds from the first step to the last of those who came to the end; bars: (from, to, how many)."""

    converted: int
    p25: float
    median: float
    p75: float
    p90: float
    p99: float
    bars: tuple[tuple[float, float, int], ...]


@dataclass(frozen=True, slots=True)
class FunnelPeriod:
    """Attempts that began in a day, week (from Monday) or month, UTC.

    `complete` is False while some of them still have time to convert.
    """

    begins: date
    entered: int
    converted: int
    complete: bool


@dataclass(frozen=True, slots=True)
class FunnelGroup:
    """The same steps, of those with one value of what the question is broken down by."""

    value: str
    steps: tuple[FunnelStep, ...]
    median_seconds: float | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """The whole answer; groups are the largest first. `numbers_missing` counts, for a condition that compares
    numbers, the events whose property is there and no number."""

    counted: str
    steps: tuple[FunnelStep, ...]
    time_to_convert: TimeToConvert | None = None
    groups: tuple[FunnelGroup, ...] = ()
    trend: tuple[FunnelPeriod, ...] = ()
    numbers_missing: int = 0


@dataclass(frozen=True, slots=True)
class FunnelUnit:
    """One of those behind a number: who, from when to when, and where in the journey the steps are.

    `session` counts a person's sessions from 0, `places` a journey's (or that session's) events from 0; times
    in microseconds since 1970. `next` is the event that came after the last step, None if nothing did.
    `steps` are those that were done, from 0 (in any order, how many); `complete`: all that are required.
    """

    oneid: str
    session: int | None
    reached: int
    began_at: int
    ended_at: int
    places: tuple[int, ...]
    next: str | None
    group: str
    steps: tuple[int, ...]
    complete: bool
