"""Frequent patterns agree with PrefixSpan and with their definitions, and open to those who hold them."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import combinations, groupby, pairwise
from pathlib import Path

import numpy as np
import pytest
from command_line import complaint, printed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.app.benchmarks.patterns import measure_patterns
from onepath.app.commands import cli
from onepath.graph.errors import EventUnknown, QuestionInvalid, Refused
from onepath.graph.patterns import (
    PatternsQuestion,
    Sequences,
    frequent,
    mine,
    pattern_events,
    pattern_text,
    prefix_span,
)
from onepath.graph.questions import PersonOccurrences
from onepath.graph.store import Graph
from prefixspan import PrefixSpan
from stored import store, walk_in_time
from typer.testing import CliRunner

Events = Sequence[tuple[str, int]]
WALKS = st.lists(
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 3)), max_size=9), min_size=1, max_size=9
)
"""People: names, and the microseconds since the event before."""
WORDS = st.lists(st.text("abcd", max_size=9), min_size=1, max_size=12)
ANY = settings(max_examples=150, deadline=None)
ON_A_SERVER = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def sequences(words: Sequence[str], weights: Sequence[int] | None = None) -> Sequences:
    """The letters a to d as sequences, without a graph."""
    codes = np.array([ord(letter) - ord("a") for letter in "".join(words)], np.uint8)
    weight = np.array([weights or [1] * len(words)], np.int64)
    return Sequences(tuple("abcd"), codes, np.cumsum([len(w) for w in words]), weight, (int(weight.sum()),))


def mined(words: Sequence[str], least: int, length: int, **asked) -> dict[str, int]:
    """Patterns and how many hold them, mined from words."""
    over = sequences(words)
    question = PatternsQuestion(min_support=least / len(words), max_length=length, **asked)
    return {
        "".join(over.names[code] for code in codes): int(count)
        for found in mine(over, question, length)
        for codes, (count,) in zip(found.codes, found.counts, strict=True)
    }


def spanned(words: Iterable[Sequence[str]], least: int, length: int, **asked) -> dict[tuple[str, ...], int]:
    """The same by the package `prefixspan`."""
    span = PrefixSpan([list(word) for word in words])
    span.maxlen = length
    return {tuple(pattern): count for count, pattern in span.frequent(least, **asked)}


def closed(patterns: dict[tuple[str, ...], int], length: int) -> dict[tuple[str, ...], int]:
    """Those up to a length that are in no pattern of one more event with the same count: the definition.

    The package's own `closed` also keeps some that are: `b` of the words ba and bab, both of which hold ba.
    """
    contained = {
        (pattern[:place] + pattern[place + 1 :], count)
        for pattern, count in patterns.items()
        for place in range(len(pattern))
    }
    return {
        pattern: count
        for pattern, count in patterns.items()
        if len(pattern) <= length and (pattern, count) not in contained
    }


def held(walk: Events, length: int, gap: int | None, window: int | None) -> set[str]:
    """Every pattern that a walk holds: by trying all choices of places."""
    return {
        "".join(walk[place][0] for place in places)
        for size in range(1, length + 1)
        for places in combinations(range(len(walk)), size)
        if all(gap is None or b - a - 1 <= gap for a, b in pairwise(places))
        and (window is None or walk[places[-1]][1] - walk[places[0]][1] <= window)
    }


# Mining.


def test_support_counts_those_who_hold_a_pattern_and_not_how_often():
    assert mined(["abab", "ab", "ba"], 2, 2) == {"a": 3, "b": 3, "ab": 2, "ba": 2}


@ANY
@given(WORDS, st.integers(1, 4), st.integers(1, 5))
def test_frequent_patterns_are_those_of_prefixspan(words: list[str], least: int, length: int):
    least = min(least, len(words))
    ours = {tuple(pattern): count for pattern, count in mined(words, least, length).items()}
    assert ours == spanned(words, least, length)


@ANY
@given(WALKS, st.integers(1, 3), st.none() | st.integers(0, 2), st.integers(1, 4))
def test_with_a_gap_patterns_are_those_found_by_trying_all_places(
    people: list[Events], least: int, gap: int | None, length: int
):
    words = ["".join(name for name, _ in walk) for walk in people]
    least = min(least, len(words))
    counts = Counter(pattern for walk in people for pattern in held(walk, length, gap, None))
    expected = {pattern: count for pattern, count in counts.items() if count >= least}
    assert mined(words, least, length, max_gap=gap) == expected


def test_sequences_with_a_weight_count_so_many_times():
    over = sequences(["ab", "b"], [3, 2])
    (single, double) = mine(over, PatternsQuestion(min_support=0.5), 2)
    assert (single.counts[:, 0].tolist(), double.counts[:, 0].tolist()) == ([3, 5], [3])


def test_a_piece_at_a_time_finds_the_same(monkeypatch: pytest.MonkeyPatch):
    words = ["abcd", "abdc", "bacd", "dcba", "aabb", "cadb"] * 3
    whole = [mined(words, 2, 4), mined(words, 2, 4, max_gap=1)]
    monkeypatch.setattr(prefix_span, "AT_ONCE", 5)
    assert [mined(words, 2, 4), mined(words, 2, 4, max_gap=1)] == whole


def test_what_would_take_too_long_is_refused_with_an_estimate_and_what_to_change(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(frequent, "_MOST_PATTERNS", 50)
    with pytest.raises(Refused, match="About 330 patterns") as refused:
        mined(["abcdabcdabcd", "dcbadcbadcba"], 1, 4)
    for way in ("--min-support", "--max-length", "--max-gap", "--count sessions", "--collapse"):
        assert way in refused.value.action


@ANY
@given(WORDS, st.integers(1, 3))
def test_an_estimate_that_looks_at_everything_is_exact(words: list[str], least: int):
    least = min(least, len(words))
    question = PatternsQuestion(min_support=least / len(words), max_length=4)
    search = prefix_span.Search.over(sequences(words), question)
    first, ends = search.first()
    forecast = frequent.forecast(search, ends, 3)
    assert len(first) + forecast.patterns == len(mined(words, least, 4))


# In the graph.


@ON_A_SERVER
@given(WALKS, st.integers(1, 3), st.none() | st.integers(0, 2), st.none() | st.integers(1, 6), st.booleans())
def test_patterns_with_a_gap_and_a_window_are_those_found_by_trying_all_places(
    graph: Graph, people: list[Events], least: int, gap: int | None, window: int | None, collapse: bool
):
    if not any(people):
        return
    walks = [walk_in_time(walk) for walk in people]
    store(graph, walks)
    least = min(least, len(walks))
    question = PatternsQuestion(
        limit=10_000, min_support=least / len(walks), max_length=4, max_gap=gap, collapse=collapse,
        within=None if window is None else timedelta(microseconds=window),
    )  # fmt: skip
    if collapse:
        walks = [[next(run) for _, run in groupby(walk, key=lambda event: event[0])] for walk in walks]
    counts = Counter(pattern for walk in walks for pattern in held(walk, 4, gap, window))
    expected = {pattern: count for pattern, count in counts.items() if count >= least}
    found = question.answer(graph)
    assert {"".join(pattern.events): pattern.units for pattern in found.patterns} == expected
    for pattern in found.patterns[:: max(1, len(found.patterns) // 5)]:
        people_found = question.people(graph, pattern.pattern).people
        assert len(people_found) == pattern.units
        for holder in people_found:
            events = holder.events
            assert tuple(event.name for event in events) == pattern.events
            assert window is None or events[-1].at - events[0].at <= question.within


@ON_A_SERVER
@given(WORDS, st.integers(1, 4), st.integers(1, 4))
def test_closed_patterns_are_those_of_prefixspan_that_no_longer_one_contains(
    graph: Graph, words: list[str], least: int, length: int
):
    if not any(words):
        return
    store(graph, [[(name, place) for place, name in enumerate(word)] for word in words])
    least = min(least, len(words))
    question = PatternsQuestion(min_support=least / len(words), max_length=length, closed=True, limit=10_000)
    found = question.answer(graph)
    ours = {pattern.events: pattern.units for pattern in found.patterns}
    assert ours == closed(spanned(words, least, length + 1), length)
    assert ours.items() <= spanned(words, least, length, closed=True).items()


@ON_A_SERVER
@given(WALKS, st.text("abcd", min_size=1, max_size=4), st.none() | st.integers(0, 2))
def test_cypher_counts_a_pattern_as_mining_does(
    graph: Graph, people: list[Events], pattern: str, gap: int | None
):
    store(graph, [walk_in_time(walk) for walk in people])
    expected = sum(pattern in held(walk, 4, gap, None) for walk in people)
    rows = graph.ask("internal/patterns/count", steps=list(pattern), max_gap=gap)
    assert sum(row["units"] for row in rows if row["holds"]) == expected
    assert sum(row["units"] for row in rows) == len(people)


SHOP = {
    "ann": [("web/browse", 0), ("web/cart", 10), ("pos/browse", 20), ("web/buy", 30)],
    "bob": [("web/browse", 0), ("web/ping", 5), ("web/cart", 10)],
    "cid": [("pos/browse", 0), ("web/browse", 1), ("web/buy", 2)],
}


def found(graph: Graph, **asked) -> dict[str, int]:
    question = PatternsQuestion.parse(**{"min_support": 0.5, "max_length": 2, "limit": 10_000, **asked})
    return {pattern.pattern: pattern.units for pattern in question.answer(graph).patterns}


def holders(graph: Graph, *events: str, **asked) -> Sequence[PersonOccurrences]:
    return PatternsQuestion(**asked).people(graph, pattern_text(events)).people


def test_a_name_is_one_event_in_all_sources(graph: Graph):
    store(graph, SHOP)
    assert found(graph) == {
        "browse": 3, "cart": 2, "buy": 2, "browse > browse": 2, "browse > cart": 2, "browse > buy": 2,
    }  # fmt: skip


def test_repeats_are_one_event_when_they_are_collapsed(graph: Graph):
    store(graph, SHOP)
    assert "browse > browse" not in found(graph, collapse=True)


def test_ignored_events_leave_no_gap(graph: Graph):
    store(graph, SHOP)
    assert "browse > cart" not in found(graph, max_gap=0)
    assert found(graph, max_gap=0, ignore=["ping"])["browse > cart"] == 2


def test_only_patterns_with_an_event_are_shown_and_count_as_before(graph: Graph):
    store(graph, SHOP)
    every = found(graph, min_support=0.3)
    assert found(graph, min_support=0.3, contains="c*") == {
        text: count for text, count in every.items() if "cart" in text
    }


def test_sessions_are_counted_one_by_one(graph: Graph):
    store(graph, {"ann": [("a", 0), ("b", 1), ("a", 2), ("b", 3)]})
    graph.statement(
        "MATCH (journey:Journey) SET journey.session_trails = ['AB', 'AB'], journey.session_clocks = "
        "[left(journey.clock, 32), right(journey.clock, 32)]"
    )
    assert found(graph, count="sessions") == {"a": 2, "b": 2, "a > b": 2}
    opened = holders(graph, "a", "b", count="sessions")
    assert [(holder.session, holder.events[0].at.microsecond) for holder in opened] == [(1, 0), (2, 2)]


def test_of_several_matches_the_first_to_end_is_shown_as_close_together_as_it_can_be(graph: Graph):
    store(graph, {"ann": [("a", 0), ("a", 1), ("c", 2), ("b", 3), ("a", 4), ("b", 5)]})
    (ann,) = holders(graph, "a", "b")
    assert [(event.place, event.name, event.source) for event in ann.events] == [
        (1, "a", "web"),
        (3, "b", "web"),
    ]


def test_a_pattern_is_written_so_that_it_can_be_read_again():
    assert pattern_text(["a > b", "c\\d"]) == "a \\> b > c\\\\d"
    assert pattern_events("a \\> b > c\\\\d") == ("a > b", "c\\d")


@pytest.mark.parametrize(
    "wrong",
    [{"min_support": 0}, {"min_support": 1.1}, {"max_length": 0}, {"max_length": 21}, {"min_length": 6},
     {"max_gap": -1}, {"within": timedelta(0)}, {"count": "month"}, {"target": "buy", "max_length": 1}],
)  # fmt: skip
def test_a_question_that_cannot_be_asked_is_told_before_anything_is_read(wrong: dict):
    with pytest.raises(QuestionInvalid):
        PatternsQuestion(**wrong)


def test_an_unknown_name_is_answered_with_the_nearest(graph: Graph):
    store(graph, SHOP)
    for asked in ({"contains": "crat"}, {"target": "crat"}, {"ignore": ["crat"]}):
        with pytest.raises(EventUnknown, match="cart"):
            found(graph, **asked)
    with pytest.raises(EventUnknown, match="cart"):
        holders(graph, "browse", "crat")


def test_without_journeys_patterns_say_how_to_build_them(graph: Graph):
    with pytest.raises(QuestionInvalid, match="journeys build"):
        PatternsQuestion().answer(graph)


# From the command line.


def asked(*words: str) -> dict:
    result = CliRunner().invoke(cli, ["patterns", *words, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_on_data_that_nobody_here_made_patterns_are_those_of_prefixspan_and_open(ecom: Graph):
    names = {letter["letter"]: letter["name"] for letter in ecom.ask("internal/journeys/letters")}
    paths = [
        [names[letter] for letter in trail]
        for visits in ecom.statement("MATCH (j:Journey) RETURN j.session_trails AS trails")
        for trail in visits["trails"]
    ]
    every = spanned(paths, 361, 5)  # 361 of 3,605 sessions are 10 %
    shown = {pattern: count for pattern, count in every.items() if len(pattern) <= 4}
    question = ["--count", "sessions", "--min-support", "0.1", "--max-length", "4"]
    for option, expected in (([], shown), (["--closed"], closed(every, 4))):
        answer = asked(*question, "--limit", "100000", *option)
        assert answer["units"] == len(paths) == 3605
        assert {tuple(pattern["events"]): pattern["units"] for pattern in answer["patterns"]} == expected
        assert answer["found"] == len(expected) > 50

    question += ["--contains", "add_to_cart", "--collapse"]
    (_, second) = asked(*question, "--limit", "2")["patterns"]
    for which in ("2", second["pattern"]):
        opened = asked(*question, "--people", which)
        assert opened["occurrences"] == len(opened["people"]) == second["units"]
        assert [event["name"] for event in opened["people"][0]["events"]] == second["events"]


def test_the_benchmark_checks_that_both_ways_find_the_same(graph: Graph):
    store(graph, [[(name, place) for place, name in enumerate(word)] for word in ["abc", "abc", "acb"]])
    measured = measure_patterns(graph)
    assert (measured.units, measured.patterns, measured.stopped) == (3, 9, False)
    assert measured.ratio > 0


def test_patterns_and_people_are_tables_for_people(here: Path, graph: Graph):
    store(graph, SHOP)
    assert "3 people" in printed("patterns", "--min-support", "0.5")
    opened = printed("patterns", "--people", "browse > cart")
    assert "2 people: browse > cart" in opened
    assert "1970-01-01" in opened


def test_a_mistake_on_the_command_line_is_told_in_one_message(here: Path, graph: Graph):
    store(graph, SHOP)
    assert "greater than 0" in complaint("patterns", "--min-support", "0", code=2, COLUMNS="200")
    assert "The nearest names are: cart" in complaint("patterns", "--contains", "crat")
    assert "not a duration" in complaint("patterns", "--within", "week", code=2, COLUMNS="200")
    assert "There is no pattern 0" in complaint("patterns", "--people", "0")
    assert "is not a pattern" in complaint("patterns", "--people", "a >> b")
