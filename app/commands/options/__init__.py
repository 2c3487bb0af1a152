"""Options that mean the same at every command that has them."""

from .answers import Json, PeopleOption, SaveOption
from .days import AsOf
from .filters import DidNotOption, DidOption, SinceOption, SourceOption, UntilOption
from .trails import CollapseOption, CountOption, GroupEventsOption, LabelOption

__all__ = [
    "AsOf",
    "CollapseOption",
    "CountOption",
    "DidNotOption",
    "DidOption",
    "GroupEventsOption",
    "Json",
    "LabelOption",
    "PeopleOption",
    "SaveOption",
    "SinceOption",
    "SourceOption",
    "UntilOption",
]
