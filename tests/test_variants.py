"""Variants agree with their definition on any journeys, and cover everything together."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.errors import QuestionInvalid
from onepath.graph.flows import VariantsQuestion
from onepath.graph.questions import join_names, split_names
from onepath.graph.store import Graph
from stored import store
from visits import COUNTS, PEOPLE, in_time, names_of, store_visits, units_of

SLOWLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOWLY
@given(PEOPLE, st.sampled_from(COUNTS), st.booleans())
def test_variants_count_whole_sequences(graph: Graph, people, count: str, collapsed: bool):
    visits = in_time(people)
    store_visits(graph, visits)
    question = VariantsQuestion(count=count, collapse=collapsed, limit=1000)
    units = [(who, tuple(names_of(unit, collapsed=collapsed))) for who, unit in units_of(visits, count)]
    counts, by = Counter(names for _, names in units), Counter(names for _, names in set(units))
    found = question.answer(graph)
    assert {tuple(one.steps): (one.units, one.people) for one in found.shown} == {
        names: (count, by[names]) for names, count in counts.items()
    }
    assert (found.units, found.variants) == (len(units), len(counts))
    assert [one.units for one in found.shown] == sorted(counts.values(), reverse=True)
    for one in found.shown[:2]:
        who = question.people(graph, one.text)
        assert (who.occurrences, who.count) == (one.units, one.people)
        assert question.people(graph, str(found.shown.index(one) + 1)).people == who.people


def test_the_curve_says_how_many_variants_cover_how_much(graph: Graph):
    store(graph, [[("a", 0)]] * 5 + [[("b", 0)]] * 2 + [[("a", 0), ("b", 1)]] + [[("b", 0), ("a", 1)]])
    found = VariantsQuestion(limit=2).answer(graph)
    assert [(one.text, one.units, round(one.share, 3), round(one.covered, 3)) for one in found.shown] == [
        ("a", 5, 0.556, 0.556), ("b", 2, 0.222, 0.778),
    ]  # fmt: skip
    assert [(one.variants, one.units) for one in found.coverage] == [(1, 5), (2, 7), (4, 9)]
    assert found.coverage[-1].share == 1


def test_the_most_frequent_are_the_same_however_units_are_divided(graph: Graph):
    store(graph, [[("ab"[n % 2], 0)] * (n % 7 + 1) for n in range(300)])
    everything = VariantsQuestion(limit=100).answer(graph).shown
    assert VariantsQuestion(limit=3).answer(graph).shown == everything[:3]


def test_a_variant_is_spelt_so_that_it_can_be_asked_for(graph: Graph):
    names = ["a>b", "c\\", "d|e", "f*", "g@web", " h "]
    store(graph, [[(name, n) for n, name in enumerate(names)]])
    [one] = VariantsQuestion().answer(graph).shown
    assert one.steps == tuple(names)
    assert split_names("a > b") == ["a ", " b"]
    assert split_names(join_names(names)) == [r"a\>b", r"c\\", *names[2:]]
    assert VariantsQuestion().people(graph, one.text).count == 1


def test_no_variants_are_none_and_none_cannot_be_asked_for(graph: Graph):
    found = VariantsQuestion().answer(graph)
    assert (found.units, found.variants, found.shown, found.coverage) == (0, 0, (), ())
    with pytest.raises(QuestionInvalid):
        VariantsQuestion(limit=0)
    with pytest.raises(QuestionInvalid, match="no variant 1"):
        VariantsQuestion().people(graph, "1")
