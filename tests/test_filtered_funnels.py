"""A funnel with a filter counts the attempts that begin so, of people or sessions that meet the filter."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onepath.graph.errors import QuestionInvalid
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.store import Graph
from plain_filters import CHOSEN, EVERYTHING, SLOWLY, day, is_met, on, options, store_people
from stored import DAY, Walk, store
from visits import PEOPLE, in_time, units_of


def reached(unit: Walk, order: str, window: int, chosen: dict) -> int:
    """The most of the steps a, b, c that an attempt reached, over all beginnings that the filter allows."""
    furthest = 0
    for place, (name, start) in enumerate(unit):
        first = name.rpartition("/")[2]
        if first not in ("abc" if order == "any" else "a") or not on(unit[place], chosen):
            continue
        done = [first]
        for later, at in unit[place + 1 :]:
            event = later.rpartition("/")[2]
            fits = event in "abc" and event not in done if order == "any" else event == "abc!"[len(done)]
            if fits and at <= start + window:
                done.append(event)
        furthest = max(furthest, len(done))
    return furthest


@SLOWLY
@given(
    PEOPLE,
    CHOSEN,
    st.sampled_from(["people", "sessions"]),
    st.sampled_from(["ordered", "any"]),
    st.sampled_from([20, DAY]),
)
def test_a_funnel_of_a_filter_counts_its_attempts(
    graph: Graph, people, chosen, count: str, order: str, window: int
):
    visits = in_time([EVERYTHING, *people], over_days=True)
    store_people(graph, visits)
    levels = [
        reached(unit, order, window, chosen)
        for person, unit in units_of(visits, count)
        if is_met(unit, chosen, person)
    ]
    question = FunnelQuestion(
        steps=("a", "b", "c"), within=timedelta(microseconds=window), count=count, order=order,
        filter=options(chosen),
    )  # fmt: skip
    expected = [sum(level >= step for level in levels) for step in (1, 2, 3)]
    assert [step.people for step in question.answer(graph).steps] == expected
    assert [step.people for step in question.replace(details=True).answer(graph).steps] == expected
    for step, number in enumerate(expected, 1):
        assert len(question.people(graph, str(step)).people) == number


def test_attempts_are_counted_from_the_beginnings_that_are_of_the_filter(graph: Graph):
    store(graph, [[("a", 0), ("app/a", 1), ("b", 2), ("a", DAY), ("b", DAY + 1), ("app/a", DAY + 2)]])
    for chosen, attempt, expected in (
        ({}, "furthest", [3, 2]),
        ({"source": "app"}, "furthest", [2, 1]),
        ({"source": "web"}, "first", [2, 2]),
        ({"since": day(1)}, "furthest", [2, 1]),
        ({"until": day(0)}, "furthest", [1, 1]),
        ({"did_not": "b"}, "furthest", [0, 0]),
    ):
        question = FunnelQuestion(steps=("a", "b"), count="attempts", attempt=attempt, filter=chosen)
        assert [step.people for step in question.answer(graph).steps] == expected, chosen


def test_clickhouses_mode_knows_people_but_not_where_attempts_begin(graph: Graph):
    store(graph, [[("a", 0), ("b", 1)], [("a", 0), ("c", 1)]])
    question = FunnelQuestion(steps=("a", "b"), mode="clickhouse", filter={"did": "c"})
    assert [step.people for step in question.answer(graph).steps] == [1, 0]
    with pytest.raises(QuestionInvalid, match="leave out date range and source"):
        FunnelQuestion(steps=("a", "b"), mode="clickhouse", filter={"since": day(0)})
