"""The numbers of a funnel that open: each with its token for the address, and the people that it counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onepath.graph.funnels import (
    DurationBar,
    Funnel,
    FunnelBreakdown,
    FunnelNumber,
    FunnelQuestion,
    StepResult,
    TimeToConvert,
    Who,
)
from onepath.graph.questions import Interval

from ...dates import lasting
from ...drill_down import DrillDown, Place, open_token
from ...formats import number
from ...language import word

__all__ = [
    "Measure",
    "dropped_before",
    "duration_range",
    "group_measures",
    "last_required",
    "open_measure",
    "step_measures",
    "time_measures",
    "trend_measures",
]  # fmt: skip

_THEN = ">"
"""Between a number's token and the event that came next."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that opens; `label` is plain text, and `count` as many as the list of people must have."""

    label: str
    number: FunnelNumber
    count: int
    at: tuple[Place, ...] = ()

    @property
    def token(self) -> str:
        return self.number.text

    @property
    def drill_down(self) -> DrillDown:
        return DrillDown(self.token, f"{self.label} · {number(self.count)}", self.at)

    def then(self, event: str, count: int, place: Place) -> "Measure":
        """Those of them who did this event next, or NOTHING."""
        label = word("funnels.number_then", label=self.label, event=event or word("funnels.nothing_more"))
        return Measure(label, replace(self.number, then=event), count, (place,))


def open_measure(measures: Iterable[Measure]) -> Measure | None:
    """The one that is open, also while a part of it is."""
    token = open_token() or ""
    return next((one for one in measures if token == one.token or token.startswith(one.token + _THEN)), None)


def last_required(question: FunnelQuestion) -> int:
    """The place of the step whose people have converted."""
    return max(place for place, step in enumerate(question.steps) if not step.optional)


def dropped_before(question: FunnelQuestion, steps: Sequence[StepResult]) -> list[int]:
    """For each step how many reached the (required) step before it, and not this one."""
    dropped = [0] * len(steps)
    for place, before in _previous(question):
        dropped[place] = max(steps[before].people - steps[place].people, 0)
    return dropped


def step_measures(question: FunnelQuestion, steps: Sequence[StepResult]) -> list[Measure]:
    """Who reached each step, who continued from there, and who dropped off."""
    found = []
    following = {before: place for place, before in _previous(question)}
    for place, step in enumerate(steps):
        name = f"{place + 1}. {step.name}"
        found.append(_step(place, name, "reached", step.people, (("main", 0, place),)))
        if place in following:
            after = following[place]
            continued = steps[after].people
            found.append(_step(place, name, "continued", continued))
            found.append(_step(place, name, "dropped", step.people - continued, (("main", 1, after),)))
    return found


def group_measures(question: FunnelQuestion, groups: Sequence[FunnelBreakdown]) -> list[Measure]:
    """Of each value, who converted and who did not."""
    found = []
    last = last_required(question)
    for place, group in enumerate(groups):
        counts = _ends(group.steps[0].people, group.steps[last].people)
        for series, (who, count) in enumerate(counts):
            label = word(f"funnels.number_{who}", name=group.value)
            value = FunnelNumber(who=who, value=group.value)
            found.append(Measure(label, value, count, (("main", series, place),)))
    return found


def trend_measures(answer: Funnel, interval: Interval) -> list[Measure]:
    """Of each period, who converted and who did not."""
    found = []
    for place, one in enumerate(answer.trend):
        for series, (who, count) in enumerate(_ends(one.entered, one.converted)):
            at: tuple[Place, ...] = (("main", series, place),)
            if who == "converted":
                at += (("main", 2, place),)  # the line's point
            label = word(f"funnels.number_{who}", name=_named(interval, one.begins))
            period = FunnelNumber(who=who, began=(interval, one.begins))
            found.append(Measure(label, period, count, at))
    return found


def time_measures(times: TimeToConvert) -> list[Measure]:
    """Of each bar, who needed so long to convert."""
    found = []
    for place, bar in enumerate(times.histogram):
        last = place == len(times.histogram) - 1
        time = FunnelNumber(who="converted", time=(bar.from_seconds, None if last else bar.to_seconds))
        label = word("funnels.number_took", name=duration_range(bar))
        found.append(Measure(label, time, bar.people, (("main", 0, place),)))
    return found


def duration_range(bar: DurationBar) -> str:
    """The times of a bar."""
    return f"{lasting(bar.from_seconds or 0.0)} – {lasting(bar.to_seconds)}"


def _ends(entered: int, completed: int) -> tuple[tuple[Who, int], tuple[Who, int]]:
    return ("converted", completed), ("not-converted", entered - completed)


def _step(place: int, name: str, who: Who, count: int, at: tuple[Place, ...] = ()) -> Measure:
    label = word(f"funnels.number_{who}", name=name)
    return Measure(label, FunnelNumber(place + 1, who), count, at)


def _previous(question: FunnelQuestion) -> list[tuple[int, int]]:
    """Each required step after the first, with the required one before it."""
    required = [place for place, step in enumerate(question.steps) if not step.optional]
    return list(zip(required[1:], required, strict=False))


def _named(interval: Interval, begins: date) -> str:
    return word(f"funnels.period_{interval}", day=begins)
