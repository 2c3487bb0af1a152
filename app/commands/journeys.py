"""`journeys build` and `journeys export`."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from onepath.graph.flows import TrailOptions, export_journeys
from onepath.graph.journeys import BuildSummary
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..loading import build as build_journeys
from .options import (
    CollapseOption,
    CountOption,
    GroupEventsOption,
    Json,
    LabelOption,
    TimeZoneOption,
    filter_parameters,
    read_filter,
)
from .terminal import answer, bar, console, step_bar


def build(
    inactivity: Annotated[
        int | None, typer.Option(min=1, max=525_600, help="Minutes without an event that end a session.")
    ] = None,
    json: Json = False,
) -> None:
    """Build the journeys of people with new events, and infer sessions for sources that send none."""
    built = build_now(Settings(), inactivity)
    if json:
        return answer(built)
    console.print(
        f"{built.built:,} journeys built; the graph has {built.people:,} people, "
        f"{built.sessions:,} sessions, {built.events:,} events"
    )
    return None


def build_now(settings: Settings, inactivity: int | None = None) -> BuildSummary:
    """Build the journeys that are pending, with a bar."""
    with Graph.open(settings) as graph:
        return build_journeys(graph, settings, step_bar, inactivity)


def export(
    file: Annotated[
        Path, typer.Argument(help="NAME.csv, .parquet or .xes for events; .bpmn or .pnml for the graph.")
    ],
    count: CountOption = "people",
    label: LabelOption = "event",
    group_events: GroupEventsOption = None,
    collapse: CollapseOption = False,
    time_zone: TimeZoneOption = None,
    json: Json = False,
    **given: Any,
) -> None:
    """Export journeys as an event log, or their directly-follows graph as a process model.

    Only journeys (or sessions) that match the filters are exported, with times in the time zone.

    Example: onepath journeys export log.xes --count sessions
    """
    options = TrailOptions(count, label, tuple(group_events or ()), collapse)
    with Graph.open(Settings()) as graph, bar("Writing", unit="events") as progress:
        done = export_journeys(
            graph, file, options=options, filter=read_filter(given),
            calendar=graph.calendar.overridden_by(time_zone, None), progress=progress.counted,
        )  # fmt: skip
    if json:
        return answer(done)
    units = "journeys" if count == "people" else "sessions"
    console.print(f"{done.units:,} {units} of {done.events:,} events are in {file}", soft_wrap=True)
    return None


def _with_filter_options(command: Callable[..., None]) -> None:
    """Put the filter's options in the place of `**given`, where typer looks for them."""
    own = [one for one in inspect.signature(command).parameters.values() if one.kind is not one.VAR_KEYWORD]
    parameters = [*own, *filter_parameters()]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in parameters}


_with_filter_options(export)
