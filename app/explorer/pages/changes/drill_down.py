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
            of = _shift_token(shift)
            if token == of or token.startswith(f"{of}@"):
                return OpenChange(incident, shift, True, _day(token.removeprefix(of).removeprefix("@")))
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
    """Each shift, by either of its bars; the number is that of its occurrences."""
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
        DrillDown(f"{_shift_token(shift)}@{day}", f"{day} · {number(occurrences)}", (("main", 0, place),))
        for place, (occurrences, _) in enumerate(shift.daily)
        if occurrences
        for day in (shift.first_day + timedelta(days=place),)
    ]


def _incident_token(incident: Incident) -> str:
    """An incident by its clearest shift: its number would be another one's as soon as more is monitored."""
    return f"incident:{_shift_token(incident.shifts[0])}"


def _shift_token(shift: Shift) -> str:
    return f"{shift.what} {shift.since}..{shift.until}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
