"""Changes: what shifted, when, and who was there."""

from onepath.graph.changes.find import LONGEST, Incident, Shift, change_people, find_changes

__all__ = ["LONGEST", "Incident", "Shift", "change_people", "find_changes"]
