"""Birth dates as sources write them: `1978-11-12`, `12/11/78`, `12-Nov-1978`, or a year alone."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from rapidfuzz.distance import OSA

from .words import Likeness

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}  # fmt: skip
_NEAR = 1
"""One digit, or two neighbours swapped: a slip and no contradiction."""


@dataclass(frozen=True, slots=True)
class Birth:
    """The days that the text may mean (`12/11/78` means two), or a year alone."""

    days: frozenset[date]
    year: int | None = None

    @property
    def years(self) -> frozenset[int]:
        """The years that it may be."""
        return frozenset(day.year for day in self.days) or frozenset((self.year,) if self.year else ())

    def __str__(self) -> str:
        return " or ".join(sorted(map(str, self.days))) or str(self.year)


@lru_cache(200_000)
def read_birth(text: str) -> Birth | None:
    """What the text says; None for what is not a date."""
    text = text.strip().casefold()
    if found := re.match(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)", text):
        return _birth((found[1], found[2], found[3]))
    if found := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text):
        return _birth((found[1], found[2], found[3]))
    if found := re.fullmatch(r"(\d{4})(?:\.0)?年?", text):
        year = int(found[1])
        return Birth(frozenset(), year) if 1850 <= year <= 2200 else None
    if found := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)", text):
        return _birth((found[3], found[1], found[2]), (found[3], found[2], found[1]))
    if found := re.fullmatch(r"(\d{1,2})[-/. ]([a-z]{3})[a-z]*\.?[-/., ]+(\d{4}|\d\d)", text):
        return _birth((found[3], str(_MONTHS.get(found[2], 0)), found[1]))
    if found := re.fullmatch(r"([a-z]{3})[a-z]*\.?[-/ ](\d{1,2})[-/., ]+(\d{4}|\d\d)", text):
        return _birth((found[3], str(_MONTHS.get(found[1], 0)), found[2]))
    return None


def _birth(*readings: tuple[str, str, str]) -> Birth | None:
    days = {day for year, month, of_month in readings if (day := _day(year, int(month), int(of_month)))}
    return Birth(frozenset(days)) if days else None


def _day(year: str, month: int, day: int) -> date | None:
    number = int(year)
    if len(year) == 2:
        # Nobody is born in the future.
        number += 2000 if 2000 + number <= datetime.now(UTC).year else 1900
    try:
        return date(number, month, day)
    except ValueError:
        return None


@lru_cache(500_000)
def compare_births(one: Birth, other: Birth) -> Likeness:
    """Equal; alike with day and month swapped or one slip; unclear where one is a year alone that agrees."""
    if not one.days or not other.days:
        return Likeness.DIFFERENT if one.years.isdisjoint(other.years) else Likeness.UNCLEAR
    if one.days & other.days:
        return Likeness.EQUAL if one.days == other.days else Likeness.ALIKE
    swapped = any((a.year, a.month, a.day) == (b.year, b.day, b.month) for a in one.days for b in other.days)
    slip = any(OSA.distance(a.isoformat(), b.isoformat()) <= _NEAR for a in one.days for b in other.days)
    return Likeness.ALIKE if swapped or slip else Likeness.DIFFERENT
