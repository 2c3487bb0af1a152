"""Changes: what shifted, when, and who was there."""

from .detection import detect
from .incidents import Cause, Changes, Incident, Shift
from .measures import SESSIONS, MeasureKind, ValueRow
from .question import MAX_DAYS, ChangesQuestion, DayRange
from .sessions import SessionRow, Sessions

__all__ = [
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
]
