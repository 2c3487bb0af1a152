"""Which people, sessions and events a question is about."""

from .compiled_filter import EVERYBODY, CompiledFilter
from .condition import Option
from .event_pattern import Comparison, Exclusion, Step, letters_of, number, read_exclusion, read_step
from .filter import OPTIONS, Filter
from .known_properties import check_property
from .marked_events import MarkedAlphabet, read_alphabet
from .two_groups import read_two_groups

__all__ = [
    "EVERYBODY",
    "OPTIONS",
    "Comparison",
    "CompiledFilter",
    "Exclusion",
    "Filter",
    "MarkedAlphabet",
    "Option",
    "Step",
    "check_property",
    "letters_of",
    "number",
    "read_alphabet",
    "read_exclusion",
    "read_step",
    "read_two_groups",
]
