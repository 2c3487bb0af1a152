"""What the patterns' page asks, and keeps until the graph changes."""

from dataclasses import asdict
from datetime import datetime
from typing import NamedTuple

from onepath.app.explorer.filters import Filters
from onepath.app.explorer.reading import kept
from onepath.graph.journeys import group_of
from onepath.graph.patterns import (
    Driver,
    DriverPerson,
    DriverQuestion,
    DriversFound,
    PatternQuestion,
    PatternsFound,
    find_drivers,
    find_patterns,
    open_driver,
    open_pattern,
    pattern_text,
)
from onepath.graph.store import Graph

__all__ = ["Held", "driver_people_of", "drivers_of", "holders_of", "patterns_of"]

_MOST = 200


class Held(NamedTuple):
    """Who holds a pattern, small enough to keep of everybody; `converts` as at `Holder`."""

    oneid: str
    session: int | None
    converts: bool
    first: datetime
    last: datetime
    events: str


def patterns_of(graph: Graph, question: PatternQuestion, filters: Filters) -> PatternsFound:
    """The first patterns of an answer. Raises what `find_patterns` raises."""
    return kept(graph, _patterns, question, filters)


def holders_of(
    graph: Graph, question: PatternQuestion, filters: Filters, events: tuple[str, ...]
) -> list[Held]:
    """Everybody who holds a pattern."""
    return kept(graph, _holders, question, filters, events)


def drivers_of(graph: Graph, question: DriverQuestion) -> DriversFound:
    """Every driver. Raises what `find_drivers` raises."""
    return kept(graph, find_drivers, question)


def driver_people_of(graph: Graph, question: DriverQuestion, driver: Driver) -> list[DriverPerson]:
    """Everybody who has a driver."""
    return kept(graph, _driver_people, question, driver)


def _patterns(graph: Graph, question: PatternQuestion, filters: Filters) -> PatternsFound:
    return find_patterns(graph, question, limit=_MOST, group=group_of(graph, **asdict(filters)))


def _holders(
    graph: Graph, question: PatternQuestion, filters: Filters, events: tuple[str, ...]
) -> list[Held]:
    group = group_of(graph, **asdict(filters))
    # Many hold it alike: one text for all of them.
    texts: dict[str, str] = {}
    found = []
    for one in open_pattern(graph, question, events, group=group):
        text = pattern_text([f"{event.name} ({event.source})" for event in one.events])
        found.append(
            Held(
                one.oneid, one.session, one.converts, one.events[0].at, one.events[-1].at,
                texts.setdefault(text, text),
            )
        )  # fmt: skip
    return found


def _driver_people(graph: Graph, question: DriverQuestion, driver: Driver) -> list[DriverPerson]:
    return list(open_driver(graph, question, driver))
