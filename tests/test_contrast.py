"""Patterns of those who convert beside the others': the table, its statistics, and who is behind it."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from command_line import answered, complaint, printed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.flows import SCOPES
from onepath.graph.patterns import Pattern, PatternsQuestion
from onepath.graph.statistics import benjamini_hochberg, fisher, odds_ratio
from onepath.graph.store import Graph
from prefixspan import PrefixSpan
from scipy import stats
from stored import store
from visits import COUNTS

ANY = settings(deadline=None)
CELLS = st.tuples(*[st.integers(0, 60)] * 4).filter(any)


@ANY
@given(st.lists(CELLS, min_size=1, max_size=5))
def test_fishers_p_is_that_of_scipy(tables: list[tuple[int, int, int, int]]):
    ours = fisher(*np.array(tables, float).T)
    theirs = [stats.fisher_exact([[a, b], [c, d]]).pvalue for a, b, c, d in tables]
    assert ours == pytest.approx(theirs, rel=1e-6)


@pytest.mark.parametrize("table", [(300, 26000, 5, 25000), (9000, 16000, 8000, 17000), (50, 0, 0, 100_000)])
def test_fishers_p_is_that_of_scipy_for_many_people(table: tuple[int, int, int, int]):
    a, b, c, d = table
    (ours,) = fisher(*[np.array([cell], float) for cell in table])
    assert ours == pytest.approx(stats.fisher_exact([[a, b], [c, d]]).pvalue, rel=1e-6)


@ANY
@given(CELLS)
def test_the_odds_ratio_and_its_interval_are_those_of_scipy_on_cells_with_a_half_more(
    table: tuple[int, int, int, int],
):
    odds = odds_ratio(*[np.array([cell]) for cell in table], prior=0.5)
    a, b, c, d = (cell + 0.5 for cell in table)
    assert odds.ratio[0] == pytest.approx(a * d / (b * c))
    error = np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    low, high = np.exp(stats.norm.interval(0.95, loc=np.log(a * d / (b * c)), scale=error))
    assert (odds.low[0], odds.high[0]) == (pytest.approx(low), pytest.approx(high))


@ANY
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_q_is_that_of_scipy(chances: list[float]):
    assert benjamini_hochberg(np.array(chances)) == pytest.approx(stats.false_discovery_control(chances))


SHOP = {
    "ann": [("browse", 0), ("cart", 1), ("error", 2), ("support", 3), ("buy", 4), ("error", 5)],
    "bea": [("browse", 0), ("error", 1), ("support", 2), ("buy", 3)],
    "cid": [("browse", 0), ("cart", 1), ("error", 2)],
    "dan": [("browse", 0), ("cart", 1)],
}


def contrasted(graph: Graph, **asked) -> dict[str, Pattern]:
    question = PatternsQuestion(**{"min_support": 0.3, "target": "buy", "limit": 10_000, **asked})
    return {one.pattern: one for one in question.answer(graph).patterns}


def test_a_chain_is_what_came_before_the_first_target_and_ends_with_it(graph: Graph):
    store(graph, SHOP)
    found = contrasted(graph, contains="error")
    chain = found["browse > error > support > buy"].contrast
    assert (chain.converters, chain.non_converters) == (2, 0)
    assert (chain.converters_support, chain.non_converters_support, chain.lift) == (1.0, 0.0, 2.0)
    assert chain.odds_ratio == pytest.approx(2.5 * 2.5 / (0.5 * 0.5))
    assert not [text for text in found if text.endswith("error > buy > buy") or "error" not in text]
    (browse,) = [found[text].contrast for text in found if text == "browse > error > buy"]
    assert (browse.converters, browse.non_converters, browse.lift) == (2, 1, pytest.approx(2 / 3 / 0.5))


def test_the_length_counts_the_target(graph: Graph):
    store(graph, SHOP)
    assert max(len(one.events) for one in contrasted(graph, max_length=3).values()) == 3


def test_support_in_either_group_is_enough(graph: Graph):
    store(graph, SHOP)
    assert "cart > buy" in contrasted(graph, min_support=1.0)
    assert "browse > support > buy" in contrasted(graph, min_support=1.0)
    assert "cart > error > buy" not in contrasted(graph, min_support=1.0)


def test_sure_patterns_come_first_and_of_them_those_that_differ_most(graph: Graph):
    walks = [[("a", 0), ("x", 1), ("buy", 2)]] * 30 + [[("a", 0)]] * 30 + [[("rare", 0), ("buy", 1)]]
    store(graph, walks)
    found = PatternsQuestion(target="buy", min_support=0.01, limit=10_000).answer(graph)
    assert found.patterns[0].pattern == "a > x > buy"
    q = [one.contrast.q for one in found.patterns]
    assert q == sorted(q, key=lambda value: value > 0.05)
    assert found.significant == sum(value <= 0.05 for value in q)
    assert (found.units, found.converters) == (61, 31)


DAY = 86_400_000_000
WALKS = st.lists(st.text("abT", max_size=8), min_size=2, max_size=10)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WALKS, st.sampled_from(COUNTS))
def test_both_groups_are_counted_as_prefixspan_and_cypher_count_them_and_open(
    graph: Graph, words: list[str], count: str
):
    if not any("T" in word for word in words):
        return
    store(graph, [[(name, place) for place, name in enumerate(word)] for word in words])
    units = [word for word in words if word or count == "people"]
    groups = [[w.partition("T")[0] for w in units if "T" in w], [w for w in units if "T" not in w]]
    expected: dict[tuple[str, ...], list[int]] = {}
    for group, members in enumerate(groups):
        span = PrefixSpan([list(word) for word in members])
        span.maxlen = 3
        for units_found, pattern in span.frequent(1):
            expected.setdefault((*pattern, "T"), [0, 0])[group] = units_found
    question = PatternsQuestion(min_support=0.001, max_length=4, target="T", count=count, limit=10_000)
    found = question.answer(graph)
    ours = {one.events: [one.contrast.converters, one.contrast.non_converters] for one in found.patterns}
    assert ours == expected
    for one in found.patterns[:3]:
        holders = question.people(graph, one.pattern).people
        assert sum(holder.converted for holder in holders) == one.contrast.converters
        assert len(holders) == one.units
        ends = {holder.events[-1].name for holder in holders if holder.converted}
        assert ends <= {"T"}
        rows = graph.ask(
            "internal/patterns/count", steps=list(one.events[:-1]), target=["T"], scope=SCOPES[count]
        )
        counted = {row["converts"]: row["units"] for row in rows if row["holds"]}
        assert counted.get(True, 0) == one.contrast.converters
        assert counted.get(False, 0) == one.contrast.non_converters


TWO_GROUPS = {
    "did:T": (lambda walk: "T" in dict(walk), lambda walk: "T" not in dict(walk)),
    "source:web,app": (lambda walk: "/" not in walk[0][0], lambda walk: "/" in walk[0][0]),
    "period:1970-01-01..1970-01-01,1970-01-03..1970-01-04": (
        lambda walk: walk[0][1] < DAY, lambda walk: 2 * DAY <= walk[0][1] < 4 * DAY
    ),
}  # fmt: skip


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WALKS, st.integers(0, 3), st.sampled_from(sorted(TWO_GROUPS)), st.sampled_from(COUNTS))
def test_two_groups_are_counted_as_prefixspan_counts_each_and_open(
    graph: Graph, words: list[str], apart: int, compare: str, count: str
):
    walks = [
        [(f"{'app/' if who % 2 else ''}{name}", who % 4 * DAY + place) for place, name in enumerate(word)]
        for who, word in enumerate(words)
    ]
    store(graph, [*walks, [("T", apart * DAY), ("app/T", apart * DAY + 1)]])
    walks = [*(walk for walk in walks if walk), [("T", apart * DAY), ("app/T", apart * DAY + 1)]]
    bare = [[(name.removeprefix("app/"), at) for name, at in walk] for walk in walks]
    expected: dict[tuple[str, ...], list[int]] = {}
    sizes = []
    for place, is_of in enumerate(TWO_GROUPS[compare]):
        members = [
            [name for name, _ in walk]
            for walk, named in zip(bare, walks, strict=True)
            if is_of(named if "source" in compare else walk)
        ]
        sizes.append(len(members))
        span = PrefixSpan(members)
        span.maxlen = 3
        for units_found, pattern in span.frequent(1):
            expected.setdefault(tuple(pattern), [0, 0])[place] = units_found
    question = PatternsQuestion(min_support=0.001, max_length=3, compare=compare, count=count, limit=10_000)
    found = question.answer(graph)
    if not compare.startswith("did"):
        assert [found.converters, found.units - found.converters] == sizes
    ours = {one.events: [one.contrast.converters, one.contrast.non_converters] for one in found.patterns}
    assert ours == expected
    for one in found.patterns[:3]:
        holders = question.people(graph, one.pattern).people
        assert sum(holder.converted for holder in holders) == one.contrast.converters
        assert len(holders) == one.units


def test_a_group_of_nobody_has_no_share(graph: Graph):
    store(graph, SHOP)
    compare = "period:1970-01-01..1970-01-02,1970-02-01..1970-02-02"
    found = contrasted(graph, target=None, compare=compare)["browse > cart"].contrast
    assert (found.converters, found.non_converters) == (3, 0)
    assert (found.converters_support, found.non_converters_support) == (0.75, None)


def test_two_groups_are_one_command_away_and_open_to_their_people(here: Path, graph: Graph):
    store(graph, SHOP)
    words = ["patterns", "--compare", "did:buy", "--ignore", "buy"]
    answer = answered(*words, "--limit", "100")
    (support,) = [one for one in answer["patterns"] if one["pattern"] == "error > support"]
    assert (support["contrast"]["converters"], support["contrast"]["non_converters"]) == (2, 0)
    opened = answered(*words, "--people", "browse > error")
    assert (opened["count"], sum(one["converted"] for one in opened["people"])) == (3, 2)
    title = " ".join(printed(*words).split())
    assert "2 people are of the first group, 2 of the second" in title
    complaint("patterns", "--compare", "did:buy", "--target", "buy", code=2)


def test_a_window_and_closed_patterns_hold_for_both_groups(graph: Graph):
    store(graph, SHOP)
    within = timedelta(microseconds=1)
    assert "browse > cart > error > buy" not in contrasted(graph, within=within)
    found = contrasted(graph, closed=True)
    assert "support > buy" not in found
    assert "browse > error > support > buy" in found


def test_the_chain_is_one_command_away_and_opens_to_its_people(here: Path, graph: Graph):
    store(graph, SHOP)
    words = ["patterns", "--contains", "error", "--target", "buy"]
    answer = answered(*words, "--limit", "100")
    (chain,) = [
        one for one in answer["patterns"] if one["pattern"] == "browse > cart > error > support > buy"
    ]
    assert (chain["contrast"]["converters"], chain["units"], answer["converters"]) == (1, 1, 2)
    opened = answered(*words, "--people", chain["pattern"])
    assert (opened["count"], sum(one["converted"] for one in opened["people"])) == (1, 1)
    assert [event["place"] for event in opened["people"][0]["events"]] == [0, 1, 2, 3, 4]
    assert "2 people with buy" in " ".join(printed(*words).split())
