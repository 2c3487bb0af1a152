"""Patterns: frequent subsequences of journeys, those in which two groups differ, and what drives a target."""

from .answer import Contrast, Pattern, Patterns
from .drivers import KINDS, Driver, DriverKind, Drivers, DriversQuestion
from .frequent import mine
from .names import pattern_events, pattern_text
from .question import PatternsQuestion
from .sequences import Sequences, read_sequences

__all__ = [
    "KINDS",
    "Contrast",
    "Driver",
    "DriverKind",
    "Drivers",
    "DriversQuestion",
    "Pattern",
    "Patterns",
    "PatternsQuestion",
    "Sequences",
    "mine",
    "pattern_events",
    "pattern_text",
    "read_sequences",
]
