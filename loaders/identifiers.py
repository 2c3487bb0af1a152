"""One spelling for each identifier, and none for what only looks like one.

Identifiers are opaque text: leading zeros, colons, slashes and Chinese survive. Only phones and
e-mail addresses have a grammar of their own. Values that systems write when they know nothing
(`null`, `0`, an all-zero device id, ...) are never identifiers: they would join strangers. Neither is what
has lost a part of itself: masked values, and numbers that went through a float.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from unicodedata import is_normalized, normalize

import phonenumbers

from .null_words import ALWAYS, NullWords, is_null

DEFAULT_REGION = "CN"
"""Where a phone number without a country code is taken to be from."""

NORMALISERS = ("phone", "email", "lower", "text")
"""How a value may be spelled: E.164, an address in small letters, small letters, or as it is."""

Normalisers = Mapping[str, str]
"""By kind of identifier, one of NORMALISERS."""

MAX_LENGTH = 1_000
"""Longer than this, in characters, a value is not an identifier but a mistake."""

MOST_IN_A_ROW = 50
"""Identifiers of one row. Each is linked with each other one; a row of more describes no one person."""

_INVISIBLE = "\0\u200b\u200c\u200d\u2060\ufeff"  # marks that copying and padding leave at the ends
_NO_TEXT = frozenset(("null", "none", "nan", "undefined", "\\n"))
_EXACT = 2**53  # a float holds every whole number up to this one
_FLOAT = re.compile(r"([1-9]\d*)\.0+")
_POWER_OF_TEN = re.compile(r"([1-9])(?:\.(\d*))?[eE](\+?)(\d{1,3})")
_MASK = re.compile(r"[*＊•●]{2,}|[\u4e00-\u9fff][*＊]|[*＊][\u4e00-\u9fff]")
_NAMED_ADDRESS = re.compile(r"[^<>]*<\s*(?:mailto:)?([^<>\s]+)\s*>")
_SEPARATORS = re.compile(r"[;,/|、，；\n\t]")
_MEMO_LIMIT = 200_000  # entries; past it a memo starts again, so that memory stays bounded


class IdentifierRules(Protocol):
    """What a loader has to know of the rules of identity."""

    @property
    def normalisers(self) -> Normalisers:
        """How kinds are spelled that are not spelled as they are by themselves."""

    def priority(self, kind: str) -> int:
        """How strong the evidence of a kind is."""

    def blocks(self, key: str) -> bool:
        """Whether an identifier (`kind:value`) is one that joins nobody."""


class _NoRules:
    """Each kind is spelled as it is by itself, and none is stronger than another."""

    @property
    def normalisers(self) -> Normalisers:
        return {}

    def priority(self, kind: str) -> int:
        return 0

    def blocks(self, key: str) -> bool:
        return False


NO_RULES: IdentifierRules = _NoRules()
"""Without rules identifiers are in the order in which the mapping names them."""


def normalise(
    kind: str,
    text: str,
    region: str = DEFAULT_REGION,
    normaliser: str | None = None,
    null_words: NullWords = ALWAYS,
) -> str | None:
    """The identifier's one spelling; None for a null-like value; ValueError for an impossible one.

    `normaliser` is one of NORMALISERS; without it, phones and e-mail addresses have their own, others none.
    """
    value = _clean(text)
    if is_null(value, null_words, kind):
        return None
    if len(value) > MAX_LENGTH:
        raise ValueError(f"{kind}: an identifier of {len(value):,} characters (limit {MAX_LENGTH:,})")
    spelling = normaliser or kind
    if value[0].isdigit() and spelling != "text":
        value = _unrounded(kind, value)
    if ("*" in value or not value.isascii()) and _MASK.search(value):
        raise ValueError(f"{kind}: '{_short(value)}' is masked")  # what is left of it would join strangers
    if spelling == "phone":
        return _phone(value, region)
    if spelling == "email":
        return _email(value, null_words)
    return value.lower() if spelling == "lower" else value


def plain_text(what: str, text: str, null_words: NullWords = ALWAYS) -> str:
    """Text that names something and may be any word; ValueError when there is none or too much."""
    value = _clean(text)
    if not value:
        raise ValueError(f"no {what}")
    word = value.lower()
    if word in null_words.own or (null_words.built_in and word in _NO_TEXT):
        raise ValueError(f"no {what}: '{_short(value)}' stands for no value")
    if len(value) > MAX_LENGTH:
        raise ValueError(f"{what}: {len(value):,} characters (limit {MAX_LENGTH:,})")
    return value


def no_identifier(cells: Iterable[tuple[str, str]]) -> str:
    """Why a row has no identifier: its columns with their text, where words stand for nobody."""
    words = [f"{column} is '{_short(text.strip())}'" for column, text in cells if text.strip()]
    if not words:
        return "no identifier"
    return f"no identifier: {', '.join(words)}, which {'stands' if len(words) == 1 else 'stand'} for nobody"


def check_region(region: str) -> str:
    """The region in capitals; ValueError when no phone numbers are known for it."""
    if region.upper() not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError(f"'{region}' is not a region with phone numbers (two letters, such as CN)")
    return region.upper()


@dataclass(frozen=True, slots=True)
class Spelling:
    """How identifiers are spelled: where phone numbers are from, by kind one of NORMALISERS, and which words
    stand for nobody."""

    region: str = DEFAULT_REGION
    normalisers: Normalisers = field(default_factory=dict)
    null_words: NullWords = ALWAYS

    def value(self, kind: str, text: str) -> str | None:
        """The identifier's one spelling, as `normalise` gives it."""
        return normalise(kind, text, self.region, self.normalisers.get(kind), self.null_words)


class Keys(dict[str, str | None]):
    """Memo from raw text to key `kind:value` (None: null-like), for one kind in one file."""

    def __init__(self, kind: str, spelling: Spelling | None = None) -> None:
        super().__init__()
        self.kind = kind
        self.spelling = spelling or Spelling()

    def __missing__(self, text: str) -> str | None:
        value = self.spelling.value(self.kind, text)
        key = None if value is None else f"{self.kind}:{value}"
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        self[text] = key
        return key


def _clean(text: str) -> str:
    value = text.strip()
    if value.startswith('="') and value.endswith('"') and len(value) > 2:
        value = value[2:-1].strip()  # how digits are kept as text in a spreadsheet
    if value.isascii() and "\0" not in value:
        return value
    value = value.strip(_INVISIBLE).strip()
    return value if is_normalized("NFC", value) else normalize("NFC", value)


def _unrounded(kind: str, value: str) -> str:
    """A whole number that was written as a float, without what the float added; ValueError where digits of it
    are lost."""
    whole = _FLOAT.fullmatch(value)
    power = None if whole else _POWER_OF_TEN.fullmatch(value)
    if whole:
        digits, lost = whole[1], False
    elif power and (power[2] is not None or power[3]):
        fraction, exponent = power[2] or "", int(power[4])
        digits, lost = power[1] + fraction[:exponent], len(fraction) < exponent
        if fraction[exponent:].strip("0"):
            return value
    else:
        return value
    if lost or int(digits) >= _EXACT:
        raise ValueError(f"{kind}: '{_short(value)}' went through a number format that loses digits")
    return digits


def _phone(value: str, region: str) -> str | None:
    if "*" in value or "xxx" in value.lower():
        raise ValueError(f"phone: '{_short(value)}' is masked")
    digits = "".join(str(int(character)) for character in value if character.isdecimal())
    if len(set(digits)) == 1:  # 11111111111 and its like fill a form, they ring nowhere
        return None
    several = [part for part in _SEPARATORS.split(value) if sum(map(str.isdecimal, part)) >= 7]
    if len(several) > 1:
        raise ValueError(
            f"phone: '{_short(value)}' is {len(several)} numbers (set a separator to split them)"
        )
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException as why:
        raise ValueError(f"phone: '{_short(value)}' is not a phone number") from why
    if not phonenumbers.is_possible_number(number):
        raise ValueError(f"phone: '{_short(value)}' is not a possible phone number")
    extension = number.extension or ""
    if not digits.endswith(f"{number.national_number}"[-6:] + extension):  # what is behind it was left out
        raise ValueError(f"phone: '{_short(value)}' is more than a phone number")
    number.extension = None
    spelled = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{spelled};ext={extension}" if extension else spelled


def _email(value: str, null_words: NullWords) -> str | None:
    named = _NAMED_ADDRESS.fullmatch(value)
    address = (named[1] if named else value).lower().removeprefix("mailto:").strip(";, ")
    name, at, host = address.rpartition("@")
    if address.count("@") > 1 and _SEPARATORS.search(address):
        raise ValueError(f"email: '{_short(value)}' is more than one address (set a separator to split them)")
    if not (name and at and host) or "@" in name or re.search(r"[\s;,<>]", address):
        raise ValueError(f"email: '{_short(value)}' is not an e-mail address")
    if null_words.built_in and (
        name in _NO_TEXT or (is_null(name, null_words) and is_null(host.partition(".")[0], null_words))
    ):
        return None
    return _clean(address)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
