"""`query`: a query of the library, or custom Cypher that can only read."""

import json as jsons
from dataclasses import asdict
from typing import Annotated, Any

import typer
from onepath.graph.console import FreeAnswer, ask_freely, readable
from onepath.graph.questions import CypherDocument
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, all_queries, find_query, parameter_value

from .answers.journeys import CypherAnswer, LibraryAnswer, LibraryEntry, ParameterAnswer, QueryAnswer
from .options import Json, SaveOption
from .options import save as save_question
from .terminal import answer, bar, console, table

SECONDS, ROWS = 30.0, 1_000


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
        return _run_text(cypher, param or [], seconds=seconds, rows=rows, save=save, json=json)
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
    with Graph.open(Settings()) as graph, bar("Running"):
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


def _run_text(
    text: str, given: list[str], *, seconds: float, rows: int, save: str | None, json: bool
) -> None:
    """Runs it, prints its rows, and saves it if it has a name. A value is JSON where it can be, else text."""
    document = CypherDocument(text=text, parameters=dict(_value(one) for one in given))
    run_cypher(document, seconds=seconds, rows=rows, json=json)
    save_question(save, document)


def run_cypher(
    document: CypherDocument, *, seconds: float = SECONDS, rows: int = ROWS, json: bool = False
) -> None:
    """Runs a document's Cypher, and prints its rows."""
    with Graph.open(Settings()) as graph, bar("Running"):
        found = ask_freely(graph, document.text, document.parameters, seconds=seconds, rows=rows)
    shown = [{key: readable(value) for key, value in row.items()} for row in found.rows]
    if json:
        return answer(CypherAnswer(columns=list(found.columns), rows=shown, cut=found.cut))
    table(_title(found), found.columns, [[row[column] for column in found.columns] for row in shown])
    if found.cut:
        console.print(f"The first {len(shown):,} rows; the limit of {found.cut} cut the rest.")
    return None


def _title(found: FreeAnswer) -> str:
    return f"{len(found.rows):,} rows in {found.seconds:.2f} seconds"


def _value(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise typer.BadParameter(f"{text!r}: write name=value")
    try:
        return name, jsons.loads(value)
    except ValueError:
        return name, value
