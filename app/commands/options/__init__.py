"""Options that mean the same at every command that has them."""

from .answers import Json, SaveOption, save
from .days import AsOf
from .durations import duration
from .filters import (
    DidNotOption,
    DidOption,
    SinceOption,
    SourceOption,
    UntilOption,
    among,
    filter_parameters,
    narrowed,
    read_filter,
    read_typed,
)
from .simulation import Seed, Size
from .trails import CollapseOption, GroupOption, ScopeOption, ShowOption, lens_of

__all__ = [
    "AsOf",
    "CollapseOption",
    "DidNotOption",
    "DidOption",
    "GroupOption",
    "Json",
    "SaveOption",
    "ScopeOption",
    "Seed",
    "ShowOption",
    "SinceOption",
    "Size",
    "SourceOption",
    "UntilOption",
    "among",
    "duration",
    "filter_parameters",
    "lens_of",
    "narrowed",
    "read_filter",
    "read_typed",
    "save",
]
