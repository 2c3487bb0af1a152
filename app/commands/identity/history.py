"""`identity history`."""

from typing import Annotated

import typer
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, native

from ..answers.people import DecisionAnswer, HistoryAnswer
from ..options import Json
from ..terminal import answer, console, table
from .named import person_named


def history(
    person: Annotated[str, typer.Argument(help="A OneID, of now or before, or any identifier.")],
    json: Json = False,
) -> None:
    """Every merge, split, block and override of a person: who or which rule, when, why, and what moved."""
    with Graph.open(Settings()) as graph:
        oneid = person_named(graph, person)
        rows = graph.ask("internal/identity/history", oneid=oneid)
    decisions = [DecisionAnswer.model_validate(native(row)) for row in rows]
    if json:
        return answer(HistoryAnswer(oneid=oneid, decisions=decisions))
    shown = [
        [d.key, f"{d.at:%Y-%m-%d %H:%M}", d.kind, d.by, d.reason, len(d.moved), d.undone_by]
        for d in decisions
    ]
    if not shown:
        console.print(f"Nothing was decided about {oneid}: no merge, no split, no word by hand.")
        return None
    table(f"Decisions about {oneid}", ["decision", "at", "kind", "by", "reason", "moved", "undone by"], shown)
    return None
