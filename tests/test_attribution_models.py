"""The models of attribution, each against another way to the same numbers."""

from collections import Counter
from itertools import combinations, pairwise, permutations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onepath.graph.outcomes.credit import PathTable, position_shares, share_out
from onepath.graph.outcomes.markov_chain import Chain


def table(
    converted: dict[tuple[int, ...], int], lost: dict[tuple[int, ...], int], channels: int
) -> PathTable:
    return PathTable(channels, converted, lost, np.zeros(channels))


def test_the_last_that_is_not_direct_gets_the_conversion_unless_all_are():
    # Channels: 0 a newsletter, 1 direct. Of three conversions two have the newsletter on their path.
    paths = PathTable(2, {(0, 1): 1, (1, 0, 1): 1, (1,): 1}, {}, np.zeros(2), frozenset({1}))
    assert share_out("last_non_direct", paths).tolist() == [2, 1]
    assert share_out("last", paths).tolist() == [0, 3]


def test_two_touches_share_alike_and_more_share_40_20_40():
    assert position_shares(1) == [1]
    assert position_shares(2) == [0.5, 0.5]
    assert position_shares(4) == pytest.approx([0.4, 0.1, 0.1, 0.4])


PATHS = st.dictionaries(
    st.lists(st.integers(0, 4), min_size=1, max_size=6).map(tuple), st.integers(1, 9), min_size=1, max_size=8
)


@settings(max_examples=60, deadline=None)
@given(PATHS, PATHS)
def test_shapley_is_the_mean_over_all_orders(converted, lost):
    paths = table(converted, lost, 5)

    def conversions(channels: frozenset[int]) -> float:
        return sum(times for path, times in converted.items() if channels.issuperset(path))

    assert share_out("shapley", paths) == pytest.approx(over_all_orders(conversions))


@settings(max_examples=30, deadline=None)
@given(PATHS, PATHS)
def test_shapley_of_the_chain_is_the_mean_over_all_orders(converted, lost):
    paths = table(converted, lost, 5)
    values = over_all_orders(lambda channels: chance(converted, lost, channels))
    assert share_out("shapley_chain", paths) == pytest.approx(values * paths.conversions / values.sum())


@settings(max_examples=60, deadline=None)
@given(PATHS, PATHS)
def test_markov_is_the_share_that_is_lost_without_a_channel(converted, lost):
    paths = table(converted, lost, 5)
    every = frozenset(range(5))
    whole = chance(converted, lost, every)
    assert whole == pytest.approx(paths.conversions / (paths.conversions + sum(lost.values())))
    effects = np.array([1 - chance(converted, lost, every - {channel}) / whole for channel in range(5)])
    assert share_out("markov", paths) == pytest.approx(effects * paths.conversions / effects.sum())


def over_all_orders(worth) -> np.ndarray:
    values, orders = np.zeros(5), list(permutations(range(5)))
    known = {frozenset(some): worth(frozenset(some)) for n in range(6) for some in combinations(range(5), n)}
    for order in orders:
        for place, channel in enumerate(order):
            before = frozenset(order[:place])
            values[channel] += known[before | {channel}] - known[before]
    return values / len(orders)


def chance(converted, lost, channels: frozenset[int]) -> float:
    """The chance of a conversion by powers of the chain's matrix; all who reach other channels are lost."""
    steps: Counter[tuple[object, object]] = Counter()
    for paths, end in ((converted, "bought"), (lost, "nothing")):
        for path, times in paths.items():
            for pair in pairwise(("start", *path, end)):
                steps[pair] += times
    states = ["start", *range(5), "bought"]
    matrix = np.zeros((7, 7))
    matrix[6, 6] = 1
    for (here, there), times in steps.items():
        if there in channels or there == "bought":
            begun = sum(other for (place, _), other in steps.items() if place == here)
            matrix[states.index(here), states.index(there)] = times / begun
    return float(np.linalg.matrix_power(matrix, 1 << 20)[0, 6])


def test_the_removal_effect_is_what_a_simulation_loses():
    converted, lost = {(0, 1): 30, (1,): 10, (2, 0, 1): 5}, {(0,): 40, (1, 2): 15, (2,): 20}
    paths = table(converted, lost, 3)
    random = Random(7)
    steps: dict[object, list[object]] = {}
    for table_, end in ((converted, "bought"), (lost, "nothing")):
        for path, times in table_.items():
            for here, there in pairwise(("start", *path, end)):
                steps.setdefault(here, []).extend([there] * times)

    def bought(removed: int | None) -> float:
        count = 0
        for _ in range(20_000):
            place: object = "start"
            while place not in ("bought", "nothing", removed):
                place = random.choice(steps[place])
            count += place == "bought"
        return count

    effects = np.array([1 - bought(channel) / bought(None) for channel in range(3)])
    expected = share_out("markov", paths) / paths.conversions
    assert effects / effects.sum() == pytest.approx(expected, abs=0.03)


def test_above_twelve_channels_orders_are_drawn_near_to_the_exact_values_and_always_the_same():
    random = np.random.default_rng(5)
    passages = np.zeros((15, 15))
    passages[:13, :12] = random.integers(1, 20, (13, 12))
    passages[:13, 13:] = random.integers(1, 20, (13, 2))
    passages[12, 13] = 0  # nobody converts without a touch
    chain = Chain.of(passages, 12)
    exact, drawn = chain.shapley_values(), chain.drawn()
    assert drawn == pytest.approx(exact, rel=0.01)
    assert drawn.sum() == pytest.approx(chain.conversion())
    assert (chain.drawn() == drawn).all()
