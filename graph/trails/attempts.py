"""How far somebody got: attempts found in what one person did, or did in one session.

Dynamic programming over the events in order. For each step, of the attempts that reached it the one that
began last is kept: it has the most time left, so any event that can continue an attempt continues that one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from .clock import DIGITS, FIRST, LAST, time_at


class TrailEvent(NamedTuple):
    """One event as a funnel sees it.

    `fits`: the steps that it will do for, from 0. `bars`: the gaps in which it is excluded; gap n lies
    between the steps n and n + 1. `constant`: the value that all steps of an attempt have to share, if any.
    `begins`: an attempt may begin with it.
    """

    place: int
    at: int
    fits: tuple[int, ...]
    bars: tuple[int, ...] = ()
    constant: object = None
    begins: bool = True


class Attempt(NamedTuple):
    """What was done: (step, place in the journey, microseconds since 1970), in order of time."""

    done: tuple[tuple[int, int, int], ...]

    @property
    def start(self) -> int:
        return self.done[0][2]

    @property
    def end(self) -> int:
        return self.done[-1][2]

    @property
    def last_place(self) -> int:
        return max(place for _, place, _ in self.done)

    @property
    def steps(self) -> frozenset[int]:
        return frozenset(step for step, _, _ in self.done)


@dataclass(frozen=True, slots=True)
class AttemptRules:
    """The part of a question that attempts depend on; times in microseconds.

    Attempts begin from `since` to `until`, both included.
    """

    steps: int
    window: int
    order: str = "ordered"
    optional: frozenset[int] = frozenset()
    first_entry: bool = False
    hold_constant: bool = False
    since: int = FIRST
    until: int = LAST

    def places(self, clock: str) -> range:
        """Where in a journey of this clock attempts can have their events.

        None is before the days on which attempts begin, or later than a window after these days.
        """
        length = len(clock) // DIGITS
        if (self.since, self.until) == (FIRST, LAST):
            return range(length)
        first = bisect_left(range(length), self.since, key=lambda place: time_at(clock, place))
        last = self.until + self.window
        return range(first, bisect_right(range(length), last, first, key=lambda place: time_at(clock, place)))

    @property
    def required(self) -> tuple[int, ...]:
        return tuple(step for step in range(self.steps) if step not in self.optional)

    def level(self, attempt: Attempt) -> int:
        """How far it came: the last required step that was done, from 1; in any order how many steps."""
        if self.order == "any":
            return len(attempt.done)
        return max(step for step, _, _ in attempt.done if step not in self.optional) + 1

    def complete(self, attempt: Attempt) -> bool:
        """Whether every required step was done."""
        if not self.optional:
            return len(attempt.done) == self.steps
        return all(step in attempt.steps for step in self.required)


def furthest_attempt(events: Sequence[TrailEvent], rules: AttemptRules) -> Attempt | None:
    """The attempt that came furthest; of several the first to get there; of those the last to begin."""
    best: Attempt | None = None
    for part in _parts(events, rules):
        for attempt in _candidates(part, rules):
            if best is None or _is_better(attempt, best, rules):
                best = attempt
    return best


def all_attempts(events: Sequence[TrailEvent], rules: AttemptRules) -> Iterator[Attempt]:
    """One attempt after the other: each begins with the first chance after the one before it has ended."""
    for part in _parts(events, rules):
        start = 0
        while start < len(part):
            begins = next((k for k in range(start, len(part)) if _begins(part[k], rules)), None)
            if begins is None:
                break
            attempt = furthest_attempt(part[begins:], replace(rules, first_entry=True, hold_constant=False))
            if attempt is None:
                break
            yield attempt
            # By place, not by number: events of one instant may stand in another order than in the journey.
            last = attempt.done[-1][1]
            start = next(k for k in range(begins, len(part)) if part[k].place == last) + 1


def _is_better(one: Attempt, other: Attempt, rules: AttemptRules) -> bool:
    return (rules.level(one), len(one.done), -one.end, one.start) > (
        rules.level(other), len(other.done), -other.end, other.start
    )  # fmt: skip


def _parts(events: Sequence[TrailEvent], rules: AttemptRules) -> list[Sequence[TrailEvent]]:
    """All of it, or for a constant property one part for each of its values."""
    if not rules.hold_constant:
        return [events]
    values: Mapping[object, None] = dict.fromkeys(
        one.constant for one in events if one.fits and one.constant is not None
    )
    return [[one for one in events if one.constant == value or not one.fits] for value in values]


def _begins(event: TrailEvent, rules: AttemptRules) -> bool:
    fits = bool(event.fits) if rules.order == "any" else 0 in event.fits
    return fits and _may_begin(event, rules)


def _may_begin(event: TrailEvent, rules: AttemptRules) -> bool:
    return event.begins and rules.since <= event.at <= rules.until


def _candidates(events: Sequence[TrailEvent], rules: AttemptRules) -> Iterator[Attempt]:
    if rules.order == "any":
        yield from _in_any_order(events, rules)
    else:
        yield from _in_order(events, rules)


def _in_order(events: Sequence[TrailEvent], rules: AttemptRules) -> Iterator[Attempt]:
    reached: list[Attempt | None] = [None] * rules.steps
    firsts: dict[int, Attempt] = {}
    begun = False
    for one in events:
        for gap in one.bars:
            for step in range(gap + 1):
                # An attempt at an earlier step is in the gap too if only optional steps lie between.
                if step == gap or all(between in rules.optional for between in range(step + 1, gap + 1)):
                    reached[step] = None
        # From the last step to the first, so that one event is one step.
        for step in reversed(one.fits):
            attempt = _begin(one, rules, begun) if step == 0 else _go_on(one, step, reached, rules)
            if attempt is None:
                continue
            begun = True
            reached[step] = attempt
            known = firsts.get(step)
            if known is None or len(attempt.done) > len(known.done):
                firsts[step] = attempt
            if step == rules.steps - 1 and not rules.optional:
                yield attempt
                return
    yield from firsts.values()


def _begin(one: TrailEvent, rules: AttemptRules, begun: bool) -> Attempt | None:
    if (rules.first_entry and begun) or not _may_begin(one, rules):
        return None
    return Attempt(((0, one.place, one.at),))


def _go_on(
    one: TrailEvent, step: int, reached: Sequence[Attempt | None], rules: AttemptRules
) -> Attempt | None:
    best: Attempt | None = None
    for before in range(step - 1, -1, -1):
        attempt = reached[before]
        if (
            attempt is not None
            and one.at <= attempt.start + rules.window
            and not (rules.order == "strict" and one.place != attempt.last_place + 1)
            and (best is None or attempt.start > best.start)
        ):
            best = attempt
        if before not in rules.optional:
            break
    return Attempt((*best.done, (step, one.place, one.at))) if best else None


def _in_any_order(events: Sequence[TrailEvent], rules: AttemptRules) -> Iterator[Attempt]:
    fitting = [one for one in events if one.fits]
    completed = 1 << 62
    for k, first in enumerate(fitting):
        if first.place > completed:
            return
        if not _may_begin(first, rules):
            continue
        done: dict[int, tuple[int, int, int]] = {}
        for one in fitting[k:]:
            if one.at > first.at + rules.window or len(done) == rules.steps:
                break
            step = next((step for step in one.fits if step not in done), None)
            if step is not None:
                done[step] = (step, one.place, one.at)
                yield Attempt(tuple(done.values()))
        if len(done) == rules.steps:
            completed = min(completed, max(place for _, place, _ in done.values()))
        if rules.first_entry:
            return
