"""What one account says about a person, read from its attributes."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from onepath.loaders.spelling import is_null

from .births import Birth, read_birth
from .names import Name, read_name
from .transliteration import latin

Meaning = Literal[
    "full_name", "given_name", "middle_name", "surname", "suffix",
    "birth_date", "birth_year", "gender",
    "address", "street", "suburb", "city", "postcode", "state",
]  # fmt: skip
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
"""What an attribute can say about a person, whatever a source calls it."""

_PLACES: tuple[Meaning, ...] = ("suburb", "city", "postcode")
_FEMALE = frozenset(["f", "female", "w", "woman", "mrs", "miss", "ms", "女", "女士", "weiblich", "femme"])
_MALE = frozenset(["m", "male", "man", "mr", "男", "先生", "männlich", "homme"])
_ABBREVIATIONS = {
    "street": "st", "str": "st", "strasse": "st", "road": "rd", "avenue": "ave", "av": "ave", "drive": "dr",
    "lane": "ln", "place": "pl", "court": "ct", "boulevard": "blvd", "apartment": "apt", "apartments": "apt",
    "north": "n", "south": "s", "east": "e", "west": "w",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """What an account says about a person; None or empty where it says nothing."""

    name: Name | None = None
    birth: Birth | None = None
    gender: Literal["female", "male"] | None = None
    street: str = ""
    """The street with the house number in plain words; the whole address where it is one text."""
    places: frozenset[str] = frozenset()
    """Suburb, city and postcode, each as one word."""

    @property
    def says(self) -> bool:
        """Whether it says anything."""
        return bool(self.name or self.birth or self.gender or self.street or self.places)


def read_profile(values: Mapping[Meaning, str]) -> Profile:
    """The profile that these texts give."""
    said = {meaning: plain for meaning, text in values.items() if (plain := _plain(text))}
    born = said.get("birth_date") or said.get("birth_year")
    street = said.get("street") or said.get("address")
    return Profile(
        name=read_name(
            said.get("full_name"), said.get("given_name"), said.get("surname"),
            said.get("middle_name"), said.get("suffix"),
        ),
        birth=read_birth(born) if born else None,
        gender=_gender(said.get("gender", "")),
        street=_street(street) if street else "",
        places=frozenset(
            _joined(said[part]) for part in _PLACES if part in said
        ),
    )  # fmt: skip


def read_values(columns: Mapping[Meaning, Sequence[str]], values: Mapping[str, str]) -> Profile:
    """The profile of an account whose attributes have these names; the first that it has counts."""
    said: dict[Meaning, str] = {}
    for meaning, names in columns.items():
        found = next((values[name] for name in names if values.get(name)), None)
        if found is not None:
            said[meaning] = found
    return read_profile(said)


def _plain(text: str) -> str | None:
    """The text without case, width and repeated blanks; None for one that says nothing."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return None if not plain or is_null(plain) else plain


def _gender(text: str) -> Literal["female", "male"] | None:
    return "female" if text in _FEMALE else "male" if text in _MALE else None


def _street(text: str) -> str:
    words = (word for word in re.split(r"[^\w]+", latin(text)) if word)
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


def _joined(text: str) -> str:
    return "".join(character for character in latin(text) if character.isalnum())
