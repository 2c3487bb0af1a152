"""Journeys for other programs: event logs in CSV, Parquet, XES; the directly-follows graph as a process."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import QuestionInvalid
from ..store import Graph, moment
from .event_log import Case, LoggedEvent, write_csv, write_parquet, write_xes
from .lens import CLOSES, OPENS, Lens, Scope, Words
from .passages import read_unit
from .process import Edge, write_bpmn, write_pnml
from .transitions import transitions

_LOGS = {".csv": write_csv, ".parquet": write_parquet, ".xes": write_xes}
_NETS = {".bpmn": write_bpmn, ".pnml": write_pnml}


@dataclass(frozen=True, slots=True)
class Exported:
    """What a file holds: cases and their events, or for a process the `edges` that stand for them."""

    format: str
    units: int
    events: int
    edges: int | None = None


def export(
    graph: Graph, file: Path, *, lens: Lens = Lens(), progress: Callable[[int], None] = lambda more: None
) -> Exported:
    """Write all units to `file`, whose ending says how: .csv, .parquet, .xes; .bpmn, .pnml.

    A log has a case for each unit, an event for each event as the lens shows it, and the source as its
    resource. It is written as it is read, whatever its size; a file of that name is replaced at the end.
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
            graph, beside, file.suffix, lens, progress
        )
        if not done.units:
            raise QuestionInvalid("There are no journeys.", action="Build them: onepath journeys build")
        os.replace(beside, file)
    finally:
        beside.unlink(missing_ok=True)
    return done


def _write_log(
    graph: Graph, file: Path, suffix: str, lens: Lens, progress: Callable[[int], None]
) -> Exported:
    units = events = 0

    def counted() -> Iterator[Case]:
        nonlocal units, events
        for case in cases(graph, lens.read(graph)):
            units += 1
            events += len(case.events)
            progress(len(case.events))
            yield case

    _LOGS[suffix](file, counted())
    return Exported(suffix[1:], units, events)


def cases(graph: Graph, words: Words) -> Iterator[Case]:
    """Every unit with its events, person by person; a session's name is its person's and its number."""
    for row in graph.stream("internal/flows/passages", **words.asked, pattern=".*"):
        for number, (trail, clock) in enumerate(zip(row["trails"], row["clocks"], strict=True), 1):
            if trail:
                name = row["oneid"] if words.lens.scope is Scope.PERSON else f"{row['oneid']}#{number}"
                yield Case(name, row["oneid"], _events(words, trail, clock))


def _events(words: Words, trail: str, clock: str) -> list[LoggedEvent]:
    unit = read_unit(words, trail, clock)
    source = words.alphabet.source
    # Of a run the source is that of its first event: letters of the trail at its changes.
    raw = [letter for k, letter in enumerate(trail) if not words.runs or k == 0 or _changes(words, trail, k)]
    return [
        LoggedEvent(words.label(letter), moment(at), source.get(one, ""))
        for letter, at, one in zip(unit.text[1:-1], unit.began, raw, strict=True)
    ]


def _changes(words: Words, trail: str, k: int) -> bool:
    return words.of_letter.get(trail[k]) != words.of_letter.get(trail[k - 1])


def _write_net(
    graph: Graph, file: Path, suffix: str, lens: Lens, progress: Callable[[int], None]
) -> Exported:
    found = transitions(graph, lens)
    ends = {OPENS: "(start)", CLOSES: "(end)"}
    edges = [
        Edge(
            None if one.source == ends[OPENS] else one.source,
            None if one.target == ends[CLOSES] else one.target,
            one.times,
        )
        for one in found
    ]
    _NETS[suffix](file, edges)
    units = sum(edge.times for edge in edges if edge.source is None)
    events = sum(edge.times for edge in edges if edge.target is not None)
    progress(events)
    return Exported(suffix[1:], units, events, len(edges))
