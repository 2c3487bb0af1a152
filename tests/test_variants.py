"""Variants agree with their definition on any journeys, and cover everything together."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.errors import QuestionInvalid
from onepath.graph.flows import Lens, Scope, spelling, steps_of, variant_passages, variants, walkers
from onepath.graph.store import Graph
from stored import store
from visits import PEOPLE, in_time, names_of, store_visits, units_of

SLOWLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOWLY
@given(PEOPLE, st.sampled_from(Scope), st.booleans())
def test_variants_count_whole_sequences(graph: Graph, people, scope: Scope, collapsed: bool):
    visits = in_time(people)
    store_visits(graph, visits)
    lens = Lens(scope=scope, collapsed=collapsed)
    units = [(who, tuple(names_of(unit, collapsed=collapsed))) for who, unit in units_of(visits, scope)]
    counts, by = Counter(names for _, names in units), Counter(names for _, names in set(units))
    found = variants(graph, limit=1000, lens=lens)
    assert {tuple(one.steps): (one.units, one.people) for one in found.shown} == {
        names: (count, by[names]) for names, count in counts.items()
    }
    assert (found.units, found.variants) == (len(units), len(counts))
    assert [one.units for one in found.shown] == sorted(counts.values(), reverse=True)
    for one in found.shown[:2]:
        who = walkers(variant_passages(graph, one.text, lens=lens))
        assert (sum(person.times for person in who), len(who)) == (one.units, one.people)


def test_the_curve_says_how_many_variants_cover_how_much(graph: Graph):
    store(graph, [[("a", 0)]] * 5 + [[("b", 0)]] * 2 + [[("a", 0), ("b", 1)]] + [[("b", 0), ("a", 1)]])
    found = variants(graph, limit=2)
    assert [(one.text, one.units, round(one.share, 3), round(one.covered, 3)) for one in found.shown] == [
        ("a", 5, 0.556, 0.556), ("b", 2, 0.222, 0.778),
    ]  # fmt: skip
    assert [(one.variants, one.units) for one in found.coverage] == [(1, 5), (2, 7), (4, 9)]
    assert found.coverage[-1].share == 1


def test_the_most_frequent_are_the_same_however_units_are_divided(graph: Graph):
    store(graph, [[("ab"[n % 2], 0)] * (n % 7 + 1) for n in range(300)])
    everything = variants(graph, limit=100).shown
    assert variants(graph, limit=3).shown == everything[:3]


def test_a_variant_is_spelt_so_that_it_can_be_asked_for(graph: Graph):
    names = ["a>b", "c\\", "d|e", "f*", "g@web", " h "]
    store(graph, [[(name, n) for n, name in enumerate(names)]])
    [one] = variants(graph).shown
    assert one.steps == names
    assert steps_of("a > b") == ["a ", " b"]
    assert steps_of(spelling(names)) == [r"a\>b", r"c\\", *names[2:]]
    assert len(walkers(variant_passages(graph, one.text))) == 1


def test_no_variants_are_none_and_none_cannot_be_asked_for(graph: Graph):
    found = variants(graph)
    assert (found.units, found.variants, found.shown, found.coverage) == (0, 0, [], [])
    with pytest.raises(QuestionInvalid):
        variants(graph, limit=0)
