"""When was something unusual? A scan over all intervals of days.

The spatial scan statistic of Kulldorff (1997) in one dimension, time, with the Bernoulli model: of all
intervals up to a longest one, that in which a share differs most from the share outside of it, by the ratio
of likelihoods. Two periods that are given are compared by the same ratio (the G test).
"""

from dataclasses import dataclass
from functools import lru_cache
from math import erfc, sqrt

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
"""A number for each day."""


@dataclass(frozen=True, slots=True)
class DayInterval:
    """Days from `first` to `last` (places, both included), and the counts inside and outside of them.

    `surprise` is the logarithm of the likelihood ratio. `p` is the probability of as large a one by chance:
    that of chi-square with one degree of freedom, times the number of intervals tried (Bonferroni).
    """

    first: int
    last: int
    times_in: int
    of_in: int
    times_out: int
    of_out: int
    surprise: float
    p: float


def scan(times: Counts, of: Counts, longest: int) -> DayInterval | None:
    """The most unusual interval of at most `longest` days; None where there is nothing to compare."""
    whole, base = times.sum(), of.sum()
    if not 0 < whole < base:
        return None
    starts, stops = _intervals(len(times), min(longest, len(times) - 1))
    if not len(starts):
        return None
    sums, bases = _running(times), _running(of)
    ratios = ratio(sums[stops] - sums[starts], bases[stops] - bases[starts], whole, base)
    best = int(np.argmax(ratios))
    return _interval(times, of, int(starts[best]), int(stops[best]) - 1, float(ratios[best]), len(ratios))


def compare(times: Counts, of: Counts, first: int, last: int) -> DayInterval | None:
    """This one interval beside all other days; None where there is nothing to compare."""
    inside, base = times[first : last + 1].sum(), of[first : last + 1].sum()
    if not 0 < times.sum() < of.sum() or base in (0, of.sum()):
        return None
    surprise = float(ratio(np.array([inside]), np.array([base]), times.sum(), of.sum())[0])
    return _interval(times, of, first, last, surprise, 1)


def ratio(inside: Counts, of_inside: Counts, whole: float, base: float) -> Counts:
    """The logarithm of the likelihood ratio: two shares, or one."""
    outside, of_outside = whole - inside, base - of_inside
    everywhere = _likelihood(np.array([whole]), np.array([base]))
    return _likelihood(inside, of_inside) + _likelihood(outside, of_outside) - everywhere


@lru_cache(maxsize=4)
def _intervals(days: int, longest: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each interval of at most `longest` days starts, and where it has ended: short ones first."""
    lengths = [np.full(days - length + 1, length) for length in range(1, longest + 1)]
    starts = [np.arange(len(one)) for one in lengths]
    if not starts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(starts), np.concatenate(starts) + np.concatenate(lengths)


def _running(counts: Counts) -> Counts:
    return np.concatenate([[0.0], np.cumsum(counts)])


def _likelihood(times: Counts, of: Counts) -> Counts:
    with np.errstate(divide="ignore", invalid="ignore"):
        share = times / of
        did = np.where(times > 0, times * np.log(share), 0.0)
        did_not = np.where(of > times, (of - times) * np.log1p(-share), 0.0)
    likelihood: Counts = did + did_not
    return likelihood


def _interval(times: Counts, of: Counts, first: int, last: int, surprise: float, tried: int) -> DayInterval:
    inside, of_inside = int(times[first : last + 1].sum()), int(of[first : last + 1].sum())
    return DayInterval(
        first, last, inside, of_inside, int(times.sum()) - inside, int(of.sum()) - of_inside, surprise,
        min(1.0, tried * erfc(sqrt(max(surprise, 0.0)))),
    )  # fmt: skip
