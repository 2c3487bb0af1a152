"""`identity suspicions`."""

from typing import Annotated

import typer
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..answers.people import SuspicionAnswer, SuspicionsAnswer
from ..options import Json
from ..terminal import answer, console, table

_NAMED = 2


def suspicions(
    limit: Annotated[int, typer.Option(min=1, help="The most of them.")] = 50, json: Json = False
) -> None:
    """What the guards held apart, and identifiers that stand alone: for review."""
    with Graph.open(Settings()) as graph:
        rows = graph.ask("internal/identity/suspicions", limit=limit)
    if json:
        return answer(SuspicionsAnswer(suspicions=[SuspicionAnswer.model_validate(row) for row in rows]))
    shown = [
        [row["reason"], row["one"], row["other"], len(row["links"]), _some(row["people"])] for row in rows
    ]
    if not shown:
        console.print("No suspicions: the rules hold nothing apart, and no identifier stands alone.")
        return None
    table("Suspicions", ["reason", "identifier", "other", "links", "people"], shown)
    return None


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
