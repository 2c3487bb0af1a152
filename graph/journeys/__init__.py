"""Stored journeys: built from events, extended by later ones, and the events that there are."""

from .build import BuildSummary, build_journeys, store_journeys
from .extension import NewEvent, update_journeys
from .names import EventName, event_names, set_roles
from .suggest import suggest_funnel

__all__ = [
    "BuildSummary",
    "EventName",
    "NewEvent",
    "build_journeys",
    "event_names",
    "set_roles",
    "store_journeys",
    "suggest_funnel",
    "update_journeys",
]
