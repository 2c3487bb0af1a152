"""What the accounts of a person say about that person: name, birth date, gender, as somebody typed them."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from . import vocabulary as words
from .rates import Rates


class RealName(NamedTuple):
    """A name; each part as it is written and in Latin letters. Chinese names have the family's name first."""

    family: tuple[str, str]
    given: tuple[str, str]

    @property
    def is_latin(self) -> bool:
        return self.family[0].isascii()

    @property
    def written(self) -> str:
        """As its owner writes it."""
        return f"{self.given[0]} {self.family[0]}" if self.is_latin else self.family[0] + self.given[0]

    @property
    def spelling(self) -> str:
        """In an e-mail address."""
        parts = (self.given, self.family) if self.is_latin else (self.family, self.given)
        return "".join(latin for _, latin in parts).lower()

    def in_family_of(self, other: "RealName") -> "RealName":
        """With the other one's family name, if it is written in the same script."""
        return self._replace(family=other.family) if self.is_latin == other.is_latin else self


def real_name(rng: Random) -> RealName:
    """Somebody's name."""
    if rng.random() < 0.15:
        given, family = rng.choice(words.LATIN_GIVEN), rng.choice(words.LATIN_FAMILY)
        return RealName((family, family), (given, given))
    family_name, given_name = rng.choice(words.FAMILY), rng.choice(words.GIVEN)
    return RealName(family_name, given_name)


def birth_date(year: int, rng: Random) -> date:
    """A day of the year."""
    return date(year, 1, 1) + timedelta(days=rng.randrange(365))


class Profile(NamedTuple):
    """A name and a birth date in an account; empty where nothing was given."""

    full_name: str
    birth_date: str


def typed_profile(name: RealName, born: date, rng: Random, rates: Rates, *, named: bool) -> Profile:
    """What one source has; `named`: it knows the name for certain."""
    full_name = _typed_name(name, rng, rates) if named or rng.random() < rates.real_name else ""
    typed_date = _typed_date(born, rng, rates) if rng.random() < rates.birth_date else ""
    return Profile(full_name, typed_date)


def _typed_name(name: RealName, rng: Random, rates: Rates) -> str:
    if rng.random() < rates.other_spelling:
        return _other_spelling(name, rng)
    if rng.random() < rates.profile_mistake:
        return _misspelled(name, rng)
    return name.written


def _other_spelling(name: RealName, rng: Random) -> str:
    if name.is_latin:
        given = words.SHORT_NAMES.get(name.given[0], name.given[0])
        return rng.choice((f"{given} {name.family[0]}", f"{name.family[0]}, {name.given[0]}"))
    family, given = name.family[1].title(), name.given[1].title()
    return rng.choice((f"{given} {family}", f"{family} {given}"))


def _misspelled(name: RealName, rng: Random) -> str:
    """A character that is read the same, or a letter twice."""
    if not name.is_latin:
        return name.family[0] + words.READ_THE_SAME.get(name.given[0], name.given[0])
    place = rng.randrange(len(name.given[0]))
    given = name.given[0][: place + 1] + name.given[0][place:]
    return f"{given} {name.family[0]}"


def _typed_date(born: date, rng: Random, rates: Rates) -> str:
    """The birth date; with a slip, or an invented one."""
    if rng.random() < rates.invented_birth_date:
        return birth_date(rng.randrange(1950, 2011), rng).isoformat()
    if rng.random() >= rates.profile_mistake:
        return born.isoformat()
    if born.day <= 12 and rng.random() < 0.5:
        return date(born.year, born.day, born.month).isoformat()
    return date(born.year, born.month, min(born.day + 1, 28)).isoformat()
