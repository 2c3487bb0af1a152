"""Trails: journeys as texts, the alphabet that spells them, and attempts found in them."""

from .alphabet import END, OVERFLOW, START, Alphabet, EventType, Letters, give_letters, read_letters
from .attempt_arrays import AttemptArrays, AttemptFinder, TrailArrays
from .attempts import Attempt, AttemptRules, TrailEvent, all_attempts, furthest_attempt
from .clock import DIGITS, FIRST, LAST, check_day, time_at
from .journey_parts import count_parts

__all__ = [
    "DIGITS",
    "END",
    "FIRST",
    "LAST",
    "OVERFLOW",
    "START",
    "Alphabet",
    "Attempt",
    "AttemptArrays",
    "AttemptFinder",
    "AttemptRules",
    "EventType",
    "Letters",
    "TrailArrays",
    "TrailEvent",
    "all_attempts",
    "check_day",
    "count_parts",
    "furthest_attempt",
    "give_letters",
    "read_letters",
    "time_at",
]
