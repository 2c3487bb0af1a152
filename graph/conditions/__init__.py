"""Which people, sessions and events a question is about."""

from .comparison import compared
from .compiled_filter import EVERYBODY, CompiledFilter
from .condition import Option
from .event_pattern import Exclusion, Step, number, read_exclusion, read_step
from .filter import OPTIONS, Filter

__all__ = [
    "EVERYBODY",
    "OPTIONS",
    "CompiledFilter",
    "Exclusion",
    "Filter",
    "Option",
    "Step",
    "compared",
    "number",
    "read_exclusion",
    "read_step",
]
