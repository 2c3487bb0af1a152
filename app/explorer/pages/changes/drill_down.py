"""What is open on the page of changes: an incident, one of its shifts, or a day of one; and who was there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st
from onepath.graph.changes import END, START, Incident, Shift
from onepath.graph.funnels import FunnelQuestion

from ...dates import interval
from ...drill_down import Opening, opened
from ...formats import number
from ...language import say, word
from ...navigation import link_to

__all__ = ["OpenChange", "day_openings", "incident_openings", "link_on", "open_change", "shift_openings"]

_DAY = " @ "


@dataclass(frozen=True, slots=True)
class OpenChange:
    """The incident and shift that are looked at; `asked`: for its people too, of one `day` or of all."""

    incident: Incident
    shift: Shift
    asked: bool
    day: date | None


def open_change(incidents: Sequence[Incident]) -> OpenChange:
    """What the address says; the surest of all where it says nothing."""
    token = opened() or ""
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


def incident_openings(incidents: Sequence[Incident]) -> list[Opening]:
    """Each incident, by its bar."""
    return [
        Opening(
            _incident_token(one),
            f"{interval(one.since, one.until)}: {one.shifts[0].text}",
            (("main", 1, place), ("main", 0, place)),
        )
        for place, one in enumerate(incidents)
    ]


def shift_openings(shifts: Sequence[Shift]) -> list[Opening]:
    """Each shift, by either of its bars; the number that opens is that of its days."""
    return [
        Opening(
            _shift_token(one),
            word("changes.opening", kind=word(f"changes.kind_{one.kind}"), what=one.text, n=one.times),
            (("main", 0, place), ("main", 1, place)),
        )
        for place, one in enumerate(shifts)
    ]


def day_openings(shift: Shift) -> list[Opening]:
    """Each day of a shift's course on which it was."""
    return [
        Opening(f"{_shift_token(shift)}{_DAY}{day}", f"{day} · {number(times)}", (("main", 0, place),))
        for place, (times, _) in enumerate(shift.daily)
        if times
        for day in (shift.first_day + timedelta(days=place),)
    ]


def link_on(shift: Shift, funnel: FunnelQuestion | None) -> None:
    """The ways to the next question, about the same days."""
    days: dict[str, str] = {"since": str(shift.since), "until": str(shift.until)}
    steps = [name for name in _steps(shift, funnel) if name not in (START, END)]
    with st.container(horizontal=True):
        if len(steps) > 1:
            link_to("funnels", say("changes.to_funnel"), {**days, "step": steps})
        if shift.kind != "value" and steps:
            link_to("journeys", say("changes.to_journeys", event=steps[-1]), {**days, "event": steps[-1]})
            link_to("patterns", say("changes.to_patterns", event=steps[-1]), _versus(shift, steps[-1]))


def _versus(shift: Shift, event: str) -> dict[str, str]:
    """The patterns in which these days differ from as many before them."""
    length = shift.until - shift.since
    before = shift.since - timedelta(days=1)
    return {
        "view": "contrast", "contains": event,
        "versus": f"period:{shift.since}..{shift.until},{before - length}..{before}",
    }  # fmt: skip


def _steps(shift: Shift, funnel: FunnelQuestion | None) -> Sequence[str]:
    if shift.kind == "step" and funnel is not None:
        return [step.text for step in funnel.steps]
    return shift.what[1:] if shift.kind == "session" else shift.what


def _incident_token(incident: Incident) -> str:
    first = incident.shifts[0]
    return f"incident.{incident.since}..{incident.until}.{first.kind}.{first.text}"


def _shift_token(shift: Shift) -> str:
    return f"shift.{shift.since}..{shift.until}.{shift.kind}.{shift.text}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
