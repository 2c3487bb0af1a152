"""The answers of the page Patterns, cached until the graph changes."""

from dataclasses import asdict

from onepath.graph.conditions import group_of
from onepath.graph.patterns import (
    Driver,
    DriverPerson,
    DriverQuestion,
    DriversFound,
    Holders,
    PatternQuestion,
    PatternsFound,
    find_drivers,
    find_patterns,
    open_driver,
    open_pattern,
)
from onepath.graph.store import Graph

from ...cache import cached
from ...filters import Filters

__all__ = ["driver_people_of", "drivers_of", "holders_of", "patterns_of"]

_MOST = 200


def patterns_of(graph: Graph, question: PatternQuestion, filters: Filters) -> PatternsFound:
    """The first patterns of an answer. Raises what `find_patterns` raises."""
    return cached(graph, _patterns, question, filters)


def holders_of(graph: Graph, question: PatternQuestion, filters: Filters, events: tuple[str, ...]) -> Holders:
    """All people with a pattern."""
    return cached(graph, _holders, question, filters, events)


def drivers_of(graph: Graph, question: DriverQuestion, filters: Filters) -> DriversFound:
    """Every driver. Raises what `find_drivers` raises."""
    return cached(graph, _drivers, question, filters)


def driver_people_of(
    graph: Graph, question: DriverQuestion, filters: Filters, driver: Driver
) -> list[DriverPerson]:
    """All people with a driver."""
    return cached(graph, _driver_people, question, filters, driver)


def _patterns(graph: Graph, question: PatternQuestion, filters: Filters) -> PatternsFound:
    return find_patterns(graph, question, limit=_MOST, group=group_of(graph, **asdict(filters)))


def _holders(graph: Graph, question: PatternQuestion, filters: Filters, events: tuple[str, ...]) -> Holders:
    return open_pattern(graph, question, events, group=group_of(graph, **asdict(filters)))


def _drivers(graph: Graph, question: DriverQuestion, filters: Filters) -> DriversFound:
    return find_drivers(graph, question, group_of(graph, **asdict(filters)))


def _driver_people(
    graph: Graph, question: DriverQuestion, filters: Filters, driver: Driver
) -> list[DriverPerson]:
    return list(open_driver(graph, question, driver, group_of(graph, **asdict(filters))))
