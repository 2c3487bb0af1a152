"""Shifts, and the incidents that they make up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import Field

from .measures import MeasureKind

_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Shift:
    """A share, and a count, that from `since` to `until` differed from what all other days predict.

    `number`: its place among all shifts, from 1. `kind`: whether `what` changed is activity, an event,
    transition, session, step or value. `expected`: the occurrences that the count's own weekdays and trend
    predict. `baseline_share`: the share predicted by all other days; of an event both shares are occurrences
    per session, of activity sessions per session expected. `difference`: how many more (or fewer) there were
    than the baseline share gives. `sudden`: whether it began and ended at once. `surprise`: the logarithm of
    the likelihood ratio, `p` its probability by chance over all intervals tried, `q` the expected share of
    false alarms among all shifts that are at least as significant.
    """

    number: int
    kind: MeasureKind
    what: str
    since: date
    until: date
    occurrences: int
    expected: float
    total: int
    share: float
    baseline_share: float
    difference: float
    sudden: bool
    surprise: float
    p: float
    q: float
    names: Annotated[tuple[str, ...], Field(exclude=True)]
    """The events; of a session its letters first; the property, its value, and its event if it has one."""
    first_day: Annotated[date, Field(exclude=True)]
    daily: Annotated[tuple[tuple[int, int], ...], Field(exclude=True)]
    """Occurrences and total of every day from `first_day` on."""
    sessions: Annotated[int, Field(exclude=True)]
    """How many sessions began on these days."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A property (or `source`) of an event whose `value` explains an incident: its share of the event.

    `occurrences` of the event had the value on the incident's days, `share` of all that had the property;
    `baseline_share` is the share on all other days.
    """

    event: str
    property: str
    value: str
    occurrences: int
    share: float
    baseline_share: float


@dataclass(frozen=True, slots=True)
class Incident:
    """Shifts on about the same days, the most significant first; the incident has the days of that one.

    `causes`: property values that explain it, the most significant first.
    """

    since: date
    until: date
    shifts: tuple[Shift, ...]
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What was unusual, and when, the most significant first."""

    incidents: tuple[Incident, ...]

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """All shifts in order: the number of each is its place."""
        return tuple(shift for one in self.incidents for shift in one.shifts)


def group_shifts(leading: Sequence[Shift], others: Sequence[Shift]) -> list[Incident]:
    """The incidents, numbered: each shift joins the first that it shares at least half of its days with.

    Only a `leading` shift begins an incident.
    """
    groups: list[list[Shift]] = []
    for shift in sorted(leading, key=lambda one: -one.surprise):
        if (home := _home(groups, shift)) is None:
            groups.append([shift])
        else:
            home.append(shift)
    for shift in others:
        if (home := _home(groups, shift)) is not None:
            home.append(shift)
    # The days are those of the clearest one that leads.
    return _numbered(
        [
            Incident(
                group[0].since, group[0].until,
                (group[0], *sorted(group[1:], key=lambda one: -one.surprise)),
            )
            for group in groups
        ]
    )  # fmt: skip


def _home(groups: Sequence[list[Shift]], shift: Shift) -> list[Shift] | None:
    return next((group for group in groups if _overlap(group[0], shift) >= _ALIKE), None)


def _numbered(found: Sequence[Incident]) -> list[Incident]:
    numbered, number = [], 0
    for one in found:
        shifts = tuple(replace(shift, number=number + place) for place, shift in enumerate(one.shifts, 1))
        number += len(shifts)
        numbered.append(replace(one, shifts=shifts))
    return numbered


def _overlap(one: Shift, other: Shift) -> float:
    common = (min(one.until, other.until) - max(one.since, other.since)).days + 1
    whole = (max(one.until, other.until) - min(one.since, other.since)).days + 1
    return max(common, 0) / whole
