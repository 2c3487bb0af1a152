"""What is watched for change, day by day: events, transitions, whole sessions, funnel steps, values."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
from onepath.graph.changes.scan import Counts
from onepath.graph.errors import QuestionInvalid
from onepath.graph.funnels import FunnelQuestion, funnel_days
from onepath.graph.journeys import Alphabet
from onepath.graph.store import Graph

Kind = Literal["event", "transition", "session", "step", "value"]
START, END = "(start)", "(end)"
LIST = "(list)"
"""Stands for a value that is a list."""
_MARKS = {"^": START, "$": END}
EPOCH = date(1970, 1, 1)
_MOST_DAYS = 3_660
_MOST_VALUES = 200
_TRAILS = 100


@dataclass(frozen=True, slots=True)
class Measure:
    """A share that is watched: on each day so many `times`, `of` so many.

    `what`: the event; the two events; the trail and its events; the two steps; the property and its value.
    """

    kind: Kind
    what: tuple[str, ...]
    times: Counts
    of: Counts


@dataclass(frozen=True, slots=True)
class Days:
    """The days that the data has; places count from the first."""

    first: date
    number: int

    def at(self, place: int) -> date:
        return self.first + timedelta(days=place)

    def place(self, day: date) -> int:
        """Where a day stands, the nearest that there is."""
        return min(max((day - self.first).days, 0), self.number - 1)


def measures(
    graph: Graph, *, funnel: FunnelQuestion | None = None, values_of: Iterable[str] = ()
) -> tuple[Days, list[Measure]]:
    """Everything that is watched. Raises QuestionInvalid without journeys, or for a property nobody has."""
    alphabet = Alphabet.read(graph)
    rows = graph.ask_in_parts("changes/transitions_by_day")
    if not rows:
        raise QuestionInvalid(
            "There are no journeys to compare.", action="Build them first: onepath journeys build"
        )
    days = _days(row["day"] for row in rows if row["pair"][0] != "^")
    names = {**alphabet.name, **_MARKS}
    pairs = ((names.get(row["pair"][0], "?"), names.get(row["pair"][1], "?"), row) for row in rows)
    transitions = _daily(((first, second), row["day"], row["times"]) for first, second, row in pairs)
    found = [*_transitions(transitions, days), *_sessions(graph, alphabet, days)]
    if funnel is not None:
        found += _steps(graph, funnel, days)
    for wanted in values_of:
        found += _values(graph, wanted, days)
    return days, found


Daily = Mapping[tuple[str, ...], Counter[int]]


def _daily(rows: Iterable[tuple[tuple[str, ...], int, int]]) -> Daily:
    daily: defaultdict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    for key, day, times in rows:
        daily[key][day] += times
    return daily


def _days(seen: Iterable[int]) -> Days:
    known = sorted(set(seen))
    # One wrong clock must not make a million empty days.
    first = max(known[0], known[-1] - _MOST_DAYS)
    return Days(EPOCH + timedelta(days=first), known[-1] - first + 1)


def _counts(counter: Mapping[int, int], days: Days) -> Counts:
    counts = np.zeros(days.number)
    begin = (days.first - EPOCH).days
    for day, times in counter.items():
        if 0 <= day - begin < days.number:
            counts[day - begin] += times
    return counts


def _sum(many: Iterable[Counts], days: Days) -> Counts:
    return np.sum([*many, np.zeros(days.number)], axis=0)  # type: ignore[no-any-return]


def _transitions(daily: Daily, days: Days) -> Iterator[Measure]:
    counts = {pair: _counts(counter, days) for pair, counter in daily.items()}
    firsts = defaultdict(list)
    for (first, _), times in counts.items():
        firsts[first].append(times)
    done = {first: _sum(times, days) for first, times in firsts.items()}
    everything = _sum((times for first, times in done.items() if first != START), days)
    for first, times in done.items():
        if first != START:
            yield Measure("event", (first,), times, everything)
    for pair, times in counts.items():
        yield Measure("transition", pair, times, done[pair[0]])


def _sessions(graph: Graph, alphabet: Alphabet, days: Days) -> Iterator[Measure]:
    trails = [row["trail"] for row in graph.ask("changes/commonest_trails", limit=_TRAILS)]
    rows = graph.ask("changes/trails_by_day", trails=trails)
    daily = _daily(((row["trail"],), row["day"], row["times"]) for row in rows)
    everything = _sum((_counts(counter, days) for counter in daily.values()), days)
    for (trail,), counter in daily.items():
        if trail:
            yield Measure("session", (trail, *alphabet.path(trail)), _counts(counter, days), everything)


def _steps(graph: Graph, funnel: FunnelQuestion, days: Days) -> Iterator[Measure]:
    names = [step.text for step in funnel.steps]
    daily = funnel_days(graph, funnel)
    for number in range(1, len(names)):
        yield Measure(
            "step", (names[number - 1], names[number]),
            _counts(daily[number], days), _counts(daily[number - 1], days),
        )  # fmt: skip


def _values(graph: Graph, wanted: str, days: Days) -> Iterator[Measure]:
    rows = graph.ask("changes/values_by_day", property=wanted)
    if not rows:
        raise QuestionInvalid(
            f"No event has a property {wanted!r}.", action="Look at an event with: onepath person IDENTIFIER"
        )
    daily = _daily(
        ((LIST if row["value"] is None else row["value"],), row["day"], row["times"]) for row in rows
    )
    everything = _sum((_counts(counter, days) for counter in daily.values()), days)
    for (value,), counter in sorted(daily.items(), key=lambda one: -one[1].total())[:_MOST_VALUES]:
        yield Measure("value", (wanted, value), _counts(counter, days), everything)
