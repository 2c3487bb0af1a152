"""What a day's counts would be if nothing happened: the usual level, the weekday, and the trend.

Poisson regression with a log link, fitted to the days that are `used`; the others are predicted. Weekday and
trend are taken in only where the data shows them, so that a rare event is not bent to a pattern.
"""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
"""A number for each day."""

_WEEKDAYS = 28
"""This many days show the effect of weekdays, and a curved trend."""
_TREND = 14
_ENOUGH = 50
_CLEAR = {1: 10.83, 6: 22.46}
"""Chi-square, one in a thousand, by degrees of freedom."""
_RIDGE = 1e-3
_ROUNDS = 12
_LEAST = 1e-9


def expected_occurrences(occurrences: Counts, total: Counts, used: Counts, *, weekday: int) -> Counts:
    """What each day's total would give at the share of the days that are used.

    `weekday`: that of the first day, 0 is Monday.
    """
    level: Counts = total * (float(used @ occurrences) / max(float(used @ total), _LEAST))
    if used @ occurrences < _ENOUGH or used.sum() < _WEEKDAYS:
        return level
    by_weekday = _fit(occurrences, total, _design(len(total), weekday, weekdays=True, degree=0), used)
    spread = dispersion(occurrences, level, used)
    weekly = _gain(occurrences, level, by_weekday, used) / spread > _CLEAR[6]
    found = by_weekday if weekly else level
    design = _design(len(total), weekday, weekdays=weekly, degree=1)
    with_trend = _fit(occurrences, total, design, used)
    return with_trend if _gain(occurrences, found, with_trend, used) / spread > _CLEAR[1] else found


def expected_activity(counts: Counts, used: Counts, *, weekday: int) -> Counts:
    """A level that bends slowly, with its weekdays: sessions, or anything that shares are of."""
    days = len(counts)
    degree = 2 if days >= _WEEKDAYS else int(days >= _TREND)
    design = _design(days, weekday, weekdays=days >= _WEEKDAYS, degree=degree)
    return _fit(counts, np.ones(days), design, used)


def dispersion(occurrences: Counts, expected: Counts, used: Counts, total: Counts | None = None) -> float:
    """How much more the days vary than chance alone would have it (Pearson); at least 1.

    `total`: where occurrences are a part of it, so that they vary less.
    """
    variance = expected if total is None else expected * (1 - expected / np.maximum(total, _LEAST))
    days = (used > 0) & (variance > 1e-6)
    if days.sum() <= 2:
        return 1.0
    squares = (occurrences[days] - expected[days]) ** 2 / np.maximum(variance[days], 0.2)
    return max(1.0, float(squares.sum() / (days.sum() - 1)))


def _design(days: int, weekday: int, *, weekdays: bool, degree: int) -> Counts:
    """A column for each thing that the level may depend on, a row for each day."""
    time = np.linspace(-1, 1, days)
    columns = [time**power for power in range(degree + 1)]
    if weekdays:
        day = (np.arange(days) + weekday) % 7
        # Each weekday beside the last: together they do not move the level.
        columns += [(day == one) - (day == 6) * 1.0 for one in range(6)]
    return np.stack(columns, axis=1)


def _fit(counts: Counts, exposure: Counts, design: Counts, used: Counts) -> Counts:
    """Newton's method; the ridge holds what the days do not say near 0."""
    size = design.shape[1]
    ridge = np.diag([0.0] + [_RIDGE] * (size - 1))
    found = np.zeros(size)
    found[0] = np.log(max(float(used @ counts), 0.5) / max(float(used @ exposure), _LEAST))
    for _ in range(_ROUNDS):
        expected = _predicted(exposure, design, found)
        slope = design.T @ (used * (counts - expected)) - ridge @ found
        bend = (design * (used * expected)[:, None]).T @ design + ridge + np.eye(size) * _LEAST
        step = np.clip(np.linalg.solve(bend, slope), -1, 1)
        found += step
        if abs(step).max() < 1e-6:
            break
    return _predicted(exposure, design, found)


def _predicted(exposure: Counts, design: Counts, found: Counts) -> Counts:
    expected: Counts = exposure * np.exp(np.clip(design @ found, -30, 30))
    return expected


def _gain(counts: Counts, simple: Counts, better: Counts, used: Counts) -> float:
    """Twice the logarithm of how much likelier the counts are by the second expectation."""

    def likelihood(expected: Counts) -> float:
        return float(used @ (counts * np.log(np.maximum(expected, _LEAST)) - expected))

    return 2 * (likelihood(better) - likelihood(simple))
