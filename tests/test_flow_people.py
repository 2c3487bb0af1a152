"""The people of a number without their times are those with their times; nodes of paths are their bands."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.conditions import Filter
from onepath.graph.errors import QuestionInvalid
from onepath.graph.flows import (
    Lens,
    Scope,
    Show,
    event_text,
    follow,
    labels,
    path_event_passages,
    path_passages,
    transition_passages,
    transitions,
    walkers,
)
from onepath.graph.store import Graph
from stored import store
from visits import PEOPLE, in_time, store_visits

SLOWLY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOWLY
@given(PEOPLE, st.booleans(), st.integers(1, 2), st.sampled_from(Scope), st.booleans(), st.booleans())
def test_people_are_the_same_with_and_without_their_times(
    graph: Graph, people, back, limit, scope, collapsed, narrow
):
    store_visits(graph, in_time([[[("a", 0), ("b", 0), ("d", 0)]], *people]))
    question = {
        "end" if back else "start": "a",
        "limit": limit,
        "lens": Lens(scope=scope, collapsed=collapsed),
        "group": Filter.from_options({"did": "b", "source": "web"} if narrow else {}).group(graph),
    }
    found = follow(graph, depth=3, **question)
    nodes = Counter()
    for one in found.steps:
        passed = path_passages(graph, one.step, one.source, one.target, others=found.others, **question)
        people = passed.people()
        assert [(who.oneid, who.times) for who in walkers(passed)] == [
            (who.oneid, who.times) for who in people
        ]
        assert (len(people), sum(who.times for who in people)) == (one.people, one.times)
        nodes[one.step, one.source if back else one.target] += one.times
        nodes[0, "a"] += one.times if one.step == 1 else 0
    for (step, event), times in nodes.items():
        passed = path_event_passages(graph, step, event, others=found.others, **question)
        assert sum(who.times for who in passed.people()) == times


def test_the_events_that_are_one_at_a_distance_are_named_the_most_frequent_first(graph: Graph):
    store(graph, [[("home", 0), (then, 1)] for then in ("cart", "cart", "cart", "help", "terms", "terms")])
    found = follow(graph, start="home", limit=1)
    assert found.others == {1: ("terms", "help")}
    assert follow(graph, start="home").others == {}
    with pytest.raises(QuestionInvalid, match="every event there is named"):
        path_passages(graph, 1, "home", "(other)", start="home", others={})


def test_people_of_a_transition_are_those_of_its_number(graph: Graph):
    store(graph, [[("view", 0), ("view", 1), ("cart", 2)], [("view", 0), ("cart", 5)], [("cart", 0)]])
    for one in transitions(graph):
        people = transition_passages(graph, one.source, one.target).people()
        assert (len(people), sum(who.times for who in people)) == (one.people, one.times)


def test_a_label_is_named_as_a_question_names_its_events(graph: Graph):
    marks = "a|b@c*"
    walk = ["view", "app/view", "app/pay", "shop/pay", marks, "only/sms"]
    store(graph, [[(name, at) for at, name in enumerate(walk)]])
    assert event_text(graph, "view") == "view"
    assert event_text(graph, marks) == marks
    assert event_text(graph, "app/pay", Lens(show=Show.BOTH)) == "pay@app"
    assert event_text(graph, "app", Lens(show=Show.SOURCE)) == "*@app"
    assert event_text(graph, "only", Lens(show=Show.SOURCE)) == "sms"
    grouped = Lens(groups=(r"some=view|a\|b\@c\*",))
    assert event_text(graph, "some", grouped) == r"view|a\|b\@c\*"
    assert event_text(graph, "(end)") == ""
    for lens in (Lens(show=Show.BOTH), Lens(show=Show.SOURCE), grouped):
        for label in labels(graph, lens):
            text = event_text(graph, label, lens)
            assert transition_passages(graph, text, "(end)").pattern


def test_the_rest_is_one_event(graph: Graph):
    store(graph, [[("home", 0), ("help", 1), ("terms", 2), ("cart", 3)]])
    found = transitions(graph, Lens(rest=("help", "terms")))
    assert {(one.source, one.target) for one in found} == {
        ("(start)", "home"),
        ("home", "(other)"),
        ("(other)", "(other)"),
        ("(other)", "cart"),
        ("cart", "(end)"),
    }
    (who,) = transition_passages(graph, "home", "(other)", lens=Lens(rest=("help", "terms"))).people()
    assert who.times == 1
