"""Journeys: built from events, and the alphabet of their trails."""

from onepath.graph.journeys.alphabet import Alphabet, EventType
from onepath.graph.journeys.build import BuildSummary, build_journeys
from onepath.graph.journeys.group import EVERYBODY, Group, Narrowed, group_of
from onepath.graph.journeys.names import EventName, event_names
from onepath.graph.journeys.suggest import suggest_funnel

__all__ = [
    "EVERYBODY", "Alphabet", "BuildSummary", "EventName", "EventType", "Group", "Narrowed", "build_journeys",
    "event_names", "group_of", "suggest_funnel",
]  # fmt: skip
