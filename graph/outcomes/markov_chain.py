"""A Markov chain of order 1 from a start through channels to a conversion, from which channels are removed.

A channel that is removed loses everybody who reaches it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import factorial

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EXACT_CHANNELS = 12
"""Up to this many channels all their sets are evaluated; with more, orders are sampled."""
_ORDERS = 2_000
SEED = 20_260_101
_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Chain:
    """Probabilities of a step: from the channels, and last from the start, to the channels and last to the
    conversion. What a row lacks to 1 leads to nothing.
    """

    step: Floats

    @classmethod
    def of(cls, counts: Floats, channels: int) -> "Chain":
        """From counts of steps between channels, start, conversion and nothing, in this order."""
        begun = counts[: channels + 1].sum(axis=1, keepdims=True)
        share = np.divide(
            counts[: channels + 1], begun, out=np.zeros_like(counts[: channels + 1]), where=begun > 0
        )
        return cls(np.delete(share[:, : channels + 2], channels, axis=1))

    @property
    def channels(self) -> int:
        return len(self.step) - 1

    def conversion(self, removed: int | None = None) -> float:
        """The probability of a conversion, with one channel removed or with all."""
        kept = [channel for channel in range(self.channels) if channel != removed]
        between = self.step[np.ix_(kept, kept)]
        # Everybody leaves the channels in the end, so this has one solution.
        reached = np.linalg.solve(np.eye(len(kept)) - between, self.step[kept, -1])
        return float(self.step[-1, -1] + self.step[-1, kept] @ reached)

    def removal_effects(self) -> Floats:
        """For each channel the share of the conversions that are lost without it."""
        whole = self.conversion()
        return np.array([1 - self.conversion(channel) / whole for channel in range(self.channels)])

    def shapley_values(self) -> Floats:
        """For each channel what it adds to the probability of a conversion, on average over all orders in
        which channels may be added; exact up to `EXACT_CHANNELS`, estimated above.
        """
        return self._exact() if self.channels <= EXACT_CHANNELS else self.drawn()

    def worth(self) -> Floats:
        """The probability of a conversion through each set of channels; bit k of its place is channel k."""
        open_ways = self.step[np.newaxis]
        for channel in range(self.channels):
            # The sets with this channel are those without it, in order, once more.
            open_ways = np.concatenate([open_ways, _opened(open_ways, np.full(len(open_ways), channel))])
        return np.asarray(open_ways[:, -1, -1])

    def _exact(self) -> Floats:
        worth, count = self.worth(), self.channels
        sets = np.arange(1 << count)
        sizes = np.array([int(one).bit_count() for one in sets])
        weight = np.array(
            [factorial(size) * factorial(count - size - 1) / factorial(count) for size in range(count)]
        )
        values = np.empty(count)
        for channel in range(count):
            without = sets[sets >> channel & 1 == 0]
            added = worth[without | 1 << channel] - worth[without]
            values[channel] = weight[sizes[without]] @ added
        return values

    def drawn(self) -> Floats:
        """The same estimated over orders that are drawn, always the same ones."""
        values = np.zeros(self.channels)
        drawn = 0
        for orders in self._orders():
            ways = np.broadcast_to(self.step, (len(orders), *self.step.shape)).copy()
            before = ways[:, -1, -1]
            for channel in orders.T:
                ways = _opened(ways, channel)
                np.add.at(values, channel, ways[:, -1, -1] - before)
                before = ways[:, -1, -1]
            drawn += len(orders)
        return values / drawn

    def _orders(self) -> Iterator[NDArray[np.intp]]:
        """Orders of the channels, each with all its rotations and their reverses.

        So every channel comes at every place equally often, which takes most of the chance out: with 12
        channels values are then a half percent from the exact ones, and not five.
        """
        random = np.random.default_rng(SEED)
        together = max(1, _AT_ONCE // (2 * self.channels * self.step.size))
        left = permutations_sampled(self.channels) // (2 * self.channels)
        while left > 0:
            count = min(left, together)
            orders = random.permuted(np.tile(np.arange(self.channels), (count, 1)), axis=1)
            turned = np.concatenate([np.roll(orders, by, axis=1) for by in range(self.channels)])
            yield np.concatenate([turned, turned[:, ::-1]])
            left -= count


def permutations_sampled(channels: int) -> int:
    """From how many orders of the channels values are estimated: about `_ORDERS`."""
    return 2 * channels * (_ORDERS // (2 * channels))


def _opened(ways: Floats, channel: NDArray[np.intp]) -> Floats:
    """The same chains, each with a channel more that may be passed through (Kleene's elimination)."""
    chain = np.arange(len(ways))
    into = ways[chain, :, channel]
    out = ways[chain, channel, :]
    stay = ways[chain, channel, channel]
    return np.asarray(ways + into[:, :, None] * (out / (1 - stay)[:, None])[:, None, :])
