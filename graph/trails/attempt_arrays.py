"""How far each of many got, on arrays: what `furthest_attempt` finds for one, for all of them at once.

For steps that depend on letters, order and time alone. The events of all people or sessions stand end to end;
step by step, the events that can follow the step before are found. As in `attempts`, an event continues from
the latest event that reached the step before, which belongs to the attempt that began last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .attempts import Attempt, AttemptRules
from .clock import DIGITS

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class TrailArrays:
    """All events of some units end to end; unit n has those from `starts[n]` to before `ends[n]`."""

    letters: NDArray[np.uint32]
    at: Whole
    starts: Whole
    ends: Whole

    @classmethod
    def of(cls, trails: Sequence[str], clocks: Sequence[str]) -> "TrailArrays":
        letters = np.frombuffer("".join(trails).encode("utf-32-le"), np.uint32)
        digits = np.frombuffer("".join(clocks).encode("ascii"), np.uint8).reshape(-1, DIGITS) - ord("0")
        at = np.zeros(len(letters), np.int64)
        for place in range(DIGITS):
            at = at * 10 + digits[:, place]
        lengths = np.fromiter(map(len, trails), np.int64, len(trails))
        ends = np.cumsum(lengths)
        return cls(letters, at, ends - lengths, ends)

    @cached_property
    def units(self) -> Whole:
        """Whose each event is."""
        units: Whole = np.repeat(np.arange(len(self.ends)), self.ends - self.starts)
        return units

    def of_letters(self, letters: str) -> Whole:
        """The places of all events of these letters."""
        wanted = np.array([ord(letter) for letter in letters], np.uint32)
        places: Whole = np.flatnonzero(np.isin(self.letters, wanted))
        return places


@dataclass(frozen=True, slots=True)
class AttemptArrays:
    """The attempts of those who began one, in their order, and all events that they are made of.

    `levels` counts the steps that were done; `places` has a row for each of `units` with the place of each
    step's event among all events, -1 beyond the level.
    """

    events: TrailArrays
    units: Whole
    levels: Whole
    places: Whole

    def __getitem__(self, chosen: NDArray[np.bool_]) -> "AttemptArrays":
        return AttemptArrays(self.events, self.units[chosen], self.levels[chosen], self.places[chosen])

    @property
    def last(self) -> Whole:
        """The place of each attempt's last event."""
        last: Whole = self.places[np.arange(len(self.levels)), self.levels - 1]
        return last

    @property
    def following(self) -> NDArray[np.uint32]:
        """The letter of the event after the last one; 0 where there is none."""
        after = self.last + 1
        there = after < self.events.ends[self.units]
        return np.where(there, self.events.letters[np.where(there, after, 0)], 0).astype(np.uint32)

    def attempts(self) -> list[Attempt]:
        """The same one by one, each event by its place in the unit."""
        within = self.places - self.events.starts[self.units][:, None]
        times = self.events.at[self.places]
        return [
            Attempt(tuple(zip(range(level), places, at, strict=False)))
            for level, places, at in zip(self.levels.tolist(), within.tolist(), times.tolist(), strict=True)
        ]


@dataclass(frozen=True, slots=True)
class AttemptFinder:
    """The steps, each by its letters, of the first those that an attempt may begin with; by gap what is
    excluded there.
    """

    steps: Sequence[str]
    excluded: Sequence[str]
    rules: AttemptRules

    def furthest(self, events: TrailArrays) -> AttemptArrays:
        """Of each unit the attempt that came furthest; of several the first to get there, begun last."""
        return self._furthest(events, self._possible(events))

    def every(self, events: TrailArrays) -> Iterator[AttemptArrays]:
        """Of each unit one attempt after the other: first the first of all, then all the second ones."""
        alone = replace(self, rules=replace(self.rules, first_entry=True))
        possible = self._possible(events)
        while len((found := alone._furthest(events, possible)).units):
            yield found
            # Who began no more will not begin later.
            goes_on = np.full(len(events.ends), len(events.letters), np.int64)
            goes_on[found.units] = found.last + 1
            possible = [places[places >= goes_on[events.units[places]]] for places in possible]

    def _possible(self, events: TrailArrays) -> list[Whole]:
        """The places of all events that each step could be."""
        return [events.of_letters(letters) for letters in self.steps]

    def _furthest(self, events: TrailArrays, possible: Sequence[Whole]) -> AttemptArrays:
        came = [self._begun(events, possible[0])]
        for step in range(1, len(self.steps)):
            came.append(self._gone_on(events, step, possible[step], came[-1]))
        number = len(events.ends)
        levels, entries = np.zeros(number, np.int64), np.zeros(number, np.int64)
        for step in reversed(range(len(came))):
            units = events.units[came[step].places]
            first = np.flatnonzero(np.diff(units, prepend=-1))
            fresh = first[levels[units[first]] == 0]
            levels[units[fresh]], entries[units[fresh]] = step + 1, fresh
        units = np.flatnonzero(levels)
        return AttemptArrays(events, units, levels[units], _back(came, levels[units], entries[units]))

    def _begun(self, events: TrailArrays, places: Whole) -> "_Came":
        at = events.at[places]
        places = places[(at >= self.rules.since) & (at <= self.rules.until)]
        if self.rules.first_entry:
            places = places[np.diff(events.units[places], prepend=-1) > 0]
        return _Came(places, places, np.full(len(places), -1, np.int64))

    def _gone_on(self, events: TrailArrays, step: int, places: Whole, before: "_Came") -> "_Came":
        entry = np.searchsorted(before.places, places, side="left") - 1
        places, entry = places[entry >= 0], entry[entry >= 0]
        previous, start = before.places[entry], before.starts[entry]
        goes_on = previous >= events.starts[events.units[places]]
        goes_on &= events.at[places] <= events.at[start] + self.rules.window
        if self.rules.order == "strict":
            goes_on &= previous == places - 1
        barred = events.of_letters(self.excluded[step - 1])
        if len(barred):
            # One that is a step too bars those before it, and may itself be gone on from.
            last = np.searchsorted(barred, places, side="right") - 1
            goes_on &= (last < 0) | (barred[np.maximum(last, 0)] <= previous)
        return _Came(places[goes_on], start[goes_on], entry[goes_on])


@dataclass(frozen=True, slots=True)
class _Came:
    """The events that reach one step: their places in order, where the attempt began, and the entry of the
    step before that each continues from.
    """

    places: Whole
    starts: Whole
    from_entry: Whole


def _back(came: Sequence[_Came], levels: Whole, entries: Whole) -> Whole:
    """The places of all steps of these attempts, from their last entries back."""
    places = np.full((len(levels), len(came)), -1, np.int64)
    entry = entries.copy()
    for step in reversed(range(len(came))):
        there = levels > step
        places[there, step] = came[step].places[entry[there]]
        entry[there] = came[step].from_entry[entry[there]]
    return places
