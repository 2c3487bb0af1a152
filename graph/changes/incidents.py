"""Shifts, and the incidents that they make up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

import numpy as np
from pydantic import Field

from ..errors import QuestionInvalid
from ..statistics import benjamini_hochberg
from .measures import Measure, MeasureKind
from .scan import DayInterval, compare, scan
from .sessions import Days

_LEAST = 10
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Shift:
    """A share that from `since` to `until` differed from that of all other days (`baseline_share`).

    `number`: its place among all shifts, from 1. `kind`: whether `what` changed is an event, transition,
    session, step or value. `difference`: how many more (or fewer) there were than expected from the baseline.
    `surprise` is the logarithm of the likelihood ratio, `p` its probability by chance over all intervals
    tried, `q` the expected share of false alarms among all shifts that are at least as significant.
    """

    number: int
    kind: MeasureKind
    what: str
    since: date
    until: date
    occurrences: int
    total: int
    share: float
    baseline_share: float
    difference: float
    surprise: float
    p: float
    q: float
    names: Annotated[tuple[str, ...], Field(exclude=True)]
    """The events; of a session its letters first; the property and its value."""
    first_day: Annotated[date, Field(exclude=True)]
    daily: Annotated[tuple[tuple[int, int], ...], Field(exclude=True)]
    """Occurrences and total of every day from `first_day` on."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Shifts on about the same days, the most significant first; the incident has the days of that one."""

    since: date
    until: date
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What was unusual, and when, the most significant first."""

    incidents: tuple[Incident, ...]

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """All shifts in order: the number of each is its place."""
        return tuple(shift for one in self.incidents for shift in one.shifts)


def find_incidents(
    days: Days,
    watched: Iterable[Measure],
    *,
    given: tuple[date | None, date | None] | None,
    max_days: int,
    false_share: float,
) -> list[Incident]:
    """The incidents in what was watched: on the days that are given, or on any days, at most `max_days`.

    Only what has at least ten occurrences is watched, and only shifts whose q is at most `false_share` are
    reported. Raises QuestionInvalid for days that the data does not have.
    """
    places = _places(days, *given) if given else None
    found = []
    for measure in watched:
        if measure.occurrences.sum() < _LEAST:
            continue
        interval = (
            compare(measure.occurrences, measure.total, *places)
            if places
            else scan(measure.occurrences, measure.total, max_days)
        )
        if interval is not None and interval.of_in:
            found.append((measure, interval))
    significance = benjamini_hochberg(np.array([interval.p for _, interval in found])).tolist()
    shifts = [
        _shift(measure, days, interval, q)
        for (measure, interval), q in zip(found, significance, strict=True)
        if q <= false_share
    ]
    return _numbered(incidents(sorted(shifts, key=lambda shift: -shift.surprise)))


def _numbered(found: Sequence[Incident]) -> list[Incident]:
    numbered, number = [], 0
    for one in found:
        shifts = tuple(replace(shift, number=number + place) for place, shift in enumerate(one.shifts, 1))
        number += len(shifts)
        numbered.append(replace(one, shifts=shifts))
    return numbered


def incidents(shifts: Sequence[Shift]) -> list[Incident]:
    """Each shift joins the first incident that it shares at least half of its days with, or begins one."""
    groups: list[list[Shift]] = []
    for shift in shifts:
        home = next((group for group in groups if _overlap(group[0], shift) >= _ALIKE), None)
        if home is None:
            groups.append([shift])
        else:
            home.append(shift)
    return [Incident(group[0].since, group[0].until, tuple(group)) for group in groups]


def _places(days: Days, since: date | None, until: date | None) -> tuple[int, int]:
    last = days.at(days.number - 1)
    since, until = since or days.first, until or last
    if since > until or until < days.first or since > last:
        raise QuestionInvalid(
            f"There is nothing from {since} to {until}.", action=f"The data has {days.first} to {last}."
        )
    return days.place(since), days.place(until)


def _overlap(one: Shift, other: Shift) -> float:
    common = (min(one.until, other.until) - max(one.since, other.since)).days + 1
    whole = (max(one.until, other.until) - min(one.since, other.since)).days + 1
    return max(common, 0) / whole


def _shift(measure: Measure, days: Days, one: DayInterval, q: float) -> Shift:
    outside = one.times_out / one.of_out if one.of_out else 0.0
    return Shift(
        number=0,
        kind=measure.kind,
        what=measure.text,
        since=days.at(one.first),
        until=days.at(one.last),
        occurrences=one.times_in,
        total=one.of_in,
        share=one.times_in / one.of_in,
        baseline_share=outside,
        difference=one.times_in - one.of_in * outside,
        surprise=one.surprise,
        p=one.p,
        q=q,
        names=measure.names,
        first_day=days.first,
        daily=tuple(
            (int(occurrences), int(total))
            for occurrences, total in zip(measure.occurrences, measure.total, strict=True)
        ),
    )
