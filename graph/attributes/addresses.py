"""Two addresses, in parts or as one text."""

from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import token_set_ratio

from .profiles import Profile
from .words import Likeness

_ALIKE = 80
"""Streets whose words are at least this alike (of 100) are the same street with slips."""
_ALIKE_JOINED = 0.9
"""The same for streets as one word, where a blank was lost."""
_PLACES_ALIKE = 0.9


class AddressLikeness(IntEnum):
    """How much of two addresses agrees, the least first.

    One scale, because who shares a street also shares a city and a postcode: that is not counted twice.
    """

    ELSEWHERE = 0
    ONE_PLACE = 1
    SEVERAL_PLACES = 2
    STREET_ALIKE = 3
    STREET_ALIKE_AND_PLACE = 4
    STREET_EQUAL = 5
    STREET_EQUAL_AND_PLACE = 6


def compare_addresses(one: Profile, other: Profile) -> AddressLikeness | None:
    """How much agrees; None where one of them has no address."""
    if not (one.street or one.places) or not (other.street or other.places):
        return None
    places = _shared_places(one, other)
    street = _compare_streets(one.street, other.street) if one.street and other.street else Likeness.DIFFERENT
    if street == Likeness.EQUAL:
        return AddressLikeness.STREET_EQUAL_AND_PLACE if places else AddressLikeness.STREET_EQUAL
    if street == Likeness.ALIKE:
        return AddressLikeness.STREET_ALIKE_AND_PLACE if places else AddressLikeness.STREET_ALIKE
    if places > 1:
        return AddressLikeness.SEVERAL_PLACES
    return AddressLikeness.ONE_PLACE if places else AddressLikeness.ELSEWHERE


def _shared_places(one: Profile, other: Profile) -> int:
    """How many suburbs, cities and postcodes agree; one of them may stand in the other one's text."""
    found = one.places & other.places
    found |= {place for place in one.places - found if place in other.street.split()}
    found |= {place for place in other.places - found if place in one.street.split()}
    return len(found) or int(any(_alike(a, b) for a in one.places for b in other.places))


@lru_cache(200_000)
def _alike(one: str, other: str) -> bool:
    return not one.isdigit() and JaroWinkler.similarity(one, other) >= _PLACES_ALIKE


@lru_cache(200_000)
def _compare_streets(one: str, other: str) -> Likeness:
    if one == other:
        return Likeness.EQUAL
    words, others = frozenset(one.split()), frozenset(other.split())
    if words == others:
        return Likeness.EQUAL
    numbers, theirs = _numbers(words), _numbers(others)
    if numbers and theirs and numbers.isdisjoint(theirs):
        return Likeness.DIFFERENT
    alike = token_set_ratio(" ".join(sorted(words - numbers)), " ".join(sorted(others - theirs))) >= _ALIKE
    joined = JaroWinkler.similarity(one.replace(" ", ""), other.replace(" ", "")) >= _ALIKE_JOINED
    return Likeness.ALIKE if alike or joined else Likeness.DIFFERENT


def _numbers(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word[0].isdigit())
