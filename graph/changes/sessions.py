"""Sessions as arrays: which event followed which on which day, and how many sessions were alike."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ..calendar import Calendar
from ..store import Graph
from ..trails import DIGITS, END, START, Alphabet
from .days import Days, Whole
from .expectation import Counts
from .scan import Spread

_MARKS = "^$"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """How many sessions with this trail began on this day (since 1970).

    `clock`: the time of each event, 16 digits; empty where all of them are on that day.
    """

    trail: str
    day: int
    clock: str
    times: int


@dataclass(frozen=True, eq=False)
class Sessions:
    """All sessions, those with the same trail and day once: `begun` (days since 1970), and how many `times`.

    Pairs are those of events that follow each other, with START before the first and END after the last:
    `first` and `second` are places in `names`, `letter` that of the first in `letters`, `on` its day (of
    START the session's), `row` the session's place. What the company sent and what systems did is left out:
    see `Alphabet.passive`. `sent`: the days and numbers of messages that were sent.
    """

    trails: Sequence[str]
    begun: Whole
    times: Whole
    names: tuple[str, ...]
    letters: tuple[str, ...]
    first: Whole
    second: Whole
    letter: Whole
    on: Whole
    row: Whole
    days: Days
    sent: Counter[int]

    @classmethod
    def read(
        cls, graph: Graph, alphabet: Alphabet, calendar: Calendar, offsets: list[list[int]] | None
    ) -> Self | None:
        """None without a session. `offsets`: those of the calendar, as queries take them."""
        return cls.of(
            (
                SessionRow(*row)
                for part in graph.ask_in_parts("internal/changes/sessions_by_day", offsets=offsets)
                for row in zip(part["trails"], part["days"], part["clocks"], part["times"], strict=True)
            ),
            alphabet,
            calendar,
        )

    @classmethod
    def of(
        cls,
        given: Iterable[SessionRow],
        alphabet: Alphabet,
        calendar: Calendar = Calendar(),  # it is frozen
    ) -> Self | None:
        """None without a session in which somebody did something."""
        rows, sent = _active(_with_days(list(given), calendar), alphabet)
        if not rows:
            return None
        trails = [row.trail for row in rows]
        begun = np.array([row.days[0] for row in rows], np.int64)
        # End to end, each between its marks: every two neighbours are a pair, but an end and a start.
        text = "".join(f"^{trail}$" for trail in trails)
        lengths = np.fromiter(map(len, trails), np.int64, len(trails)) + 2
        on = np.repeat(begun, lengths)
        places = np.cumsum(lengths) - lengths
        for place, row in zip(places, rows, strict=True):
            if len(row.days) > 1:
                on[place + 1 : place + 1 + len(row.days)] = row.days
        letters, letter = _letters(text)
        names, name = _names(letters, alphabet)
        codes = name[letter]
        pairs = codes[:-1] != names.index(END)
        inside = codes[:-1][pairs] != names.index(START)
        return cls(
            trails, begun, np.array([row.times for row in rows], np.int64), names, letters,
            codes[:-1][pairs], codes[1:][pairs], letter[:-1][pairs], on[:-1][pairs],
            np.repeat(np.arange(len(rows)), lengths)[:-1][pairs], Days.of(on[:-1][pairs][inside]), sent,
        )  # fmt: skip

    def transitions(self, *, least: int = 1) -> dict[tuple[str, str], tuple[Counts, Spread]]:
        """How often an event followed another, by day; if it did at least `least` times in total."""
        size, day = len(self.names), self.on - self.days.begin
        known = (day >= 0) & (day < self.days.number)
        first, second, day, row = (each[known] for each in (self.first, self.second, day, self.row))
        # One session on one day: the events in it are not independent of each other.
        session = row * self.days.number + day
        _, one, back, total = np.unique(
            session * size + first, return_index=True, return_inverse=True, return_counts=True
        )
        total_squares = self._daily(first[one], size, day[one], self.times[row[one]] * total**2)
        pair = first * size + second
        _, one, number = np.unique(session * size**2 + pair, return_index=True, return_counts=True)
        times = self.times[row[one]] * number
        pairs, which = np.unique(pair[one], return_inverse=True)
        often = np.bincount(which, times) >= least
        place = np.cumsum(often) - 1
        frequent = often[which]
        which, day, times, number, total = (
            place[which][frequent], day[one][frequent], times[frequent], number[frequent],
            total[back][one][frequent],
        )  # fmt: skip
        counts, squares, products = (
            self._daily(which, int(often.sum()), day, weights)
            for weights in (times, times * number, times * total)
        )
        return {
            (self.names[pair // size], self.names[pair % size]): (
                counts[n], Spread(squares[n], products[n], total_squares[pair // size])
            )
            for n, pair in enumerate(pairs[often].tolist())
        }  # fmt: skip

    @cached_property
    def events(self) -> dict[str, tuple[Counts, Counts]]:
        """How often each event happened, by day, and the squares of how often it did in each session."""
        size, day = len(self.names), self.on - self.days.begin
        known = (day >= 0) & (day < self.days.number) & (self.first != self.names.index(START))
        first, day, row = (each[known] for each in (self.first, day, self.row))
        session = row * self.days.number + day
        _, one, number = np.unique(session * size + first, return_index=True, return_counts=True)
        times = self.times[row[one]] * number
        counts, squares = (
            self._daily(first[one], size, day[one], weights) for weights in (times, times * number)
        )
        return {
            name: (counts[place], squares[place])
            for place, name in enumerate(self.names)
            if counts[place].any()
        }

    def repeats(self, event: str) -> float:
        """How often an event happens in a session that has it, as its occurrences see it."""
        counts, squares = self.events.get(event, (np.ones(1), np.ones(1)))
        return float(squares.sum() / counts.sum())

    def sources(self, event: str, alphabet: Alphabet) -> dict[str, Counts]:
        """How often an event happened in each source, by day."""
        sources = sorted(set(alphabet.source.values()))
        of = np.array([sources.index(alphabet.source[one]) if one in alphabet.source else -1
                       for one in self.letters])  # fmt: skip
        day = self.on - self.days.begin
        chosen = (day >= 0) & (day < self.days.number) & (of[self.letter] >= 0)
        chosen &= self.first == (self.names.index(event) if event in self.names else -1)
        daily = self._daily(of[self.letter[chosen]], len(sources), day[chosen], self.times[self.row[chosen]])
        return {name: daily[place] for place, name in enumerate(sources) if daily[place].any()}

    def most_frequent(self, most: int) -> dict[str, Counts]:
        """How many sessions had each of the `most` most frequent trails, by the day on which they began."""
        total: Counter[str] = Counter()
        for trail, times in zip(self.trails, self.times.tolist(), strict=True):
            total[trail] += times
        chosen = sorted(total, key=lambda trail: (-total[trail], trail))[:most]
        place = {trail: number for number, trail in enumerate(chosen)}
        which = np.fromiter((place.get(trail, -1) for trail in self.trails), np.int64, len(self.trails))
        frequent = which >= 0
        daily = self._begun(which[frequent], len(chosen), frequent)
        return dict(zip(chosen, daily, strict=True))

    def begun_by_day(self) -> Counts:
        """How many sessions began, by day."""
        everything = np.ones(len(self.begun), np.bool_)
        counts: Counts = self._begun(np.zeros(len(self.begun), np.int64), 1, everything)[0]
        return counts

    def begun_by_source(self, alphabet: Alphabet) -> dict[str, Counts]:
        """How many sessions began in each source, by day; its source is that of its first event."""
        source = [alphabet.source.get(trail[0], "") for trail in self.trails]
        names = sorted({*source} - {""})
        place = {name: number for number, name in enumerate(names)}
        which = np.array([place.get(name, -1) for name in source], np.int64)
        known = which >= 0
        return dict(zip(names, self._begun(which[known], len(names), known), strict=True))

    def _begun(self, which: Whole, number: int, rows: NDArray[np.bool_]) -> NDArray[np.float64]:
        day = self.begun[rows] - self.days.begin
        known = (day >= 0) & (day < self.days.number)
        return self._daily(which[known], number, day[known], self.times[rows][known])

    def _daily(self, which: Whole, number: int, day: Whole, weights: Whole) -> NDArray[np.float64]:
        """A row for each number, a column for each day."""
        cells = which * self.days.number + day
        summed = np.bincount(cells, weights, number * self.days.number)
        return summed.astype(np.float64).reshape(number, self.days.number)


@dataclass(frozen=True, slots=True)
class _SessionDays:
    """How many sessions have this trail; `days`: the day of each event, or one day if all are on the same."""

    trail: str
    days: Sequence[int]
    times: int


def _with_days(rows: Sequence[SessionRow], calendar: Calendar) -> Iterator[_SessionDays]:
    clocks = "".join(row.clock for row in rows).encode()
    at = np.frombuffer(clocks, f"S{DIGITS}").astype(np.int64) if clocks else np.empty(0, np.int64)
    days, place = calendar.days(at).tolist(), 0
    for row in rows:
        size = len(row.clock) // DIGITS
        yield _SessionDays(row.trail, days[place : place + size] or [row.day], row.times)
        place += size


def _active(given: Iterable[_SessionDays], alphabet: Alphabet) -> tuple[list[_SessionDays], Counter[int]]:
    """Sessions without what nobody did, those of which something is left; and the messages sent, by day."""
    passive, outbound = frozenset(alphabet.passive), frozenset(alphabet.of_role("outbound"))
    sent: Counter[int] = Counter()
    rows = []
    for row in given:
        if passive.isdisjoint(row.trail):
            rows.append(row)
            continue
        days = row.days if len(row.days) > 1 else [row.days[0]] * len(row.trail)
        for letter, day in zip(row.trail, days, strict=True):
            if letter in outbound:
                sent[day] += row.times
        left = [place for place, letter in enumerate(row.trail) if letter not in passive]
        if left:
            trail = "".join(row.trail[place] for place in left)
            rows.append(_SessionDays(trail, [days[place] for place in left], row.times))
    return rows, sent


def _letters(text: str) -> tuple[tuple[str, ...], Whole]:
    """The letters, and for each of a text its place among them."""
    letters, which = np.unique(np.frombuffer(text.encode("utf-32-le"), np.uint32), return_inverse=True)
    return tuple(map(chr, letters.tolist())), which.astype(np.int64)


def _names(letters: Sequence[str], alphabet: Alphabet) -> tuple[tuple[str, ...], Whole]:
    """The names, and for each letter the place of its name."""
    marks = dict(zip(_MARKS, (START, END), strict=True))
    named = [marks.get(letter) or alphabet.path(letter)[0] for letter in letters]
    names = tuple(dict.fromkeys(named))
    return names, np.array([names.index(name) for name in named], np.int64)
