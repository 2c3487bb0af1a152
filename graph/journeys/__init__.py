"""Journeys: built from events, and asked for funnels and paths."""

from onepath.graph.journeys.build import BuildSummary, build_journeys
from onepath.graph.journeys.questions import (
    EventName,
    FunnelStep,
    PathStep,
    event_names,
    funnel,
    paths,
)
from onepath.graph.journeys.suggest import suggest_funnel

__all__ = [
    "BuildSummary", "EventName", "FunnelStep", "PathStep",
    "build_journeys", "event_names", "funnel", "paths", "suggest_funnel",
]  # fmt: skip
