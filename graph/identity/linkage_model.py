"""Which accounts are probably one person's, by what they say about that person.

Method: probabilistic record linkage (Fellegi and Sunter 1969). How often values agree for one person and
by chance is estimated by expectation maximisation over all pairs, starting from what is usual among
people (the `usual` columns below), which counts as much as a few pairs: so no probability is 0 or 1, and
few accounts are enough. Agreement in a rare value says more (term frequencies).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

import numpy as np
from numpy.typing import NDArray

from ..attributes import (
    ContradictionRules,
    Likeness,
    Profile,
    compare_addresses,
    compare_births,
    compare_names,
    contradiction,
)
from ..errors import GraphError
from .candidates import candidate_pairs
from .value_rarity import ValueRarity

LOWEST_PROBABILITY = 0.5
"""Pairs that are less probable are left out."""

_MISSING = -1
_ATTRIBUTES = ("given_name", "surname", "birth_date", "gender", "address")
_BIRTH, _ADDRESS = 2, 4
_NAME_ALONE = 3.0
"""The most bits of a pair in which only the names agree, and neither birth date nor address: 0.89."""
_USUAL_SAME = (
    (0.06, 0.04, 0.25, 0.65),
    (0.08, 0.02, 0.15, 0.75),
    (0.03, 0.02, 0.15, 0.80),
    (0.03, 0.97),
    (0.25, 0.10, 0.10, 0.05, 0.15, 0.05, 0.30),
)
"""How often each level of likeness is met in two accounts of one person, the least alike first."""
_USUAL_CHANCE = (
    (0.93, 0.05, 0.012, 0.008),
    (0.97, 0.02, 0.006, 0.004),
    (0.986, 0.0125, 0.0014, 0.0001),
    (0.5, 0.5),
    (0.90, 0.08, 0.015, 0.0025, 0.001, 0.001, 0.0005),
)
"""The same for two accounts of different people."""
_WORTH_SAME = 20.0
"""How many pairs of one person the usual shares count as."""
_WORTH_CHANCE = 20.0
"""How many pairs of different people, for each account, they count as."""
_RARER = (np.inf, np.inf, 0.0, 0.0, 0.0)
"""How much a rare value can say at most. Whoever has the same rare address may be a relative."""
_SEEN = 5
"""A likeness that fewer random pairs have is counted in the candidates alone."""
_RANDOM_PAIRS = 40_000
_ROUNDS = 60
_SEED = 1

Floats = NDArray[np.float64]
Levels = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class MatchingPair:
    """Two accounts by their places, how probable it is that they are one person, and what says so.

    `weights` in bits: `prior` for any two accounts, then one for each attribute that both have; they sum up
    to the logarithm of the odds.
    """

    a: int
    b: int
    probability: float
    weights: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of accounts, the level of likeness of each attribute, and how rare what is equal is, in bits."""

    ends: list[tuple[int, int]]
    levels: Levels
    rarity: Floats
    apart: NDArray[np.bool_]
    """Pairs that the rules keep separate: of two people, whatever else agrees."""


@dataclass(slots=True)
class _Model:
    """How often each level is met for one person and by chance, and the share of pairs of one person."""

    same: list[Floats]
    chance: list[Floats]
    share: float

    def weights(self, levels: Levels) -> Floats:
        """Bits for each pair and attribute; 0 where one of the two says nothing."""
        columns = []
        for n, (same, chance) in enumerate(zip(self.same, self.chance, strict=True)):
            bits = np.append(np.log2(same / chance), 0.0)  # the last one is that of _MISSING
            columns.append(bits[levels[:, n]])
        return np.stack(columns, axis=1)

    def rarity(self, levels: Levels, bits: Floats) -> Floats:
        """How much more a value says than values of this likeness do on average; 0 where `bits` are."""
        average = np.stack([np.log2(chance)[levels[:, n]] for n, chance in enumerate(self.chance)], axis=1)
        return np.where(bits > 0, np.minimum(bits + average, _RARER), 0.0)

    @property
    def prior(self) -> float:
        return float(np.log2(self.share / (1 - self.share)))


def matching_pairs(profiles: Sequence[Profile], rules: ContradictionRules) -> Iterator[MatchingPair]:
    """Pairs of accounts that are probably one person's, and that `rules` do not keep separate.

    The same accounts give the same pairs. Raises GraphError when there is nothing to compare.
    """
    if sum(profile.says for profile in profiles) < 2:
        raise GraphError(
            f"{len(profiles):,} accounts have too little to compare.",
            kept="Nothing was changed.",
            action="At least two accounts with names, birth dates or addresses are needed. [attributes] in "
            "the rules says by what names the sources call these: onepath identity check",
        )
    pairs = _compare(profiles, candidate_pairs(profiles), rules)
    if not pairs.ends:
        return
    model = _estimate(profiles, pairs, rules.names_differ_below)
    weights, rarer = model.weights(pairs.levels), model.rarity(pairs.levels, pairs.rarity)
    probable = np.flatnonzero(_probabilities(model, pairs) >= LOWEST_PROBABILITY)
    bits = model.prior + (weights + rarer).sum(axis=1)
    rivals = _rivals({pairs.ends[n]: float(bits[n]) for n in probable}, profiles, rules)
    for n in probable:
        a, b = pairs.ends[n]
        told = _told(model, weights[n], rarer[n])
        if not _is_more_than_a_name(pairs.levels[n]):
            told["name alone"] = min(0.0, _NAME_ALONE - sum(told.values()))
        if (a, b) in rivals:
            told["rival"] = _lost_to(rivals[a, b])
        probability = float(_probability(np.array([sum(told.values())]))[0])
        if probability >= LOWEST_PROBABILITY:
            rounded = {name: round(bits, 3) for name, bits in told.items()}
            yield MatchingPair(a, b, round(probability, 9), rounded)


def _is_more_than_a_name(levels: NDArray[np.int8]) -> bool:
    """Whether a birth date or an address agrees as well."""
    return bool(levels[_BIRTH] >= Likeness.ALIKE or levels[_ADDRESS] > 0)


def _rivals(
    bits: dict[tuple[int, int], float], profiles: Sequence[Profile], rules: ContradictionRules
) -> dict[tuple[int, int], float]:
    """By pair, the bits of the most probable other pair that makes this one impossible.

    An account that is similar to two others, who contradict each other, is of one of them at most.
    """
    beside: dict[int, list[int]] = defaultdict(list)
    for a, b in bits:
        beside[a].append(b)
        beside[b].append(a)
    found: dict[tuple[int, int], float] = {}
    for account, others in beside.items():
        for one, other in combinations(others, 2):
            against = contradiction((profiles[one],), (profiles[other],), rules)
            if against is None or not against.separates:
                continue
            ours, theirs = _pair(account, one), _pair(account, other)
            found[ours] = max(found.get(ours, -np.inf), bits[theirs])
            found[theirs] = max(found.get(theirs, -np.inf), bits[ours])
    return found


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _lost_to(rival: float) -> float:
    """What a rival takes from a pair, in bits: of the two, one is true at most."""
    return -float(np.log2(1 + np.exp2(min(rival, 1000.0))))


def _told(model: _Model, weights: Floats, rarer: Floats) -> dict[str, float]:
    told = {"prior": model.prior}
    for name, weight, rare in zip(_ATTRIBUTES, weights, rarer, strict=True):
        if weight:
            told[name] = float(weight)
        if rare:
            told[f"{name} how rare"] = float(rare)
    return told


def _compare(profiles: Sequence[Profile], ends: list[tuple[int, int]], rules: ContradictionRules) -> _Pairs:
    rarity = ValueRarity(profiles)
    levels = np.empty((len(ends), len(_ATTRIBUTES)), np.int8)
    bits = np.empty((len(ends), len(_ATTRIBUTES)))
    apart = np.zeros(len(ends), np.bool_)
    for n, (a, b) in enumerate(ends):
        found = _levels(profiles[a], profiles[b], rules.names_differ_below)
        levels[n] = found
        bits[n] = rarity.of(profiles[a], profiles[b], found)
        against = contradiction((profiles[a],), (profiles[b],), rules)
        apart[n] = against is not None and against.separates
    return _Pairs(ends, levels, bits, apart)


def _levels(one: Profile, other: Profile, names_differ_below: float) -> tuple[int, ...]:
    given = family = birth = None
    if one.name and other.name:
        likeness = compare_names(one.name, other.name, names_differ_below)
        given, family = likeness.given, likeness.family
    if one.birth and other.birth:
        birth = compare_births(one.birth, other.birth)
    gender = int(one.gender == other.gender) if one.gender and other.gender else None
    found = (given, family, birth, gender, compare_addresses(one, other))
    return tuple(_MISSING if level is None else int(level) for level in found)


def _estimate(profiles: Sequence[Profile], pairs: _Pairs, names_differ_below: float) -> _Model:
    """Expectation maximisation over all pairs; those that are no candidates are of two people.

    What agrees by chance is what agrees in pairs of different people: random ones, and for what is too rare
    for these the candidates.
    """
    all_pairs = len(profiles) * (len(profiles) - 1) / 2
    random = _random_levels(profiles, names_differ_below)
    sampled = [_counts(random[:, n], len(usual)) for n, usual in enumerate(_USUAL_SAME)]
    worth = _WORTH_CHANCE * len(profiles)
    model = _Model(
        [np.array(usual) for usual in _USUAL_SAME], [np.array(usual) for usual in _USUAL_CHANCE],
        # As if every account had one other of its person.
        min(1 / len(profiles), 0.4),
    )  # fmt: skip
    for _ in range(_ROUNDS):
        probabilities = _probabilities(model, pairs)
        for n, usual in enumerate(_USUAL_SAME):
            same = _counts(pairs.levels[:, n], len(usual), probabilities)
            others = _counts(pairs.levels[:, n], len(usual), 1 - probabilities)
            often = np.where(sampled[n] >= _SEEN, sampled[n] * (all_pairs / len(random)) - same, 0.0)
            model.same[n] = _shares(same, usual, _WORTH_SAME)
            model.chance[n] = _shares(np.maximum(often, others), _USUAL_CHANCE[n], worth)
        model.share = min(max(float(probabilities.sum()), 0.5) / all_pairs, 0.4)
    return model


def _probabilities(model: _Model, pairs: _Pairs) -> Floats:
    bits = model.weights(pairs.levels) + model.rarity(pairs.levels, pairs.rarity)
    return np.where(pairs.apart, 0.0, _probability(model.prior + bits.sum(axis=1)))


def _random_levels(profiles: Sequence[Profile], names_differ_below: float) -> Levels:
    random, found = Random(_SEED), []  # noqa: S311
    for _ in range(min(_RANDOM_PAIRS, 40 * len(profiles))):
        a, b = random.randrange(len(profiles)), random.randrange(len(profiles))
        if a != b:
            found.append(_levels(profiles[a], profiles[b], names_differ_below))
    return np.array(found, np.int8).reshape(len(found), len(_ATTRIBUTES))


def _counts(levels: NDArray[np.int8], size: int, weights: Floats | None = None) -> Floats:
    known = levels != _MISSING
    return np.bincount(
        levels[known], minlength=size, weights=None if weights is None else weights[known]
    ).astype(np.float64)


def _shares(counts: Floats, usual: Sequence[float], worth: float) -> Floats:
    smoothed = counts + worth * np.array(usual)
    return np.asarray(smoothed / smoothed.sum())


def _probability(bits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp2(-np.clip(bits, -1000, 1000))))
