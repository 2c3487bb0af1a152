"""When was something unusual? A scan over all intervals of days.

The spatial scan statistic of Kulldorff (1997) in one dimension, time: of all intervals up to a longest one,
that in which the counts differ most from what is expected of them by the days outside, by the ratio of
likelihoods. Bernoulli model for parts of a whole, Poisson model for numbers. Two periods that are given are
compared by the same ratio (the G test).

Sessions are independent of each other, the events in one are not: a robot views three hundred products in
one. Each ratio is therefore divided by how much more the counts vary between sessions, and between days,
than independent events would (quasi-likelihood).
"""

from dataclasses import dataclass, field
from functools import lru_cache
from math import erfc, sqrt
from typing import Self

import numpy as np
from numpy.typing import NDArray

from .expectation import Counts, dispersion, expected_occurrences

_REFITS = 3
_LEAST = 1e-9
_CLUSTERED = 2.0
"""At this many times the usual variation between sessions, an interval is probably due to one session."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Sums over sessions, by day: squares of occurrences, occurrences times total, squares of total."""

    squares: Counts
    products: Counts
    total_squares: Counts

    @classmethod
    def of_single(cls, occurrences: Counts, total: Counts) -> Self:
        """Each is in a session of its own."""
        return cls(occurrences, occurrences, total)


@dataclass(frozen=True, slots=True)
class Series:
    """Occurrences and their total by day.

    `part`: an occurrence is one of the total; else the total is what they are measured by. `weekday`: that of
    the first day, 0 is Monday. `left_out`: days that say nothing (1), and all others (0). `level`: one share
    is expected on all days, so that a slow change differs from it too.
    """

    occurrences: Counts
    total: Counts
    part: bool = True
    spread: Spread | None = None
    weekday: int = 0
    left_out: Counts | None = field(default=None)
    level: bool = False

    @property
    def used(self) -> Counts:
        """1 for each day that counts, and 0 for the others."""
        used = (self.total > 0).astype(np.float64)
        return used if self.left_out is None else used * (1 - self.left_out)

    def outside(self, first: int, last: int) -> Counts:
        """1 for each day that counts outside of an interval, and 0 for the others."""
        days = self.used
        days[first : last + 1] = 0
        return days


@dataclass(frozen=True, slots=True)
class DayInterval:
    """Days from `first` to `last` (places, both included), and the counts inside and outside of them.

    `expected`: the occurrences inside, by the days outside. `ratio` is the logarithm of the likelihood ratio,
    `dispersion` how much more sessions and days vary than chance, `surprise` their quotient. `p` is the
    probability of as large a one by chance: that of chi-square with one degree of freedom, times the number
    of intervals tried (Bonferroni).
    """

    first: int
    last: int
    times_in: int
    of_in: int
    times_out: int
    of_out: int
    expected: float
    ratio: float
    dispersion: float
    surprise: float
    p: float


def scan(series: Series, longest: int, *, earliest: int = 0) -> DayInterval | None:
    """The most unusual interval of at most `longest` days; None where there is nothing to compare.

    It begins at the place `earliest` or later.
    """
    starts, stops = _intervals(len(series.total), min(longest, len(series.total) - 1))
    # A beginning has days before it.
    possible = starts >= earliest
    return _most_unusual(series, starts[possible], stops[possible])


def compare(series: Series, first: int, last: int) -> DayInterval | None:
    """This one interval compared with all other days; None where there is nothing to compare."""
    return _most_unusual(series, np.array([first]), np.array([last + 1]))


def _most_unusual(series: Series, starts: NDArray[np.int64], stops: NDArray[np.int64]) -> DayInterval | None:
    whole, base = (series.used @ counts for counts in (series.occurrences, series.total))
    if not len(starts) or whole <= 0 or (series.part and whole >= base):
        return None
    outside, found = series.used, None
    for _ in range(_REFITS):
        found = _scan_once(series, starts, stops, outside)
        if found is None or found.p >= 1:
            return found
        # What is unusual does not say what is usual.
        outside = series.outside(found.first, found.last)
    return found


def _scan_once(
    series: Series, starts: NDArray[np.int64], stops: NDArray[np.int64], outside: Counts
) -> DayInterval | None:
    """The most unusual interval, by what the days that are `outside` predict."""
    usual = usual_occurrences(series, outside)
    used = series.used
    occurrences, total = series.occurrences * used, series.total * used
    whole, base = float(occurrences.sum()), float(total.sum())
    expected = _shares_of(usual * used, total) * whole
    if series.part:
        expected = np.minimum(expected, total * (1 - _LEAST))
    inside, of_inside, predicted = (_sums(counts, starts, stops) for counts in (occurrences, total, expected))
    possible = (predicted > _LEAST) & (predicted < whole - _LEAST) & (of_inside > 0) & (of_inside < base)
    if not possible.any():
        return None
    ratios = ratio(inside, predicted, whole, (of_inside, base) if series.part else None)
    between = _between_sessions(series, starts, stops)
    clustered = between / (_CLUSTERED * max(1.0, float(np.median(between[possible]))))
    best = int(np.argmax(np.where(possible, ratios / np.maximum(1.0, clustered), -1.0)))
    first, last = int(starts[best]), int(stops[best]) - 1
    days = dispersion(series.occurrences, usual, outside, series.total if series.part else None)
    return _interval(
        series, first, last, expected=float(usual[first : last + 1].sum()), ratio=float(ratios[best]),
        dispersion=max(days, float(between[best])), tried=len(starts),
    )  # fmt: skip


def usual_occurrences(series: Series, outside: Counts) -> Counts:
    """What the days that are `outside` (1, others 0) predict for every day."""
    if series.level:
        share: Counts = series.total * (
            float(outside @ series.occurrences) / max(float(outside @ series.total), _LEAST)
        )
        return share
    return expected_occurrences(series.occurrences, series.total, outside, weekday=series.weekday)


def ratio(inside: Counts, predicted: Counts, whole: float, of: tuple[Counts, float] | None = None) -> Counts:
    """The logarithm of the likelihood ratio: as many as there are inside and outside, or as `predicted`.

    `of`: the total inside and everywhere, where occurrences are a part of it.
    """
    found = _log(inside, predicted) + _log(whole - inside, whole - predicted)
    if of is not None:
        rest, all_rest = of[0] - inside, of[1] - whole
        found += _log(rest, of[0] - predicted) + _log(all_rest - rest, all_rest - of[0] + predicted)
    return found


def _between_sessions(series: Series, starts: NDArray[np.int64], stops: NDArray[np.int64]) -> Counts:
    """How much more sessions vary than independent events, for each interval with its outside."""
    used = series.used
    occurrences, total = series.occurrences * used, series.total * used
    spread = series.spread or Spread.of_single(occurrences, total)
    daily = [occurrences, total, spread.squares * used, spread.products * used, spread.total_squares * used]
    inside = [_sums(counts, starts, stops) for counts in daily]
    outside = [counts.sum() - sums for counts, sums in zip(daily, inside, strict=True)]
    with np.errstate(divide="ignore", invalid="ignore"):
        # The outside says what to expect inside, with its own error, as often as the inside is larger.
        weight = np.nan_to_num(inside[1] / outside[1], posinf=0.0) ** 2
        found, model = _variance(series.part, *inside)
        found_outside, model_outside = _variance(series.part, *outside)
        between: Counts = (found + weight * found_outside) / np.maximum(
            model + weight * model_outside, _LEAST
        )
    return np.maximum(between, 1.0)


def _variance(
    part: bool, occurrences: Counts, total: Counts, squares: Counts, products: Counts, total_squares: Counts
) -> tuple[Counts, Counts]:
    """The variance between sessions, and that of independent events."""
    if not part:
        return squares, occurrences
    share = occurrences / np.maximum(total, _LEAST)
    return squares - 2 * share * products + share**2 * total_squares, occurrences * (1 - share)


def _shares_of(usual: Counts, total: Counts) -> Counts:
    """Each day's part of everything that is expected; of what never happens outside, by the total alone."""
    shape = usual if usual.sum() > 0 else total
    shares: Counts = shape / shape.sum()
    return shares


@lru_cache(maxsize=4)
def _intervals(days: int, longest: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each interval of at most `longest` days starts, and where it has ended: short ones first."""
    lengths = [np.full(days - length + 1, length) for length in range(1, longest + 1)]
    starts = [np.arange(len(one)) for one in lengths]
    if not starts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(starts), np.concatenate(starts) + np.concatenate(lengths)


def _sums(counts: Counts, starts: NDArray[np.int64], stops: NDArray[np.int64]) -> Counts:
    running = np.concatenate([[0.0], np.cumsum(counts)])
    sums: Counts = running[stops] - running[starts]
    return sums


def _log(times: Counts, expected: Counts) -> Counts:
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Counts = np.where(times > 0, times * np.log(times / expected), 0.0)
    return found


def _interval(
    series: Series, first: int, last: int, *, expected: float, ratio: float, dispersion: float, tried: int
) -> DayInterval:
    """With the counts of all its days, also of those that were left out."""
    days = slice(first, last + 1)
    inside, of_inside = int(series.occurrences[days].sum()), int(series.total[days].sum())
    surprise = max(ratio, 0.0) / dispersion
    return DayInterval(
        first, last, inside, of_inside, int(series.occurrences.sum()) - inside,
        int(series.total.sum()) - of_inside, expected, ratio, dispersion, surprise,
        min(1.0, tried * erfc(sqrt(surprise))),
    )  # fmt: skip
