"""How the models share conversions out among channels, from the table of distinct paths.

A path is a tuple of channels, each by its place. Every model gives an array with the conversions that each
channel earns; they sum up to the conversions whose path has a touch.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .markov_chain import Chain

Path = tuple[int, ...]
Floats = NDArray[np.float64]

_ENDS = 0.4
"""Position: what the first and the last touchpoint earn; the others share the rest."""


@dataclass(frozen=True, slots=True)
class PathTable:
    """Distinct paths with touches: how often each `converted`, how often each did not (`lost`).

    `decay` is what each channel earns by the age of its touches; the paths do not tell it.
    """

    channels: int
    converted: Mapping[Path, int]
    lost: Mapping[Path, int]
    decay: Floats
    direct: frozenset[int] = frozenset()
    """Channels that `last_non_direct` passes over where there is another."""

    @property
    def conversions(self) -> int:
        """Conversions whose path has a touch."""
        return sum(self.converted.values())


def share_out(model: "Model", table: PathTable) -> Floats:
    """The conversions that each channel earns by a model of `MODELS`."""
    if not table.conversions:
        return np.zeros(table.channels)
    return MODELS[model](table)


def _first(table: PathTable) -> Floats:
    return _each(table, lambda path: ((path[0], 1.0),))


def _last(table: PathTable) -> Floats:
    return _each(table, lambda path: ((path[-1], 1.0),))


def _last_non_direct(table: PathTable) -> Floats:
    def last(path: Path) -> int:
        return next((channel for channel in reversed(path) if channel not in table.direct), path[-1])

    return _each(table, lambda path: ((last(path), 1.0),))


def _linear(table: PathTable) -> Floats:
    return _each(table, lambda path: tuple((channel, 1 / len(path)) for channel in path))


def _position(table: PathTable) -> Floats:
    return _each(table, lambda path: tuple(zip(path, position_shares(len(path)), strict=True)))


def position_shares(touches: int) -> list[float]:
    """40 % to the first touch, 40 % to the last, 20 % to those between; of two touches each has half."""
    if touches <= 2:
        return [1 / touches] * touches
    between = (1 - 2 * _ENDS) / (touches - 2)
    return [_ENDS, *[between] * (touches - 2), _ENDS]


def _time_decay(table: PathTable) -> Floats:
    return table.decay


def _markov(table: PathTable) -> Floats:
    """Anderl, Becker, von Wangenheim, Schumann 2016: the removal effect in a chain of order 1."""
    return _scaled(_chain(table).removal_effects(), table)


def _shapley(table: PathTable) -> Floats:
    """Zhao, Mahboobi, Bagheri 2018: a set of channels is worth the conversions that need no other channel.

    Each path is then a game of its own that only all of its channels together win, so that the Shapley value
    is exact for any number of channels: its channels have equal parts.
    """
    return _each(table, lambda path: tuple((channel, 1 / len(set(path))) for channel in sorted(set(path))))


def _shapley_chain(table: PathTable) -> Floats:
    """Singal, Besbes, Desir, Goyal, Iyengar 2022: the Shapley value of the chain that Markov looks at.

    A set of channels is worth the probability of a conversion when all others are removed.
    """
    return _scaled(_chain(table).shapley_values(), table)


Model = Literal[
    "first",
    "last",
    "last_non_direct",
    "linear",
    "position",
    "time_decay",
    "markov",
    "shapley",
    "shapley_chain",
]
MODELS: Mapping[Model, Callable[[PathTable], Floats]] = {
    "first": _first,
    "last": _last,
    "last_non_direct": _last_non_direct,
    "linear": _linear,
    "position": _position,
    "time_decay": _time_decay,
    "markov": _markov,
    "shapley": _shapley,
    "shapley_chain": _shapley_chain,
}


def _each(table: PathTable, shares: Callable[[Path], tuple[tuple[int, float], ...]]) -> Floats:
    credit = np.zeros(table.channels)
    for path, times in table.converted.items():
        for channel, share in shares(path):
            credit[channel] += share * times
    return credit


def _scaled(effects: Floats, table: PathTable) -> Floats:
    return np.asarray(effects * (table.conversions / effects.sum()))


def _chain(table: PathTable) -> Chain:
    """From the start through the channels to the conversion, or to nothing, as often as it happened."""
    start, conversion, nothing = table.channels, table.channels + 1, table.channels + 2
    counts = np.zeros((table.channels + 3, table.channels + 3))
    for paths, end in ((table.converted, conversion), (table.lost, nothing)):
        for path, times in paths.items():
            for here, there in pairwise((start, *path, end)):
                counts[here, there] += times
    return Chain.of(counts, table.channels)
