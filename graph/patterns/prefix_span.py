"""Frequent subsequences by PrefixSpan (Pei and others 2001), on arrays.

PrefixSpan grows patterns at their end, and keeps for each pattern where its matches end. Here this is done
for many patterns at once: one step takes the ends of all patterns of a length, looks at every event that
may come next, counts units by (pattern, event), and keeps the ends of what is frequent.

Without a greatest gap and a window one end a pattern and unit is enough, the earliest: whatever continues a
later one continues it too. With them every end is kept, and for a window the latest start that leads to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .sequences import Sequences, Whole

if TYPE_CHECKING:
    from .question import PatternsQuestion

AT_ONCE = 2_000_000
"""Candidates that are looked at in one step: some 80 bytes each."""
_SMALL = 2**16


@dataclass(frozen=True, slots=True)
class Mined:
    """Patterns of one length: a row of codes each, and how many people or sessions have it, by group."""

    codes: NDArray[np.uint16]
    counts: Whole

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True, slots=True)
class Ends:
    """Where matches end: the pattern (its row in `codes`), the place, and the place of the match's start."""

    codes: NDArray[np.uint16]
    pattern: NDArray[np.int32]
    place: NDArray[np.int32]
    start: NDArray[np.int32] | None


@dataclass(frozen=True, slots=True)
class Search:
    """What stays the same from step to step.

    `stop`: for each event, the place after the last one that may follow it in a match; `limit` the same for
    the first event of a match, in a window. `previous`: the place of the event of the same code before it in
    its row, -1 where there is none.
    """

    sequences: Sequences
    rows: NDArray[np.int32]
    stop: NDArray[np.int32]
    limit: NDArray[np.int32] | None
    previous: NDArray[np.int32] | None
    least: tuple[float, ...]
    gapped: bool

    @classmethod
    def over(cls, sequences: Sequences, question: "PatternsQuestion") -> "Search":
        """Ready to mine. A pattern is frequent if in one group as many as `least` says have it."""
        rows = sequences.rows
        row_stop = sequences.ends[rows].astype(np.int32)
        stop = row_stop
        if question.max_gap is not None:
            farthest = np.arange(len(rows), dtype=np.int64) + question.max_gap + 2
            stop = np.minimum(row_stop, farthest).astype(np.int32)
        return cls(
            sequences=sequences,
            rows=rows,
            stop=stop,
            limit=None if question.window is None else _limits(sequences, row_stop, question.window),
            previous=None if question.constrained else _previous(sequences, rows),
            # Less than a billionth of a unit: a share of 0.07 of 100 is 7, and not 7.000000000000001.
            least=tuple(
                max(1.0, question.min_count or question.min_support * units - 1e-9) if units else np.inf
                for units in sequences.units
            ),
            gapped=question.max_gap is not None,
        )

    def first(self) -> tuple[Mined, Ends]:
        """The frequent patterns of one event."""
        places = np.arange(len(self.rows), dtype=np.int32)
        if self.previous is not None:
            places = places[self.previous < 0]
        start = places if self.limit is not None else None
        root = np.zeros((1, 0), np.uint16)
        return self._kept(root, self.sequences.codes[places].astype(np.int64), places, start)

    def width(self, ends: Ends) -> Whole:
        """How many candidates each end has."""
        return (self._stop(ends) - ends.place - 1).astype(np.int64)

    def next(self, ends: Ends) -> tuple[Mined, Ends]:
        """The frequent patterns that are one event longer."""
        width = self.width(ends)
        before = np.repeat(np.arange(len(width), dtype=np.int32), width)
        shift = ends.place + 1 - (np.cumsum(width) - width)
        place = (np.arange(len(before)) + shift[before]).astype(np.int32)
        if self.previous is not None:
            # The first event of its code after the end: the one before it is not after the end.
            fresh = self.previous[place] <= ends.place[before]
            before, place = before[fresh], place[fresh]
        names = len(self.sequences.names)
        key = ends.pattern[before].astype(np.int64) * names + self.sequences.codes[place]
        start = None if ends.start is None else ends.start[before]
        return self._kept(ends.codes, key, place, start)

    def _stop(self, ends: Ends) -> NDArray[np.int32]:
        """The place after the last candidate of each end.

        An event that may follow several ends of a pattern is a candidate of the last before it: that one is
        the nearest, and no other has a later start.
        """
        stop = self.stop[ends.place]
        if ends.start is not None and self.limit is not None:
            stop = np.minimum(stop, self.limit[ends.start])
        if self.previous is None:
            same = ends.pattern[1:] == ends.pattern[:-1]
            stop[:-1][same] = np.minimum(stop[:-1][same], ends.place[1:][same] + 1)
        return stop

    def _kept(
        self, codes: NDArray[np.uint16], key: Whole, place: NDArray[np.int32], start: NDArray[np.int32] | None
    ) -> tuple[Mined, Ends]:
        """Counts units by key, which is pattern * names + code, and keeps what is frequent."""
        names = len(self.sequences.names)
        size = len(codes) * names
        counted: NDArray[np.bool_] | slice = slice(None)
        if self.previous is None:
            # Numbers of 16 bits are sorted without comparing them.
            order = np.argsort(key.astype(np.uint16) if size <= _SMALL else key, kind="stable")
            key, place, start = key[order], place[order], None if start is None else start[order]
            counted = self._first_of_row(key, place)
        rows = self.rows[place[counted]]
        counts = np.stack(
            [np.bincount(key[counted], weight[rows], size) for weight in self.sequences.weights]
        )
        frequent = np.flatnonzero((counts >= np.asarray(self.least)[:, None]).any(axis=0))
        number = np.full(size, -1, np.int32)
        number[frequent] = np.arange(len(frequent), dtype=np.int32)
        pattern = number[key]
        kept = pattern >= 0
        if start is not None and not self.gapped:
            # The end before it in its row has the same start and leads to everything that this one does.
            kept[1:] &= np.asarray(counted)[1:] | (start[1:] != start[:-1])
        longer = np.column_stack([codes[frequent // names], (frequent % names).astype(np.uint16)])
        mined = Mined(longer, counts[:, frequent].T.astype(np.int64))
        return mined, Ends(longer, pattern[kept], place[kept], None if start is None else start[kept])

    def _first_of_row(self, key: Whole, place: NDArray[np.int32]) -> NDArray[np.bool_]:
        row = self.rows[place]
        first = np.ones(len(key), bool)
        first[1:] = (key[1:] != key[:-1]) | (row[1:] != row[:-1])
        return first


def _previous(sequences: Sequences, rows: NDArray[np.int32]) -> NDArray[np.int32]:
    both = rows.astype(np.int64) * len(sequences.names) + sequences.codes
    order = np.argsort(both, kind="stable").astype(np.int32)
    again = both[order][1:] == both[order][:-1]
    previous = np.full(len(rows), -1, np.int32)
    previous[order[1:][again]] = order[:-1][again]
    return previous


def _limits(sequences: Sequences, row_stop: NDArray[np.int32], window: int) -> NDArray[np.int32]:
    """For each event the place after the last one of its row that is within the window: bisection."""
    times = sequences.times
    assert times is not None
    low = np.arange(1, len(times) + 1, dtype=np.int32)
    high = row_stop.copy()
    latest = times + window
    while (open_ := low < high).any():
        middle = (low + high) // 2
        inside = open_ & (times[np.minimum(middle, len(times) - 1)] <= latest)
        high = np.where(open_ & ~inside, middle, high)
        low = np.where(inside, middle + 1, low)
    return low


def in_pieces(search: Search, ends: Ends) -> Iterator[Ends]:
    """The same ends, whole patterns together, in pieces that one step can look at."""
    width = search.width(ends)
    most = max(1, _SMALL // len(search.sequences.names))
    if int(width.sum()) <= AT_ONCE and len(ends.codes) <= most:
        yield ends
        return
    order = np.argsort(ends.pattern, kind="stable")
    ends = _taken(ends, order)
    bounds = np.searchsorted(ends.pattern, np.arange(len(ends.codes) + 1))
    work = np.concatenate([[0], np.cumsum(width[order])])[bounds]
    first = 0
    while first < len(ends.codes):
        last = int(np.searchsorted(work, work[first] + AT_ONCE, side="right")) - 1
        last = min(max(last, first + 1), first + most, len(ends.codes))
        piece = _taken(ends, slice(int(bounds[first]), int(bounds[last])))
        yield replace(piece, codes=ends.codes[first:last], pattern=piece.pattern - np.int32(first))
        first = last


def _taken(ends: Ends, which: NDArray[Any] | slice) -> Ends:
    start = None if ends.start is None else ends.start[which]
    return Ends(ends.codes, ends.pattern[which], ends.place[which], start)


def sample(search: Search, ends: Ends, every: int, first: int) -> Ends:
    """Every so manieth pattern, from the one with most candidates to the one with fewest."""
    width = np.bincount(ends.pattern, search.width(ends), len(ends.codes))
    chosen = np.argsort(-width, kind="stable")[first::every]
    number = np.full(len(width), -1, np.int32)
    number[chosen] = np.arange(len(chosen), dtype=np.int32)
    pattern = number[ends.pattern]
    # Sorted by pattern, so that the ends of one stand together.
    kept = np.flatnonzero(pattern >= 0)
    kept = kept[np.argsort(pattern[kept], kind="stable")]
    return replace(_taken(ends, kept), codes=ends.codes[chosen], pattern=pattern[kept])
