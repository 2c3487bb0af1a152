"""The probability of the next event by the events before it: a Markov chain of an order, smoothed.

Interpolated Witten-Bell (Witten, Bell 1991; Chen, Goodman 1998): with N events seen after the context h, of T
different names, p(w | h) = (count(h w) + T p(w | h')) / (N + T), where h' is h without its earliest event.
Without any context p(w) = (count(w) + T / V) / (N + T), for V names in all. A context that was never seen
leaves p(w | h'). A context goes back to the beginning of a journey and no further.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_CELLS_AT_ONCE = 2_000_000
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Grams:
    """Every event with the events before it, by place of their names; one row each distinct one.

    `before`: (rows, order), the event just before first; `names` stands for before the first event.
    `following`: the event itself. `trained`, `held_out`: how often, among the people of either kind.
    """

    names: int
    before: Ints
    following: Ints
    trained: Ints
    held_out: Ints

    @property
    def order(self) -> int:
        return int(self.before.shape[1])


@dataclass(frozen=True, slots=True)
class Score:
    """How often the next event of people in the holdout was the most probable one (`top1`), or one of the
    three most probable (`top3`), as shares of all predictions. `order`: how many previous events are used; 0
    always predicts the most frequent events. `log_loss`: the mean of -ln p of the event that happened.
    """

    order: int
    predictions: int
    top1: float
    top3: float
    log_loss: float


def following(grams: Grams, context: Sequence[frozenset[int]]) -> tuple[Floats, Ints]:
    """The probability of each name after a context, and how often each came after it; trained on everybody.

    `context`: of each event before, the latest first, the names that it may be.
    """
    counts = grams.trained + grams.held_out
    fits = np.ones(len(counts), dtype=bool)
    seen = _seen(grams, counts, fits)
    chance = _mixed(seen, _uniform(grams.names))
    for back, names in enumerate(context):
        fits &= np.isin(grams.before[:, back], list(names))
        seen = _seen(grams, counts, fits)
        chance = _mixed(seen, chance)
    return chance[0], seen[0].astype(np.int64)


def ranked(chance: Floats) -> NDArray[np.intp]:
    """The names by probability, the likeliest first; of equals the commoner, as names are in that order."""
    return np.argsort(-np.round(chance, _DIGITS), axis=-1, kind="stable")


def scores(grams: Grams, orders: Sequence[int]) -> list[Score]:
    """The score of each order; order 0, which knows no context, predicts the most frequent events."""
    levels = _levels(grams)
    return [_score(grams, levels[: order + 1]) for order in orders]


@dataclass(frozen=True, slots=True)
class _Level:
    """The contexts of one length, numbered through, as columns.

    `of_row`: the context of each row of the grams; `shorter`: of each context the one without its earliest.
    `following` and `times` from `begins[c]` to `begins[c + 1]`: what followed the context c, and how often.
    """

    of_row: Ints
    shorter: Ints
    begins: Ints
    following: Ints
    times: Ints

    def seen(self, contexts: Ints, names: int) -> Floats:
        """How often each name followed each of these contexts."""
        counts = np.zeros((len(contexts), names))
        lengths = self.begins[contexts + 1] - self.begins[contexts]
        rows = np.repeat(np.arange(len(contexts)), lengths)
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        places = np.repeat(self.begins[contexts], lengths) + within
        counts[rows, self.following[places]] = self.times[places]
        return counts


def _levels(grams: Grams) -> list[_Level]:
    of_row = np.zeros(len(grams.following), dtype=np.int64)
    trained = grams.trained > 0
    levels = [_level(grams, of_row, np.zeros(1, dtype=np.int64), trained)]
    for back in range(grams.order):
        pairs = of_row * (grams.names + 1) + grams.before[:, back]
        known, of_row = np.unique(pairs, return_inverse=True)
        # Before the beginning there is nothing to train on: such a context leaves the shorter one's answer.
        begun = grams.before[:, back - 1] < grams.names if back else trained
        levels.append(_level(grams, of_row, known // (grams.names + 1), trained & begun))
    return levels


def _level(grams: Grams, of_row: Ints, shorter: Ints, trained: NDArray[np.bool_]) -> _Level:
    pairs, place = np.unique(of_row[trained] * grams.names + grams.following[trained], return_inverse=True)
    times = np.bincount(place, weights=grams.trained[trained], minlength=len(pairs)).astype(np.int64)
    begins = np.searchsorted(pairs, np.arange(len(shorter) + 1) * grams.names)
    return _Level(of_row, shorter, begins.astype(np.int64), pairs % grams.names, times)


def _score(grams: Grams, levels: Sequence[_Level]) -> Score:
    held = grams.held_out > 0
    asked, row = np.unique(levels[-1].of_row[held], return_inverse=True)
    came, times = grams.following[held], grams.held_out[held]
    # First, one of three, log loss: summed up over the predictions.
    sums = np.zeros(3)
    together = max(1, _CELLS_AT_ONCE // grams.names)
    for begin in range(0, len(asked), together):
        chance = _chance(levels, asked[begin : begin + together], grams.names)
        here = (begin <= row) & (row < begin + together)
        mine, name, often = row[here] - begin, came[here], times[here]
        best = ranked(chance)[mine, :3] == name[:, np.newaxis]
        sums += (best[:, 0] @ often, best.any(axis=1) @ often, -np.log(chance[mine, name]) @ often)
    predictions = int(times.sum())
    first, three, loss = (sums / max(predictions, 1)).tolist()
    return Score(len(levels) - 1, predictions, top1=first, top3=three, log_loss=loss)


def _chance(levels: Sequence[_Level], contexts: Ints, names: int) -> Floats:
    """The probability of each name after each of these contexts of the last level."""
    chain = [contexts]
    for level in reversed(levels[1:]):
        chain.append(level.shorter[chain[-1]])
    chance = np.repeat(_uniform(names), len(contexts), axis=0)
    for level, wanted in zip(levels, reversed(chain), strict=True):
        chance = _mixed(level.seen(wanted, names), chance)
    return chance


def _seen(grams: Grams, counts: Ints, fits: NDArray[np.bool_]) -> Floats:
    seen = np.bincount(grams.following[fits], weights=counts[fits], minlength=grams.names)
    return np.asarray(seen[np.newaxis])


def _uniform(names: int) -> Floats:
    return np.full((1, names), 1 / names)


def _mixed(seen: Floats, shorter: Floats) -> Floats:
    """Counts after contexts (rows), mixed with the probabilities after the shorter contexts."""
    whole = seen.sum(axis=1, keepdims=True)
    kinds = (seen > 0).sum(axis=1, keepdims=True)
    return np.where(whole > 0, (seen + kinds * shorter) / np.maximum(whole + kinds, 1), shorter)
