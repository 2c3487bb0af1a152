"""`identity verify`."""

from dataclasses import asdict

import typer
from onepath.graph.identity import verify as verify_graph
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..answers.people import CheckAnswer, VerifyAnswer
from ..options import Json
from ..terminal import answer, bar, table


def verify(json: Json = False) -> None:
    """Check that nothing is lost: every identifier one person's, every event in one journey."""
    with Graph.open(Settings()) as graph, bar("Verifying"):
        found = verify_graph(graph)
    if json:
        checks = [CheckAnswer(**asdict(one)) for one in found.checks]
        answer(VerifyAnswer(clean=found.clean, checks=checks))
    else:
        rows = [[one.name, one.asked, one.broken, ", ".join(one.examples)] for one in found.checks]
        table("Clean" if found.clean else "Not clean", ["check", "asked", "broken", "examples"], rows)
    if not found.clean:
        raise typer.Exit(1)
