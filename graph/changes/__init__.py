"""Changes: what shifted, when, and who was there."""

from .detection import detect
from .incidents import Cause, Changes, Incident, Shift
from .measures import LIST, SESSIONS, MeasureKind, ValueRow, named_events
from .question import MAX_DAYS, ChangesQuestion, DayRange
from .sessions import SessionRow, Sessions

__all__ = [
    "LIST",
    "MAX_DAYS",
    "SESSIONS",
    "Cause",
    "Changes",
    "ChangesQuestion",
    "DayRange",
    "Incident",
    "MeasureKind",
    "SessionRow",
    "Sessions",
    "Shift",
    "ValueRow",
    "detect",
    "named_events",
]
