"""Time to convert: its percentiles and its histogram."""

from array import array
from collections.abc import Sequence

import numpy as np

from .answer import DurationBar, TimeToConvert

_MICROSECONDS = 1_000_000
_BARS = 20
_DAY = 86400
# Lengths that a clock has: seconds, minutes, hours, days.
_WIDTHS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, _DAY)
_ENDS = (
    1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 28800, 43200,
    *(days * _DAY for days in (1, 2, 4, 7, 14, 30, 60, 90, 180, 365)),
)  # fmt: skip


def time_to_convert(microseconds: "array[int]") -> TimeToConvert | None:
    """The time to convert; None where nobody converted."""
    if not len(microseconds):
        return None
    seconds = np.frombuffer(microseconds, dtype=np.int64) / _MICROSECONDS
    p1, p25, median, p75, p90, p99 = (float(part) for part in np.percentile(seconds, (1, 25, 50, 75, 90, 99)))
    ends = _even(p99)
    if median < ends[0]:
        ends = _growing(p1, p99)
    return TimeToConvert(len(seconds), p25, median, p75, p90, p99, _bars(seconds, ends))


def median_seconds(microseconds: "array[int]") -> float | None:
    """The median, in seconds; None of nothing."""
    if not len(microseconds):
        return None
    return float(np.median(np.frombuffer(microseconds, dtype=np.int64))) / _MICROSECONDS


def _even(longest: float) -> Sequence[float]:
    """The ends of bars that are all as wide, up to where hardly anybody took longer."""
    width = next(
        (one for one in _WIDTHS if longest / one <= _BARS - 1),
        _DAY * max(1, int(longest / _DAY / _BARS) + 1),
    )
    return [float(width * place) for place in range(1, _BARS + 1)]


def _growing(shortest: float, longest: float) -> Sequence[float]:
    """The ends of bars each of which is wider than the one before: most were quick, and some took days."""
    within = [float(end) for end in _ENDS if shortest < end < longest]
    return [*within, float(next((end for end in _ENDS if end >= longest), longest))]


def _bars(seconds: np.ndarray, ends: Sequence[float]) -> tuple[DurationBar, ...]:
    """The last bar holds what is longer than nearly all: one slow person must not flatten the others."""
    slowest = float(seconds.max())
    number = min(len(ends), int(np.searchsorted(ends, slowest, side="right")) + 1)
    places = np.minimum(np.searchsorted(ends[: number - 1], seconds, side="right"), number - 1)
    heights = np.bincount(places, minlength=number)
    begins = [0.0, *ends[: number - 1]]
    until = [*ends[: number - 1], max(ends[number - 1], slowest)]
    return tuple(
        DurationBar(begin, end, int(height))
        for begin, end, height in zip(begins, until, heights, strict=True)
    )
