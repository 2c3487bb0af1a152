"""Matrices agree with their definitions on any journeys, and so do the differences of two groups."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.errors import EventUnknown, QuestionInvalid
from onepath.graph.flows import (
    Matrix,
    StepMatrixQuestion,
    TransitionMatrixQuestion,
)
from onepath.graph.flows.matrix import matrix_of
from onepath.graph.questions import join_names
from onepath.graph.store import Graph
from stored import Walk, store
from visits import COUNTS, PEOPLE, follows, in_time, names_of, store_visits, units_of

SLOWLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DAY = 24 * 3600 * 1_000_000
HOLDS: dict[str, tuple[Callable[[Walk], bool], Callable[[Walk], bool]]] = {
    "did:a": (lambda unit: "a" in names_of(unit), lambda unit: "a" not in names_of(unit)),
    "did:a@app|c": (
        lambda unit: any(name in ("app/a", "c") for name, _ in unit),
        lambda unit: not any(name in ("app/a", "c") for name, _ in unit),
    ),
    "source:app,web": (
        lambda unit: unit[0][0].startswith("app/"),
        lambda unit: not unit[0][0].startswith("app/"),
    ),
    "period:1970-01-01..1970-01-01,1970-01-02..1970-01-03": (
        lambda unit: unit[0][1] < DAY,
        lambda unit: unit[0][1] >= DAY,
    ),
}
"""Two groups as they are asked for, and which units they are."""


EVERYTHING = [[("a", 0), ("b", 0), ("c", 0), ("app/a", 0), ("app/d", 0)]]
"""One person with every event, so that all of them are known."""


def later(people):
    """The same, every second person a day later."""
    return [
        [[(name, at + DAY * (n % 2)) for name, at in visit] for visit in visits]
        for n, visits in enumerate(people)
    ]


def at_step(names: list[str], around: str | None, step: int) -> str | None:
    """Where a unit is at a step; None where it does not count."""
    if around and around not in names:
        return None
    place = names.index(around) + step if around else step - 1
    return "(start)" if place < 0 else "(end)" if place >= len(names) else names[place]


def counted(matrix: Matrix) -> dict[tuple[str, str], tuple[int, int]]:
    return {(cell.row, cell.column): (cell.units, cell.people) for cell in matrix.cells if cell.units}


def seconds(matrix: Matrix) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (cell.row, cell.column): (cell.other_units or 0, cell.other_people or 0)
        for cell in matrix.cells
        if cell.other_units
    }


def tally(things) -> dict:
    things = list(things)
    people = Counter(thing for _, thing in set(things))
    return {thing: (times, people[thing]) for thing, times in Counter(thing for _, thing in things).items()}


@SLOWLY
@given(
    PEOPLE,
    st.sampled_from(COUNTS),
    st.booleans(),
    st.sampled_from([None, "a", "d"]),
    st.sampled_from([*HOLDS]),
)
def test_a_step_matrix_says_where_units_are(graph: Graph, people, count, collapsed, around, compare: str):
    visits = later(in_time([EVERYTHING, *people]))
    store_visits(graph, visits)
    question = StepMatrixQuestion(count=count, collapse=collapsed, around=around, depth=3, compare=compare)
    steps = range(-3, 4) if around else range(1, 4)
    expected = [
        tally(
            (who, (at, str(step)))
            for who, unit in units_of(visits, count)
            if holds(unit)
            for step in steps
            if (at := at_step(names_of(unit, collapsed=collapsed), around, step))
        )
        for holds in HOLDS[compare]
    ]
    found = question.answer(graph)
    assert [counted(found), seconds(found)] == expected
    for (row, column), counts in list(expected[0].items())[:4]:
        who = question.people(graph, f"{column}.{row}")
        assert (who.occurrences, who.count) == counts


@SLOWLY
@given(PEOPLE, st.sampled_from(COUNTS), st.booleans(), st.sampled_from([*HOLDS]))
def test_a_transition_matrix_says_where_one_goes_next(graph: Graph, people, count, collapsed, compare: str):
    visits = later(in_time([EVERYTHING, *people]))
    store_visits(graph, visits)
    question = TransitionMatrixQuestion(count=count, collapse=collapsed, compare=compare)
    expected = [
        tally(
            (who, pair)
            for who, unit in units_of(visits, count)
            if holds(unit)
            for pair in follows(names_of(unit, collapsed=collapsed))
        )
        for holds in HOLDS[compare]
    ]
    found = question.answer(graph)
    assert [counted(found), seconds(found)] == expected
    assert all(abs(total - 1) < 1e-9 for total in sums(found).values())
    for pair, counts in list(expected[1].items())[:3]:
        who = question.people(graph, f"second:{join_names(pair)}")
        assert (who.occurrences, who.count) == counts


def sums(matrix: Matrix) -> dict[str, float]:
    totals: Counter[str] = Counter()
    for cell in matrix.cells:
        totals[cell.row] += cell.share or 0
    return {row: total for row, total in totals.items() if total}


def test_a_difference_is_the_first_share_less_the_second(graph: Graph):
    store(graph, [[("a", 0), ("buy", 1)], [("a", 0), ("b", 1)], [("a", 0), ("b", 1)], [("a", 0), ("a", 1)]])
    found = TransitionMatrixQuestion(compare="did:b").answer(graph)
    cells = {(cell.row, cell.column): cell for cell in found.cells}
    assert (cells["a", "b"].share, cells["a", "b"].other_share) == (1, 0)
    assert cells["a", "buy"].difference == pytest.approx(-1 / 3)
    assert found.rows[0] == "(start)"
    assert found.columns[-1] == "(end)"


def test_what_did_not_occur_in_a_group_has_no_share_there():
    question = TransitionMatrixQuestion(compare="did:b")
    groups = [{("a", "b"): (1, 1)}, {("a", "(end)"): (2, 2), ("mail", "(end)"): (3, 3)}]
    cells = {(one.row, one.column): one for one in matrix_of(question, None, groups, None).cells}
    assert (cells["mail", "(end)"].share, cells["mail", "(end)"].other_share) == (None, 1)
    assert cells["mail", "(end)"].difference is None
    # An event that occurred, but was never followed by this one, has a share of nothing.
    assert (cells["a", "(end)"].share, cells["a", "(end)"].difference) == (0, -1)


def test_a_period_is_whole_days_of_utc(graph: Graph):
    noon = int(datetime(2026, 2, 1, 12, tzinfo=UTC).timestamp() * 1_000_000)
    store(graph, [[("a", noon)], [("a", noon + DAY)], [("a", noon + 2 * DAY)]])
    compare = "period:2026-02-01..2026-02-02,2026-02-03..2026-02-03"
    [cell] = StepMatrixQuestion(depth=1, compare=compare).answer(graph).cells
    assert (cell.units, cell.other_units) == (2, 1)


@pytest.mark.parametrize(
    "text",
    ["", "did", "did:", "sex:m,f", "source:web", "source:web,moon", "period:2026-01-01..2026-01-02",
     "period:2026-01-09..2026-01-02,2026-01-01..2026-01-02", "period:2026-13-01..2026-13-02,a"],
)  # fmt: skip
def test_groups_that_are_none_are_said(graph: Graph, text: str):
    store(graph, [[("home", 0)]])
    with pytest.raises(QuestionInvalid):
        TransitionMatrixQuestion(compare=text).answer(graph)


def test_a_matrix_has_steps_and_events_that_there_are(graph: Graph):
    store(graph, [[("home", 0)]])
    for depth in (0, 51):
        with pytest.raises(QuestionInvalid):
            StepMatrixQuestion(depth=depth)
    with pytest.raises(EventUnknown, match="hom"):
        StepMatrixQuestion(around="hom").answer(graph)
    with pytest.raises(QuestionInvalid, match="step 0"):
        StepMatrixQuestion(around="home").people(graph, "0.(end)")
    assert TransitionMatrixQuestion().answer(graph).rows == ("(start)", "home")


def test_an_empty_graph_has_an_empty_matrix(graph: Graph):
    steps = tuple(str(step) for step in range(1, 6))
    assert StepMatrixQuestion().answer(graph) == Matrix("people", "", (), (), steps, ())
    assert TransitionMatrixQuestion().answer(graph) == Matrix("people", "", (), (), (), ())
