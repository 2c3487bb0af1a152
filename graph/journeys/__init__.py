"""Journeys: built from events, and asked for funnels."""

from onepath.graph.journeys.build import BuildSummary, build_journeys
from onepath.graph.journeys.questions import (
    EventName,
    FunnelStep,
    event_names,
    funnel,
)
from onepath.graph.journeys.suggest import suggest_funnel

__all__ = [
    "BuildSummary", "EventName", "FunnelStep",
    "build_journeys", "event_names", "funnel", "suggest_funnel",
]  # fmt: skip
