"""`identity verify`."""

import typer
from onepath.graph.identity import verify as verify_graph
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..options import Json
from ..terminal import answer, bar, table


def verify(json: Json = False) -> None:
    """Verify that every identifier belongs to one person, and every event to one journey.

    Exit code 1 if a check fails.
    """
    with Graph.open(Settings()) as graph, bar("Verifying"):
        found = verify_graph(graph)
    if json:
        answer(found)
    else:
        rows = [[one.name, one.checked, one.failed, ", ".join(one.examples)] for one in found.checks]
        title = "All checks passed" if found.clean else "Some checks failed"
        table(title, ["check", "checked", "failed", "examples"], rows)
    if not found.clean:
        raise typer.Exit(1)
