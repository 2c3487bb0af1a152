"""Attribution: worked by hand, and against other ways to the same numbers."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations, pairwise, permutations
from random import Random

import numpy as np
import pytest
from explorer_shop import START
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.app.commands import cli
from onepath.graph.engine import Engine
from onepath.graph.errors import EventUnknown, QuestionInvalid, Refused
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.outcomes import MODELS, NO_TOUCH, Attribution, AttributionQuestion
from onepath.graph.outcomes.credit import PathTable, position_shares, share_out
from onepath.graph.outcomes.markov_chain import Chain
from onepath.graph.questions import PersonOccurrences
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord
from stored import Walk, store
from typer.testing import CliRunner

DAY = 86_400_000_000
ADS = "ad_a|ad_b|ad_c"


def walk(text: str) -> Walk:
    """`ad_a:0 buy:2.5` as names with days."""
    return [(name, int(float(day) * DAY)) for name, day in (step.split(":") for step in text.split())]


def asked(graph: Graph, target: str, **given) -> Attribution:
    return AttributionQuestion(target=target, **given).answer(graph)


def people_of(graph: Graph, question: AttributionQuestion, of: str) -> Sequence[PersonOccurrences]:
    return question.people(graph, of).people


def credit(found: Attribution, model: str) -> dict[str, float]:
    return {row.channel: pytest.approx(row.credit[model]) for row in found.channels}


def table(
    converted: dict[tuple[int, ...], int], lost: dict[tuple[int, ...], int], channels: int
) -> PathTable:
    return PathTable(channels, converted, lost, np.zeros(channels))


def test_the_last_that_is_not_direct_gets_the_conversion_unless_all_are():
    # Channels: 0 a newsletter, 1 direct. Of three conversions two have the newsletter on their path.
    paths = PathTable(2, {(0, 1): 1, (1, 0, 1): 1, (1,): 1}, {}, np.zeros(2), frozenset({1}))
    assert share_out("last_non_direct", paths).tolist() == [2, 1]
    assert share_out("last", paths).tolist() == [0, 3]


def test_what_is_not_a_channel_is_not_a_touchpoint(graph: Graph):
    store(graph, [walk("ad_a:0 ad_b:1 buy:2"), walk("ad_b:0 buy:1")])
    found = asked(graph, "buy", touch="ad_a|ad_b", not_a_channel=["ad_b"])
    assert [(row.channel, row.conversions) for row in found.channels] == [("ad_a", 1)]
    assert found.without_touchpoint == 1
    with pytest.raises(QuestionInvalid, match="There is no channel 'paypal'"):
        asked(graph, "buy", touch="ad_a|ad_b", not_a_channel=["paypal"])


# Worked by hand.

SHOP = [
    walk("ad_a:0 ad_b:7 buy:7"),
    walk("ad_b:0 ad_a:1 ad_c:2 buy:3"),
    walk("ad_a:0 look:1"),
    walk("ad_b:0"),
    walk("look:0 buy:1"),
]


def test_every_model_as_worked_by_hand(graph: Graph):
    store(graph, SHOP)
    found = asked(graph, "buy", touch=ADS)
    assert (found.conversions, found.without_touchpoint, found.not_converted) == (3, 1, 2)
    assert [(row.channel, row.conversions, row.not_converted) for row in found.channels] == [
        ("ad_a", 2, 1), ("ad_b", 2, 1), ("ad_c", 1, 0),
    ]  # fmt: skip
    assert credit(found, "first") == {"ad_a": 1, "ad_b": 1, "ad_c": 0}
    assert credit(found, "last") == {"ad_a": 0, "ad_b": 1, "ad_c": 1}
    assert credit(found, "linear") == {"ad_a": 1 / 2 + 1 / 3, "ad_b": 1 / 2 + 1 / 3, "ad_c": 1 / 3}
    assert credit(found, "position") == {"ad_a": 0.5 + 0.2, "ad_b": 0.5 + 0.4, "ad_c": 0.4}
    # Of the first person ad_a is a half-life older than ad_b: 1/3 and 2/3.
    one, two, three = (2 ** (age / 7) for age in (-2, -1, 0))
    whole = one + two + three
    assert credit(found, "time_decay") == {
        "ad_a": 1 / 3 + two / whole, "ad_b": 2 / 3 + one / whole, "ad_c": three / whole,
    }  # fmt: skip
    # Two paths start at either of a and b. a: to b, c, nothing; b: to the end, a, nothing; c: to the end.
    # With p the chance from a, q from b: p = q/3 + 1/3, q = 1/3 + p/3, so p = q = 1/2, as from the start.
    # Without a: 1/2 * 1/3. Without b: 1/2 * 1/3. Without c: p = q/3, q = 1/3 + p/3, so q = 3/8, p = 1/8: 1/4.
    effects = {"ad_a": 1 - 1 / 3, "ad_b": 1 - 1 / 3, "ad_c": 1 - 1 / 2}
    assert credit(found, "markov") == {
        name: 2 * effect / sum(effects.values()) for name, effect in effects.items()
    }
    assert credit(found, "shapley") == {"ad_a": 1 / 2 + 1 / 3, "ad_b": 1 / 2 + 1 / 3, "ad_c": 1 / 3}
    # Worth in twelfths: a 0, b 2, c 0, ab 3, ac 2, bc 2, abc 6; so that a adds 11/6 of 6, b 17/6, c 8/6.
    assert credit(found, "shapley_chain") == {
        "ad_a": 2 * 11 / 36, "ad_b": 2 * 17 / 36, "ad_c": 2 * 8 / 36,
    }  # fmt: skip


def test_two_touches_share_alike_and_more_share_40_20_40():
    assert position_shares(1) == [1]
    assert position_shares(2) == [0.5, 0.5]
    assert position_shares(4) == pytest.approx([0.4, 0.1, 0.1, 0.4])


# What a touch is, and which conversion it leads to.


@pytest.mark.parametrize(("days", "touched"), [(7, 1), (6, 0)])
def test_the_lookback_holds_its_first_moment(graph: Graph, days: int, touched: int):
    store(graph, [walk("ad_a:0 buy:7")])
    found = asked(graph, "buy", touch="ad_a", lookback=timedelta(days=days))
    assert (found.conversions, found.without_touchpoint) == (1, 1 - touched)


def test_a_touch_at_the_instant_of_the_conversion_counts_if_it_comes_before_it(graph: Graph):
    store(graph, [walk("ad_a:1 buy:1"), walk("buy:1 ad_a:1")])
    found = asked(graph, "buy", touch="ad_a")
    assert (found.conversions, found.without_touchpoint) == (2, 1)


def test_only_a_persons_first_conversion_counts_and_nothing_after_it(graph: Graph):
    store(graph, [walk("ad_a:0 buy:1 ad_b:2 buy:3 ad_b:4")])
    found = asked(graph, "buy", touch="ad_*")
    assert (found.conversions, found.not_converted) == (1, 0)
    assert credit(found, "last") == {"ad_a": 1}


def test_with_every_conversion_a_touch_leads_to_the_next_one_and_what_comes_after_the_last_is_lost(
    graph: Graph,
):
    store(graph, [walk("ad_a:0 buy:1 ad_b:2 buy:3 buy:4 ad_b:5")])
    found = asked(graph, "buy", touch="ad_*", every=True)
    assert (found.conversions, found.without_touchpoint, found.not_converted) == (3, 1, 1)
    assert credit(found, "linear") == {"ad_a": 1, "ad_b": 1}


def test_touches_of_one_channel_in_a_row_are_one_unless_they_are_asked_for(graph: Graph):
    store(graph, [walk("ad_a:0 ad_a:1 ad_b:2 ad_a:3 buy:4")])
    once = asked(graph, "buy", touch="ad_*")
    assert credit(once, "linear") == {"ad_a": 2 / 3, "ad_b": 1 / 3}
    each = asked(graph, "buy", touch="ad_*", keep_repeats=True)
    assert credit(each, "linear") == {"ad_a": 3 / 4, "ad_b": 1 / 4}
    # Of a run the touch nearest to the conversion stays: ad_a at 1, not at 0.
    one, two, four = (2 ** (day / 7) for day in (1, 2, 3))
    assert credit(once, "time_decay")["ad_b"] == two / (one + two + four)


def test_without_a_choice_sources_are_channels_and_the_target_is_no_touch(graph: Graph):
    store(graph, [walk("app/look:0 web/look:1 web/buy:2"), walk("web/buy:0")])
    found = asked(graph, "buy")
    assert credit(found, "first") == {"app": 1, "web": 0}
    assert found.without_touchpoint == 1


def test_a_path_without_conversion_looks_back_from_its_last_touch(graph: Graph):
    store(graph, [walk("ad_a:0 ad_b:40 look:90"), walk("ad_b:0 buy:1")])
    found = asked(graph, "buy", touch="ad_*")
    assert [(row.channel, row.not_converted) for row in found.channels] == [("ad_b", 1)]


def test_a_property_names_channels_and_events_without_it_are_no_touch(graph: Graph):
    shop(graph, [
        ("sent", 0, {"campaign": "spring"}), ("sent", 1, {}), ("sent", 2, {"campaign": 7}),
        ("look", 3, {"campaign": "summer"}), ("buy", 4, {"campaign": "spring"}),
    ])  # fmt: skip
    every = asked(graph, "buy", by="campaign")
    assert credit(every, "linear") == {"spring": 1 / 3, "7": 1 / 3, "summer": 1 / 3}
    (path,) = people_of(graph, AttributionQuestion(target="buy", by="campaign"), "summer")
    assert [event.name for event in path.events] == ["spring", "7", "summer"]
    sent = asked(graph, "buy", touch="sent", by="campaign")
    assert credit(sent, "last") == {"spring": 0, "7": 1}


def shop(graph: Graph, story: list[tuple[str, int, dict[str, object]]]) -> None:
    records = [
        EventRecord(
            source="web", message_id=f"m{place}", name=name, sequence=place, identifiers=("cookie:a",),
            original_at=START + timedelta(days=day), corrected_at=START + timedelta(days=day),
            properties=more,
        )
        for place, (name, day, more) in enumerate(story)
    ]  # fmt: skip
    load_records(graph, records, path="shop.csv", key="shop")
    resolve(graph)
    build_journeys(graph)


# Every model, on any journeys.

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
    people = [in_time(events) for events in people]
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


def in_time(events: list[tuple[str, int]]) -> list[tuple[str, int]]:
    at, journey = 1, []
    for name, pause in events:
        at += pause
        journey.append((name, at))
    return journey


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


# The models that look at sets of channels, against other ways.

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


def test_more_than_twelve_channels_are_said_to_be_estimated_and_sum_up(graph: Graph):
    names = [f"ad_{n}" for n in range(13)]
    store(graph, [[(name, place) for place, name in enumerate(names)] + [("buy", 20)], [("ad_3", 0)]])
    found = asked(graph, "buy", touch="ad_*")
    assert found.permutations_sampled == 1_976
    assert sum(row.credit["shapley_chain"] for row in found.channels) == pytest.approx(1)


# What cannot be asked.


def test_what_cannot_be_asked_is_said(graph: Graph):
    with pytest.raises(EventUnknown, match="build journeys first"):
        asked(graph, "buy")
    store(graph, [walk("ad_a:0 buy:1")])
    with pytest.raises(EventUnknown, match="buy"):
        asked(graph, "bye")
    with pytest.raises(QuestionInvalid, match="lookback"):
        asked(graph, "buy", lookback=timedelta(0))
    with pytest.raises(QuestionInvalid, match="too long"):
        asked(graph, "buy", lookback=timedelta(days=1_000_000))
    with pytest.raises(QuestionInvalid, match="best"):
        asked(graph, "buy", models=["best"])
    with pytest.raises(QuestionInvalid, match="No event is left"):
        asked(graph, "buy", touch="buy")
    with pytest.raises(QuestionInvalid, match="no channel 'tv'"):
        people_of(graph, AttributionQuestion(target="buy", touch="ad_*"), "tv")
    with pytest.raises(QuestionInvalid, match="property 'colour'"):
        asked(graph, "buy", by="colour")
    store(graph, [[(f"ad_{n}", n) for n in range(101)] + [("buy", 200)]])
    with pytest.raises(Refused, match="101 events"):
        asked(graph, "buy", touch="ad_*")


def test_nobody_who_converts_is_no_fault(graph: Graph):
    store(graph, [walk("ad_a:0"), walk("buy:1")])
    found = asked(graph, "buy", touch="ad_a")
    assert [(row.channel, row.conversions, row.not_converted) for row in found.channels] == [("ad_a", 0, 1)]
    assert set(found.channels[0].credit.values()) == {0}


def test_the_command_answers_and_lists_as_many_as_it_counts(
    graph: Graph, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ONEPATH_HOME", str(engine.home))
    store(graph, SHOP)

    def onepath(*words: str) -> str:
        result = CliRunner().invoke(
            cli, ["attribution", "buy", "--touch", ADS, *words], catch_exceptions=False
        )
        assert result.exit_code == 0, result.output
        return result.stdout

    found = json.loads(onepath("--json", "--model", "linear", "--model", "markov"))
    assert found["models"] == ["linear", "markov"]
    first = found["channels"][0]
    people = json.loads(onepath("--people", first["channel"], "--json"))
    assert len(people["people"]) == people["count"] == first["conversions"]
    others = json.loads(onepath("--people", f"not-converted:{first['channel']}", "--json"))
    assert len(others["people"]) == first["not_converted"]
    assert "ad_c" in onepath()
    listed = onepath("--people", "ad_c")
    assert listed.index("ad_b") < listed.index("ad_a") < listed.index("ad_c", listed.index("ad_a"))
