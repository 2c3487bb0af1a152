"""`query --cypher`: Cypher of one's own, asked so that it can only read."""

import json as jsons
from typing import Any

import typer
from onepath.graph.console import FreeAnswer, ask_freely, readable
from onepath.graph.saved_questions import CypherDocument
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .answers.journeys import CypherAnswer
from .keeping import keep
from .terminal import answer, bar, console, table

SECONDS, ROWS = 30.0, 1_000


def ask_cypher(
    text: str, given: list[str], *, seconds: float, rows: int, save: str | None, json: bool
) -> None:
    """Ask it, show its rows, and keep it if it has a name. A value is JSON where it can be, else text."""
    document = CypherDocument(text=text, parameters=dict(_value(one) for one in given))
    run_cypher(document, seconds=seconds, rows=rows, json=json)
    keep(save, document)


def run_cypher(
    document: CypherDocument, *, seconds: float = SECONDS, rows: int = ROWS, json: bool = False
) -> None:
    """Ask what a document asks."""
    with Graph.open(Settings()) as graph, bar("Asking"):
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
