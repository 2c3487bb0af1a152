"""Which people, sessions and events a question is about."""

from .event_pattern import Exclusion, Step, number, read_exclusion, read_step
from .group import EVERYBODY, Group, Narrowed, between, group_of

__all__ = [
    "EVERYBODY",
    "Exclusion",
    "Group",
    "Narrowed",
    "Step",
    "between",
    "group_of",
    "number",
    "read_exclusion",
    "read_step",
]
