"""`identity history`."""

from typing import Annotated

import typer
from onepath.graph.identity import decision_history, load_rules
from onepath.graph.people import require_oneid
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..local_times import local_time
from ..options import Json
from ..terminal import answer, console, table


def history(
    person: Annotated[str, typer.Argument(help="An identifier, an account, or a OneID, current or former.")],
    json: Json = False,
) -> None:
    """List every decision about a person: what was merged, unmerged or blocked, by whom, and why.

    Example: onepath identity history phone:+8613800138000
    """
    settings = Settings()
    with Graph.open(settings) as graph:
        oneid = require_oneid(graph, person, load_rules(settings.rules))
        found = decision_history(graph, oneid)
    if json:
        return answer(found)
    if not found.decisions:
        console.print(f"No decisions about {found.oneid}.")
        return None
    rows = [
        [d.key, local_time(d.at, settings.calendar), d.kind, d.by, d.reason, len(d.moved), d.undone_by]
        for d in found.decisions
    ]
    columns = ["decision", "at", "kind", "by", "reason", "moved", "undone by"]
    table(f"Decisions about {found.oneid}", columns, rows)
    return None
