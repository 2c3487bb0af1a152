"""The people of a number without their times are those with their times; nodes of paths are their bands."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.conditions import Filter
from onepath.graph.errors import QuestionInvalid
from onepath.graph.flows import (
    PathsQuestion,
    TrailOptions,
    TransitionsQuestion,
    event_text,
    list_labels,
)
from onepath.graph.questions import join_names
from onepath.graph.store import Graph
from stored import store
from visits import COUNTS, PEOPLE, in_time, store_visits

SLOWLY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOWLY
@given(PEOPLE, st.booleans(), st.integers(1, 2), st.sampled_from(COUNTS), st.booleans(), st.booleans())
def test_people_are_the_same_with_and_without_their_times(
    graph: Graph, people, back, limit, count, collapsed, narrow
):
    store_visits(graph, in_time([[[("a", 0), ("b", 0), ("d", 0)]], *people]))
    question = PathsQuestion(
        start=None if back else "a", end="a" if back else None, limit=limit, count=count, depth=3,
        collapse=collapsed, filter=Filter.from_options({"did": "b", "source": "web"} if narrow else {}),
    )  # fmt: skip
    nodes = Counter()
    for one in question.answer(graph).steps:
        of = f"{one.step}.{join_names((one.from_event, one.to_event))}"
        with_times, people = question.people(graph, of), question.people(graph, of, details=False)
        assert [(who.oneid, who.occurrences) for who in with_times.people] == [
            (who.oneid, who.occurrences) for who in people.people
        ]
        assert (people.count, people.occurrences) == (one.people, one.occurrences)
        nodes[one.step, one.from_event if back else one.to_event] += one.occurrences
        nodes[0, "a"] += one.occurrences if one.step == 1 else 0
    for (step, event), occurrences in nodes.items():
        of = "0" if step == 0 else f"{step}.{join_names([event])}"
        assert question.people(graph, of, details=False).occurrences == occurrences


def test_the_events_that_are_one_at_a_distance_are_named_the_most_frequent_first(graph: Graph):
    store(graph, [[("home", 0), (then, 1)] for then in ("cart", "cart", "cart", "help", "terms", "terms")])
    found = PathsQuestion(start="home", limit=1).answer(graph)
    assert found.other_events == {1: ("terms", "help")}
    question = PathsQuestion(start="home")
    assert question.answer(graph).other_events == {}
    with pytest.raises(QuestionInvalid, match="every event there is named"):
        question.people(graph, "1.home>(other)")
    for of in ("1", "0.home", "1.home>cart>help", "11.cart", "x.cart"):
        with pytest.raises(QuestionInvalid, match="no number"):
            question.people(graph, of)


def test_people_of_a_transition_are_those_of_its_number(graph: Graph):
    store(graph, [[("view", 0), ("view", 1), ("cart", 2)], [("view", 0), ("cart", 5)], [("cart", 0)]])
    question = TransitionsQuestion()
    for one in question.answer(graph).transitions:
        people = question.people(graph, join_names((one.from_event, one.to_event)), details=False)
        assert (people.count, people.occurrences) == (one.people, one.occurrences)


def test_a_label_is_named_as_a_question_names_its_events(graph: Graph):
    marks = "a|b@c*"
    walk = ["view", "app/view", "app/pay", "shop/pay", marks, "only/sms"]
    store(graph, [[(name, at) for at, name in enumerate(walk)]])
    assert event_text(graph, "view") == "view"
    assert event_text(graph, marks) == marks
    assert event_text(graph, "app/pay", TrailOptions(label="both")) == "pay@app"
    assert event_text(graph, "app", TrailOptions(label="source")) == "*@app"
    assert event_text(graph, "only", TrailOptions(label="source")) == "sms"
    grouped = TrailOptions(group_events=(r"some=view|a\|b\@c\*",))
    assert event_text(graph, "some", grouped) == r"view|a\|b\@c\*"
    assert event_text(graph, "(end)") == ""
    for options in (TrailOptions(label="both"), TrailOptions(label="source"), grouped):
        question = TransitionsQuestion(label=options.label, group_events=options.group_events)
        for label in list_labels(graph, options):
            text = event_text(graph, label, options)
            assert question.people(graph, join_names((text, "(end)"))).count in (0, 1)


def test_other_events_are_one(graph: Graph):
    store(graph, [[("home", 0), ("help", 1), ("terms", 2), ("cart", 3)]])
    question = TransitionsQuestion(group_events=("(other)=help|terms",))
    found = question.answer(graph).transitions
    assert {(one.from_event, one.to_event) for one in found} == {
        ("(start)", "home"),
        ("home", "(other)"),
        ("(other)", "(other)"),
        ("(other)", "cart"),
        ("cart", "(end)"),
    }
    assert question.people(graph, "home>(other)").occurrences == 1
