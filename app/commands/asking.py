"""`person`, `query`."""

from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any

import typer
from onepath.graph.errors import GraphError
from onepath.graph.identity import How
from onepath.graph.people import Portrait, look_up
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, all_queries, find_query, parameter_value

from ..spans import span
from .answers.journeys import LibraryAnswer, LibraryEntry, ParameterAnswer, QueryAnswer
from .answers.people import PersonAnswer
from .freely import ROWS, SECONDS, ask_cypher
from .keeping import SaveOption
from .partitions import AsOf
from .terminal import Json, answer, bar, console, table


def duration(text: str) -> timedelta:
    """A window such as 30m, 12h, 7d or 2w. Raises typer.BadParameter."""
    try:
        return span(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


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
        portrait = look_up(graph, identifier, How.by(settings), day, events=events)
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


def _draw(portrait: Portrait) -> None:
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


def query(
    name: Annotated[
        str | None, typer.Argument(help="A query of the library, such as sources/overview.")
    ] = None,
    param: Annotated[list[str] | None, typer.Option("--param", help="name=value; repeat for more.")] = None,
    cypher: Annotated[
        str | None,
        typer.Option(help="Cypher of your own in place of a name; it may only read.", show_default=False),
    ] = None,
    seconds: Annotated[
        float, typer.Option(min=1, help="With --cypher: the most time it may take.")
    ] = SECONDS,
    rows: Annotated[int, typer.Option(min=1, help="With --cypher: the most rows.")] = ROWS,
    save: SaveOption = None,
    list_: Annotated[
        bool, typer.Option("--list", help="Show the library: each query with its header.")
    ] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="With --list: the queries that onepath runs itself too.")
    ] = False,
    json: Json = False,
) -> None:
    """Run a query of the library by name, or Cypher of your own, read-only.

    A query is found by its last part too. Of your own (--cypher), values of --param are JSON where they can
    be, and text otherwise; whatever could do more than read this graph is refused.

    Example: onepath query paths/follows
    """
    if cypher is not None:
        if name is not None:
            raise typer.BadParameter("Name a query of the library or give --cypher, not both.")
        return ask_cypher(cypher, param or [], seconds=seconds, rows=rows, save=save, json=json)
    if save is not None:
        raise typer.BadParameter("--save is for Cypher of your own: a query of the library has a name.")
    if list_ or name is None:
        return _list(all_, json)
    found = find_query(name)
    types = {parameter.name: parameter for parameter in found.parameters}
    given: dict[str, Any] = {}
    for text in param or []:
        key, equals, value = text.partition("=")
        if not equals or key not in types:
            raise typer.BadParameter(
                f"{text!r}: write name=value, with one of {', '.join(types) or 'no parameters'}"
            )
        try:
            given[key] = parameter_value(types[key], value)
        except ValueError as error:
            raise typer.BadParameter(f"{key} is {types[key].type}: {error}") from error
    with Graph.open(Settings()) as graph, bar("Asking"):
        answered = graph.ask(found.name, **given)
    if json:
        return answer(QueryAnswer(query=found.name, rows=[_plain(row) for row in answered]))
    table(found.answers, found.columns, [[row[column] for column in found.columns] for row in answered])
    return None


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value.iso_format() if hasattr(value, "iso_format") else value for key, value in row.items()}


def _list(all_: bool, json: bool) -> None:
    queries = [query for query in all_queries().values() if all_ or not query.internal]
    if json:
        entries = [
            LibraryEntry(
                name=q.name, answers=q.answers, grain=q.grain, returns=list(q.returns), example=q.example,
                parameters=[ParameterAnswer(**asdict(parameter)) for parameter in q.parameters],
            )
            for q in queries
        ]  # fmt: skip
        return answer(LibraryAnswer(queries=entries))
    rows = [
        [
            q.name,
            q.answers
            + (f"\n  {q.example}" if q.internal else "")
            + "".join(f"\n  --param {p.name}={p.default or '...'}  {p.meaning}" for p in q.parameters),
        ]
        for q in queries
    ]
    table("The query library", ["query", "answers"], rows)
    return None
