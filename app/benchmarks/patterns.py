"""Frequent patterns of sessions, by onepath and by the package `prefixspan` on the same sequences."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from signal import ITIMER_REAL, SIGALRM, setitimer, signal
from time import perf_counter
from types import FrameType

import numpy as np
from onepath.graph.errors import GraphError
from onepath.graph.patterns import PatternsQuestion, Sequences, mine, read_sequences
from onepath.graph.store import Graph
from onepath.graph.trails import Alphabet

_QUESTION = PatternsQuestion(count="sessions")
Counts = dict[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class PatternsMeasured:
    """Seconds to read and to mine, and the package's seconds; `stopped` if the package was cut short.

    `patterns` is how many patterns were found. A package that was stopped would have taken longer than shown.
    """

    units: int
    patterns: int
    read: float
    mined: float
    package: float
    stopped: bool

    @property
    def ratio(self) -> float:
        """Reading and mining, as a multiple of the package's mining alone: below 1 is faster."""
        return (self.read + self.mined) / self.package


def measure_patterns(graph: Graph, *, most_seconds: float = 600) -> PatternsMeasured:
    """Patterns of sessions with a support of 1 %, of at most 5 events; both ways must find the same.

    Raises GraphError where they do not, or where the package is not installed.
    """
    begun = perf_counter()
    sequences = read_sequences(graph, _QUESTION, Alphabet.read(graph))
    read = perf_counter()
    ours = _ours(sequences)
    mined = perf_counter()
    theirs, package = _theirs(sequences, most_seconds)
    if theirs is not None and theirs != ours:
        raise GraphError(
            f"{len(ours)} patterns were found, and {len(theirs)} by prefixspan, or other counts."
        )
    return PatternsMeasured(
        sum(sequences.units), len(ours), read - begun, mined - read, package, theirs is None
    )


def _ours(sequences: Sequences) -> Counts:
    return {
        tuple(sequences.names[code] for code in codes): int(count)
        for found in mine(sequences, _QUESTION, _QUESTION.max_length)
        for codes, (count,) in zip(found.codes, found.counts, strict=True)
    }


def _theirs(sequences: Sequences, most_seconds: float) -> tuple[Counts | None, float]:
    try:
        from prefixspan import PrefixSpan
    except ImportError as error:
        raise GraphError(
            "The comparison with PrefixSpan needs the package prefixspan.",
            action="Install it with: pip install 'onepath[bench]'",
        ) from error
    rows = np.split(sequences.codes, sequences.ends[:-1])
    # The package has no weights: every session is a sequence of its own.
    database = [
        codes
        for row, weight in zip(rows, sequences.weights[0].tolist(), strict=True)
        for codes in [row.tolist()] * weight
    ]
    span = PrefixSpan(database)
    span.maxlen = _QUESTION.max_length
    least = -int(-_QUESTION.min_support * len(database) // 1)
    begun = perf_counter()
    try:
        with _at_most(most_seconds):
            found = span.frequent(least)
    except TimeoutError:
        return None, perf_counter() - begun
    named = {tuple(sequences.names[code] for code in codes): count for count, codes in found}
    return named, perf_counter() - begun


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raises TimeoutError in the block after so many seconds."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal(SIGALRM, stop)
    setitimer(ITIMER_REAL, seconds)
    try:
        yield
    finally:
        setitimer(ITIMER_REAL, 0)
        signal(SIGALRM, before)
