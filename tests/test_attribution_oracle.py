"""Attribution on any journeys: its paths are those of plain Python, and every model sums up."""

from collections import Counter
from datetime import timedelta

import pytest
from attribution_answers import credit, people_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.outcomes import MODELS, NO_TOUCH, AttributionQuestion
from onepath.graph.store import Graph
from stored import Walk, store, walk_in_time

EVENTS = st.lists(st.tuples(st.sampled_from(["a", "b", "c", "buy", "look"]), st.integers(0, 3)), max_size=10)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(EVENTS, min_size=1, max_size=8),
    st.booleans(),
    st.booleans(),
    st.integers(1, 6),
    st.integers(1, 9),
)
def test_paths_are_those_of_plain_python_and_every_model_sums_up(
    graph: Graph, people, every: bool, repeats: bool, lookback: int, half_life: int
):
    people = [walk_in_time(events, 1) for events in people]
    store(graph, [*people, [("a", 1), ("b", 1), ("c", 1), ("buy", 2)]])
    question = AttributionQuestion(
        target="buy", touch="a|b|c", every=every, lookback=timedelta(microseconds=lookback),
        half_life=timedelta(microseconds=half_life), keep_repeats=repeats,
    )  # fmt: skip
    found = question.answer(graph)
    paths = [path for walk in people for path in plain_paths(walk, every, lookback, repeats)]
    paths += plain_paths([("a", 1), ("b", 1), ("c", 1), ("buy", 2)], every, lookback, repeats)
    converted = [touches for done, touches in paths if done]
    assert found.conversions == len(converted)
    assert found.without_touchpoint == converted.count([])
    assert found.not_converted == len(paths) - len(converted)
    for model in MODELS:
        assert sum(row.credit[model] for row in found.channels) == pytest.approx(
            found.conversions - found.without_touchpoint
        )
    assert credit(found, "time_decay") == plain_decay(converted, half_life) | {
        row.channel: 0 for row in found.channels if not row.conversions
    }
    for row in found.channels:
        assert row.conversions == sum(row.channel in dict(touches) for touches in converted)
        for of, count in (("", row.conversions), ("not-converted:", row.not_converted)):
            listed = people_of(graph, question, of + row.channel)
            assert len(listed) == count
            assert all(row.channel in {event.name for event in path.events} for path in listed)
    assert len(people_of(graph, question, NO_TOUCH)) == found.without_touchpoint


def plain_paths(walk: Walk, every: bool, lookback: int, repeats: bool):
    """Whether it converted, and the touches (channel, time), of each path of a journey."""
    paths, touches = [], []
    for name, at in walk:
        if name in "abc":
            touches.append((name, at))
        if name == "buy":
            paths.append((True, near(touches, at, lookback, repeats)))
            touches = []
            if not every:
                return paths
    if touches:
        paths.append((False, near(touches, touches[-1][1], lookback, repeats)))
    return paths


def near(touches: list[tuple[str, int]], until: int, lookback: int, repeats: bool) -> list[tuple[str, int]]:
    kept = [touch for touch in touches if touch[1] >= until - lookback]
    return [
        touch for place, touch in enumerate(kept)
        if repeats or place + 1 == len(kept) or kept[place + 1][0] != touch[0]
    ]  # fmt: skip


def plain_decay(converted, half_life: int) -> dict[str, float]:
    credit: Counter[str] = Counter()
    for touches in converted:
        weights = [2 ** (at / half_life) for _, at in touches]
        for (name, _), weight in zip(touches, weights, strict=True):
            credit[name] += weight / sum(weights)
    return {name: pytest.approx(value) for name, value in credit.items()}
