"""Patterns: frequent subsequences of journeys, those in which two groups differ, and what drives a target."""

from onepath.graph.patterns.drivers import (
    KINDS,
    Driver,
    DriverPerson,
    DriverQuestion,
    DriversFound,
    Kind,
    find_drivers,
    open_driver,
)
from onepath.graph.patterns.find import Contrast, Pattern, PatternsFound, find_patterns
from onepath.graph.patterns.opening import (
    Holder,
    Holders,
    MatchedEvent,
    open_pattern,
    pattern_events,
    pattern_text,
)
from onepath.graph.patterns.question import SCOPES, PatternQuestion, Scope

__all__ = [
    "KINDS", "SCOPES", "Contrast", "Driver", "DriverPerson", "DriverQuestion", "DriversFound", "Holder",
    "Holders", "Kind", "MatchedEvent", "Pattern", "PatternQuestion", "PatternsFound", "Scope",
    "find_drivers", "find_patterns", "open_driver", "open_pattern", "pattern_events", "pattern_text",
]  # fmt: skip
