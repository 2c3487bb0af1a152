"""Shifts, and the incidents that they make up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ..errors import QuestionInvalid
from ..funnels import FunnelQuestion
from ..statistics import benjamini_hochberg
from ..store import Graph
from .measures import Kind, Measure, measures
from .scan import Interval, compare, scan
from .sessions import Days

LONGEST = 42
_LEAST = 10
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Shift:
    """A share that was another from `since` until `until` than on all other days.

    `excess` is how many more (or fewer) there were than the share outside would give. `surprise` is the
    logarithm of the likelihood ratio, `p` its probability by chance over all intervals tried, `q` the share
    of false ones among all shifts that are as sure. `daily`: (times, of) of every day from `first_day` on.
    """

    kind: Kind
    what: tuple[str, ...]
    since: date
    until: date
    times: int
    of: int
    share: float
    share_outside: float
    excess: float
    surprise: float
    p: float
    q: float
    first_day: date
    daily: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """What shifted, in words."""
        if self.kind == "value":
            return f"{self.what[0]} = {self.what[1]}"
        return " > ".join(self.what[1:] if self.kind == "session" else self.what)


@dataclass(frozen=True, slots=True)
class Incident:
    """Shifts of about the same days, the surest first; its days are those of the surest."""

    since: date
    until: date
    shifts: tuple[Shift, ...]


def find_changes(
    graph: Graph,
    *,
    since: date | None = None,
    until: date | None = None,
    longest: int = LONGEST,
    funnel: FunnelQuestion | None = None,
    values_of: Iterable[str] = (),
    false_share: float = 0.01,
) -> list[Incident]:
    """What was unusual, and when: the surest first.

    With `since` and `until` these days are compared with all others; without, every interval of at most
    `longest` days is tried. Watched are the shares of events, of transitions within sessions, of whole
    sessions, of the funnel's steps if one is given, and of the values of properties. Only what has at least
    ten occurrences is watched, and only shifts whose q is at most `false_share` are told.
    Raises QuestionInvalid for days that the data does not have.
    """
    if longest < 1:
        raise QuestionInvalid("An interval has at least one day.", action="Give a positive number of days.")
    days, watched = measures(graph, funnel=funnel, values_of=values_of)
    given = _given(days, since, until)
    found = []
    for measure in watched:
        if measure.times.sum() < _LEAST:
            continue
        interval = (
            compare(measure.times, measure.of, *given) if given else scan(measure.times, measure.of, longest)
        )
        if interval is not None and interval.of_in:
            found.append((measure, interval))
    sure = benjamini_hochberg(np.array([interval.p for _, interval in found])).tolist()
    shifts = [
        _shift(measure, days, interval, q)
        for (measure, interval), q in zip(found, sure, strict=True)
        if q <= false_share
    ]
    return incidents(sorted(shifts, key=lambda shift: -shift.surprise))


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


def _given(days: Days, since: date | None, until: date | None) -> tuple[int, int] | None:
    if since is None and until is None:
        return None
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


def _shift(measure: Measure, days: Days, one: Interval, q: float) -> Shift:
    outside = one.times_out / one.of_out if one.of_out else 0.0
    return Shift(
        kind=measure.kind,
        what=measure.what,
        since=days.at(one.first),
        until=days.at(one.last),
        times=one.times_in,
        of=one.of_in,
        share=one.times_in / one.of_in,
        share_outside=outside,
        excess=one.times_in - one.of_in * outside,
        surprise=one.surprise,
        p=one.p,
        q=q,
        first_day=days.first,
        daily=tuple((int(times), int(of)) for times, of in zip(measure.times, measure.of, strict=True)),
    )
