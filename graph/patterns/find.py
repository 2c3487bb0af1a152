"""Frequent patterns, and with a target how those who convert differ in them from the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..conditions import EVERYBODY, Group
from ..errors import QuestionInvalid
from ..statistics import Odds, benjamini_hochberg, fisher, odds_ratio
from ..store import Graph
from ..trails import Alphabet
from .closed import closed
from .frequent import mine
from .mining import Mined
from .question import PatternQuestion
from .sequences import Sequences, read_sequences

SIGNIFICANT = 0.05
_HALDANE = 0.5


@dataclass(frozen=True, slots=True)
class Contrast:
    """How those who convert and the others differ in a pattern; of two groups, the first and the second.

    `converters` and `others` hold it; the supports are these as shares of their groups. `lift`: the share
    that converts of those who hold it, over the share that converts of all. `odds_ratio` with its 95 %
    interval, the p value of Fisher's exact test, and the q value among all patterns that were found.
    """

    converters: int
    others: int
    converters_support: float
    others_support: float
    lift: float
    odds_ratio: float
    low: float
    high: float
    p: float
    q: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """Events in order, the target last where there is one; the people or sessions that hold it."""

    events: tuple[str, ...]
    units: int
    support: float
    contrast: Contrast | None = None


@dataclass(frozen=True, slots=True)
class PatternsFound:
    """The first of the patterns, of how many, and over how many people or sessions they were counted.

    `converters` is None without a target or two groups, of which it counts the first. `significant` counts
    the q values of 0.05 and less.
    """

    units: int
    converters: int | None
    found: int
    significant: int | None
    patterns: list[Pattern]


def find_patterns(
    graph: Graph, question: PatternQuestion, *, limit: int | None = 20, group: Group = EVERYBODY
) -> PatternsFound:
    """The patterns, the most frequent first; compared those that differ surely, and most, first.

    They are looked for among people or sessions of the group, and shares are of these.

    Raises EventUnknown for a name that no event has, QuestionInvalid without journeys, and Refused with an
    estimate where there would be too many patterns.
    """
    if limit is not None and limit < 1:
        raise QuestionInvalid(f"The first {limit} patterns are none.", action="Give a limit of 1 or more.")
    alphabet = Alphabet.read(graph)
    if not alphabet.types:
        raise QuestionInvalid(
            "There are no journeys to look for patterns in.", action="Build them: onepath journeys build"
        )
    required = _required(alphabet, question)
    sequences = read_sequences(graph, question, alphabet, group)
    needed = np.array([name in required for name in sequences.names])
    if required:
        # Whoever has none of these holds no pattern with one; the shares stay shares of everybody.
        sequences = sequences.having(needed)
    return _first(sequences, question, list(_kept(sequences, question, needed)), limit)


def _required(alphabet: Alphabet, question: PatternQuestion) -> set[str]:
    """The names one of which a pattern must contain; none where any pattern will do."""
    if question.contains is None:
        return set()
    names = {alphabet.name[letter] for letter in alphabet.letters(question.contains)}
    if question.target is not None:
        ends = {alphabet.name[letter] for letter in alphabet.letters(question.target)}
        return set() if names & ends else names
    return names


def _kept(sequences: Sequences, question: PatternQuestion, needed: NDArray[np.bool_]) -> Iterator[Mined]:
    """What was found, length by length, of the patterns that are asked for."""
    shown = question.mined
    found = mine(sequences, question, shown + question.closed)
    shortest = question.shortest - (question.target is not None)
    for place, mined in enumerate(found[:shown]):
        keep = np.full(len(mined), place + 1 >= shortest)
        if needed.any():
            keep &= needed[mined.codes].any(axis=1)
        if question.closed and place + 1 < len(found):
            keep &= closed(mined, found[place + 1])
        yield Mined(mined.codes[keep], mined.counts[keep])


def _first(
    sequences: Sequences, question: PatternQuestion, lengths: Sequence[Mined], limit: int | None
) -> PatternsFound:
    counts = np.concatenate([mined.counts for mined in lengths])
    codes = [row for mined in lengths for row in mined.codes] if len(counts) else []
    units = sum(sequences.units)
    size = np.concatenate([np.full(len(mined), mined.codes.shape[1]) for mined in lengths])
    if len(sequences.units) == 1:
        # Of equally frequent ones the longer says more.
        order = np.lexsort((-size, -counts[:, 0]))[:limit]
        patterns = [
            Pattern(_named(sequences, codes[n]), int(counts[n, 0]), int(counts[n, 0]) / units) for n in order
        ]
        return PatternsFound(units, None, len(counts), None, patterns)
    last = () if question.target is None else (question.target,)
    table = _Table.of(counts, sequences.units)
    if question.by_people:
        order = np.lexsort((-size, -counts.sum(axis=1), -counts[:, 0]))[:limit]
    else:
        order = np.lexsort((-size, -counts.sum(axis=1), -_effect(table.odds), table.q > SIGNIFICANT))[:limit]
    patterns = [
        Pattern(
            (*_named(sequences, codes[n]), *last),
            int(counts[n].sum()),
            int(counts[n].sum()) / units,
            table.contrast(n),
        )
        for n in order.tolist()
    ]
    significant = int((table.q <= SIGNIFICANT).sum())
    return PatternsFound(units, sequences.units[0], len(counts), significant, patterns)


def _effect(odds: Odds) -> NDArray[np.float64]:
    """How far from 1 the nearer end of the interval is, on a logarithmic scale: what is sure of the effect.

    By the odds ratio itself the rarest patterns would come first, on whom next to nothing is known.
    """
    sure: NDArray[np.float64] = np.maximum(np.maximum(np.log(odds.low), -np.log(odds.high)), 0.0)
    return sure


def _named(sequences: Sequences, codes: NDArray[np.uint16]) -> tuple[str, ...]:
    return tuple(sequences.names[code] for code in codes)


@dataclass(frozen=True, slots=True)
class _Table:
    """Every pattern's four cells, and what follows from them."""

    counts: NDArray[np.int64]
    units: tuple[int, ...]
    odds: Odds
    p: NDArray[np.float64]
    q: NDArray[np.float64]

    @classmethod
    def of(cls, counts: NDArray[np.int64], units: tuple[int, ...]) -> "_Table":
        held, other_held = counts.T.astype(np.float64)
        cells = (held, units[0] - held, other_held, units[1] - other_held)
        p = fisher(*cells)
        return cls(counts, units, odds_ratio(*cells, prior=_HALDANE), p, benjamini_hochberg(p))

    def contrast(self, n: int) -> Contrast:
        converters, others = self.counts[n].tolist()
        converting = self.units[0] / sum(self.units)
        return Contrast(
            converters=converters,
            others=others,
            converters_support=converters / self.units[0] if self.units[0] else 0.0,
            others_support=others / self.units[1] if self.units[1] else 0.0,
            lift=converters / (converters + others) / converting if converting else 0.0,
            odds_ratio=float(self.odds.ratio[n]),
            low=float(self.odds.low[n]),
            high=float(self.odds.high[n]),
            p=float(self.p[n]),
            q=float(self.q[n]),
        )
