"""Which people, sessions and events a question is about."""

from .comparison import compared
from .condition import Option
from .event_pattern import Exclusion, Step, number, read_exclusion, read_step
from .filter import OPTIONS, Filter
from .group import EVERYBODY, Group

__all__ = [
    "EVERYBODY",
    "OPTIONS",
    "Exclusion",
    "Filter",
    "Group",
    "Option",
    "Step",
    "compared",
    "number",
    "read_exclusion",
    "read_step",
]
