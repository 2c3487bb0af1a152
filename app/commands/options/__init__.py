"""Options that mean the same at every command that has them."""

from .answers import Json, PeopleOption, SaveOption
from .days import AsOf
from .filters import filter_parameters, read_filter
from .simulation import Seed, Size
from .time_zone import TimeZoneOption
from .trails import CollapseOption, CountOption, GroupEventsOption, LabelOption

__all__ = [
    "AsOf",
    "CollapseOption",
    "CountOption",
    "GroupEventsOption",
    "Json",
    "LabelOption",
    "PeopleOption",
    "SaveOption",
    "Seed",
    "Size",
    "TimeZoneOption",
    "filter_parameters",
    "read_filter",
]
