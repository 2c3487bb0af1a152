"""Changes: what shifted, when, and who was there."""

from onepath.graph.changes.find import LONGEST, Incident, Shift, find_changes
from onepath.graph.changes.people import change_people
from onepath.graph.changes.sessions import END, START

__all__ = ["END", "LONGEST", "START", "Incident", "Shift", "change_people", "find_changes"]
