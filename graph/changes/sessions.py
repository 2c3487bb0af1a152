"""Sessions as arrays: which event followed which on which day, and how many sessions were alike."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ..store import Graph
from ..trails import DAY, DIGITS, END, START, Alphabet, time_at
from .scan import Counts

EPOCH = date(1970, 1, 1)
_MARKS = "^$"
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


@dataclass(frozen=True, slots=True)
class Sessions:
    """All sessions, those with the same trail and day once: `begun` (days since 1970), and how many `times`.

    Pairs are those of events that follow each other, with START before the first and END after the last:
    `first` and `second` are places in `names`, `on` the day of the first of the two (of START the session's).
    """

    trails: Sequence[str]
    begun: Whole
    times: Whole
    names: tuple[str, ...]
    first: Whole
    second: Whole
    on: Whole
    pair_times: Whole
    days: Days

    @classmethod
    def read(cls, graph: Graph, alphabet: Alphabet) -> Self | None:
        """None without a session."""
        rows = graph.ask_in_parts("internal/changes/sessions_by_day")
        trails = [trail for row in rows for trail in row["trails"]]
        if not trails:
            return None
        clocks = [clock for row in rows for clock in row["clocks"]]
        begun = np.array([day for row in rows for day in row["days"]], np.int64)
        times = np.array([number for row in rows for number in row["times"]], np.int64)
        # End to end, each between its marks: every two neighbours are a pair, but an end and a start.
        text = "".join(f"^{trail}$" for trail in trails)
        lengths = np.fromiter(map(len, trails), np.int64, len(trails)) + 2
        on = np.repeat(begun, lengths)
        places = np.cumsum(lengths) - lengths
        for row, clock in enumerate(clocks):
            if clock:
                days = [time_at(clock, place) // DAY for place in range(len(clock) // DIGITS)]
                on[places[row] + 1 : places[row] + 1 + len(days)] = days
        names, codes = _codes(text, alphabet)
        pairs = codes[:-1] != names.index(END)
        inside = codes[:-1][pairs] != names.index(START)
        return cls(
            trails, begun, times, names, codes[:-1][pairs], codes[1:][pairs], on[:-1][pairs],
            np.repeat(times, lengths)[:-1][pairs], Days.of(on[:-1][pairs][inside]),
        )  # fmt: skip

    def transitions(self) -> dict[tuple[str, str], Counts]:
        """How often an event followed another, by day."""
        size = len(self.names)
        found, which = np.unique(self.first * size + self.second, return_inverse=True)
        daily = self._daily(which, len(found), self.on, self.pair_times)
        return {
            (self.names[pair // size], self.names[pair % size]): counts
            for pair, counts in zip(found.tolist(), daily, strict=True)
        }

    def commonest(self, most: int) -> dict[str, Counts]:
        """How often each of so many trails, the most frequent, was a session, by the day that it began on."""
        total: Counter[str] = Counter()
        for trail, times in zip(self.trails, self.times.tolist(), strict=True):
            total[trail] += times
        chosen = sorted(total, key=lambda trail: (-total[trail], trail))[:most]
        place = {trail: number for number, trail in enumerate(chosen)}
        which = np.fromiter((place.get(trail, -1) for trail in self.trails), np.int64, len(self.trails))
        told = which >= 0
        daily = self._daily(which[told], len(chosen), self.begun[told], self.times[told])
        return dict(zip(chosen, daily, strict=True))

    def begun_by_day(self) -> Counts:
        """How many sessions began, by day."""
        counts: Counts = self._daily(np.zeros(len(self.begun), np.int64), 1, self.begun, self.times)[0]
        return counts

    def _daily(self, which: Whole, number: int, on: Whole, times: Whole) -> NDArray[np.float64]:
        """A row for each number, a column for each day."""
        day = on - self.days.begin
        known = (day >= 0) & (day < self.days.number)
        cells = which[known] * self.days.number + day[known]
        summed = np.bincount(cells, times[known], number * self.days.number)
        return summed.astype(np.float64).reshape(number, self.days.number)


def _codes(text: str, alphabet: Alphabet) -> tuple[tuple[str, ...], Whole]:
    """The names, and for each letter of a text the place of its name."""
    letters, which = np.unique(np.frombuffer(text.encode("utf-32-le"), np.uint32), return_inverse=True)
    marks = dict(zip(_MARKS, (START, END), strict=True))
    named = [marks.get(letter) or alphabet.path(letter)[0] for letter in map(chr, letters.tolist())]
    names = tuple(dict.fromkeys(named))
    place = np.array([names.index(name) for name in named], np.int64)
    return names, place[which]
