"""What is open on the page Changes: an incident, one of its shifts, or a day of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onepath.graph.changes import Incident, Shift

from ...dates import interval
from ...drill_down import DrillDown, open_token
from ...formats import number
from ...language import word

__all__ = ["OpenChange", "day_drill_downs", "incident_drill_downs", "open_change", "shift_drill_downs"]

_DAY = " @ "


@dataclass(frozen=True, slots=True)
class OpenChange:
    """The incident and the shift that are shown; `people`: with its people, of one `day` or of all days."""

    incident: Incident
    shift: Shift
    people: bool
    day: date | None


def open_change(incidents: Sequence[Incident]) -> OpenChange:
    """What the address says; the clearest shift of all where it says nothing."""
    token = open_token() or ""
    for incident in incidents:
        for shift in incident.shifts:
            mine = _shift_token(shift)
            if token == mine:
                return OpenChange(incident, shift, True, None)
            day = _day(token.removeprefix(mine + _DAY)) if token.startswith(mine + _DAY) else None
            if day is not None:
                return OpenChange(incident, shift, True, day)
        if token == _incident_token(incident):
            return OpenChange(incident, incident.shifts[0], False, None)
    return OpenChange(incidents[0], incidents[0].shifts[0], False, None)


def incident_drill_downs(incidents: Sequence[Incident]) -> list[DrillDown]:
    """Each incident, by its bar."""
    return [
        DrillDown(
            _incident_token(one),
            f"{interval(one.since, one.until)}: {one.shifts[0].what}",
            (("main", 1, place), ("main", 0, place)),
        )
        for place, one in enumerate(incidents)
    ]


def shift_drill_downs(shifts: Sequence[Shift]) -> list[DrillDown]:
    """Each shift, by either of its bars; its number is that of its days."""
    return [
        DrillDown(
            _shift_token(one),
            word("changes.opening", kind=word(f"changes.kind_{one.kind}"), what=one.what, n=one.occurrences),
            (("main", 0, place), ("main", 1, place)),
        )
        for place, one in enumerate(shifts)
    ]


def day_drill_downs(shift: Shift) -> list[DrillDown]:
    """Each day of a shift's trend on which it happened."""
    return [
        DrillDown(f"{_shift_token(shift)}{_DAY}{day}", f"{day} · {number(times)}", (("main", 0, place),))
        for place, (times, _) in enumerate(shift.daily)
        if times
        for day in (shift.first_day + timedelta(days=place),)
    ]


def _incident_token(incident: Incident) -> str:
    first = incident.shifts[0]
    return f"incident.{incident.since}..{incident.until}.{first.kind}.{first.text}"


def _shift_token(shift: Shift) -> str:
    return f"shift.{shift.since}..{shift.until}.{shift.kind}.{shift.what}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
