"""The answers of the page Patterns, cached until the graph changes."""

from onepath.graph.conditions import Filter
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

__all__ = ["driver_people_of", "drivers_of", "holders_of", "patterns_of"]

_MOST = 200


def patterns_of(graph: Graph, question: PatternQuestion, filters: Filter) -> PatternsFound:
    """The first patterns of an answer. Raises what `find_patterns` raises."""
    return cached(graph, _patterns, question, filters)


def holders_of(graph: Graph, question: PatternQuestion, filters: Filter, events: tuple[str, ...]) -> Holders:
    """All people with a pattern."""
    return cached(graph, _holders, question, filters, events)


def drivers_of(graph: Graph, question: DriverQuestion, filters: Filter) -> DriversFound:
    """Every driver. Raises what `find_drivers` raises."""
    return cached(graph, _drivers, question, filters)


def driver_people_of(
    graph: Graph, question: DriverQuestion, filters: Filter, driver: Driver
) -> list[DriverPerson]:
    """All people with a driver."""
    return cached(graph, _driver_people, question, filters, driver)


def _patterns(graph: Graph, question: PatternQuestion, filters: Filter) -> PatternsFound:
    return find_patterns(graph, question, limit=_MOST, group=filters.group(graph))


def _holders(graph: Graph, question: PatternQuestion, filters: Filter, events: tuple[str, ...]) -> Holders:
    return open_pattern(graph, question, events, group=filters.group(graph))


def _drivers(graph: Graph, question: DriverQuestion, filters: Filter) -> DriversFound:
    return find_drivers(graph, question, filters.group(graph))


def _driver_people(
    graph: Graph, question: DriverQuestion, filters: Filter, driver: Driver
) -> list[DriverPerson]:
    return list(open_driver(graph, question, driver, filters.group(graph)))
