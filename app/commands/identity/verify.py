"""`identity verify`."""

from typing import Annotated

import typer
from onepath.graph.identity import ResolveOptions, Verification
from onepath.graph.identity import repair as repair_graph
from onepath.graph.identity import verify as verify_graph
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..options import Json
from ..terminal import answer, bar, console, table


def verify(
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Resolve and build again what fails a check, then verify again."),
    ] = False,
    json: Json = False,
) -> None:
    """Verify that every identifier belongs to one person, and every event to one journey.

    Exit code 1 if a check fails.
    """
    settings = Settings()
    with Graph.open(settings) as graph, bar("Verifying") as shown:
        found = verify_graph(graph)
        if repair and not found.clean:
            shown.say("Repairing", None)
            found = repair_graph(graph, ResolveOptions.from_settings(settings))
    if json:
        answer(found)
    else:
        _show(found)
    if not found.clean:
        raise typer.Exit(1)


def _show(found: Verification) -> None:
    rows = [[one.name, one.checked, one.failed, ", ".join(one.examples)] for one in found.checks]
    title = "All checks passed" if found.clean else "Some checks failed"
    table(title, ["check", "checked", "failed", "examples"], rows)
    if found.identifiers_due:
        console.print(
            f"{found.identifiers_due:,} identifiers are not resolved yet, and not checked: onepath resolve"
        )
    if found.journeys_due:
        console.print(
            f"{found.journeys_due:,} journeys are not built yet, and not checked: onepath journeys build"
        )
    if not found.clean:
        console.print("Mend what can be mended with: onepath identity verify --repair")
