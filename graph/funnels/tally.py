"""Counts attempts into a funnel's answer. Holds numbers alone: 8 bytes for each step that somebody took."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from ..calendar import Calendar
from ..questions import Interval
from ..trails import Attempt, AttemptArrays, AttemptRules
from .answer import Funnel, FunnelBreakdown, FunnelPeriod, NextEvent, StepResult
from .time_to_convert import median_seconds, time_to_convert

_NAMED = 10


@dataclass(slots=True)
class _Count:
    """Of one value: how many reached each step, converted, and how long that took."""

    reached: Counter[int] = field(default_factory=Counter)
    dropped: Counter[int] = field(default_factory=Counter)
    elsewhere: Counter[int] = field(default_factory=Counter)
    following: defaultdict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    between: defaultdict[int, "array[int]"] = field(default_factory=lambda: defaultdict(lambda: array("q")))
    whole: "array[int]" = field(default_factory=lambda: array("q"))


class Tally:
    """Takes attempts one by one."""

    def __init__(
        self, names: Sequence[str], rules: AttemptRules, calendar: Calendar, counted: str, filter: str = ""
    ) -> None:
        self._names, self._rules, self._counted, self._filter = names, rules, counted, filter
        self._calendar = calendar
        self._all, self._values = _Count(), defaultdict[str, _Count](_Count)
        self._entered: Counter[date] = Counter()
        self._converted: Counter[date] = Counter()

    def take(self, attempt: Attempt, value: str, following: str | None) -> None:
        """Count an attempt; `following` is the event after its last step."""
        for count in (self._all, self._values[value]) if value else (self._all,):
            self._add(count, attempt, following)
        day = self._calendar.day(attempt.start)
        self._entered[day] += 1
        self._converted[day] += self._rules.complete(attempt)

    def _add(self, count: _Count, attempt: Attempt, following: str | None) -> None:
        in_any_order = self._rules.order == "any"
        before = None
        for place, (step, _, at) in enumerate(attempt.done):
            step = place if in_any_order else step
            count.reached[step] += 1
            if before is not None:
                count.between[step].append(at - before)
            before = at
        if self._rules.complete(attempt):
            count.whole.append(attempt.end - attempt.start)
            return
        level = self._rules.level(attempt) - 1
        count.dropped[level] += 1
        if following is not None:
            count.elsewhere[level] += 1
            count.following[level][following] += 1

    def take_all(self, found: AttemptArrays, values: Sequence[str], name: Callable[[str], str]) -> None:
        """Many at once. `values` is empty without a breakdown; `name` gives a letter's event."""
        self._add_all(self._all, found, name)
        which = np.array(values)
        for value in sorted(set(values)):
            self._add_all(self._values[value], found[which == value], name)
        began = self._calendar.days(found.events.at[found.places[:, 0]])
        converted = began[found.levels == self._rules.steps]
        for counts, days in ((self._entered, began), (self._converted, converted)):
            for day, number in zip(*_counted(days), strict=True):
                counts[self._calendar.first_day(day, "day")] += number

    def _add_all(self, count: _Count, found: AttemptArrays, name: Callable[[str], str]) -> None:
        at = found.events.at[found.places]
        for step in range(self._rules.steps):
            did = found.levels > step
            count.reached[step] += int(did.sum())
            if step:
                count.between[step].frombytes((at[did, step] - at[did, step - 1]).tobytes())
        complete = found.levels == self._rules.steps
        count.whole.frombytes((at[complete, -1] - at[complete, 0]).tobytes())
        left, after = found.levels[~complete] - 1, found.following[~complete]
        for level, number in zip(*_counted(left), strict=True):
            count.dropped[level] += number
        for level in range(self._rules.steps):
            for letter, number in zip(*_counted(after[(left == level) & (after > 0)]), strict=True):
                count.elsewhere[level] += number
                count.following[level][name(chr(letter))] += number

    def answer(self, *, latest: int, period: Interval | None, most_values: int) -> Funnel:
        """The funnel; `latest` is the last moment of the data, for periods that are not complete."""
        values = sorted(self._values.items(), key=lambda item: (-item[1].reached[0], item[0]))
        return Funnel(
            counted=self._counted,
            filter=self._filter,
            steps=self._steps(self._all),
            time_to_convert=time_to_convert(self._all.whole),
            breakdown=tuple(
                FunnelBreakdown(value, self._steps(count), median_seconds(count.whole))
                for value, count in values[:most_values]
            ),
            trend=self._trend(period, latest) if period else (),
        )

    def _steps(self, count: _Count) -> tuple[StepResult, ...]:
        steps = []
        first, previous = count.reached[0], count.reached[0]
        for number, name in enumerate(self._names):
            people, optional = count.reached[number], number in self._rules.optional
            steps.append(
                StepResult(
                    name,
                    people,
                    share(people, first),
                    share(people, previous),
                    dropped=None if optional else count.dropped[number],
                    elsewhere=None if optional else count.elsewhere[number],
                    next=_next(count.following[number]),
                    median_seconds=median_seconds(count.between[number]),
                )
            )
            previous = previous if optional else people
        return tuple(steps)

    def _trend(self, period: Interval, latest: int) -> tuple[FunnelPeriod, ...]:
        entered: Counter[date] = Counter()
        converted: Counter[date] = Counter()
        for day, number in self._entered.items():
            entered[self._calendar.period(day, period)] += number
            converted[self._calendar.period(day, period)] += self._converted[day]
        trend = []
        at = min(entered, default=None)
        while at is not None and at <= max(entered):
            after = self._calendar.next_period(at, period)
            over = self._calendar.start(after)
            trend.append(FunnelPeriod(at, entered[at], converted[at], over + self._rules.window <= latest))
            at = after
        return tuple(trend)


def _next(following: Counter[str]) -> tuple[NextEvent, ...]:
    most = sorted(following.items(), key=lambda one: (-one[1], one[0]))[:_NAMED]
    return tuple(NextEvent(event, people) for event, people in most)


def _counted(values: np.ndarray) -> tuple[list[int], list[int]]:
    """The values, and how often each of them is there."""
    found, numbers = np.unique(values, return_counts=True)
    return found.tolist(), numbers.tolist()


def share(part: int, whole: int) -> float | None:
    """A share from 0 to 1; None of nothing."""
    return part / whole if whole else None
