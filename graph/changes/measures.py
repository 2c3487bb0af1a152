"""What is watched for change, day by day: events, transitions, whole sessions, funnel steps, values."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..errors import QuestionInvalid
from ..funnels import FunnelQuestion, attempts_by_day
from ..store import Graph
from ..trails import START, Alphabet
from .scan import Counts
from .sessions import Days, Sessions

MeasureKind = Literal["event", "transition", "session", "step", "value"]
LIST = "(list)"
"""Stands for a value that is a list."""
_MOST_VALUES = 200
_TRAILS = 100


@dataclass(frozen=True, slots=True)
class Measure:
    """A share that is watched: on each day its `occurrences`, and their `total`.

    `names`: the event; the two events; the trail and its events; the two steps; the property and its value.
    """

    kind: MeasureKind
    names: tuple[str, ...]
    occurrences: Counts
    total: Counts

    @property
    def text(self) -> str:
        """What is watched, in one line."""
        if self.kind == "value":
            return f"{self.names[0]} = {self.names[1]}"
        return " > ".join(self.names[1:] if self.kind == "session" else self.names)


def read_measures(
    graph: Graph, *, funnel: FunnelQuestion | None = None, values_of: Iterable[str] = ()
) -> tuple[Days, list[Measure]]:
    """Everything that is watched. Raises QuestionInvalid without journeys, or for a property nobody has."""
    alphabet = Alphabet.read(graph)
    sessions = Sessions.read(graph, alphabet)
    if sessions is None:
        raise QuestionInvalid(
            "There are no journeys to compare.", action="Build them first: onepath journeys build"
        )
    found = [*_transitions(sessions), *_sessions(sessions, alphabet)]
    if funnel is not None:
        found += _steps(graph, funnel, sessions.days)
    for wanted in values_of:
        found += _values(graph, wanted, sessions.days)
    return sessions.days, found


def _transitions(sessions: Sessions) -> Iterator[Measure]:
    transitions = sessions.transitions()
    done: defaultdict[str, Counts] = defaultdict(lambda: np.zeros(sessions.days.number))
    for (first, _), times in transitions.items():
        done[first] += times
    everything = np.sum([times for first, times in done.items() if first != START], axis=0)
    for first, times in done.items():
        if first != START:
            yield Measure("event", (first,), times, everything)
    for pair, times in transitions.items():
        yield Measure("transition", pair, times, done[pair[0]])


def _sessions(sessions: Sessions, alphabet: Alphabet) -> Iterator[Measure]:
    everything = sessions.begun_by_day()
    for trail, times in sessions.commonest(_TRAILS).items():
        yield Measure("session", (trail, *alphabet.path(trail)), times, everything)


def _steps(graph: Graph, funnel: FunnelQuestion, days: Days) -> Iterator[Measure]:
    names = [step.text for step in funnel.steps]
    daily = attempts_by_day(graph, funnel)
    for number in range(1, len(names)):
        yield Measure(
            "step", (names[number - 1], names[number]),
            days.counts(daily[number]), days.counts(daily[number - 1]),
        )  # fmt: skip


def _values(graph: Graph, wanted: str, days: Days) -> Iterator[Measure]:
    rows = graph.ask("internal/changes/values_by_day", property=wanted)
    if not rows:
        raise QuestionInvalid(
            f"No event has a property {wanted!r}.", action="Look at an event with: onepath person IDENTIFIER"
        )
    daily: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for row in rows:
        daily[LIST if row["value"] is None else row["value"]][row["day"]] += row["times"]
    counts = {value: days.counts(counter) for value, counter in daily.items()}
    everything = np.sum([*counts.values()], axis=0)
    for value in sorted(daily, key=lambda one: -daily[one].total())[:_MOST_VALUES]:
        yield Measure("value", (wanted, value), counts[value], everything)
