"""Paths agree with their definition, written down plainly, on any journeys; and open to their people."""

from collections import Counter

import pytest
from command_line import complaint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.errors import EventUnknown, QuestionInvalid
from onepath.graph.flows import PathsQuestion
from onepath.graph.questions import People, join_names
from onepath.graph.store import Graph
from stored import store
from visits import COUNTS, PEOPLE, in_time, names_of, store_visits, units_of

SLOWLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

Band = tuple[int, str, str]


def plainly(units, anchor: list[str], back: bool, depth: int, limit: int) -> dict[Band, tuple[int, int]]:
    """Times and people of every band, from a list of (person, names)."""
    windows = []
    for person, names in units:
        for k in range(len(names)):
            if names[k : k + len(anchor)] == anchor:
                onward = names[k + len(anchor) - 1 :] if not back else names[k::-1]
                windows.append((person, [*onward[: depth + 1], "(start)" if back else "(end)"][: depth + 1]))
    ends = ("(start)", "(end)")
    shown = []
    for step in range(depth + 1):
        there = Counter(w[step] for _, w in windows if len(w) > step and w[step] not in ends)
        shown.append({name for name, _ in sorted(there.items(), key=lambda one: (-one[1], one[0]))[:limit]})
    passed = Counter()
    people: dict[Band, set[str]] = {}
    for person, window in windows:
        named = [
            ">".join(anchor) if not step else name if name in ends or name in shown[step] else "(other)"
            for step, name in enumerate(window)
        ]
        for step in range(1, len(named)):
            near, far = named[step - 1], named[step]
            band = (step, far, near) if back else (step, near, far)
            passed[band] += 1
            people.setdefault(band, set()).add(person)
    return {band: (times, len(people[band])) for band, times in passed.items()}


def asked(graph: Graph, **given) -> dict[Band, tuple[int, int]]:
    steps = PathsQuestion.parse(**given).answer(graph).steps
    return {(s.step, s.from_event, s.to_event): (s.occurrences, s.people) for s in steps}


def people_of(graph: Graph, step: int, *events: str, **given) -> People:
    return PathsQuestion.parse(**given).people(graph, f"{step}.{join_names(events)}")


@SLOWLY
@given(
    PEOPLE,
    st.lists(st.sampled_from("abd"), min_size=1, max_size=2),
    st.booleans(),
    st.integers(1, 4),
    st.integers(1, 4),
    st.sampled_from(COUNTS),
    st.booleans(),
)
def test_paths_count_what_stands_around_an_event_or_a_pair(
    graph: Graph, people, anchor, back, depth, limit, count, collapsed
):
    visits = in_time([[[("a", 0), ("b", 0), ("d", 0)]], *people])
    if collapsed and len(set(anchor)) < len(anchor):
        anchor = anchor[:1]
    store_visits(graph, visits)
    units = [(who, names_of(unit, collapsed=collapsed)) for who, unit in units_of(visits, count)]
    end = {"end" if back else "start": ">".join(anchor)}
    question = {**end, "limit": limit, "count": count, "collapse": collapsed}
    found = asked(graph, depth=depth, **question)
    assert found == plainly(units, anchor, back, depth, limit)
    for (step, source, target), counts in list(found.items())[:4]:
        behind = people_of(graph, step, source, target, **question)
        assert (behind.occurrences, behind.count) == counts


def test_rare_steps_are_one_with_how_many_they_are(graph: Graph):
    store(graph, [[("home", 0), (next_, 1)] for next_ in ("cart", "cart", "help", "terms")])
    question = PathsQuestion(start="home", limit=1)
    found = question.answer(graph)
    assert [(s.to_event, s.occurrences, s.grouped) for s in found.steps] == [
        ("(other)", 2, 2),
        ("cart", 2, 0),
    ]
    assert question.people(graph, "1.home>(other)").oneids == ["p2", "p3"]


def test_web_then_shop_is_seen_by_sources(graph: Graph):
    store(graph, [[("view", 0), ("view", 1), ("shop/pay", 2)], [("view", 0), ("shop/pay", 1), ("pay", 2)]])
    by_source = asked(graph, start="web", depth=2, label="source", collapse=True)
    assert by_source[1, "web", "shop"] == (2, 2)
    assert by_source[2, "shop", "(end)"] == (1, 1)
    by_both = asked(graph, end="shop/pay", label="both")
    assert by_both == {(1, "web/view", "shop/pay"): (2, 2)}


def test_an_event_of_one_source_is_told_from_its_namesake(graph: Graph):
    store(graph, [[("view", 0), ("shop/pay", 1), ("pay", 2)]])
    assert asked(graph, start="pay@shop") == {(1, "pay@shop", "pay"): (1, 1)}
    assert asked(graph, start="pay", depth=2)[1, "pay", "pay"] == (1, 1)


@pytest.mark.parametrize("groups", [("look=view_*|list",), ("look=view_a|view_b|list",)])
def test_a_group_is_one_event_by_its_name(graph: Graph, groups: tuple[str, ...]):
    store(graph, [[("view_a", 0), ("view_b", 1), ("list", 2), ("cart", 3)]])
    assert asked(graph, start="look", group_events=groups, collapse=True) == {(1, "look", "cart"): (1, 1)}


def test_a_wildcard_that_is_asked_about_is_one_event(graph: Graph):
    store(graph, [[("view_a", 0), ("view_b", 1), ("cart", 3)]])
    assert asked(graph, start="view_*") == {
        (1, "view_*", "view_*"): (1, 1),
        (1, "view_*", "cart"): (1, 1),
    }


def test_a_name_with_a_mark_in_it_is_asked_for_as_it_is_or_with_a_backslash(graph: Graph):
    store(graph, [[("a>b", 0), ("c", 1)], [("a", 0), ("c", 1)]])
    assert asked(graph, start="a>b") == {(1, "a>b", "c"): (1, 1)}
    assert asked(graph, start=r"a\>b>c") == {(1, r"a\>b>c", "(end)"): (1, 1)}


def test_people_say_when(graph: Graph):
    store(graph, [[("a", 1_000_000), ("b", 2_000_000), ("a", 3_000_000), ("b", 5_000_000)]])
    [one] = people_of(graph, 1, "a", "b", start="a").people
    assert (one.first.second, one.last.second, one.occurrences) == (1, 5, 2)


def test_a_journey_of_many_events_and_sessions_is_counted_whole(graph: Graph):
    visit = [("a", 0), ("b", 0), ("c", 0)] * 7
    store_visits(graph, [[visit] * 450])
    sessions = asked(graph, start="c", count="sessions")
    assert sessions == {(1, "c", "a"): (450 * 6, 1), (1, "c", "(end)"): (450, 1)}
    assert asked(graph, start="c")[1, "c", "a"] == (450 * 7 - 1, 1)


@pytest.mark.parametrize(
    ("question", "error", "said"),
    [
        ({"start": "hom"}, EventUnknown, "home"),
        ({}, QuestionInvalid, "one event"),
        ({"start": "home", "end": "home"}, QuestionInvalid, "one event"),
        ({"start": "home>home>home"}, QuestionInvalid, "more than a pair"),
        ({"start": "home", "depth": 0}, QuestionInvalid, "depth"),
        ({"start": "home", "depth": 11}, QuestionInvalid, "depth"),
        ({"start": "home", "limit": 0}, QuestionInvalid, "limit"),
        ({"start": "home>home", "collapse": True}, QuestionInvalid, "nothing follows itself"),
        ({"start": "home", "group_events": ("home",)}, QuestionInvalid, "not a group"),
        ({"start": "*>home"}, QuestionInvalid, "overlap"),
    ],
)
def test_what_cannot_be_asked_is_said(graph: Graph, question, error, said: str):
    store(graph, [[("home", 0), ("cart", 1)]])
    with pytest.raises(error) as raised:
        PathsQuestion.parse(**question).answer(graph)
    assert said in f"{raised.value} {raised.value.action}"


def test_an_empty_graph_has_no_events_and_says_what_to_do(here):
    assert "onepath journeys build" in complaint("paths", "--from", "home")
