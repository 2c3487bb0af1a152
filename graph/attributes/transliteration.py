"""Names in small Latin letters, whatever they are written in: accents, Chinese, Cyrillic."""

import unicodedata
from functools import lru_cache

from pypinyin import lazy_pinyin

_CYRILLIC_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўћђљњџј"
_CYRILLIC_SOUNDS = (
    "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i i ye g u c dj lj nj dz j"
)
_CYRILLIC = dict(zip(_CYRILLIC_LETTERS, _CYRILLIC_SOUNDS.split(), strict=True))
_SPECIAL = {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
_LETTERS = {**_CYRILLIC, **_SPECIAL}


@lru_cache(100_000)
def latin(text: str) -> str:
    """Small Latin letters; Chinese becomes pinyin, and what has no transcription here stays as it is."""
    letters: list[str] = []
    for character in text.casefold():
        if is_han(character):
            letters.extend(lazy_pinyin(character))
        elif character in _LETTERS:
            letters.append(_LETTERS[character].strip("-"))
        else:
            decomposed = unicodedata.normalize("NFKD", character)
            letters.append("".join(c for c in decomposed if not unicodedata.combining(c)))
    return "".join(letters)


def is_han(text: str) -> bool:
    """Whether every character is a Chinese one."""
    return bool(text) and all("\u4e00" <= character <= "\u9fff" for character in text)
