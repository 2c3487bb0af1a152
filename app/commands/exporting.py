"""`journeys export`: journeys for other programs."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from onepath.graph import flows
from onepath.graph.flows import Scope, Show
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .answers.flows import ExportAnswer
from .lenses import CollapseOption, GroupOption, ScopeOption, ShowOption, lens_of
from .terminal import Json, answer, bar, console


def export(
    file: Annotated[
        Path, typer.Argument(help="NAME.csv, .parquet or .xes for events; .bpmn or .pnml for the graph.")
    ],
    scope: ScopeOption = Scope.PERSON,
    show: ShowOption = Show.NAME,
    group: GroupOption = None,
    collapse: CollapseOption = False,
    json: Json = False,
) -> None:
    """Give journeys to other programs: as an event log, or their directly-follows graph as a process.

    Example: onepath journeys export log.xes --scope session
    """
    lens = lens_of(scope, show, group, collapse)
    with Graph.open(Settings()) as graph, bar("Writing", unit="events") as progress:
        done = flows.export(graph, file, lens=lens, progress=progress.counted)
    if json:
        return answer(ExportAnswer(file=file, scope=scope, **asdict(done)))
    console.print(f"{done.units:,} units of {done.events:,} events are in {file}", soft_wrap=True)
    return None
