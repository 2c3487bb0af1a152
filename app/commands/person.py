"""`person`."""

from typing import Annotated, Any

import typer
from onepath.graph.calendar import Calendar
from onepath.graph.errors import GraphError
from onepath.graph.identity import ResolveOptions
from onepath.graph.people import PersonDetails, read_person, unknown_person
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .local_times import local_time
from .options import AsOf, Json, TimeZoneOption
from .terminal import answer, console, table

_SHOWN = 30


def person(
    identifier: Annotated[
        str, typer.Argument(help="An identifier (member:M1 or its value), an account (crm:42), or a OneID.")
    ],
    limit: Annotated[
        int, typer.Option(min=1, max=1_000_000, help="How many events of the timeline to list.")
    ] = 500,
    as_of: AsOf = None,
    time_zone: TimeZoneOption = None,
    json: Json = False,
) -> None:
    """Look up a person by any identifier: identifiers, their sources, evidence, and timeline.

    Example: onepath person phone:+8613800138000 --as-of 2026-03-01
    """
    settings = Settings()
    day = as_of.date() if as_of else None
    with Graph.open(settings) as graph:
        calendar = graph.calendar.overridden_by(time_zone, None)
        found = read_person(
            graph, identifier, ResolveOptions.from_settings(settings), day, events=limit, calendar=calendar
        )
    if found is None and day is not None:
        raise GraphError(
            f"No person had the identifier {identifier!r} at the end of {day:%Y-%m-%d}.",
            action="Run it without --as-of, or with a later day.",
        )
    if found is None:
        raise unknown_person(identifier)
    return answer(found) if json else _show(found, calendar)


def _show(found: PersonDetails, calendar: Calendar) -> None:
    console.print(f"OneID {found.oneid}")
    if found.others:
        console.print(f"Other people have this value too. See them with: {', '.join(found.others)}")
    rows: list[list[Any]] = [
        [i.key, ", ".join(i.sources), i.event_count, local_time(i.last_seen, calendar)]
        for i in found.identifiers
    ]
    table("Identifiers", ["identifier", "sources", "events", "last seen"], rows)
    rows = [
        [contradiction.attribute, ", ".join(f"{one.account}: {one.value}" for one in contradiction.values)]
        for contradiction in found.contradictions
    ]
    if rows:
        table("Accounts that contradict each other", ["attribute", "accounts"], rows)
    rows = [[link.a, link.b, link.rule, link.source, link.count] for link in found.links]
    if rows:
        table("Evidence", ["a", "b", "rule", "source", "count"], rows)
    shown = found.timeline[-_SHOWN:]
    rows = [
        [local_time(event.at, calendar, seconds=True), event.source, event.name, event.identifier]
        for event in shown
    ]
    title = f"Timeline: the last {len(shown)} events, time zone {calendar.zone}"
    table(title, ["at", "source", "event", "identifier"], rows)
