"""`identity decisions`."""

from datetime import datetime
from typing import Annotated

import typer
from onepath.graph.identity import DecisionFilter, DecisionKind, list_decisions
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..local_times import local_time
from ..options import Json, TimeZoneOption
from ..terminal import answer, console, table

_DAY = ["%Y-%m-%d"]


def decisions(
    since: Annotated[
        datetime | None, typer.Option(metavar="DAY", formats=_DAY, help="From this day on.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(metavar="DAY", formats=_DAY, help="Until the end of this day.")
    ] = None,
    kind: Annotated[list[DecisionKind] | None, typer.Option(help="Of this kind. Repeatable.")] = None,
    author: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="By this author; rules for the rules. Repeatable."),
    ] = None,
    manual: Annotated[bool, typer.Option("--manual", help="Only manual decisions.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many decisions are listed.")] = 50,
    time_zone: TimeZoneOption = None,
    json: Json = False,
) -> None:
    """List everybody's decisions: merges, unmerges, blocks, by whom or which rule, when, and why.

    Example: onepath identity decisions --since 2026-03-01 --kind merge --manual
    """
    wanted = DecisionFilter(
        since.date() if since else None, until.date() if until else None,
        tuple(kind or ()), tuple(author or ()), manual,
    )  # fmt: skip
    with Graph.open(Settings()) as graph:
        calendar = graph.calendar.overridden_by(time_zone, None)
        found = list_decisions(graph, wanted, limit, calendar)
    if json:
        return answer(found)
    if not found.decisions:
        console.print("No decisions match.")
        return None
    rows = [
        [
            one.key, local_time(one.at, calendar), one.kind, one.by, one.reason,
            f"{len(one.before)} to {len(one.after)}", one.undone_by,
        ]
        for one in found.decisions
    ]  # fmt: skip
    columns = ["decision", "at", "kind", "by", "reason", "people", "undone by"]
    table(f"{len(rows)} of {found.total:,} decisions", columns, rows)
    console.print("Undo one with: onepath identity undo DECISION")
    return None
