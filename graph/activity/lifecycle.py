"""Lifecycle: who is new, returning, resurrected or dormant in each period, as PostHog defines it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from ..errors import QuestionInvalid
from ..questions import Interval, Option, People, PersonOccurrences, Question
from ..store import Graph
from ..trails import FIRST, LAST
from .active_days import ActiveDays, same_as_before
from .periods import ShownPeriods, Whole, numbers_of_days

Stage = Literal["new", "returning", "resurrected", "dormant"]
"""Active for the first time; active in the period before too; active again after at least one period without
activity; no longer active, but active in the period before."""
STAGES: tuple[Stage, ...] = get_args(Stage)


@dataclass(frozen=True, slots=True)
class LifecyclePeriod:
    """The people of a period by stage. `new`, `returning` and `resurrected` are active in it; `dormant` were
    active in the period before, and are not in this one. `complete` is false while the period has not ended
    in the data, or if it is not in the date range as a whole.
    """

    period: str
    new: int
    returning: int
    resurrected: int
    dormant: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The stages of people by period. `until`: the time of the last event. `event` is null where any
    activity counts.
    """

    event: str | None
    interval: Interval
    filter: str
    until: datetime
    periods: tuple[LifecyclePeriod, ...]


class LifecycleQuestion(Question[Lifecycle]):
    """How many people are new, returning, resurrected or dormant in each period.

    New people are active for the first time, returning ones were active in the period before too, resurrected
    ones are active again after a pause, and dormant ones were active in the period before but are not in this
    one. Without an event any activity counts: messages that the company sent and system events do not
    (onepath events). The date range says which periods are shown; activity before it decides who is new. The
    source is that of the activity.

    Numbers for --people: `2026-03-02.new` is everybody who is new in the period starting on this day, and in
    the same way `.returning`, `.resurrected` and `.dormant`.

    Example: onepath lifecycle --interval month
    """

    command = ("lifecycle",)

    kind: Literal["lifecycle"] = "lifecycle"
    event: Annotated[str | None, Option("--event", "EVENT")] = Field(
        default=None, description="The event that makes a person active; by default any activity."
    )
    interval: Annotated[Interval, Option("--interval")] = Field(
        default="week", description="The length of a period."
    )

    def answer(self, graph: Graph) -> Lifecycle:
        active, shown = self._read(graph)
        numbers = shown.numbers
        counts = {
            stage: np.bincount(
                at[(numbers.start <= at) & (at < numbers.stop)] - numbers.start, minlength=len(numbers)
            )
            for stage, (_, at) in _stages(active, self.interval).items()
        }
        return Lifecycle(
            event=self.event,
            interval=self.interval,
            filter=self.filter.sentence(),
            until=active.span.until,
            periods=tuple(
                LifecyclePeriod(
                    period=shown.name(number),
                    new=int(counts["new"][place]),
                    returning=int(counts["returning"][place]),
                    resurrected=int(counts["resurrected"][place]),
                    dormant=int(counts["dormant"][place]),
                    complete=shown.is_complete(number),
                )
                for place, number in enumerate(numbers)
            ),
        )

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        name, _, stage = of.rpartition(".")
        if stage not in STAGES:
            raise QuestionInvalid(
                f"There is no stage {stage!r}.",
                action=f"Write a period and one of {', '.join(STAGES)}, such as 2026-03-02.new.",
            )
        active, shown = self._read(graph)
        people, at = _stages(active, self.interval)[stage]
        return active.found(of, people[at == shown.named(name)])

    def _read(self, graph: Graph) -> tuple[ActiveDays, ShownPeriods]:
        # Of the time before the date range too: it decides who is new.
        compiled = replace(self.compiled_filter(graph), since=FIRST, until=LAST)
        active = ActiveDays.read(graph, self.event, compiled, self.calendar(graph))
        return active, ShownPeriods.of(self.interval, self.filter, active.first_day, active.span)


def _stages(active: ActiveDays, interval: Interval) -> Mapping[str, tuple[Whole, Whole]]:
    """Of each stage, side by side, the people in it and the numbers of the periods in which they are."""
    numbers = numbers_of_days(active.days, interval, active.span.calendar)
    once = ~(same_as_before(active.people) & same_as_before(numbers))
    people, numbers = active.people[once], numbers[once]
    known = same_as_before(people)
    follows = known & (np.diff(numbers, prepend=0) == 1)
    # The last period of a person has nothing after it, as one before a gap.
    leaves = ~np.append(follows[1:], False) if len(follows) else follows

    def of(those: NDArray[np.bool_], later: int = 0) -> tuple[Whole, Whole]:
        return people[those], numbers[those] + later

    return {
        "new": of(~known),
        "returning": of(follows),
        "resurrected": of(known & ~follows),
        "dormant": of(leaves, 1),
    }
