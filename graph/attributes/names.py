"""Names of people, in parts or whole, in either order, and in Latin or Chinese letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from .transliteration import is_han, latin
from .words import Likeness, compare_pinyin, compare_words

_TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam", "herr", "frau"])
_HAN_TITLES = ("先生", "女士", "小姐", "太太")
_SUFFIXES = {
    "sr": 1, "senior": 1, "i": 1,
    "jr": 2, "junior": 2, "ii": 2, "2nd": 2,
    "iii": 3, "3rd": 3, "iv": 4,
}  # fmt: skip
"""Which of several people of one name it is: father and son."""
_COMPOUND = frozenset(
    "欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 端木 南宫 百里 独孤 轩辕".split()  # noqa: SIM905
)
"""Chinese family names of two characters."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in small Latin letters: its words, and which of several people of that name is meant.

    `written` are the family's and the given name in Chinese characters, if they are.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    suffix: int | None = None
    written: tuple[str, str] | None = None
    ordered: bool = True
    """Whether it is certain which part is the family's name."""

    def __str__(self) -> str:
        if self.written:
            return "".join(self.written)
        ranks = ("", " I", " II", " III", " IV")
        return " ".join((*self.given, *self.family)).title() + ranks[self.suffix or 0]


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """How alike the given names and the family names are; None where one of the two lacks it."""

    given: Likeness | None
    family: Likeness | None

    @property
    def contradicts(self) -> bool:
        """Whether nobody has both names. Another family name alone is that of a marriage."""
        if self.given is not None and self.given >= Likeness.ALIKE:
            return False
        return Likeness.DIFFERENT in (self.given, self.family)


def read_name(
    full: str | None = None,
    given: str | None = None,
    family: str | None = None,
    middle: str | None = None,
    suffix: str | None = None,
) -> Name | None:
    """The name that these attributes give together; the parts count more than the full name."""
    if given or family:
        return _from_parts(given or "", family or "", middle or "", suffix or "")
    return _from_full(full, suffix or "") if full else None


@lru_cache(200_000)
def _from_parts(given: str, family: str, middle: str, suffix: str) -> Name | None:
    ranks: list[int] = []
    givens = _words(f"{given} {middle}", ranks)
    families = _words(family, ranks)
    _words(suffix, ranks)
    if not givens and not families:
        return None
    written = (family, given) if is_han(family + given) else None
    return Name(givens, families, ranks[0] if ranks else None, written)


@lru_cache(200_000)
def _from_full(full: str, suffix: str) -> Name | None:
    text = full.replace(" ", "") if is_han(full.replace(" ", "")) else full
    if is_han(text):
        for title in _HAN_TITLES:
            text = text.removesuffix(title)
        length = 2 if text[:2] in _COMPOUND and len(text) > 2 else 1
        return Name(
            (latin(text[length:]),) if text[length:] else (),
            (latin(text[:length]),),
            None,
            (text[:length], text[length:]),
        )
    ranks: list[int] = []
    _words(suffix, ranks)
    before, comma, after = text.partition(",")
    if comma and (words := _words(after, ranks)):
        return Name(words, _words(before, ranks), ranks[0] if ranks else None)
    words = _words(text, ranks)
    if not words:
        return None
    return Name(
        words[:-1] or words, words[-1:] if words[1:] else (), ranks[0] if ranks else None, None, False
    )


def _words(text: str, ranks: list[int]) -> tuple[str, ...]:
    """The words of a part, without titles; suffixes go to `ranks`."""
    words: list[str] = []
    for word in re.split(r"[\s.,\-]+", re.sub(r"['’`ʹ]", "", text)):
        plain = "".join(c for c in latin(word) if c.isalnum())
        if not plain or plain in _TITLES:
            continue
        # A lone I is an initial more often than a number, unless it comes last.
        if (plain in _SUFFIXES and words) or (plain in _SUFFIXES and len(plain) > 1):
            ranks.append(_SUFFIXES[plain])
        else:
            words.append(plain)
    return tuple(words)


@lru_cache(500_000)
def compare_names(one: Name, other: Name, different_below: float) -> NameLikeness:
    """How alike two names are, in the order of their parts in which they are most alike.

    Words less alike than `different_below` differ.
    """
    if one.written and other.written:
        return _compare_written(one.written, other.written)
    if one.written or other.written:
        compare_given = compare_family = _compare_pinyin
    else:
        compare_given = partial(_compare_given, different_below=different_below)
        compare_family = partial(_compare_family, different_below=different_below)
    best = max(
        (
            NameLikeness(compare_given(given, their_given), compare_family(family, their_family))
            for given, family in _orders(one, swap=False)
            for their_given, their_family in _orders(other, swap=True)
        ),
        key=_sum,
    )
    if not (one.ordered and other.ordered) and best.family == Likeness.DIFFERENT:
        # Which of the two parts differs is not known: it may be the given name.
        return NameLikeness(best.given and Likeness.UNCLEAR, best.family)
    return best


def _orders(name: Name, *, swap: bool) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Given and family names as they are, swapped, and with the family's name first in a full name."""
    yield name.given, name.family
    if name.given and name.family:
        if not name.ordered and len(name.given) > 1:
            yield (*name.given[1:], *name.family), name.given[:1]
        if swap:
            yield name.family, name.given


def _sum(likeness: NameLikeness) -> int:
    given, family = likeness.given or Likeness.DIFFERENT, likeness.family or Likeness.DIFFERENT
    return 4 * min(given, family) + given + family


def _compare_written(one: tuple[str, str], other: tuple[str, str]) -> NameLikeness:
    """Chinese names: the same characters, or others that are read the same."""
    parts: list[Likeness | None] = []
    for ours, theirs in zip(one, other, strict=True):
        if not ours or not theirs:
            parts.append(None)
        elif ours == theirs:
            parts.append(Likeness.EQUAL)
        else:
            parts.append(Likeness.ALIKE if latin(ours) == latin(theirs) else Likeness.DIFFERENT)
    family, given = parts
    return NameLikeness(given, family)


def _compare_pinyin(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    return compare_pinyin("".join(one), "".join(other)) if one and other else None


def _compare_given(one: tuple[str, ...], other: tuple[str, ...], different_below: float) -> Likeness | None:
    if not one or not other:
        return None
    whole = compare_words("".join(one), "".join(other), different_below, given=True)
    if whole == Likeness.EQUAL or len(one) == len(other) == 1:
        return whole
    best = max(compare_words(a, b, different_below, given=True) for a in one for b in other)
    return max(whole, min(best, Likeness.ALIKE))


def _compare_family(one: tuple[str, ...], other: tuple[str, ...], different_below: float) -> Likeness | None:
    if not one or not other:
        return None
    whole = compare_words("".join(one), "".join(other), different_below, given=False)
    if whole < Likeness.ALIKE and any(len(word) > 1 and word in other for word in one):
        return Likeness.ALIKE  # one of two family names
    return whole
