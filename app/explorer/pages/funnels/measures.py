"""The numbers of a funnel that open: each with its token for the address, and the people that it counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onepath.graph.durations import duration_text
from onepath.graph.funnels import (
    Behind,
    Funnel,
    FunnelGroup,
    FunnelQuestion,
    FunnelStep,
    Period,
    TimeToConvert,
    Who,
)

from ...drill_down import DrillDown, Place, open_token
from ...formats import number
from ...language import word

__all__ = [
    "Measure",
    "dropped_before",
    "group_measures",
    "last_required",
    "open_measure",
    "step_measures",
    "time_measures",
    "trend_measures",
]  # fmt: skip

_THEN = " > "
"""Between a number's token and the event that came next."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that opens; `label` is plain text, and `count` as many as the list of people must have."""

    token: str
    label: str
    behind: Behind
    count: int
    at: tuple[Place, ...] = ()

    @property
    def drill_down(self) -> DrillDown:
        return DrillDown(self.token, f"{self.label} · {number(self.count)}", self.at)

    def then(self, event: str, count: int, place: Place) -> "Measure":
        """Those of them who did this event next, or NOTHING."""
        label = word("funnels.number_then", label=self.label, event=event or word("funnels.nothing_more"))
        behind = replace(self.behind, then=event)
        return Measure(self.token + _THEN + event, label, behind, count, (place,))


def open_measure(measures: Iterable[Measure]) -> Measure | None:
    """The one that is open, also while a part of it is."""
    token = open_token() or ""
    return next((one for one in measures if token == one.token or token.startswith(one.token + _THEN)), None)


def last_required(question: FunnelQuestion) -> int:
    """The place of the step whose people have converted."""
    return max(place for place, step in enumerate(question.steps) if not step.optional)


def dropped_before(question: FunnelQuestion, steps: Sequence[FunnelStep]) -> list[int]:
    """For each step how many reached the (required) step before it, and not this one."""
    dropped = [0] * len(steps)
    for place, before in _previous(question):
        dropped[place] = max(steps[before].people - steps[place].people, 0)
    return dropped


def step_measures(key: str, question: FunnelQuestion, steps: Sequence[FunnelStep]) -> list[Measure]:
    """Who reached each step, who continued from there, and who dropped off."""
    found = []
    following = {before: place for place, before in _previous(question)}
    for place, step in enumerate(steps):
        name = f"{place + 1}. {step.name}"
        found.append(_step(key, place, name, "reached", step.people, (("main", 0, place),)))
        if place in following:
            after = following[place]
            continued = steps[after].people
            found.append(_step(key, place, name, "converted", continued))
            found.append(_step(key, place, name, "dropped", step.people - continued, (("main", 1, after),)))
    return found


def group_measures(key: str, question: FunnelQuestion, groups: Sequence[FunnelGroup]) -> list[Measure]:
    """Of each value, who converted and who did not."""
    found = []
    last = last_required(question)
    for place, group in enumerate(groups):
        counts = _ends(group.steps[0].people, group.steps[last].people)
        for series, (who, count) in enumerate(counts):
            label = word(f"funnels.number_{who}", name=group.value)
            behind = Behind(1, who, group=group.value)
            token = f"{key}.{group.value}.{who}"
            found.append(Measure(token, label, behind, count, (("main", series, place),)))
    return found


def trend_measures(key: str, answer: Funnel, period: Period) -> list[Measure]:
    """Of each period, who converted and who did not."""
    found = []
    for place, one in enumerate(answer.trend):
        for series, (who, count) in enumerate(_ends(one.entered, one.converted)):
            at: tuple[Place, ...] = (("main", series, place),)
            if who == "completed":
                at += (("main", 2, place),)  # the line's point
            label = word(f"funnels.number_{who}", name=_named(period, one.begins))
            behind = Behind(1, who, began=(period, one.begins))
            found.append(Measure(f"{key}.{period}.{one.begins}.{who}", label, behind, count, at))
    return found


def time_measures(key: str, times: TimeToConvert) -> list[Measure]:
    """Of each bar, who needed so long to convert."""
    found = []
    for place, (begins, ends, count) in enumerate(times.bars):
        last = place == len(times.bars) - 1
        name = f"{duration_text(begins) or '0s'} – {duration_text(ends)}"
        behind = Behind(1, "completed", took=(begins, None if last else ends))
        label = word("funnels.number_took", name=name)
        found.append(Measure(f"{key}.{begins:g}", label, behind, count, (("main", 0, place),)))
    return found


def _ends(entered: int, completed: int) -> tuple[tuple[Who, int], tuple[Who, int]]:
    return ("completed", completed), ("lost", entered - completed)


def _step(key: str, place: int, name: str, who: Who, count: int, at: tuple[Place, ...] = ()) -> Measure:
    label = word(f"funnels.number_{who}", name=name)
    return Measure(f"{key}.{place + 1}.{who}", label, Behind(place + 1, who), count, at)


def _previous(question: FunnelQuestion) -> list[tuple[int, int]]:
    """Each required step after the first, with the required one before it."""
    required = [place for place, step in enumerate(question.steps) if not step.optional]
    return list(zip(required[1:], required, strict=False))


def _named(period: Period, begins: date) -> str:
    return word(f"funnels.period_{period}", day=begins)
