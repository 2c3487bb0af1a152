"""The days that the data has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

import numpy as np
from numpy.typing import NDArray

from .expectation import Counts

EPOCH = date(1970, 1, 1)
_MOST_DAYS = 3_660

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Days:
    """The days that the data has; places count from the first."""

    first: date
    number: int

    @classmethod
    def of(cls, seen: Whole) -> Self:
        """From the first day to the last of these, counted since 1970."""
        last = int(seen.max())
        # One wrong clock must not make a million empty days.
        first = max(int(seen.min()), last - _MOST_DAYS)
        return cls(EPOCH + timedelta(days=first), last - first + 1)

    @property
    def begin(self) -> int:
        """The first day, counted since 1970."""
        return (self.first - EPOCH).days

    @property
    def weekday(self) -> int:
        """Of the first day, 0 is Monday."""
        return self.first.weekday()

    def at(self, place: int) -> date:
        return self.first + timedelta(days=place)

    def place(self, day: date) -> int:
        """Where a day stands, the nearest that there is."""
        return min(max((day - self.first).days, 0), self.number - 1)

    def counts(self, counter: Mapping[int, int]) -> Counts:
        """A number for each day, of numbers by day since 1970."""
        counts = np.zeros(self.number)
        for day, times in counter.items():
            if 0 <= day - self.begin < self.number:
                counts[day - self.begin] += times
        return counts
