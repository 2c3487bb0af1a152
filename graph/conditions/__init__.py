"""Which people, sessions and events a question is about."""

from .event_pattern import Exclusion, Step, number, read_exclusion, read_step
from .filter import Filter
from .group import EVERYBODY, Group, between, group_of

__all__ = [
    "EVERYBODY",
    "Exclusion",
    "Filter",
    "Group",
    "Step",
    "between",
    "group_of",
    "number",
    "read_exclusion",
    "read_step",
]
