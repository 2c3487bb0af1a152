"""The page Changes: incidents, the shifts in them, their daily trend, and the people."""

from .drill_down import incident_drill_downs

__all__ = ["incident_drill_downs"]
