"""Trails: journeys as texts, the alphabet that spells them, and attempts found in them."""

from .alphabet import OVERFLOW, Alphabet, EventType, Letters, give_letters, read_letters
from .attempt_arrays import Columns, Events, Furthest
from .attempts import Attempt, Happening, Rules, every, furthest
from .clock import DAY, DIGITS, FIRST, LAST, midnight, time_at
from .parts import parts_of

__all__ = [
    "DAY",
    "DIGITS",
    "FIRST",
    "LAST",
    "OVERFLOW",
    "Alphabet",
    "Attempt",
    "Columns",
    "EventType",
    "Events",
    "Furthest",
    "Happening",
    "Letters",
    "Rules",
    "every",
    "furthest",
    "give_letters",
    "midnight",
    "parts_of",
    "read_letters",
    "time_at",
]
