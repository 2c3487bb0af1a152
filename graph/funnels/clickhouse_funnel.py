"""ClickHouse's `windowFunnel`, the definition that its users know, in all its modes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

ClickhouseMode = Literal[
    "strict_order", "strict_deduplication", "strict_increase", "strict_once", "allow_reentry"
]
"""The modes by the names that ClickHouse gives them."""


@dataclass(frozen=True, slots=True)
class _Chain:
    """An attempt so far: when it began, the time of its last step, and which events it is made of."""

    start: int
    last: int
    events: tuple[int, ...]


def window_funnel(
    events: Sequence[tuple[int, Collection[int]]],
    steps: int,
    window: int,
    modes: Collection[ClickhouseMode] = (),
) -> int:
    """How many steps were reached by events of (time, the steps that it fits, from 0), in any order given.

    Events of one instant are taken in the order of their steps, and one event may fill several steps unless
    `strict_once`. An event that fits no step ends a funnel in `strict_order`, and is nothing otherwise.
    Source: the documentation of ClickHouse 26; the tests compare with chdb, mode by mode.
    """
    chains: list[list[_Chain]] = [[] for _ in range(steps)]
    for at, step, which in _rows(events, "strict_order" in modes):
        if step < 0:
            if chains[0]:
                break
        elif step == 0:
            chains[0] = [*(chains[0] if "strict_once" in modes else []), _Chain(at, at, (which,))]
        elif "strict_deduplication" in modes and chains[step]:
            break
        elif not chains[step - 1]:
            if "strict_order" in modes and chains[0] and "allow_reentry" not in modes:
                return next(reached for reached, known in enumerate(chains) if not known)
        else:
            longer = [
                _Chain(one.start, at, (*one.events, which))
                for one in chains[step - 1]
                if at <= one.start + window
                and not ("strict_increase" in modes and one.last >= at)
                and not ("strict_once" in modes and which in one.events)
            ]
            if longer and step == steps - 1:
                return steps
            # What is out of time can only be forgotten, but that the step was reached.
            chains[step - 1] = [one for one in chains[step - 1] if at <= one.start + window] or chains[
                step - 1
            ][:1]
            if longer:
                chains[step] = [*(chains[step] if "strict_once" in modes else []), *longer]
    return max((step + 1 for step, known in enumerate(chains) if known), default=0)


def _rows(events: Sequence[tuple[int, Collection[int]]], all_of_them: bool) -> list[tuple[int, int, int]]:
    rows = [(at, step, which) for which, (at, fits) in enumerate(events) for step in fits]
    if all_of_them:
        rows += [(at, -1, which) for which, (at, fits) in enumerate(events) if not fits]
    return sorted(rows)
