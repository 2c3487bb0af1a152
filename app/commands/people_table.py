"""The people behind a number, as a table."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from onepath.graph.calendar import Calendar
from onepath.graph.questions import People, PersonOccurrences

from .terminal import console, table

_SHOWN = 20
"""How many people a table shows; `--json` has all."""
_OWN = ("oneid", "session", "occurrences", "first", "last", "converted", "events")

Column = tuple[str, Callable[[Any], Any]]
_COLUMNS: tuple[Column, ...] = (
    ("session", lambda one: one.session),
    ("occurrences", lambda one: one.occurrences),
    ("first", lambda one: _time(one.first)),
    ("last", lambda one: _time(one.last)),
    ("converted", lambda one: None if one.converted is None else "yes" if one.converted else "no"),
)


def show_people(found: People[PersonOccurrences], calendar: Calendar) -> None:
    """Prints the first of them, with times in the calendar's zone, and how to see all."""
    shown = [_in_zone(one, calendar) for one in found.people[:_SHOWN]]
    columns: list[Column] = [("OneID", lambda one: one.oneid), *_known(shown)]
    often = "" if found.occurrences == found.count else f", {found.occurrences:,} occurrences"
    table(
        f"{found.count:,} people{often}: {found.of}",
        [name for name, _ in columns],
        [[value(one) for _, value in columns] for one in shown],
    )
    if len(found.people) > _SHOWN:
        console.print(f"The first {_SHOWN} are shown; --json has all. See one with: onepath person ONEID")


def _in_zone(one: PersonOccurrences, calendar: Calendar) -> PersonOccurrences:
    first, last = (at and at.astimezone(calendar.tzinfo) for at in (one.first, one.last))
    events = tuple(replace(event, at=event.at.astimezone(calendar.tzinfo)) for event in one.events)
    return replace(one, first=first, last=last, events=events)


def _known(shown: Sequence[PersonOccurrences]) -> list[Column]:
    """The columns that say something of one of them."""
    own = [one for one in _COLUMNS if any(one[1](person) is not None for person in shown)]
    names = [name for name in type(shown[0]).__dataclass_fields__ if name not in _OWN] if shown else []
    more: list[Column] = [(name, _field(name)) for name in names]
    events: list[Column] = [("events", _events)] if any(one.events for one in shown) else []
    return [
        *own,
        *(one for one in more if any(one[1](person) not in (None, "") for person in shown)),
        *events,
    ]


def _field(name: str) -> Callable[[Any], Any]:
    return lambda one: getattr(one, name)


def _events(one: PersonOccurrences) -> str:
    return "\n".join(
        f"{event.at:%Y-%m-%d %H:%M:%S} {event.name}" + (f" ({event.source})" if event.source else "")
        for event in one.events
    )


def _time(at: datetime | None) -> str | None:
    return f"{at:%Y-%m-%d %H:%M:%S}" if at else None
