"""Changes: what shifted, when, and who was there."""

from .changes import MAX_DAYS, ChangesQuestion, DayRange
from .incidents import Changes, Incident, Shift
from .measures import MeasureKind

__all__ = [
    "MAX_DAYS",
    "Changes",
    "ChangesQuestion",
    "DayRange",
    "Incident",
    "MeasureKind",
    "Shift",
]
