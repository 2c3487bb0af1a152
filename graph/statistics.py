"""How two groups differ in how many hold something: odds ratio, exact test, and many tests at once.

A table has four cells, as arrays: `held` and `lacked` of those who convert, `other_held` and `other_lacked`
of the others.
"""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_NORMAL = 1.959963984540054
"""97.5 % of a normal distribution lie below it."""
_SAME = 1e-7
"""Probabilities that differ by less than this part are the same, as in R and SciPy."""


@dataclass(frozen=True, slots=True)
class Odds:
    """Odds ratios with the ends of their 95 % intervals."""

    ratio: Numbers
    low: Numbers
    high: Numbers


def odds_ratio(
    held: Numbers, lacked: Numbers, other_held: Numbers, other_lacked: Numbers, *, prior: float
) -> Odds:
    """The odds ratio with `prior` added to each cell, and its interval by Woolf's logit (1955).

    A prior of one half is Haldane's (1956) and Anscombe's (1956) correction, 1 is PostHog's.
    """
    cells = [np.asarray(cell, np.float64) + prior for cell in (held, lacked, other_held, other_lacked)]
    log = np.log(cells[0]) + np.log(cells[3]) - np.log(cells[1]) - np.log(cells[2])
    error = _NORMAL * np.sqrt(sum(1 / cell for cell in cells))
    return Odds(np.exp(log), np.exp(log - error), np.exp(log + error))


def stratified_odds_ratio(
    held: Numbers, lacked: Numbers, other_held: Numbers, other_lacked: Numbers, *, prior: float
) -> Odds:
    """The odds ratio over classes of people that are alike (rows), for each table (columns).

    Mantel and Haenszel (1959), the interval by Robins, Breslow and Greenland (1986). `prior` is added to each
    cell, divided among the classes by their size: with one class it is `odds_ratio`.
    """
    cells = np.stack([np.asarray(cell, np.float64) for cell in (held, lacked, other_held, other_lacked)])
    people = cells.sum(axis=0)
    everybody = np.maximum(people.sum(axis=0), 1.0)
    a, b, c, d = cells + prior * people / everybody
    n = np.where(people > 0, a + b + c + d, 1.0)
    with_, without = a * d / n, b * c / n
    p, q = (a + d) / n, (b + c) / n
    r, s = with_.sum(axis=0), without.sum(axis=0)
    variance = (
        (p * with_).sum(axis=0) / (2 * r**2)
        + (p * without + q * with_).sum(axis=0) / (2 * r * s)
        + (q * without).sum(axis=0) / (2 * s**2)
    )
    log, error = np.log(r) - np.log(s), _NORMAL * np.sqrt(variance)
    return Odds(np.exp(log), np.exp(log - error), np.exp(log + error))


def cochran_mantel_haenszel(
    held: Numbers, lacked: Numbers, other_held: Numbers, other_lacked: Numbers
) -> Numbers:
    """The p value of the test that belongs to `stratified_odds_ratio`, with the correction for continuity."""
    cells = np.stack([np.asarray(cell, np.float64) for cell in (held, lacked, other_held, other_lacked)])
    a, b, c, d = cells
    n = cells.sum(axis=0)
    usable = n > 1
    total = np.where(usable, n, 2.0)
    expected = np.where(usable, (a + b) * (a + c) / total, a)
    variance = np.where(usable, (a + b) * (c + d) * (a + c) * (b + d) / (total**2 * (total - 1)), 0.0)
    difference = np.maximum(np.abs((a - expected).sum(axis=0)) - 0.5, 0.0)
    whole = variance.sum(axis=0)
    chi = np.where(whole > 0, difference**2 / np.where(whole > 0, whole, 1.0), 0.0)
    return np.array([erfc(sqrt(value / 2)) for value in chi.tolist()])


def fisher(held: Numbers, lacked: Numbers, other_held: Numbers, other_lacked: Numbers) -> Numbers:
    """The p value of Fisher's exact test, two-sided: all tables with these margins that are no likelier."""
    tables = np.stack([held, lacked, other_held, other_lacked]).astype(np.int64)
    if not tables.size:
        return np.zeros(0)
    # Many patterns have the same table.
    distinct, which = np.unique(tables, axis=1, return_inverse=True)
    log = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, tables.sum(axis=0).max() + 1)))])
    return np.array([_fisher(table, log) for table in distinct.T.tolist()])[which.reshape(-1)]


def _fisher(table: list[int], log: Numbers) -> float:
    """One table; `log[n]` is the logarithm of n factorial."""
    held, lacked, other_held, other_lacked = table
    converted, holding = held + lacked, held + other_held
    everybody = converted + other_held + other_lacked
    first, last = max(0, holding - (everybody - converted)), min(holding, converted)
    # What is 40 standard deviations away adds nothing that a float can hold; the table itself always counts.
    mean = holding * converted / everybody
    spread = 40 * (mean * (1 - holding / everybody) * (1 - converted / everybody) + 1) ** 0.5 + 40
    low = max(first, min(held, int(mean - spread)))
    high = min(last, max(held, int(mean + spread)))
    cell = np.arange(low, high + 1)
    chance = -(
        log[cell] + log[converted - cell] + log[holding - cell] + log[everybody - converted - holding + cell]
    )
    chance += (
        log[converted] + log[everybody - converted] + log[holding] + log[everybody - holding] - log[everybody]
    )
    unlikely = chance[chance <= chance[held - low] + _SAME]
    return float(min(1.0, np.exp(unlikely).sum()))


def benjamini_hochberg(chances: Numbers) -> Numbers:
    """The q values of p values: the share of false findings among those at least as sure as each (1995)."""
    order = np.argsort(chances, kind="stable")
    scaled = chances[order] * len(chances) / np.arange(1, len(chances) + 1)
    q = np.empty(len(chances))
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return np.minimum(q, 1.0)
