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
    narrowed,
    read_typed,
)
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
    "ShowOption",
    "SinceOption",
    "SourceOption",
    "UntilOption",
    "among",
    "duration",
    "lens_of",
    "narrowed",
    "read_typed",
    "save",
]
