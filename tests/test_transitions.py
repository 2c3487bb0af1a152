"""What follows what: counts, times, loops and repeats agree with their definitions on any journeys."""

import sys
from collections import Counter
from datetime import timedelta
from math import ceil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.errors import EventUnknown, QuestionInvalid, Refused
from onepath.graph.flows import (
    ReworkQuestion,
    TransitionsQuestion,
)
from onepath.graph.questions import join_names
from onepath.graph.store import Graph
from stored import store
from visits import COUNTS, PEOPLE, follows, in_time, names_of, store_visits, units_of

SLOWLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def tally(pairs) -> dict:
    """Times and people of things that people do."""
    pairs = list(pairs)
    people = Counter(thing for _, thing in set(pairs))
    return {thing: (times, people[thing]) for thing, times in Counter(thing for _, thing in pairs).items()}


def behind(question, graph: Graph, *names: str) -> tuple[int, int]:
    found = question.people(graph, join_names(names))
    return found.occurrences, found.count


@SLOWLY
@given(PEOPLE, st.sampled_from(COUNTS), st.booleans())
def test_transitions_count_what_follows_directly(graph: Graph, people, count: str, collapsed: bool):
    visits = in_time(people)
    store_visits(graph, visits)
    question = TransitionsQuestion(count=count, collapse=collapsed)
    expected = tally(
        (who, pair)
        for who, unit in units_of(visits, count)
        for pair in follows(names_of(unit, collapsed=collapsed))
    )
    transitions = question.answer(graph).transitions
    found = {(one.from_event, one.to_event): (one.occurrences, one.people) for one in transitions}
    assert found == expected
    for pair, counts in list(found.items())[:3]:
        assert behind(question, graph, *pair) == counts


@SLOWLY
@given(PEOPLE, st.sampled_from(COUNTS), st.booleans())
def test_times_are_those_between_two_events(graph: Graph, people, count: str, collapsed: bool):
    visits = in_time(people)
    store_visits(graph, visits)
    gaps: dict[tuple[str, str], list[int]] = {}
    for _, unit in units_of(visits, count):
        names = names_of(unit)
        for k in range(len(unit) - 1):
            if not collapsed or names[k] != names[k + 1]:
                gaps.setdefault((names[k], names[k + 1]), []).append(unit[k + 1][1] - unit[k][1])
    timed = TransitionsQuestion(count=count, collapse=collapsed, slowest=True).answer(graph).transitions
    found = {
        (one.from_event, one.to_event): (one.total_seconds, one.median_seconds, one.p90_seconds)
        for one in timed
        if one.total_seconds is not None
    }
    assert found == {
        pair: tuple(n / 1_000_000 for n in (sum(times), rank(times, 0.5), rank(times, 0.9)))
        for pair, times in gaps.items()
    }
    spent = [one.total_seconds for one in timed if one.total_seconds is not None]
    assert spent == sorted(spent, reverse=True)


def rank(times: list[int], share: float) -> int:
    """The smallest value that this share of all does not exceed."""
    return sorted(times)[max(ceil(round(share * len(times), 9)), 1) - 1]


@SLOWLY
@given(PEOPLE, st.sampled_from(COUNTS), st.booleans())
def test_rework_counts_repeats_and_loops(graph: Graph, people, count: str, collapsed: bool):
    visits = in_time(people)
    store_visits(graph, visits)
    units = [(who, names_of(unit, collapsed=collapsed)) for who, unit in units_of(visits, count)]
    question = ReworkQuestion(count=count, collapse=collapsed)
    found = question.answer(graph)
    assert {(one.event, one.via): (one.occurrences, one.people) for one in found.self_loops} == tally(
        (who, pair) for who, names in units for pair in follows(names) if pair[0] == pair[1]
    )
    assert {(one.event, one.via): (one.occurrences, one.people) for one in found.loops} == tally(
        (who, (names[k], names[k + 1]))
        for who, names in units
        for k in range(len(names) - 2)
        if names[k] == names[k + 2] != names[k + 1]
    )
    again = {
        name: [(who, names.count(name) - 1) for who, names in units if names.count(name) > 1]
        for name in {name for _, names in units for name in names}
    }
    assert {one.event: (one.units, one.people, one.repeats) for one in found.events} == {
        name: (len(rows), len({who for who, _ in rows}), sum(times for _, times in rows))
        for name, rows in again.items()
        if rows
    }
    for one in found.events[:1]:
        assert behind(question, graph, one.event) == (one.repeats, one.people)
    for loop in [*found.loops[:1], *found.self_loops[:1]]:
        names = (loop.event, loop.event) if loop.event == loop.via else (loop.event, loop.via, loop.event)
        assert behind(question, graph, *names) == (loop.occurrences, loop.people)


def test_an_occurrence_over_a_run_is_as_long_as_the_pause_after_it(graph: Graph):
    store(graph, [[("a", 0), ("a", 3_000_000), ("b", 5_000_000), ("b", 9_000_000)]])
    question = TransitionsQuestion(collapse=True, slowest=True)
    [one] = question.people(graph, "a>b").people
    assert one.last - one.first == timedelta(seconds=2)
    [edge] = [edge for edge in question.answer(graph).transitions if edge.median_seconds]
    assert edge.median_seconds == 2


def test_a_long_journey_is_counted_to_its_last_event(graph: Graph):
    store(graph, [[("ab"[n % 2], n) for n in range(5_001)]])
    slowest = TransitionsQuestion(slowest=True).answer(graph).transitions
    found = {(one.from_event, one.to_event): one.occurrences for one in slowest}
    assert found == {("(start)", "a"): 1, ("a", "b"): 2500, ("b", "a"): 2500, ("a", "(end)"): 1}
    assert {one.total_seconds for one in slowest if one.total_seconds} == {0.0025}
    assert [one.occurrences for one in ReworkQuestion().answer(graph).loops] == [2500, 2499]


def test_nothing_goes_into_the_start(graph: Graph):
    store(graph, [[("a", 0)]])
    for pair in (("a", "(start)"), ("(end)", "a"), ("(start)", "(end)")):
        with pytest.raises(QuestionInvalid, match="Nothing goes"):
            TransitionsQuestion().people(graph, join_names(pair))
    with pytest.raises(EventUnknown):
        TransitionsQuestion().people(graph, "a>nowhere")
    for of in ("a>b>c", ""):
        with pytest.raises((QuestionInvalid, EventUnknown)):
            TransitionsQuestion().people(graph, of)
    with pytest.raises(QuestionInvalid, match="no rework"):
        ReworkQuestion().people(graph, "a>b>c")


def test_more_times_than_the_server_should_hold_are_refused_with_an_estimate(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
):
    store(graph, [[("a", 0), ("b", 1), ("a", 2), ("b", 3)]])
    monkeypatch.setattr(sys.modules["onepath.graph.flows.transitions"], "_MOST_TIMES", 2)
    with pytest.raises(Refused, match="3 times between events"):
        TransitionsQuestion(slowest=True).answer(graph)


def test_an_empty_graph_has_no_transitions(graph: Graph):
    assert TransitionsQuestion().answer(graph).transitions == ()
    assert TransitionsQuestion(slowest=True).answer(graph).transitions == ()
    assert ReworkQuestion().answer(graph).events == ()
