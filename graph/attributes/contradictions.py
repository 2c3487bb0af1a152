"""Whether two accounts contradict each other in what they say about a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .births import compare_births
from .names import compare_names
from .profiles import Profile
from .words import Likeness

Attribute = Literal["birth_date", "name", "suffix", "gender"]
Consequence = Literal["separate", "weaken", "ignore"]

_CALLED: dict[Attribute, str] = {
    "birth_date": "birth dates", "name": "names", "suffix": "name suffixes", "gender": "genders",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContradictionRules:
    """What follows from a contradiction in each attribute, and how unlike names have to be to differ."""

    consequences: tuple[tuple[Attribute, Consequence], ...]
    names_differ_below: float = 0.8


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The attributes in which people contradict each other: `separating` ones, and those that only weaken."""

    separating: tuple[Attribute, ...] = ()
    weakening: tuple[Attribute, ...] = ()

    @property
    def separates(self) -> bool:
        """Whether they are two people: by one attribute that separates, or by two that weaken."""
        return bool(self.separating) or len(self.weakening) > 1

    def __str__(self) -> str:
        return "different " + " and ".join(_CALLED[one] for one in (*self.separating, *self.weakening))


def contradiction(
    ours: Sequence[Profile], theirs: Sequence[Profile], rules: ContradictionRules
) -> Contradiction | None:
    """In what these accounts of one person contradict those of another; None if in nothing.

    In an attribute they do where no account of the one agrees with any of the other.
    """
    found: dict[Consequence, list[Attribute]] = {"separate": [], "weaken": [], "ignore": []}
    for attribute, consequence in rules.consequences:
        if consequence != "ignore" and _contradict(attribute, ours, theirs, rules.names_differ_below):
            found[consequence].append(attribute)
    if not found["separate"] and not found["weaken"]:
        return None
    return Contradiction(tuple(found["separate"]), tuple(found["weaken"]))


def _contradict(
    attribute: Attribute, ours: Iterable[Profile], theirs: Sequence[Profile], names_differ_below: float
) -> bool:
    answers = {
        differ(attribute, one, other, names_differ_below) for one in ours for other in theirs
    }  # fmt: skip
    return True in answers and False not in answers


@lru_cache(200_000)
def differ(attribute: Attribute, one: Profile, other: Profile, names_differ_below: float) -> bool | None:
    """Whether they contradict each other in it; None where one of them says nothing."""
    if attribute == "birth_date":
        if not one.birth or not other.birth:
            return None
        return compare_births(one.birth, other.birth) == Likeness.DIFFERENT
    if attribute == "gender":
        return one.gender != other.gender if one.gender and other.gender else None
    if not one.name or not other.name:
        return None
    if attribute == "suffix":
        ranks = (one.name.suffix, other.name.suffix)
        return ranks[0] != ranks[1] if None not in ranks else None
    return compare_names(one.name, other.name, names_differ_below).contradicts
