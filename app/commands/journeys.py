"""`journeys build` and `journeys export`."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from onepath.graph import flows
from onepath.graph.flows import Scope, Show
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..loading import build as build_journeys
from .answers.flows import ExportAnswer
from .answers.loading import JourneysAnswer
from .options import CollapseOption, GroupOption, Json, ScopeOption, ShowOption, lens_of
from .terminal import answer, bar, console, step_bar


def build(
    inactivity: Annotated[
        int | None, typer.Option(min=1, help="Minutes of silence that end a session.")
    ] = None,
    json: Json = False,
) -> None:
    """Infer sessions where the source has none, and store the journeys of everybody that changed."""
    built = build_now(Settings(), inactivity)
    if json:
        return answer(built)
    console.print(
        f"{built.built:,} journeys built; {built.people:,} people, "
        f"{built.sessions:,} sessions, {built.events:,} events"
    )
    return None


def build_now(settings: Settings, inactivity: int | None = None) -> JourneysAnswer:
    """Build the journeys that are due, with a bar."""
    with Graph.open(settings) as graph:
        built = build_journeys(graph, settings, step_bar, inactivity)
    return JourneysAnswer(**{name: getattr(built, name) for name in JourneysAnswer.model_fields})


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
