"""Identifiers as each source writes them, and the normalised keys that they stand for.

Phone numbers are dealt out so that no two people get the same one, and carry a check digit:
one wrong or swapped digit makes a number that belongs to nobody.
"""

from random import Random
from typing import NamedTuple

_PREFIXES = (
    *(f"13{n}" for n in range(10)),
    *(f"15{n}" for n in range(10) if n != 4),
    *(f"18{n}" for n in range(10)),
)
_ROOM = len(_PREFIXES) * 10**7
_STEP = 104_729_003  # shares no factor with _ROOM, so that every index has a number of its own
_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_PHONE_FORMATS = {
    "web": "{}{}{}",
    "app": "+86 {} {} {}",
    "mini_program": "+86{}{}{}",
    "crm": "0086{}{}{}",
    "pos": "{}-{}-{}",
    "sms": "0086 {} {} {}",
    "tmall": "(+86){}{}{}",
}


class Mark(NamedTuple):
    """One identifier on an event or a record: as the source wrote it, and its normalised key."""

    kind: str
    written: str
    key: str


def opaque(kind: str, value: str) -> Mark:
    """An identifier that is written the same everywhere."""
    return Mark(kind, value, f"{kind}:{value}")


def phone(source: str, digits: str) -> Mark:
    """A Chinese mobile number of eleven digits in the format of `source`."""
    text = _PHONE_FORMATS[source].format(digits[:3], digits[3:7], digits[7:])
    return Mark("phone", text, f"phone:+86{digits}")


def email(source: str, address: str) -> Mark:
    """An e-mail address; the CRM keeps what people typed, with capitals."""
    return Mark("email", address.title() if source == "crm" else address, f"email:{address}")


def phone_digits(index: int) -> str:
    """The mobile number with this index; different indices never share one."""
    prefix, body = divmod(index * _STEP % _ROOM, 10**7)
    start = f"{_PREFIXES[prefix]}{body:07d}"
    return start + _check_digit(start)


def _check_digit(digits: str) -> str:
    # Weights 1 and 3 differ from each other and are prime to 10: catches one wrong digit, most swaps.
    return str(sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10)


def mistyped_phone(digits: str, rng: Random) -> str:
    """The same number with one wrong digit after the prefix; nobody has that number."""
    place = rng.randrange(3, 11)
    wrong = (int(digits[place]) + rng.randrange(1, 10)) % 10
    return f"{digits[:place]}{wrong}{digits[place + 1 :]}"


def mistyped_email(address: str, rng: Random) -> str:
    """The same address with one letter doubled; nobody has that address."""
    place = rng.randrange(0, address.index("."))
    return address[:place] + address[place] + address[place:]


def token(rng: Random, length: int) -> str:
    """Random letters and digits, as WeChat writes its ids."""
    value = rng.getrandbits(6 * length)
    letters = []
    for _ in range(length):
        value, rest = divmod(value, 62)
        letters.append(_BASE62[rest])
    return "".join(letters)


def uuid(rng: Random) -> str:
    """A random version 4 UUID."""
    text = f"{rng.getrandbits(128):032x}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


def cookie(rng: Random) -> str:
    """A browser cookie in the usual form of web analytics."""
    return f"GA1.2.{rng.randrange(10**8, 10**10)}.{rng.randrange(1_760_000_000, 1_770_000_000)}"
