"""Journeys: built from events, and asked for paths."""

from onepath.graph.journeys.alphabet import Alphabet, EventType
from onepath.graph.journeys.build import BuildSummary, build_journeys
from onepath.graph.journeys.questions import (
    EventName,
    PathStep,
    event_names,
    paths,
)
from onepath.graph.journeys.suggest import suggest_funnel

__all__ = [
    "Alphabet", "BuildSummary", "EventName", "EventType", "PathStep",
    "build_journeys", "event_names", "paths", "suggest_funnel",
]  # fmt: skip
