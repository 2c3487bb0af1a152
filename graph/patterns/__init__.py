"""Patterns: frequent subsequences of journeys, those in which two groups differ, and what drives a target."""

from .drivers import KINDS, Driver, DriverPerson, DriverQuestion, DriversFound, find_drivers, open_driver
from .find import Pattern, PatternsFound, find_patterns
from .frequent import mine
from .opening import Holder, Holders, open_pattern, pattern_events, pattern_text
from .question import SCOPES, PatternQuestion
from .sequences import Sequences, read_sequences

__all__ = [
    "KINDS",
    "SCOPES",
    "Driver",
    "DriverPerson",
    "DriverQuestion",
    "DriversFound",
    "Holder",
    "Holders",
    "Pattern",
    "PatternQuestion",
    "PatternsFound",
    "Sequences",
    "find_drivers",
    "find_patterns",
    "mine",
    "open_driver",
    "open_pattern",
    "pattern_events",
    "pattern_text",
    "read_sequences",
]
