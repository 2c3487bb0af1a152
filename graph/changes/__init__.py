"""Changes: what shifted, when, and who was there."""

from .find import LONGEST, Incident, Shift, find_changes
from .people import change_people
from .sessions import END, START

__all__ = ["END", "LONGEST", "START", "Incident", "Shift", "change_people", "find_changes"]
