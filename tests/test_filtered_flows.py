"""Paths, transitions, variants, matrices, patterns and drivers of a filter are those of what it leaves."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from onepath.graph.conditions import EVERYBODY, Filter
from onepath.graph.flows import (
    PathsQuestion,
    ReworkQuestion,
    StepMatrixQuestion,
    TransitionMatrixQuestion,
    TransitionsQuestion,
    VariantsQuestion,
)
from onepath.graph.patterns import DriversQuestion, PatternsQuestion
from onepath.graph.questions import Question, join_names
from onepath.graph.store import Graph
from plain_filters import (
    CHOSEN,
    EVERYTHING,
    SLOWLY,
    answers,
    behind,
    filter_of,
    filtered,
    keep_only,
    options,
    store_people,
    whole,
)
from stored import DAY
from visits import COUNTS, PEOPLE, in_time


def flow_questions(count: str, collapsed: bool, only: Filter) -> list[Question]:
    given = {"count": count, "collapse": collapsed, "filter": only}
    return [
        PathsQuestion(start="a", depth=2, limit=2, **given),
        PathsQuestion(end="b|c", depth=2, **given),
        TransitionsQuestion(**given),
        TransitionsQuestion(slowest=True, **given),
        ReworkQuestion(**given),
        VariantsQuestion(**given),
        StepMatrixQuestion(depth=3, **given),
        StepMatrixQuestion(around="a", depth=2, compare="did:c", **given),
        TransitionMatrixQuestion(compare="did:c", **given),
    ]


@SLOWLY
@given(PEOPLE, st.sampled_from(COUNTS), st.booleans(), CHOSEN)
def test_paths_transitions_variants_and_matrices_of_a_filter_are_those_of_its_units_alone(
    graph: Graph, people, count: str, collapsed: bool, chosen
):
    visits = in_time([EVERYTHING, *people], over_days=True)
    store_people(graph, visits)
    questions = flow_questions(count, collapsed, Filter.from_options(options(chosen)))
    found = answers(graph, questions)
    for question in questions[:7]:
        check_people(graph, question)
    keep_only(graph, visits, count, chosen)
    assert found == answers(graph, flow_questions(count, collapsed, Filter()))


def check_people(graph: Graph, question: Question) -> None:
    """There are as many people behind a number as it says."""
    found = question.answer(graph)
    match question:
        case PathsQuestion():
            numbers = {
                f"{one.step}.{join_names((one.from_event, one.to_event))}": (one.occurrences, one.people)
                for one in found.steps[:2] + found.steps[-1:]
            }
        case TransitionsQuestion():
            numbers = {
                join_names((one.from_event, one.to_event)): (one.occurrences, one.people)
                for one in found.transitions[:2]
            }
        case ReworkQuestion():
            numbers = {join_names([one.event]): (one.repeats, one.people) for one in found.events[:1]}
            for one in found.loops[:1]:
                names = (one.event, one.via, one.event)
                numbers[join_names(names)] = (one.occurrences, one.people)
            for one in found.self_loops[:1]:
                numbers[join_names((one.event, one.event))] = (one.occurrences, one.people)
        case VariantsQuestion():
            numbers = {str(n): (one.units, one.people) for n, one in enumerate(found.shown[:2], 1)}
        case _:
            numbers = {f"{one.column}.{one.row}": (one.units, one.people) for one in found.cells[:2]}
    assert {of: behind(question, graph, of) for of in numbers} == numbers


@SLOWLY
@given(
    PEOPLE,
    st.sampled_from(COUNTS),
    CHOSEN,
    st.sampled_from([None, "c"]),
    st.sampled_from([None, timedelta(days=1)]),
)
def test_patterns_of_a_filter_are_those_of_its_units_alone(
    graph: Graph, people, count: str, chosen, target: str | None, within: timedelta | None
):
    visits = in_time([EVERYTHING, *people], over_days=True)
    store_people(graph, visits)
    everybody = PatternsQuestion(
        count=count, min_support=0.3, max_length=3, target=target, within=within, limit=10_000
    )
    question = filtered(everybody, chosen)
    # Of everybody, people without events count too: also of those who begin in 1970 or later.
    assume(filter_of(graph, chosen) != EVERYBODY)
    found = question.answer(graph)
    for number, pattern in enumerate(found.patterns[:3], 1):
        people_found = question.people(graph, str(number)).people
        assert len(people_found) == pattern.units
        if pattern.contrast:
            assert sum(one.converted for one in people_found) == pattern.contrast.converters
    keep_only(graph, visits, count, chosen)
    assert replace(found, filter="") == everybody.answer(graph)


@SLOWLY
@given(PEOPLE, CHOSEN, st.sampled_from([1, DAY]))
def test_drivers_of_a_filter_are_those_of_its_people_alone(graph: Graph, people, chosen, window: int):
    visits = in_time([EVERYTHING, *people], over_days=True)
    store_people(graph, visits)
    everybody = DriversQuestion(
        target="c", lookback=timedelta(microseconds=window), kinds=["event"], min_people=1, min_share=0
    )
    question = filtered(everybody, chosen)
    # Of everybody, people without events count too: also of those who begin in 1970 or later.
    assume(filter_of(graph, chosen) != EVERYBODY)
    found = question.answer(graph)
    for driver in found.drivers[:3]:
        having = [one.converted for one in question.people(graph, driver.driver).people]
        assert (sum(having), len(having)) == (driver.converters, driver.converters + driver.non_converters)
    keep_only(graph, visits, "people", chosen)
    # The filter is of people: everybody is observed as long as the data is.
    keep_end(graph, max(at for sessions in visits for _, at in whole(sessions)))
    assert replace(found, filter="") == everybody.answer(graph)


def keep_end(graph: Graph, last: int) -> None:
    """A journey that no driver counts, as its length is 0: the data ends with it."""
    graph.statement(
        "CREATE (:Journey {oneid: 'end', length: 0, trail: 'A', clock: $clock})", clock=f"{last:016d}"
    )
