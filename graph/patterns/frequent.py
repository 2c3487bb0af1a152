"""All frequent patterns up to a length, or a refusal with an estimate before minutes or memory are spent."""

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from ..errors import Refused
from .prefix_span import AT_ONCE, Ends, Mined, Search, in_pieces, sample
from .sequences import Sequences

if TYPE_CHECKING:
    from .question import PatternsQuestion

_MOST_PATTERNS = 1_000_000
_MOST_SECONDS = 60
_CANDIDATES_A_SECOND = 15_000_000


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many patterns there are about, and how many candidates would have to be looked at for them."""

    patterns: float
    candidates: float

    @property
    def seconds(self) -> float:
        return self.candidates / _CANDIDATES_A_SECOND

    def check(self, question: "PatternsQuestion") -> None:
        """Raises Refused if the answer would take too long, or be too large."""
        if self.patterns <= _MOST_PATTERNS and self.seconds <= _MOST_SECONDS:
            return
        raise Refused(
            f"About {_round(self.patterns)} patterns have this support, and finding them would take about "
            f"{_spell(self.seconds)}; the limits are {_MOST_PATTERNS:,} and {_MOST_SECONDS} seconds.",
            kept="Only this estimate was made.",
            action=f"Use {' or '.join(_smaller(question))}.",
        )


def mine(sequences: Sequences, question: "PatternsQuestion", length: int) -> list[Mined]:
    """The frequent patterns, for each length from 1 to `length`. Raises Refused.

    The size of the answer is estimated before it is looked for.
    """
    search = Search.over(sequences, question)
    mined, ends = search.first()
    forecast(search, ends, length - 1).check(question)
    found: list[list[Mined]] = [[mined], *([] for _ in range(1, length))]
    _follow(search, ends, found, 1)
    return [_together(parts) for parts in found if parts]


def _follow(search: Search, ends: Ends, found: list[list[Mined]], done: int) -> None:
    """Adds what is longer than `done` events: each piece to its end before the next, to keep memory flat."""
    if done == len(found) or not len(ends.codes):
        return
    for piece in in_pieces(search, ends):
        mined, longer = search.next(piece)
        found[done].append(mined)
        _follow(search, longer, found, done + 1)


def forecast(search: Search, ends: Ends, steps: int) -> Forecast:
    """The rest of a search, estimated from a sample of its tree (Knuth 1975).

    At each length so many patterns are followed as one step can look at, evenly by their width; each stands
    for the same number of others. The same data give the same estimate.
    """
    random = np.random.default_rng(0)
    times, patterns, candidates = 1.0, 0.0, 0.0
    for _ in range(steps):
        if not len(ends.codes):
            break
        width = int(search.width(ends).sum())
        candidates += times * width
        if width > AT_ONCE:
            every = min(len(ends.codes), ceil(width / AT_ONCE))
            ends = sample(search, ends, every, int(random.integers(every)))
            times *= every
        mined, ends = search.next(ends)
        patterns += times * len(mined)
    return Forecast(patterns, candidates)


def _together(parts: list[Mined]) -> Mined:
    return Mined(np.concatenate([p.codes for p in parts]), np.concatenate([p.counts for p in parts]))


def _smaller(question: "PatternsQuestion") -> list[str]:
    ways = [
        f"a higher support than {question.min_support:g} (--min-support)"
        if question.min_count is None
        else f"a higher support than {question.min_count:,} (--min-count)",
        f"shorter patterns than {question.max_length} events (--max-length)",
    ]
    if question.max_gap is None:
        ways.append("a limit on the gap between events (--max-gap)")
    if question.count == "people":
        ways.append("sessions in place of people (--count sessions)")
    if not question.collapse:
        ways.append("repeats collapsed (--collapse)")
    return ways


def _round(count: float) -> str:
    return f"{float(f'{count:.2g}'):,.0f}"


def _spell(seconds: float) -> str:
    if seconds < 1:
        return "a second"
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:,.0f} minutes" if seconds < 7200 else f"{seconds / 3600:,.0f} hours"
