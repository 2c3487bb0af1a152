"""`events`."""

from dataclasses import dataclass
from typing import Annotated

import typer
from onepath.graph.errors import EventUnknown
from onepath.graph.journeys import EventName, event_names, set_roles
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.roles import ROLES

from .options import Json
from .terminal import answer, bar, console, table


@dataclass(frozen=True, slots=True)
class Events:
    """Every event name, the most frequent first, with its role."""

    events: tuple[EventName, ...]


def events(
    role: Annotated[
        list[str] | None,
        typer.Option(
            "--role",
            metavar="NAME=ROLE",
            help=f"Set the role of an event: {', '.join(ROLES)}. Repeatable.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """List the events with their roles, or set roles.

    A role says what an event means: behaviour (a person did it), outbound (a message that the company
    sent), response (a reaction to one), conversion, error, or system (a program did it by itself). It is
    proposed from the event's name. Outbound and system events do not count as activity: active, lifecycle,
    frequency, duration, arrivals, retention, attribution, drivers and change leave them out.

    Example: onepath events --role newsletter=outbound --role app_update=system
    """
    given = dict(_divided(text) for text in role or [])
    with Graph.open(Settings()) as graph, bar("Counting"):
        if given:
            _refuse_unknown(graph, list(given))
            set_roles(graph, given)
        found = Events(tuple(event_names(graph)))
    if json:
        return answer(found)
    if not found.events:
        console.print("No journey has an event yet. Build journeys: onepath journeys build")
        return None
    rows = [[one.name, one.role, one.events, one.people] for one in found.events]
    table("Events", ["event", "role", "events", "people"], rows)
    return None


def _divided(text: str) -> tuple[str, str]:
    name, equals, role = text.rpartition("=")
    if not equals or not name:
        raise typer.BadParameter(f"{text!r} is not NAME=ROLE, such as newsletter=outbound.")
    return name.strip(), role.strip()


def _refuse_unknown(graph: Graph, names: list[str]) -> None:
    known = {one.name for one in event_names(graph)}
    missing = [name for name in names if name not in known]
    if missing and known:
        raise EventUnknown(f"No event is named {missing[0]}.", action="See all names with: onepath events")
