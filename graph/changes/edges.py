"""Whether a shift begins and ends suddenly, as an incident does, or grows and fades."""

import numpy as np

from .expectation import Counts
from .scan import DayInterval, Series, ratio, usual_occurrences

_ENOUGH = 30
"""This many occurrences, found or expected, make the two sides of an edge comparable."""
_SHORTEST = 3
_CLEAR = 3.5
"""The logarithm of a likelihood ratio: about one in a hundred."""
_STEP = 1.25


def is_sudden(series: Series, found: DayInterval) -> bool:
    """Whether its first days differ from those before it, and its last ones from those after it.

    As few days as have enough occurrences are compared with as many outside. What lasts to the end of the
    data has one edge; what was there from the first day on has none that could be seen.
    """
    usual = usual_occurrences(series, series.outside(found.first, found.last))
    if usual.sum() <= 0:
        usual = series.total * (series.occurrences.sum() / series.total.sum())
    if found.first == 0:
        return False
    begins = _is_step(series.occurrences, usual, found)
    if found.last == len(usual) - 1:
        return begins
    return begins and _is_step(series.occurrences[::-1], usual[::-1], _reversed(found, len(usual)))


def _is_step(occurrences: Counts, usual: Counts, found: DayInterval) -> bool:
    """Whether there is a step up (or down) where the interval begins."""
    length = _length(occurrences, usual, found)
    inside = slice(found.first, found.first + length)
    before = slice(max(0, found.first - max(length, _SHORTEST)), found.first)
    times, expected = occurrences[inside].sum(), usual[inside].sum()
    times_before, expected_before = occurrences[before].sum(), usual[before].sum()
    if expected <= 0 or expected_before <= 0:
        return False
    level, level_before = (times + 0.5) / (expected + 0.5), (times_before + 0.5) / (expected_before + 0.5)
    more = found.times_in > found.expected
    if not (level > _STEP * level_before if more else level_before > _STEP * level):
        return False
    both = times + times_before
    alike = np.array([both * expected / (expected + expected_before)])
    return bool(ratio(np.array([times]), alike, both)[0] / found.dispersion >= _CLEAR)


def _length(occurrences: Counts, usual: Counts, found: DayInterval) -> int:
    """How many of an interval's first days have enough occurrences; all of them, if none do."""
    days = slice(found.first, found.last + 1)
    enough = np.maximum(occurrences[days].cumsum(), usual[days].cumsum()) >= _ENOUGH
    return int(np.argmax(enough)) + 1 if enough.any() else len(enough)


def _reversed(found: DayInterval, days: int) -> DayInterval:
    """The same interval where the days run backwards."""
    return DayInterval(
        days - 1 - found.last, days - 1 - found.first, found.times_in, found.of_in, found.times_out,
        found.of_out, found.expected, found.ratio, found.dispersion, found.surprise, found.p,
    )  # fmt: skip
