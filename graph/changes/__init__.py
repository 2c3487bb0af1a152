"""Changes: what shifted, when, and who was there."""

from onepath.graph.changes.find import LONGEST, Incident, Shift, find_changes
from onepath.graph.changes.measures import END, START
from onepath.graph.changes.people import change_people

__all__ = ["END", "LONGEST", "START", "Incident", "Shift", "change_people", "find_changes"]
