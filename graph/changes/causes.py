"""What explains an incident: the property, source or provider whose share of an event shifted most."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ..trails import Alphabet
from .days import Days
from .incidents import Cause, Incident, Shift
from .measures import Measure, ValueRow, named_events, value_measures
from .scan import DayInterval, compare
from .sessions import Sessions

SOURCE = "source"
_INCIDENTS = 8
_EVENTS = 4
_CAUSES = 5
_VALUES = 2
_CLEAR = 1e-4
_STEP = 1.25
_OF_THE_CLEAREST = 0.2
_AS_LARGE = 0.75


def find_causes(
    incidents: Sequence[Incident],
    sessions: Sessions,
    alphabet: Alphabet,
    values_of: Callable[[str], Iterable[ValueRow]],
) -> list[Incident]:
    """The incidents, the first of them with what explains them."""

    @cache
    def measures(event: str) -> tuple[Measure, ...]:
        return tuple(_measures(event, sessions, alphabet, values_of(event)))

    return [
        replace(one, causes=_causes(one, sessions.days, measures)) if place < _INCIDENTS else one
        for place, one in enumerate(incidents)
    ]


def _measures(
    event: str, sessions: Sessions, alphabet: Alphabet, rows: Iterable[ValueRow]
) -> Iterator[Measure]:
    """Its properties' values, and its sources as if they were a property."""
    by_source = sessions.sources(event, alphabet)
    begin = sessions.days.begin
    sources = (
        ValueRow(SOURCE, source, begin + place, int(times))
        for source, counts in by_source.items()
        for place, times in enumerate(counts.tolist())
        if len(by_source) > 1 and times
    )
    yield from value_measures(event, [*rows, *sources], sessions)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A cause that may be, how significant it is, and whether it accounts for the size of the shift."""

    cause: Cause
    surprise: float
    as_large: bool


def _causes(
    incident: Incident, days: Days, measures: Callable[[str], Sequence[Measure]]
) -> tuple[Cause, ...]:
    """The clearest values of the events of the clearest shifts, two of a property."""
    first, last = days.place(incident.since), days.place(incident.until)
    found = [
        candidate
        for event, difference in _events(incident.shifts)
        for measure in measures(event)
        if (candidate := _candidate(measure, first, last, difference, len(measures(event)))) is not None
    ]
    # Something else may have happened on these days: what is as large as the shift comes first.
    found.sort(key=lambda one: (not one.as_large, -one.surprise))
    clear = [one.cause for one in found if one.surprise >= _OF_THE_CLEAREST * found[0].surprise]
    of_property: Counter[tuple[str, str]] = Counter()
    chosen = []
    for cause in clear:
        of_property[cause.event, cause.property] += 1
        if of_property[cause.event, cause.property] <= _VALUES:
            chosen.append(cause)
    return tuple(chosen[:_CAUSES])


def _candidate(measure: Measure, first: int, last: int, difference: float, tried: int) -> _Candidate | None:
    one = compare(measure.series, first, last)
    if one is None or not _explains(one, difference > 0, tried):
        return None
    name, value, event = measure.names
    cause = Cause(event, name, value, one.times_in, one.times_in / one.of_in, one.expected / one.of_in)
    as_large = _alike(one.times_in - one.expected, difference) >= _AS_LARGE
    return _Candidate(cause, one.surprise, as_large)


def _alike(one: float, other: float) -> float:
    """How much of the larger number the smaller is."""
    smaller, larger = sorted((abs(one), abs(other)))
    return smaller / larger if larger else 0.0


def _events(shifts: Iterable[Shift]) -> list[tuple[str, float]]:
    """The events that the shifts are about, and by how many there were more of what shifted."""
    found: dict[str, float] = {}
    for shift in shifts:
        for name in named_events(shift.names, shift.kind):
            found.setdefault(name, shift.difference)
    return list(found.items())[:_EVENTS]


def _explains(one: DayInterval, more: bool, tried: int) -> bool:
    """Whether a value's share moved with the shift, clearly and by enough."""
    if one.p * tried > _CLEAR or (one.times_in > one.expected) != more:
        return False
    return one.times_in >= _STEP * one.expected if more else one.times_in * _STEP <= one.expected
