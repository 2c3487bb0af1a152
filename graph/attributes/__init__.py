"""What accounts say about a person, compared: names, birth dates, genders, addresses."""

from .addresses import compare_addresses
from .births import Birth, compare_births, read_birth
from .contradictions import (
    Attribute,
    Consequence,
    Contradiction,
    ContradictionRules,
    contradiction,
    differ,
)
from .names import Name, NameLikeness, compare_names, read_name
from .profiles import MEANINGS, Meaning, Profile, read_profile, read_values
from .words import Likeness, nickname_group, sound

__all__ = [
    "MEANINGS",
    "Attribute",
    "Birth",
    "Consequence",
    "Contradiction",
    "ContradictionRules",
    "Likeness",
    "Meaning",
    "Name",
    "NameLikeness",
    "Profile",
    "compare_addresses",
    "compare_births",
    "compare_names",
    "contradiction",
    "differ",
    "nickname_group",
    "read_birth",
    "read_name",
    "read_profile",
    "read_values",
    "sound",
]
