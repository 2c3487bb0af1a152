"""A filter is met by those whom a plain search finds; what it names must exist; it may leave nobody."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onepath.graph.conditions import EVERYBODY, CompiledFilter, Filter
from onepath.graph.errors import EventUnknown, QuestionInvalid
from onepath.graph.flows import (
    SCOPES,
    PathsQuestion,
    StepMatrixQuestion,
    VariantsQuestion,
)
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.outcomes import AttributionQuestion, EventModel, RetentionQuestion
from onepath.graph.patterns import DriversQuestion, PatternsQuestion
from onepath.graph.store import Graph, find_query
from plain_filters import EVERYTHING, SLOWLY, TREES, day, give_accounts, meets, store_people
from stored import DAY, Walk, store
from visits import COUNTS, PEOPLE, in_time, units_of


@SLOWLY
@given(PEOPLE, st.sampled_from(COUNTS), TREES)
def test_a_tree_is_met_by_whom_a_plain_search_finds(graph: Graph, people, count: str, tree):
    visits = in_time([EVERYTHING, *people], over_days=True)
    store_people(graph, visits)
    group = Filter.from_options({"where": tree}).compile(graph, graph.calendar)
    asked = {"fold": [], "runs": [], "pattern": ".*", "scope": SCOPES[count]}
    found = graph.ask("internal/flows/passages", **asked, filter=group)
    expected = [
        (person, clock(unit)) for person, unit in units_of(visits, count) if meets(tree, unit, person)
    ]
    assert sorted((row["oneid"], one) for row in found for one in row["clocks"]) == sorted(expected)
    if count == "people":
        everybody = {"held_below": "~", "held": True, "filter": group}
        oneids = [row["oneid"] for row in graph.ask("internal/outcomes/held_out", **everybody)]
        assert oneids == sorted(person for person, _ in expected)


def clock(unit: Walk) -> str:
    return "".join(f"{at:016d}" for _, at in unit)


def test_an_empty_filter_is_everybody_and_a_query_stays_as_it_is(graph: Graph):
    assert Filter().compile(graph, graph.calendar) == EVERYBODY
    assert CompiledFilter("all of them") == EVERYBODY
    text = find_query("internal/flows/paths").text
    assert EVERYBODY.fill(text) == (text, {})


def test_what_is_not_there_is_told_with_what_is(graph: Graph):
    store(graph, [[("a", 0), ("app/b", 1)]])
    give_accounts(graph)
    for chosen, wrong, there in (
        ({"source": "till"}, "'till'", "app, web"),
        ({"did_not": "nowhere"}, "nowhere", "a, b"),
        ({"attribute": "crm.tire=gold"}, "'tire'", "tier"),
        ({"attribute": "shop.tier=gold"}, "of the source 'shop'", "none"),
    ):
        with pytest.raises((EventUnknown, QuestionInvalid), match=wrong) as error:
            Filter.from_options(chosen).compile(graph, graph.calendar)
        assert there in str(error.value.action), chosen


def test_how_often_and_in_the_last_days_is_counted_from_the_last_event(graph: Graph):
    store(graph, [[("a", 0), ("a", 9 * DAY)], [("a", 8 * DAY), ("a", 9 * DAY - 1)], [("b", 9 * DAY + 5)]])
    for tree, expected in (
        ({"event": "a", "at_least": 2}, ["p0", "p1"]),
        ({"event": "a", "last_days": 1}, ["p0"]),
        ({"event": "a", "last_days": 2}, ["p0", "p1"]),
        ({"event": "a", "at_least": 2, "last_days": 2}, ["p1"]),
        ({"event": "a", "at_least": 0, "at_most": 0, "last_days": 1}, ["p1", "p2"]),
        ({"event": "a", "until": "1970-01-01"}, ["p0"]),
    ):
        group = Filter.from_options({"where": {"kind": "event", **tree}}).compile(graph, graph.calendar)
        rows = graph.ask("internal/outcomes/held_out", held_below="~", held=True, filter=group)
        assert [row["oneid"] for row in rows] == expected, tree


def test_attributes_are_compared_as_numbers_or_as_text_and_a_missing_one_is_different(graph: Graph):
    store(graph, {f"p{n}": [("a", n)] for n in range(12)})
    give_accounts(graph)
    graph.statement("MATCH (user:User {points: 11}) SET user.points = '11 or so', user.city = 'Oslo'")
    for text, expected in (
        ("crm.points=3", ["p3"]),
        ("points<2", ["p0", "p1"]),
        ("crm.points>=9", ["p10", "p9"]),
        ("crm.points~or", ["p11"]),
        ("crm.city=Oslo", ["p11"]),
        ("crm.city!=Oslo", sorted(f"p{n}" for n in range(11))),
    ):
        group = Filter.from_options({"attribute": text}).compile(graph, graph.calendar)
        rows = graph.ask("internal/outcomes/held_out", held_below="~", held=True, filter=group)
        assert [row["oneid"] for row in rows] == expected, text


def test_two_groups_together_are_the_units_of_both(graph: Graph):
    store(graph, [[("a", 0), ("b", 1)], [("a", 0), ("app/b", 1)], [("app/b", DAY)], [("b", 0)]])
    for one, other, expected in (
        ({"did": "a"}, {"did": "b"}, 2),
        ({"did_not": "a"}, {"did_not": "b@web"}, 1),
        ({"source": "web"}, {"source": "app"}, 0),
        ({"source": "web"}, {"did": "b@app"}, 1),
        ({"since": day(0)}, {"until": day(0)}, 3),
        ({}, {"since": day(1)}, 1),
    ):
        both = Filter.from_options(one) & Filter.from_options(other)
        assert VariantsQuestion(filter=both).answer(graph).units == expected, (one, other)


def test_a_filter_that_leaves_nobody_is_an_answer_and_no_fault(graph: Graph):
    store(graph, [[("a", 0), ("b", 1)]])
    nobody = {"filter": {"since": "1970-01-06"}}
    assert PathsQuestion(start="a", **nobody).answer(graph).steps == ()
    assert VariantsQuestion(**nobody).answer(graph).shown == ()
    assert StepMatrixQuestion(**nobody).answer(graph).cells == ()
    for target in (None, "b"):
        for within in (None, timedelta(days=1)):
            found = PatternsQuestion(target=target, within=within, **nobody).answer(graph)
            assert (found.units, found.patterns) == (0, ())
    for mode in ("exact", "unbounded"):
        assert RetentionQuestion(mode=mode, **nobody).answer(graph).overall.people == 0
    assert AttributionQuestion(target="b", touch="a", **nobody).answer(graph).channels == ()
    assert DriversQuestion(target="b", **nobody).answer(graph).people == 0
    with pytest.raises(QuestionInvalid, match=r"No journey fits the filter: 1970-01-06\.\."):
        EventModel.read(
            graph, 1, compiled=Filter.from_options(nobody["filter"]).compile(graph, graph.calendar)
        )
    shown = FunnelQuestion(steps=("a", "b"), **nobody).answer(graph)
    assert [step.people for step in shown.steps] == [0, 0]
