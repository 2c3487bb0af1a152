"""What the graph has to choose from: names of events, sources and properties, and the steps to begin with."""

from collections.abc import Sequence

from onepath.graph.journeys import EventName, event_names, suggest_funnel
from onepath.graph.store import Graph

from .cache import cached, cached_rows
from .connection import hint_when_empty, hint_without_journeys, working
from .language import say

__all__ = [
    "journey_events", "known_events", "known_properties", "known_sources",
    "suggested_steps",
]  # fmt: skip


def journey_events(graph: Graph) -> list[EventName]:
    """As `known_events`; where there is no journey yet, says what to do first and ends the page."""
    with working(say("catalog.events")):
        events = known_events(graph)
        if not events:
            hint_when_empty(graph.ask("sources/overview")[0]["events"])
            hint_without_journeys()
    return events


def known_events(graph: Graph) -> list[EventName]:
    """Every event name, the most frequent first."""
    return cached(graph, event_names)


def known_sources(graph: Graph) -> list[str]:
    """Every source that a journey has an event of, by name."""
    return sorted({str(row["source"]) for row in cached_rows(graph, "internal/journeys/letters")})


def known_properties(graph: Graph) -> list[str]:
    """Every property that an event of a journey has."""
    return [str(row["property"]) for row in cached_rows(graph, "internal/outcomes/property_names")]


def suggested_steps(graph: Graph, names: Sequence[EventName]) -> list[str]:
    """The steps of the funnel that the graph suggests."""
    with working(say("catalog.suggestion")):
        return cached(graph, suggest_funnel, list(names))
