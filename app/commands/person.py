"""`person`."""

from dataclasses import asdict
from typing import Annotated, Any

import typer
from onepath.graph.errors import GraphError
from onepath.graph.identity import ResolveOptions
from onepath.graph.people import PersonDetails, look_up
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .answers.people import PersonAnswer
from .options import AsOf, Json
from .terminal import answer, console, table


def person(
    identifier: Annotated[
        str, typer.Argument(help="Any identifier: phone:+8613..., member:M1, or the bare value.")
    ],
    events: Annotated[int, typer.Option(min=1, help="The most events of the timeline.")] = 500,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Who is this, now or on a past day? Identifiers, their sources, the evidence, and the timeline."""
    settings = Settings()
    day = as_of.date() if as_of else None
    with Graph.open(settings) as graph:
        portrait = look_up(graph, identifier, ResolveOptions.from_settings(settings), day, events=events)
    if portrait is None and day is not None:
        raise GraphError(
            f"Nobody had the identifier {identifier!r} at the end of {day:%Y-%m-%d}.",
            action="Ask without --as-of, or for a later day.",
        )
    if portrait is None:
        raise GraphError(
            f"Nobody has the identifier {identifier!r}.",
            action="Write it as kind:value or as the bare value. If it was just loaded, run: onepath resolve",
        )
    if json:
        return answer(PersonAnswer.model_validate({**asdict(portrait), "as_of": day}))
    _draw(portrait)
    return None


def _draw(portrait: PersonDetails) -> None:
    console.print(f"OneID {portrait.oneid}")
    if portrait.others:
        console.print(f"Other people have it too: {', '.join(portrait.others)}. Ask for them by these names.")
    rows: list[list[Any]] = [
        [i.key, ", ".join(i.sources), i.event_count, i.last_seen] for i in portrait.identifiers
    ]
    table("Identifiers", ["identifier", "sources", "events", "last seen"], rows)
    rows = [[link.a, link.b, link.rule, link.source, link.count] for link in portrait.links]
    if rows:
        table("Evidence", ["a", "b", "rule", "source", "count"], rows)
    rows = [[str(event.at), event.source, event.name, event.identifier] for event in portrait.timeline[-30:]]
    table("Timeline, the last 30 events", ["at", "source", "event", "identifier"], rows)
