"""From counts by day to incidents: pure functions over what a graph or a table supplies."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

import numpy as np

from ..errors import QuestionInvalid
from ..statistics import benjamini_hochberg
from ..trails import Alphabet
from .causes import find_causes
from .days import Days
from .edges import is_sudden
from .expectation import Counts, expected_activity
from .incidents import Incident, Shift, group_shifts
from .measures import LEAST, Measure, ValueRow, session_measures, value_measures
from .scan import DayInterval, compare, scan
from .sessions import Sessions

_FALSE_SHARE = 0.01
_STEP = 1.25
"""A change by this factor, up or down, is worth acting on."""
_LEAST_DIFFERENCE = 10
_UNUSUAL = 2.0
"""Standard deviations of a count, about one in twenty."""

ValuesOf = Callable[[str], Iterable[ValueRow]]
"""The values that an event's properties have, day by day."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A measure with its most unusual days. `projected`: how many its count's own trend predicts there."""

    measure: Measure
    interval: DayInterval
    projected: float


def detect(
    sessions: Sessions,
    alphabet: Alphabet,
    values_of: ValuesOf,
    *,
    explicit: Iterable[Measure] = (),
    given: tuple[date | None, date | None] | None = None,
    max_days: int,
) -> list[Incident]:
    """The incidents, with what explains each. `explicit`: what is monitored because a question names it.

    Raises QuestionInvalid for days that the data does not have.
    """
    monitored = [*session_measures(sessions, alphabet), *explicit]
    for event, role in sorted(alphabet.roles.items()):
        if role == "error":
            monitored += value_measures(event, values_of(event), sessions)
    incidents = find_incidents(sessions.days, monitored, given=given, max_days=max_days)
    return find_causes(incidents, sessions, alphabet, values_of)


def find_incidents(
    days: Days,
    monitored: Sequence[Measure],
    *,
    given: tuple[date | None, date | None] | None = None,
    max_days: int,
) -> list[Incident]:
    """The incidents in what is monitored: on the days that are given, or on any days, at most `max_days`.

    Only what has at least ten occurrences is monitored; a shift has a q of at most 0.01, and both its share
    and its count differ from their expectation, in the same direction.
    """
    places = _places(days, *given) if given else None
    found = [
        one
        for measure in monitored
        if measure.series.occurrences.sum() >= LEAST
        and (one := _unusual_days(measure, places, max_days)) is not None
    ]
    significance = benjamini_hochberg(np.array([one.interval.p for one in found])).tolist()
    sessions = next(
        (one.series.occurrences for one in monitored if one.kind == "activity" and not one.names),
        np.zeros(days.number),
    )
    chosen = [
        (one, _shift(one, days, q, sessions))
        for one, q in zip(found, significance, strict=True)
        if q <= _FALSE_SHARE and _matters(one)
    ]
    # What a question names is reported even if it came slowly.
    leading = [shift for one, shift in chosen if places or one.measure.explicit or shift.sudden]
    return group_shifts(leading, [shift for _, shift in chosen if shift not in leading])


def _unusual_days(measure: Measure, places: tuple[int, int] | None, max_days: int) -> _Found | None:
    series = measure.series
    # Without a day before it nobody can say that something began.
    earliest = 0 if measure.explicit else 1
    found = compare(series, *places) if places else scan(series, max_days, earliest=earliest)
    if found is None or not found.of_in:
        return None
    return _Found(measure, found, _projected(measure, found))


def _projected(measure: Measure, found: DayInterval) -> float:
    """The occurrences at the usual share of the total that the total's weekdays and trend predict."""
    if measure.kind == "activity":
        return found.expected
    total = measure.series.total
    outside = measure.series.outside(found.first, found.last)
    usual = expected_activity(total, outside, weekday=measure.series.weekday)
    return found.expected * float(usual[found.first : found.last + 1].sum()) / max(found.of_in, 1)


def _matters(one: _Found) -> bool:
    """Whether share and count both differ, in the same direction, and by enough to act on."""
    found = one.interval
    more = found.times_in > found.expected
    if abs(found.times_in - found.expected) < _LEAST_DIFFERENCE:
        return False
    if not (found.times_in >= _STEP * found.expected if more else found.times_in * _STEP <= found.expected):
        return False
    unusual = abs(found.times_in - one.projected) / sqrt(max(one.projected, 1.0) * found.dispersion)
    return more == (found.times_in > one.projected) and unusual >= _UNUSUAL


def _places(days: Days, since: date | None, until: date | None) -> tuple[int, int]:
    last = days.at(days.number - 1)
    since, until = since or days.first, until or last
    if since > until or until < days.first or since > last:
        raise QuestionInvalid(
            f"There is nothing from {since} to {until}.", action=f"The data has {days.first} to {last}."
        )
    return days.place(since), days.place(until)


def _shift(one: _Found, days: Days, q: float, sessions: Counts) -> Shift:
    measure, found = one.measure, one.interval
    return Shift(
        number=0,
        kind=measure.kind,
        what=measure.text,
        since=days.at(found.first),
        until=days.at(found.last),
        occurrences=found.times_in,
        expected=one.projected,
        total=found.of_in,
        share=found.times_in / found.of_in,
        baseline_share=found.expected / found.of_in,
        difference=found.times_in - found.expected,
        sudden=is_sudden(measure.series, found),
        surprise=found.surprise,
        p=found.p,
        q=q,
        names=measure.names,
        first_day=days.first,
        daily=tuple(
            (int(occurrences), round(total))
            for occurrences, total in zip(
                measure.series.occurrences.tolist(), measure.series.total.tolist(), strict=True
            )
        ),
        sessions=int(sessions[found.first : found.last + 1].sum()),
    )
