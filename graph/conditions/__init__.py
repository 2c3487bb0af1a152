"""Which people, sessions and events a question is about."""

from .compiled_filter import EVERYBODY, CompiledFilter
from .condition import Option
from .event_pattern import Exclusion, Step, number, read_exclusion, read_step
from .filter import OPTIONS, Filter
from .two_groups import read_two_groups

__all__ = [
    "EVERYBODY",
    "OPTIONS",
    "CompiledFilter",
    "Exclusion",
    "Filter",
    "Option",
    "Step",
    "number",
    "read_exclusion",
    "read_step",
    "read_two_groups",
]
