"""`query`: a query of the library, or custom Cypher that can only read."""

import json as jsons
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from onepath.graph.console import AdhocAnswer, CypherQuestion, readable
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, Query, all_queries, find_query, native, parameter_value

from .options import Json, SaveOption
from .question_command import run_question
from .terminal import answer, bar, console, table


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """The rows of a query of the library; `query` is its full name."""

    query: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class QueryLibrary:
    """The queries of the library, each with its header and text."""

    queries: list[Query]


def query(
    name: Annotated[
        str | None,
        typer.Argument(
            help="A query of the library, such as sources/overview or overview.", show_default=False
        ),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            metavar="NAME=VALUE",
            help="A parameter of the query. With --cypher, values that are valid JSON are read as "
            "JSON, all others as text. Repeatable.",
        ),
    ] = None,
    cypher: Annotated[
        str | None, typer.Option(help="Run custom Cypher instead (read-only).", show_default=False)
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(
            min=1, max=3_600, metavar="SECONDS", help="With --cypher: the longest that it may take."
        ),
    ] = 30.0,
    limit: Annotated[
        int, typer.Option(min=1, max=1_000_000, help="With --cypher: how many rows to list.")
    ] = 1_000,
    save: SaveOption = None,
    list_: Annotated[
        bool, typer.Option("--list", help="List the library: every query with its header.")
    ] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="With --list: include the internal queries of onepath.")
    ] = False,
    json: Json = False,
) -> None:
    """Run a query of the library by name, or custom Cypher, read-only.

    Custom Cypher that does anything but read the graph is refused.

    Example: onepath query paths/follows
    """
    if cypher is not None:
        if name is not None:
            raise typer.BadParameter("Name a query of the library or give --cypher, not both.")
        if not cypher.strip():
            raise typer.BadParameter("The query is empty. Write some Cypher after --cypher.")
        parameters = dict(_value(one) for one in param or [])
        question = CypherQuestion.parse(text=cypher, parameters=parameters, timeout=timeout, limit=limit)
        return run_question(question, show_cypher, save=save, json=json)
    if save is not None:
        raise typer.BadParameter("--save is for custom Cypher: a query of the library has a name.")
    if list_ or name is None:
        return _list(all_, json)
    return _run(find_query(name), param or [], json)


def _run(found: Query, given: Sequence[str], json: bool) -> None:
    parameters = _parameters(found, given)
    with Graph.open(Settings()) as graph, bar("Running"):
        rows = graph.ask(found.name, **parameters)
    if json:
        return answer(QueryAnswer(found.name, [readable(native(row)) for row in rows]))
    return table(found.answers, found.columns, [[row[column] for column in found.columns] for row in rows])


def _parameters(found: Query, given: Sequence[str]) -> dict[str, Any]:
    types = {parameter.name: parameter for parameter in found.parameters}
    values: dict[str, Any] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals or key not in types:
            raise typer.BadParameter(
                f"{text!r}: write name=value, with one of {', '.join(types) or 'no parameters'}"
            )
        try:
            values[key] = parameter_value(types[key], value)
        except ValueError as error:
            raise typer.BadParameter(f"{key} is {types[key].type}: {error}") from error
    return values


def _list(all_: bool, json: bool) -> None:
    queries = [query for query in all_queries().values() if all_ or not query.internal]
    if json:
        return answer(QueryLibrary(queries))
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


def show_cypher(question: CypherQuestion, found: AdhocAnswer) -> None:
    """The rows as a table."""
    rows = [readable(row) for row in found.rows]
    title = f"{len(rows):,} rows in {found.seconds:.2f} seconds"
    table(title, found.columns, [[row[column] for column in found.columns] for row in rows])
    if found.truncated_by:
        console.print(f"The first {len(rows):,} rows; the limit of {found.truncated_by} left out the rest.")


def _value(text: str) -> tuple[str, Any]:
    """A parameter as it is typed: JSON where it can be, else text."""
    name, equals, value = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"{text!r}: write name=value")
    try:
        return name, jsons.loads(value)
    except (ValueError, RecursionError):
        return name, value
