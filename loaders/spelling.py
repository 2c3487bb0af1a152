"""One spelling for each identifier, and none for what only looks like one.

Identifiers are opaque text: leading zeros, colons, slashes and Chinese survive. Only phones and
e-mail addresses have a grammar of their own. Values that systems write when they know nothing
(`null`, `0`, an all-zero device id, ...) are never identifiers: they would join strangers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from unicodedata import is_normalized, normalize

import phonenumbers

DEFAULT_REGION = "CN"
"""Where a phone number without a country code is taken to be from."""

NORMALISERS = ("phone", "email", "lower", "text")
"""How a value may be spelled: E.164, an address in small letters, small letters, or as it is."""

Normalisers = Mapping[str, str]
"""By kind of identifier, one of NORMALISERS."""

MAX_LENGTH = 1_000
"""Longer than this, in characters, a value is not an identifier but a mistake."""

_NULL_TEXT = r"""null none nil nan nat undefined unknown anonymous guest n/a #n/a <na> (null) <null> \N
    "null" 'null' "" '' true false 未知 匿名 无 空"""
_NULL_WORDS = frozenset(_NULL_TEXT.lower().split()) | {"[object object]"}
_NO_TEXT = frozenset(("null", "none", "nan", "undefined", "\\n"))
_ZERO_MARKS = "0-:._{}"  # an id of nothing but these is the zero of its format: UUID, MAC, IP, counter
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"  # zero-width marks that copying leaves at the ends
_MEMO_LIMIT = 200_000  # entries; past it a memo starts again, so that memory stays bounded


def normalise(
    kind: str, text: str, region: str = DEFAULT_REGION, normaliser: str | None = None
) -> str | None:
    """The identifier's one spelling; None for a null-like value; ValueError for an impossible one.

    `normaliser` is one of NORMALISERS; without it, phones and e-mail addresses have their own, others none.
    """
    value = _clean(text)
    if is_null(value):
        return None
    if len(value) > MAX_LENGTH:
        raise ValueError(f"{kind}: an identifier of {len(value):,} characters (limit {MAX_LENGTH:,})")
    spelling = normaliser or kind
    if spelling == "phone":
        return _phone(value, region)
    if spelling == "email":
        return _email(value)
    return value.lower() if spelling == "lower" else value


def is_null(text: str) -> bool:
    """Whether the text says that there is no value. Expects no blanks at the ends."""
    return not text.strip(_ZERO_MARKS) or text == "-1" or text.lower() in _NULL_WORDS


def plain_text(what: str, text: str) -> str:
    """Text that names something and may be any word; ValueError when there is none or too much."""
    value = _clean(text)
    if not value or value.lower() in _NO_TEXT:
        raise ValueError(f"no {what}")
    if len(value) > MAX_LENGTH:
        raise ValueError(f"{what}: {len(value):,} characters (limit {MAX_LENGTH:,})")
    return value


def check_region(region: str) -> str:
    """The region in capitals; ValueError when no phone numbers are known for it."""
    if region.upper() not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError(f"'{region}' is not a region with phone numbers (two letters, such as CN)")
    return region.upper()


@dataclass(frozen=True, slots=True)
class Spelling:
    """How identifiers are spelled: where phone numbers are from, and by kind one of NORMALISERS."""

    region: str = DEFAULT_REGION
    normalisers: Normalisers = field(default_factory=dict)

    def value(self, kind: str, text: str) -> str | None:
        """The identifier's one spelling, as `normalise` gives it."""
        return normalise(kind, text, self.region, self.normalisers.get(kind))


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
    if value.isascii():
        return value
    value = value.strip(_INVISIBLE).strip()
    return value if is_normalized("NFC", value) else normalize("NFC", value)


def _phone(value: str, region: str) -> str | None:
    if "*" in value or "xxx" in value.lower():
        raise ValueError(f"phone: '{value}' is masked")  # its visible digits would join strangers
    digits = {character for character in value if character.isdigit()}
    if len(digits) == 1:  # 11111111111 and its like fill a form, they ring nowhere
        return None
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException as why:
        raise ValueError(f"phone: '{_short(value)}' is not a phone number") from why
    if not phonenumbers.is_possible_number(number):
        raise ValueError(f"phone: '{_short(value)}' is not a possible phone number")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(value: str) -> str:
    address = value.lower().removeprefix("mailto:")
    name, at, host = address.rpartition("@")
    if not (name and at and host) or "@" in name or any(character.isspace() for character in address):
        raise ValueError(f"email: '{_short(value)}' is not an e-mail address")
    if "**" in address:
        raise ValueError(f"email: '{_short(value)}' is masked")
    return _clean(address)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
