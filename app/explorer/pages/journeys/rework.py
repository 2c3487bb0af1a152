"""Rework: events that repeat within a journey, events that follow themselves, and back-and-forth loops."""

from collections.abc import Sequence
from dataclasses import dataclass

from onepath.graph.flows import Loop, Repeat, ReworkQuestion
from onepath.graph.questions import join_names
from onepath.graph.store import Graph

from ...connection import working
from ...figures import figure
from ...language import say, word
from ...questions import answer_of, command_line
from .bars import bars, height_of
from .coverage import coverage_note
from .measures import FlowMeasure, events_only, show_open_flow

__all__ = ["show_rework"]

_BARS = 12
_QUERIES = {
    "again": "internal/flows/repeats",
    "itself": "internal/flows/transitions",
    "back": "internal/flows/there_and_back",
}


@dataclass(frozen=True, slots=True)
class _Repeated:
    """Something that repeats, in the same shape for all three figures."""

    events: tuple[str, ...]
    occurrences: int
    people: int
    row: dict[str, object]


def show_rework(graph: Graph, question: ReworkQuestion) -> None:
    """The three figures, each with the people behind one of its bars."""
    with working(say("journeys.counting")):
        found = answer_of(graph, question)
    columns = ("event", "via", "occurrences", "people")
    _show(graph, question, "again", [_repeat(one) for one in found.events],
          ("event", "repeats", "units", "people"))  # fmt: skip
    _show(graph, question, "itself", [_loop(one) for one in found.self_loops], columns)
    _show(graph, question, "back", [_loop(one) for one in found.loops], columns)


def _repeat(one: Repeat) -> _Repeated:
    row = {"event": one.event, "repeats": one.repeats, "units": one.units, "people": one.people}
    return _Repeated((one.event,), one.repeats, one.people, row)


def _loop(one: Loop) -> _Repeated:
    row = {"event": one.event, "via": one.via, "occurrences": one.occurrences, "people": one.people}
    events = (one.event, one.via) if one.event == one.via else (one.event, one.via, one.event)
    return _Repeated(events, one.occurrences, one.people, row)


def _show(
    graph: Graph, question: ReworkQuestion, name: str, repeats: Sequence[_Repeated], columns: Sequence[str]
) -> None:
    shown = repeats[:_BARS]
    measures = [
        FlowMeasure(
            join_names(one.events), " → ".join(one.events), one.people,
            (("main", 0, k),) if k < len(shown) else (), one.occurrences, one.events,
            events_only(*dict.fromkeys(one.events)),
        )
        for k, one in enumerate(repeats)
    ]  # fmt: skip
    figure(
        bars(
            [measure.label for measure in measures[:_BARS]],
            [one.occurrences for one in shown],
            [word("journeys.both", times=one.occurrences, people=one.people) for one in shown],
            word("columns.occurrences"),
        ),
        name,
        title=say(f"journeys.{name}_title"),
        alt=word(f"journeys.{name}_alt", shown=len(shown), of=len(repeats)),
        meaning=say(f"journeys.{name}_meaning"),
        rows=[one.row for one in repeats], columns=columns,
        height=height_of(len(shown)), queries=(_QUERIES[name],), command=command_line(question),
        note=coverage_note(
            "bars", drawn=len(shown), found=len(repeats), shown=sum(one.occurrences for one in shown),
            total=sum(one.occurrences for one in repeats),
        ),
        drill_downs=[one.drill_down for one in measures], wide=3,
    )  # fmt: skip
    show_open_flow(graph, question, measures, name)
