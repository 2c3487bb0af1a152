"""Frequency: on how many days, or how often, people did an event."""

from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from ..errors import QuestionInvalid
from ..questions import Interval, Option, People, PersonOccurrences, Question
from ..store import Graph
from .active_days import ActiveDays
from .periods import Whole, numbers_of_days


@dataclass(frozen=True, slots=True)
class FrequencyRow:
    """`people` did the event on exactly `number` days (or as often), which is this `share`; `at_least` did on
    so many days or more, which is the share `at_least_share`.
    """

    number: int
    people: int
    share: float
    at_least: int
    at_least_share: float


@dataclass(frozen=True, slots=True)
class Frequency:
    """How many people did the event on how many days, weeks or months, or how often (`times`).

    `event` is null where any activity counts. `mean`, `median` and `p90` are null where nobody did it.
    """

    event: str | None
    interval: Interval
    times: bool
    filter: str
    people: int
    mean: float | None
    median: float | None
    p90: float | None
    rows: tuple[FrequencyRow, ...]


class FrequencyQuestion(Question[Frequency]):
    """On how many days (weeks, months), or how often, people did an event in the date range.

    Without an event, any activity counts: messages that the company sent and system events do not
    (onepath events). The date range and the source apply to the event. People who did not do it
    are not counted.

    Numbers for --people: `3` is everybody with exactly three days, `3+` everybody with three or more.

    Example: onepath frequency --event purchase --times --since 2026-03-01
    """

    command = ("frequency",)

    kind: Literal["frequency"] = "frequency"
    event: Annotated[str | None, Option("--event", "EVENT")] = Field(
        default=None, description="The event that is counted; by default any activity."
    )
    interval: Annotated[Interval, Option("--interval")] = Field(
        default="day", description="Count different days, weeks or months."
    )
    times: Annotated[bool, Option("--times")] = Field(
        default=False, description="Count how often people did the event, instead of on how many days."
    )

    def answer(self, graph: Graph) -> Frequency:
        _, often = self._count(graph)
        people = len(often)
        rows = []
        at_least = people
        for number, exactly in zip(*np.unique(often, return_counts=True), strict=True):
            share, rest = int(exactly) / people, at_least / people
            rows.append(FrequencyRow(int(number), int(exactly), share, at_least, rest))
            at_least -= int(exactly)
        median, p90 = np.percentile(often, (50, 90)).tolist() if people else (None, None)
        return Frequency(
            event=self.event,
            interval=self.interval,
            times=self.times,
            filter=self.filter.sentence(),
            people=people,
            mean=float(often.mean()) if people else None,
            median=median,
            p90=p90,
            rows=tuple(rows),
        )

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        text = of.removesuffix("+")
        if not (text.isdecimal() and text.isascii() and len(text) <= 15):
            raise QuestionInvalid(f"There is no number {of!r}.", action="Write it as 3 or 3+, for example.")
        active, often = self._count(graph)
        chosen = often >= int(text) if of.endswith("+") else often == int(text)
        found = [
            PersonOccurrences(active.oneids[place], occurrences=int(often[place]))
            for place in np.flatnonzero(chosen).tolist()
        ]
        return People.found(of, sorted(found, key=_most_first), int(often[chosen].sum()))

    def _count(self, graph: Graph) -> tuple[ActiveDays, Whole]:
        """Who was active, and of each how often, or on how many days."""
        active = ActiveDays.read(graph, self.event, self.compiled_filter(graph), self.calendar(graph))
        if self.times:
            return active, active.occurrences
        numbers = numbers_of_days(active.days, self.interval, active.span.calendar)
        pairs = np.unique(np.stack([active.people, numbers]), axis=1)
        return active, np.bincount(pairs[0], minlength=len(active.oneids))


def _most_first(one: PersonOccurrences) -> tuple[int, str]:
    return -one.occurrences, one.oneid
