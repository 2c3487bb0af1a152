"""Frequent patterns in order, and with a target how people who convert differ in them from the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..errors import QuestionInvalid
from ..statistics import Odds, benjamini_hochberg, fisher, odds_ratio
from ..store import Graph
from ..trails import Alphabet
from .answer import Contrast, Pattern, Patterns
from .closed import is_closed
from .frequent import mine
from .names import pattern_text
from .prefix_span import Mined
from .sequences import Sequences, read_sequences

if TYPE_CHECKING:
    from .question import PatternsQuestion

SIGNIFICANT = 0.05
_HALDANE = 0.5


def rank_patterns(graph: Graph, question: "PatternsQuestion") -> Patterns:
    """The patterns, the most frequent first; compared those that differ significantly, and most, first.

    Raises EventUnknown for a name that no event has, QuestionInvalid without journeys, and Refused with an
    estimate where there would be too many patterns.
    """
    alphabet = question.alphabet(graph)
    if not alphabet.types:
        raise QuestionInvalid(
            "There are no journeys to look for patterns in.", action="Build them: onepath journeys build"
        )
    required = _required(alphabet, question)
    sequences = read_sequences(graph, question, alphabet)
    needed = np.array([name in required for name in sequences.names])
    if required:
        # Journeys with none of these have no pattern with one; the shares stay shares of everybody.
        sequences = sequences.having(needed)
    return _first(sequences, question, list(_mined(sequences, question, needed)))


def _required(alphabet: Alphabet, question: "PatternsQuestion") -> set[str]:
    """The names one of which a pattern must contain; none where any pattern will do."""
    if question.contains is None:
        return set()
    called = question.names(alphabet)
    names = {called[letter] for letter in alphabet.letters(question.contains)}
    if question.target is not None:
        ends = {called[letter] for letter in alphabet.letters(question.target)}
        return set() if names & ends else names
    return names


def _mined(sequences: Sequences, question: "PatternsQuestion", needed: NDArray[np.bool_]) -> Iterator[Mined]:
    """What was found, length by length, of the patterns that are asked for."""
    shown = question.mined
    found = mine(sequences, question, shown + question.closed)
    shortest = question.min_length - (question.target is not None)
    for place, mined in enumerate(found[:shown]):
        keep = np.full(len(mined), place + 1 >= shortest)
        if needed.any():
            keep &= needed[mined.codes].any(axis=1)
        if question.closed and place + 1 < len(found):
            keep &= is_closed(mined, found[place + 1])
        yield Mined(mined.codes[keep], mined.counts[keep])


def _first(sequences: Sequences, question: "PatternsQuestion", lengths: Sequence[Mined]) -> Patterns:
    counts = np.concatenate([mined.counts for mined in lengths])
    codes = [row for mined in lengths for row in mined.codes] if len(counts) else []
    units = sum(sequences.units)
    size = np.concatenate([np.full(len(mined), mined.codes.shape[1]) for mined in lengths])
    last = () if question.target is None else (question.target,)

    def pattern(n: int, contrast: Contrast | None) -> Pattern:
        events = (*_named(sequences, codes[n]), *last)
        number = int(counts[n].sum())
        return Pattern(pattern_text(events), events, number, number / units, contrast)

    def found(converters: int | None, significant: int | None, patterns: Sequence[Pattern]) -> Patterns:
        return Patterns(
            question.count, question.filter.sentence(), question.target, units, converters, len(counts),
            significant, tuple(patterns),
        )  # fmt: skip

    if len(sequences.units) == 1:
        # Of equally frequent ones the longer says more.
        order = np.lexsort((-size, -counts[:, 0]))[: question.limit]
        return found(None, None, [pattern(n, None) for n in order.tolist()])
    table = _Table.of(counts, sequences.units)
    if question.by_people:
        order = np.lexsort((-size, -counts.sum(axis=1), -counts[:, 0]))
    else:
        order = np.lexsort((-size, -counts.sum(axis=1), -_effect(table.odds), table.q > SIGNIFICANT))
    shown = [pattern(n, table.contrast(n)) for n in order[: question.limit].tolist()]
    return found(sequences.units[0], int((table.q <= SIGNIFICANT).sum()), shown)


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
        first, second = counts.T.astype(np.float64)
        cells = (first, units[0] - first, second, units[1] - second)
        p = fisher(*cells)
        return cls(counts, units, odds_ratio(*cells, prior=_HALDANE), p, benjamini_hochberg(p))

    def contrast(self, n: int) -> Contrast:
        converters, non_converters = self.counts[n].tolist()
        converting = self.units[0] / sum(self.units)
        return Contrast(
            converters=converters,
            non_converters=non_converters,
            converters_support=converters / self.units[0] if self.units[0] else None,
            non_converters_support=non_converters / self.units[1] if self.units[1] else None,
            lift=converters / (converters + non_converters) / converting if converting else None,
            odds_ratio=float(self.odds.ratio[n]),
            low=float(self.odds.low[n]),
            high=float(self.odds.high[n]),
            p=float(self.p[n]),
            q=float(self.q[n]),
        )
