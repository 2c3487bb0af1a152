"""The numbers of a funnel that open: each with its token for the address, and who is meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onepath.graph.funnels import (
    DurationBar,
    Funnel,
    FunnelBreakdown,
    FunnelNumber,
    FunnelQuestion,
    Period,
    StepResult,
    TimeToConvert,
    Who,
)

from ...spans import length
from ..language import word
from ..opening import Opening, Place, opened
from ..text import number

__all__ = [
    "Number", "duration_name", "group_numbers", "last_required", "lost_before", "now_open", "step_numbers",
    "time_numbers", "trend_numbers",
]  # fmt: skip

_THEN = ">"
"""Between a number's token and the event that came next."""


@dataclass(frozen=True, slots=True)
class Number:
    """`label` is plain text, and `count` as many as the list must have."""

    label: str
    number: FunnelNumber
    count: int
    at: tuple[Place, ...] = ()

    @property
    def token(self) -> str:
        return self.number.text

    @property
    def opening(self) -> Opening:
        return Opening(self.token, f"{self.label} · {number(self.count)}", self.at)

    def then(self, event: str, count: int, place: Place) -> "Number":
        """Of these, those who did this event next, or NOTHING."""
        label = word("funnels.number_then", label=self.label, event=event or word("funnels.nothing_more"))
        return Number(label, replace(self.number, then=event), count, (place,))


def now_open(numbers: Iterable[Number]) -> Number | None:
    """The one that is open, also while something of it is."""
    token = opened() or ""
    return next((one for one in numbers if token == one.token or token.startswith(one.token + _THEN)), None)


def last_required(question: FunnelQuestion) -> int:
    """The place of the step whose people have come to the end."""
    return max(place for place, step in enumerate(question.steps) if not step.optional)


def lost_before(question: FunnelQuestion, steps: Sequence[StepResult]) -> list[int]:
    """For each step how many came to the (required) step before it, and not to this one."""
    lost = [0] * len(steps)
    for place, before in _previous(question):
        lost[place] = max(steps[before].people - steps[place].people, 0)
    return lost


def step_numbers(question: FunnelQuestion, steps: Sequence[StepResult]) -> list[Number]:
    """Who came to each step, who went on from there, and who did not."""
    found = []
    following = {before: place for place, before in _previous(question)}
    for place, step in enumerate(steps):
        name = f"{place + 1}. {step.name}"
        found.append(_step(place, name, "reached", step.people, (("main", 0, place),)))
        if place in following:
            after = following[place]
            gone_on = steps[after].people
            found.append(_step(place, name, "continued", gone_on))
            found.append(_step(place, name, "dropped", step.people - gone_on, (("main", 1, after),)))
    return found


def group_numbers(question: FunnelQuestion, groups: Sequence[FunnelBreakdown]) -> list[Number]:
    """Of each value, who came to the end and who did not."""
    found = []
    last = last_required(question)
    for place, group in enumerate(groups):
        counts = _ends(group.steps[0].people, group.steps[last].people)
        for series, (who, count) in enumerate(counts):
            label = word(f"funnels.number_{who}", name=group.value)
            number = FunnelNumber(who=who, value=group.value)
            found.append(Number(label, number, count, (("main", series, place),)))
    return found


def trend_numbers(answer: Funnel, period: Period) -> list[Number]:
    """Of each period, who came to the end and who did not."""
    found = []
    for place, one in enumerate(answer.trend):
        for series, (who, count) in enumerate(_ends(one.entered, one.converted)):
            at: tuple[Place, ...] = (("main", series, place),)
            if who == "converted":
                at += (("main", 2, place),)  # the line's point
            label = word(f"funnels.number_{who}", name=_named(period, one.begins))
            found.append(Number(label, FunnelNumber(who=who, began=(period, one.begins)), count, at))
    return found


def time_numbers(times: TimeToConvert) -> list[Number]:
    """Of each bar, who took so long."""
    found = []
    for place, bar in enumerate(times.histogram):
        last = place == len(times.histogram) - 1
        number = FunnelNumber(who="converted", time=(bar.from_seconds, None if last else bar.to_seconds))
        label = word("funnels.number_took", name=duration_name(bar))
        found.append(Number(label, number, bar.people, (("main", 0, place),)))
    return found


def duration_name(bar: DurationBar) -> str:
    """The times of a bar."""
    return f"{length(bar.from_seconds) or '0s'} – {length(bar.to_seconds)}"


def _ends(entered: int, completed: int) -> tuple[tuple[Who, int], tuple[Who, int]]:
    return ("converted", completed), ("not-converted", entered - completed)


def _step(place: int, name: str, who: Who, count: int, at: tuple[Place, ...] = ()) -> Number:
    label = word(f"funnels.number_{who}", name=name)
    return Number(label, FunnelNumber(place + 1, who), count, at)


def _previous(question: FunnelQuestion) -> list[tuple[int, int]]:
    """Each required step after the first, with the required one before it."""
    required = [place for place, step in enumerate(question.steps) if not step.optional]
    return list(zip(required[1:], required, strict=False))


def _named(period: Period, begins: date) -> str:
    return word(f"funnels.period_{period}", day=begins)
