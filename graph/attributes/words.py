"""Two words of a name: equal, alike, or different; by spelling, sound, and nicknames."""

import re
from enum import IntEnum
from functools import cache, lru_cache

from nicknames import NickNamer
from rapidfuzz.distance import OSA, JaroWinkler


class Likeness(IntEnum):
    """How alike two values are, the least first. `UNCLEAR` speaks neither for one person nor against it."""

    DIFFERENT = 0
    UNCLEAR = 1
    ALIKE = 2
    EQUAL = 3


_ALIKE = 0.88
_ALIKE_THOUGH_KNOWN = 0.94
"""Two names of which both are well known (Patrick, Patricia) are not a slip in one of them."""
_SOUNDS_ALIKE = 0.6
_LONG_PINYIN = 6
_SOUNDS = (
    (r"ph", "f"), (r"gh", ""), (r"sch|sh", "s"), (r"ch|ck|q", "k"), (r"c(?=[eiy])", "s"), (r"c", "k"),
    (r"g(?=[eiy])", "j"), (r"x", "ks"), (r"z", "s"), (r"w", "v"), (r"(?<=.)[aeiouyh]|^[aeiouyh]", ""),
    (r"(.)\1+", r"\1"),
)  # fmt: skip


@lru_cache(200_000)
def compare_words(one: str, other: str, different_below: float, *, given: bool) -> Likeness:
    """Two words in small Latin letters. `given`: they are given names, which have nicknames.

    Words less alike than `different_below` (Jaro-Winkler) differ.
    """
    if one == other:
        return Likeness.EQUAL
    if len(one) == 1 or len(other) == 1:
        return Likeness.UNCLEAR if one[0] == other[0] else Likeness.DIFFERENT
    likeness = JaroWinkler.similarity(one, other)
    if given and _is_nickname(one, other):
        return Likeness.ALIKE
    if likeness >= _SOUNDS_ALIKE and sound(one) == sound(other):
        return Likeness.ALIKE
    if given and _is_known(one) and _is_known(other):
        return Likeness.ALIKE if likeness >= _ALIKE_THOUGH_KNOWN else Likeness.DIFFERENT
    if likeness >= _ALIKE:
        return Likeness.ALIKE
    return Likeness.UNCLEAR if likeness >= different_below else Likeness.DIFFERENT


@lru_cache(100_000)
def compare_pinyin(one: str, other: str) -> Likeness:
    """A word in pinyin and another one: a letter more is another name, except in a long word."""
    if one == other:
        return Likeness.EQUAL
    slip = min(len(one), len(other)) >= _LONG_PINYIN and OSA.distance(one, other) == 1
    return Likeness.ALIKE if slip else Likeness.DIFFERENT


@lru_cache(100_000)
def sound(word: str) -> str:
    """The consonants that are heard: `sarah` and `zara` are `sr`, `geoffrey` and `jeffrey` are `jfr`."""
    for pattern, letters in _SOUNDS:
        word = re.sub(pattern, letters, word)
    return word


@cache
def _nicknames() -> NickNamer:
    return NickNamer()


@lru_cache(100_000)
def nickname_group(name: str) -> frozenset[str]:
    """The name itself, and the full names that it may be short for."""
    return frozenset((name, *_nicknames().canonicals_of(name)))


def _is_nickname(one: str, other: str) -> bool:
    """One is short for the other (Peggie, too), or both are short for the same name: Bob, Rob."""
    return not nickname_group(one).isdisjoint(nickname_group(other)) or any(
        short == known or (sound(short) == sound(known) and JaroWinkler.similarity(short, known) >= _ALIKE)
        for known, full in ((one, other), (other, one))
        for short in _nicknames_of(full)
    )


@lru_cache(100_000)
def _nicknames_of(name: str) -> frozenset[str]:
    return frozenset(_nicknames().nicknames_of(name))


@lru_cache(100_000)
def _is_known(name: str) -> bool:
    return len(nickname_group(name)) > 1 or bool(_nicknames_of(name))
