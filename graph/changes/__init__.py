"""Changes: what shifted, when, and who was there."""

from .incidents import Changes, Incident, Shift
from .measures import MeasureKind
from .question import MAX_DAYS, ChangesQuestion, DayRange

__all__ = [
    "MAX_DAYS",
    "Changes",
    "ChangesQuestion",
    "DayRange",
    "Incident",
    "MeasureKind",
    "Shift",
]
