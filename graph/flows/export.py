"""Journeys for other programs: event logs in CSV, Parquet, XES; the directly-follows graph as a process."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..calendar import Calendar
from ..conditions import EVERYBODY, CompiledFilter, Filter
from ..errors import GraphError, QuestionInvalid
from ..store import Graph, native
from ..trails import END, START
from .event_log import Case, LoggedEvent, Properties, write_csv, write_parquet, write_xes
from .labels import Labels, TrailOptions
from .occurrences import read_trail
from .process_models import Edge, write_bpmn, write_pnml
from .transitions import TransitionsQuestion

_LOGS = {".csv": write_csv, ".parquet": write_parquet, ".xes": write_xes}
_OF_EVENTS = frozenset(
    (
        "key", "source", "message_id", "name", "sequence", "original_at", "sent_at", "received_at",
        "corrected_at", "journey_position", "_content", "_loads",
    )
)  # fmt: skip
"""As in `cypher/fragments/event_fields`."""
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

    A log has a case for each of them, under its own case id if the person has one, and an event for each
    event as it is labelled, with its properties, source and resource. Days of the filter and the times of
    events are in the zone of the calendar, by default that of the project. The graph is read twice, for the
    columns and for the rows, and the file is written as the graph is read, whatever its size; a file of that
    name is replaced at the end.
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

    labels = options.read(graph)
    compiled = filter.compile(graph, calendar, labels.alphabet)

    def counted() -> Iterator[Case]:
        nonlocal units, events
        for case in cases(graph, labels, compiled, calendar):
            units += 1
            events += len(case.events)
            progress(len(case.events))
            yield case

    _LOGS[suffix](file, counted(), Properties.of(cases(graph, labels, compiled)))
    return JourneyExport(file, suffix[1:], options.count, units, events)


def cases(
    graph: Graph,
    labels: Labels,
    compiled: CompiledFilter = EVERYBODY,
    calendar: Calendar = Calendar(),  # it is frozen
) -> Iterator[Case]:
    """Every journey (or session) with its events, person by person; their times are in the calendar's zone.

    A journey is called by the person's own case id, if there is one alone, and otherwise by the OneID; a
    session also by its number among those that match. Raises GraphError for journeys older than their events.
    """
    scope = labels.parameters["scope"]
    for row in graph.stream("internal/flows/logged_events", scope=scope, filter=compiled):
        own = row["cases"][0] if len(row["cases"]) == 1 else row["oneid"]
        units = zip(row["trails"], row["clocks"], row["properties"], strict=True)
        for number, (trail, clock, properties) in enumerate(units, 1):
            if properties and len(properties) != len(trail):
                raise GraphError(
                    "Some journeys are older than their events.",
                    kept="Nothing was written.",
                    action="Build them, then export again: onepath journeys build",
                )
            if trail:
                name = own if labels.options.count == "people" else f"{own}#{number}"
                yield Case(name, row["oneid"], _events(labels, trail, clock, properties, calendar))


def _events(
    labels: Labels,
    letters: str,
    clock: str,
    properties: Sequence[Mapping[str, Any]],
    calendar: Calendar,
) -> list[LoggedEvent]:
    trail = read_trail(labels, letters, clock)
    source = labels.alphabet.source
    # A run of repeats has the source and the properties of its first event: where the trail changes.
    places = [k for k in range(len(letters)) if not labels.runs or k == 0 or _changes(labels, letters, k)]
    return [
        LoggedEvent(
            labels.label(letter), calendar.local(at), source.get(letters[place], ""),
            _own(properties[place]) if properties else {},
        )
        for letter, at, place in zip(trail.text[1:-1], trail.began, places, strict=True)
    ]  # fmt: skip


def _own(event: Mapping[str, Any]) -> dict[str, Any]:
    """What the source said of an event, beside what onepath keeps of it."""
    return {name: native(value) for name, value in event.items() if name not in _OF_EVENTS}


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
