"""Journeys for other programs: event logs in CSV, Parquet, XES; the directly-follows graph as a process."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..calendar import Calendar
from ..conditions import EVERYBODY, CompiledFilter, Filter
from ..errors import QuestionInvalid
from ..store import Graph
from ..trails import END, START
from .event_log import Case, LoggedEvent, write_csv, write_parquet, write_xes
from .labels import Labels, TrailOptions
from .occurrences import read_trail
from .process_models import Edge, write_bpmn, write_pnml
from .transitions import TransitionsQuestion

_LOGS = {".csv": write_csv, ".parquet": write_parquet, ".xes": write_xes}
_NETS = {".bpmn": write_bpmn, ".pnml": write_pnml}


@dataclass(frozen=True, slots=True)
class JourneyExport:
    """What was written: journeys (or sessions) and their events; `edges` is null for an event log."""

    file: Path
    format: str
    counted: str
    units: int
    events: int
    edges: int | None = None


def export_journeys(
    graph: Graph,
    file: Path,
    *,
    options: TrailOptions = TrailOptions(),
    filter: Filter = Filter(),
    calendar: Calendar | None = None,
    progress: Callable[[int], None] = lambda more: None,
) -> JourneyExport:
    """Write the journeys (or sessions) that match `filter` to `file`, whose ending says how: .csv, .parquet,
    .xes; .bpmn, .pnml.

    A log has a case for each of them, an event for each event as it is labelled, and the source as its
    resource. Days of the filter and times are in the zone of the calendar, by default that of the project.
    It is written as it is read, whatever its size; a file of that name is replaced at the end.
    Raises QuestionInvalid for another ending, or where there are no journeys.
    """
    if file.suffix not in _LOGS and file.suffix not in _NETS:
        raise QuestionInvalid(
            f"{file.name} does not say in which format.",
            action=f"End it with {', '.join({**_LOGS, **_NETS})}.",
        )
    beside = file.with_name(f".{file.name}.part")
    try:
        done = (_write_log if file.suffix in _LOGS else _write_net)(
            graph, beside, file.suffix, options, filter, calendar or graph.calendar, progress
        )
        if not done.units:
            raise QuestionInvalid(
                f"No journeys match {filter.sentence()}." if filter else "There are no journeys.",
                action="Change the filter." if filter else "Build them: onepath journeys build",
            )
        os.replace(beside, file)
    finally:
        beside.unlink(missing_ok=True)
    return replace(done, file=file)


def _write_log(
    graph: Graph,
    file: Path,
    suffix: str,
    options: TrailOptions,
    filter: Filter,
    calendar: Calendar,
    progress: Callable[[int], None],
) -> JourneyExport:
    units = events = 0

    def counted() -> Iterator[Case]:
        nonlocal units, events
        for case in cases(graph, options.read(graph), filter.compile(graph, calendar), calendar):
            units += 1
            events += len(case.events)
            progress(len(case.events))
            yield case

    _LOGS[suffix](file, counted())
    return JourneyExport(file, suffix[1:], options.count, units, events)


def cases(
    graph: Graph,
    labels: Labels,
    compiled: CompiledFilter = EVERYBODY,
    calendar: Calendar = Calendar(),
) -> Iterator[Case]:
    """Every journey (or session) with its events, person by person; a session's name is its person's and its
    number among those that match.
    """
    for row in graph.stream("internal/flows/passages", **labels.parameters, pattern=".*", filter=compiled):
        for number, (trail, clock) in enumerate(zip(row["trails"], row["clocks"], strict=True), 1):
            if trail:
                name = row["oneid"] if labels.options.count == "people" else f"{row['oneid']}#{number}"
                yield Case(name, row["oneid"], _events(labels, trail, clock, calendar))


def _events(labels: Labels, letters: str, clock: str, calendar: Calendar) -> list[LoggedEvent]:
    trail = read_trail(labels, letters, clock)
    source = labels.alphabet.source
    # Of a run of repeats the source is that of its first event: letters of the trail at its changes.
    raw = [
        letter
        for k, letter in enumerate(letters)
        if not labels.runs or k == 0 or _changes(labels, letters, k)
    ]
    return [
        LoggedEvent(labels.label(letter), calendar.local(at), source.get(one, ""))
        for letter, at, one in zip(trail.text[1:-1], trail.began, raw, strict=True)
    ]


def _changes(labels: Labels, letters: str, k: int) -> bool:
    return labels.of_letter.get(letters[k]) != labels.of_letter.get(letters[k - 1])


def _write_net(
    graph: Graph,
    file: Path,
    suffix: str,
    options: TrailOptions,
    filter: Filter,
    calendar: Calendar,
    progress: Callable[[int], None],
) -> JourneyExport:
    question = TransitionsQuestion(
        count=options.count,
        label=options.label,
        group_events=options.group_events,
        collapse=options.collapse,
        filter=filter,
        time_zone=calendar.zone,
    )
    edges = [
        Edge(
            None if one.from_event == START else one.from_event,
            None if one.to_event == END else one.to_event,
            one.occurrences,
        )
        for one in question.answer(graph).transitions
    ]
    _NETS[suffix](file, edges)
    units = sum(edge.times for edge in edges if edge.source is None)
    events = sum(edge.times for edge in edges if edge.target is not None)
    progress(events)
    return JourneyExport(file, suffix[1:], options.count, units, events, len(edges))
