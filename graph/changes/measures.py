"""What is monitored for change, day by day: activity, events, transitions, whole sessions, steps, values."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..trails import END, START, Alphabet
from .days import Days
from .expectation import Counts, expected_activity
from .scan import Series, Spread
from .sessions import Sessions

MeasureKind = Literal["activity", "event", "transition", "session", "step", "value"]
LIST = "(list)"
"""Stands for a value that is a list."""
SESSIONS = "(sessions)"
"""Stands for sessions where events are named."""
LEAST = 10
"""What happens less often altogether is not monitored."""
MOST_VALUES = 200
_TRAILS = 100
_INCOMPLETE = 0.7
_BROADCAST = 3.0
_NOTICED = 0.05
_AFTER = 2


@dataclass(frozen=True, slots=True)
class ValueRow:
    """How many events of one day (since 1970) had this value of a property; None is a list."""

    property: str
    value: str | None
    day: int
    times: int


@dataclass(frozen=True, slots=True)
class Measure:
    """What is monitored: on each day its occurrences, and their total.

    `names`: nothing or the source; the event; the two events; the trail and its events; the two steps; the
    property, its value, and the event if it is of one alone. `explicit`: a question names it.
    """

    kind: MeasureKind
    names: tuple[str, ...]
    series: Series
    explicit: bool = False

    @property
    def text(self) -> str:
        """What is monitored, in one line."""
        if self.kind == "activity":
            return "@".join((SESSIONS, *self.names))
        if self.kind == "value":
            return "".join(f"{event}: " for event in self.names[2:]) + f"{self.names[0]} = {self.names[1]}"
        return " > ".join(self.names[1:] if self.kind == "session" else self.names)


def session_measures(sessions: Sessions, alphabet: Alphabet) -> list[Measure]:
    """What sessions show: how many there are, what happens in them, and in which order."""
    responses = alphabet.of_role("response")
    begun = sessions.begun_by_day()
    incomplete = _incomplete(begun, sessions.days)
    # What people do because they were sent something is not what they usually do.
    answering = np.maximum(incomplete, _after_broadcasts(sessions, begun))
    return [
        *_activity(sessions, alphabet, responses, answering),
        *_events(sessions, alphabet, responses, begun, answering),
        *_transitions(sessions, incomplete),
        *_trails(sessions, alphabet, responses, begun, answering),
    ]


def property_measures(rows: Iterable[ValueRow], days: Days) -> Iterator[Measure]:
    """The values of a property that a question names, compared with all its values."""
    for name, values in _by_property(rows, days).items():
        total = np.sum([*values.values()], axis=0)
        for value in sorted(values, key=lambda one: (-values[one].sum(), one))[:MOST_VALUES]:
            series = Series(values[value], total, weekday=days.weekday, level=True)
            yield Measure("value", (name, value), series, explicit=True)


def value_measures(event: str, rows: Iterable[ValueRow], sessions: Sessions) -> Iterator[Measure]:
    """The values that properties of an event have, compared with all of these events."""
    values = _by_property(rows, sessions.days)
    repeats = sessions.repeats(event)
    total = sessions.events[event][0] if event in sessions.events else np.zeros(sessions.days.number)
    for counts in values.values():
        # Events that belong to nobody are in no session.
        total = np.maximum(total, np.sum([*counts.values()], axis=0))
    for name, daily in values.items():
        for value, of_value in daily.items() if len(daily) <= MOST_VALUES else ():
            # As if what happens in one session were always of one value.
            spread = Spread(of_value * repeats, of_value * repeats, total * repeats)
            series = Series(of_value, total, spread=spread, weekday=sessions.days.weekday)
            yield Measure("value", (name, value, event), series)


def _by_property(rows: Iterable[ValueRow], days: Days) -> dict[str, dict[str, Counts]]:
    daily: defaultdict[str, defaultdict[str, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    for row in rows:
        daily[row.property][LIST if row.value is None else row.value][row.day] += row.times
    return {
        name: {value: days.counts(counter) for value, counter in sorted(values.items())}
        for name, values in sorted(daily.items())
    }


def step_measures(names: list[str], daily: Mapping[int, Mapping[int, int]], days: Days) -> Iterator[Measure]:
    """The steps of a funnel; `daily`: the attempts that reached each step, by day."""
    for number in range(1, len(names)):
        reached, before = days.counts(daily[number]), days.counts(daily[number - 1])
        series = Series(reached, before, weekday=days.weekday, level=True)
        yield Measure("step", (names[number - 1], names[number]), series, explicit=True)


def _activity(sessions: Sessions, alphabet: Alphabet, responses: str, left_out: Counts) -> Iterator[Measure]:
    """All sessions, and those of each source in which people do more than answer."""
    only_responses = {
        name
        for name in set(alphabet.source.values())
        if all(letter in responses for letter in alphabet.active if alphabet.source[letter] == name)
    }
    by_source = {
        (name,): counts
        for name, counts in sessions.begun_by_source(alphabet).items()
        if name not in only_responses
    }
    everything: dict[tuple[str, ...], Counts] = {(): sessions.begun_by_day()}
    for names, counts in (everything | by_source if len(by_source) > 1 else everything).items():
        weekday = sessions.days.weekday
        expected = expected_activity(counts, 1 - left_out, weekday=weekday)
        spread = Spread.of_single(counts, expected)
        yield Measure("activity", names, Series(counts, expected, False, spread, weekday, left_out))


def _events(
    sessions: Sessions, alphabet: Alphabet, responses: str, begun: Counts, left_out: Counts
) -> Iterator[Measure]:
    """How often each event happens in a session; responses depend on what was sent, so they are left out."""
    left = {alphabet.name[letter] for letter in responses}
    weekday = sessions.days.weekday
    for name, (counts, squares) in sessions.events.items():
        if name not in left:
            spread = Spread(squares, counts, begun)
            yield Measure("event", (name,), Series(counts, begun, False, spread, weekday, left_out))


def _transitions(sessions: Sessions, left_out: Counts) -> Iterator[Measure]:
    """Of everything that follows an event, each event. What sessions begin with follows nothing."""
    totals = {name: counts for name, (counts, _) in sessions.events.items()}
    for (first, second), (counts, spread) in sessions.transitions(least=LEAST).items():
        if first != START:
            series = Series(counts, totals[first], True, spread, sessions.days.weekday, left_out)
            yield Measure("transition", (first, second), series)


def _trails(
    sessions: Sessions, alphabet: Alphabet, responses: str, begun: Counts, left_out: Counts
) -> Iterator[Measure]:
    """Of all sessions, those in which exactly this happens."""
    for trail, counts in sessions.most_frequent(_TRAILS).items():
        if not all(letter in responses for letter in trail):
            series = Series(counts, begun, weekday=sessions.days.weekday, left_out=left_out)
            yield Measure("session", (trail, *alphabet.path(trail)), series)


def _incomplete(begun: Counts, days: Days) -> Counts:
    """1 for a first or last day that has far fewer sessions than expected: the data begins or ends in it."""
    expected = expected_activity(begun, np.ones(days.number), weekday=days.weekday)
    few = np.zeros(days.number)
    for place in (0, -1):
        few[place] = begun[place] < _INCOMPLETE * expected[place]
    return few


def _after_broadcasts(sessions: Sessions, begun: Counts) -> Counts:
    """1 for each day on which far more messages were sent than usual, and for the next two."""
    sent = sessions.days.counts(sessions.sent)
    broadcast = sent > max(_BROADCAST * np.median(sent), _NOTICED * begun.mean())
    after = broadcast.copy()
    for days in range(1, _AFTER + 1):
        after[days:] |= broadcast[:-days]
    days_after: Counts = after.astype(np.float64)
    return days_after


def named_events(measure_names: tuple[str, ...], kind: MeasureKind) -> tuple[str, ...]:
    """The events that something monitored is about."""
    if kind == "activity":
        return ()
    chosen = {"session": measure_names[1:], "value": measure_names[2:]}.get(kind, measure_names)
    return tuple(dict.fromkeys(name for name in chosen if name not in (START, END)))
