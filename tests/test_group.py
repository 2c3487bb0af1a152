"""A group narrows every question alike: as if nothing but its units were in the graph."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from onepath.graph import flows
from onepath.graph.conditions import EVERYBODY, Filter, Group, compared
from onepath.graph.errors import EventUnknown, QuestionInvalid
from onepath.graph.flows import Lens, Scope, walkers
from onepath.graph.funnels import FunnelQuestion, funnel, funnel_people
from onepath.graph.outcomes import (
    NO_TOUCH,
    AttributionQuestion,
    NextEvents,
    RetentionQuestion,
    attribute,
    retained,
    retention,
    touched_by,
)
from onepath.graph.patterns import (
    DriverQuestion,
    PatternQuestion,
    find_drivers,
    find_patterns,
    open_driver,
    open_pattern,
)
from onepath.graph.store import Graph
from stored import Walk, store
from visits import NAMES, PEOPLE, store_visits, units_of

SLOWLY = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DAY = 86_400_000_000
FIRST_DAY = date(1970, 1, 1)
EVERYTHING = [[(name, 0) for name in NAMES]]
"""One person with every event, so that all of them are known."""

DAYS = st.sampled_from([None, *range(4)])
NARROWED = st.fixed_dictionaries(
    {
        "days": st.tuples(DAYS, DAYS).map(
            lambda days: days if None in days or days[0] <= days[1] else days[::-1]
        ),
        "source": st.sampled_from([None, None, "web", "app"]),
        "did": st.sampled_from([None, None, "a", "app/a", "b|c"]),
        "did_not": st.sampled_from([None, None, "d", "app/a"]),
    }
)
"""A group: its first and last day since 1970, its source, what it did and what it did not."""


def day(number: int | None) -> date | None:
    return None if number is None else FIRST_DAY + timedelta(days=number)


def asked(narrowed: dict) -> dict:
    """The same as it is asked for: an event of one source is `a@app`."""
    since, until = narrowed["days"]
    events = {
        key: text and "|".join("@".join(reversed(one.split("/"))) for one in text.split("|"))
        for key, text in narrowed.items()
        if key in ("did", "did_not")
    }
    return {"since": day(since), "until": day(until), "source": narrowed["source"], **events}


def group_of(graph: Graph, **options: object) -> Group:
    return Filter.from_options(options).group(graph)


def source_of(name: str) -> str:
    return "app" if name.startswith("app/") else "web"


def has(unit: Walk, text: str) -> bool:
    """Whether one of these events is in it: those of one source, or of any."""
    wanted = text.split("|")
    return any(name in wanted or name.rpartition("/")[2] in wanted for name, _ in unit)


def did_so(unit: Walk, narrowed: dict) -> bool:
    """Whether the whole has what it should, and has not what it should not."""
    return not (
        (narrowed["did"] and not has(unit, narrowed["did"]))
        or (narrowed["did_not"] and has(unit, narrowed["did_not"]))
    )


def on(event: tuple[str, int], narrowed: dict) -> bool:
    """Whether an event is of the source, and on these days."""
    (name, at), (since, until) = event, narrowed["days"]
    return (
        (narrowed["source"] is None or source_of(name) == narrowed["source"])
        and (since is None or at >= since * DAY)
        and (until is None or at < (until + 1) * DAY)
    )


def holds(unit: Walk, narrowed: dict) -> bool:
    return on(unit[0], narrowed) and did_so(unit, narrowed)


def over_days(people) -> list[list[Walk]]:
    """With times: the sessions of a person on days after one another, every second person a day later."""
    timed = []
    for n, visits in enumerate([EVERYTHING, *people]):
        sessions, at = [], DAY * (n % 2)
        for visit in visits:
            session = []
            for name, pause in visit:
                at += pause
                session.append((name, at))
            sessions.append(session)
            at += DAY
        timed.append(sessions)
    return timed


def whole(visits: list[Walk]) -> Walk:
    return [event for visit in visits for event in visit]


def keep_only(graph: Graph, people: list[list[Walk]], scope: Scope, narrowed: dict) -> None:
    """Takes away all units that are not of the group; the alphabet of events stays."""
    rows = []
    for n, visits in enumerate(people):
        if scope is Scope.SESSION:
            kept = [k for k, visit in enumerate(visits) if visit and holds(visit, narrowed)]
        else:
            kept = [*range(len(visits))] if whole(visits) and holds(whole(visits), narrowed) else []
        rows.append({"oneid": f"p{n}", "kept": kept})
    graph.statement(
        "UNWIND $rows AS row MATCH (journey:Journey {oneid: row.oneid}) "
        "SET journey.session_trails = [n IN row.kept | journey.session_trails[n]], "
        "    journey.session_clocks = [n IN row.kept | journey.session_clocks[n]], "
        "    journey.trail = CASE row.kept WHEN [] THEN '' ELSE journey.trail END "
        "WITH journey WHERE journey.trail = '' DETACH DELETE journey",
        rows=rows,
    )


def behind(found) -> tuple[int, int]:
    people = walkers(found)
    return sum(one.times for one in people), len(people)


# Journeys and sessions: what begins on these days and this source, and whose whole has the event or not.


def flow_answers(graph: Graph, lens: Lens, group: Group) -> Iterator[object]:
    yield flows.paths(graph, start="a", depth=2, limit=2, lens=lens, group=group)
    yield flows.paths(graph, end="b|c", depth=2, lens=lens, group=group)
    yield flows.transitions(graph, lens, group=group)
    yield flows.slowest(graph, lens, group=group)
    yield flows.rework(graph, lens, group=group)
    yield flows.variants(graph, lens=lens, group=group)
    yield flows.step_matrix(graph, depth=3, lens=lens, group=group)
    both = tuple(one.group(graph) for one in compared("did:c"))
    yield flows.step_matrix(graph, around="a", depth=2, lens=lens, groups=both, group=group)
    yield flows.transition_matrix(graph, lens=lens, groups=both, group=group)


@SLOWLY
@given(PEOPLE, st.sampled_from(Scope), st.booleans(), NARROWED)
def test_paths_transitions_variants_and_matrices_of_a_group_are_those_of_its_units_alone(
    graph: Graph, people, scope: Scope, collapsed: bool, narrowed
):
    visits, lens = over_days(people), Lens(scope=scope, collapsed=collapsed)
    store_visits(graph, visits)
    group = group_of(graph, **asked(narrowed))
    found = list(flow_answers(graph, lens, group))
    check_people(graph, lens, group, found)
    keep_only(graph, visits, scope, narrowed)
    assert found == list(flow_answers(graph, lens, EVERYBODY))


def check_people(graph: Graph, lens: Lens, group: Group, found: list) -> None:
    """Those behind a number are as many as it says."""
    steps, _, pairs, _, again, sequences, matrix = found[:7]
    for step in steps[:2] + steps[-1:]:
        place = step.step, step.source, step.target
        passed = flows.path_passages(graph, *place, start="a", limit=2, lens=lens, group=group)
        assert behind(passed) == (step.times, step.people)
    for pair in pairs[:2]:
        passed = flows.transition_passages(graph, pair.source, pair.target, lens=lens, group=group)
        assert behind(passed) == (pair.times, pair.people)
    for one in again.events[:1]:
        passed = flows.again_passages(graph, one.event, lens=lens, group=group)
        assert behind(passed) == (one.again, one.people)
    for loop in again.loops[:1] + again.self_loops[:1]:
        passed = flows.loop_passages(graph, loop.event, loop.by, lens=lens, group=group)
        assert behind(passed) == (loop.times, loop.people)
    for variant in sequences.shown[:2]:
        passed = flows.variant_passages(graph, variant.text, lens=lens, group=group)
        assert behind(passed) == (variant.units, variant.people)
    for cell in matrix.cells[:2]:
        passed = flows.step_passages(graph, int(cell.column), cell.row, lens=lens, group=group)
        assert behind(passed) == (cell.units, cell.people)


@SLOWLY
@given(
    PEOPLE,
    st.sampled_from(Scope),
    NARROWED,
    st.sampled_from([None, "c"]),
    st.sampled_from([None, timedelta(days=1)]),
)
def test_patterns_of_a_group_are_those_of_its_units_alone(
    graph: Graph, people, scope: Scope, narrowed, target: str | None, within: timedelta | None
):
    visits = over_days(people)
    store_visits(graph, visits)
    group = group_of(graph, **asked(narrowed))
    assume(group != EVERYBODY)  # of everybody, people without events count too
    question = PatternQuestion(scope=str(scope), support=0.3, length=3, target=target, within=within)
    found = find_patterns(graph, question, limit=None, group=group)
    for pattern in found.patterns[:3]:
        holders = list(open_pattern(graph, question, pattern.events, group=group))
        assert len(holders) == pattern.units
        if pattern.contrast:
            assert sum(one.converts for one in holders) == pattern.contrast.converters
    keep_only(graph, visits, scope, narrowed)
    assert found == find_patterns(graph, question, limit=None)


@SLOWLY
@given(PEOPLE, NARROWED, st.sampled_from([1, DAY]))
def test_drivers_of_a_group_are_those_of_its_people_alone(graph: Graph, people, narrowed, window: int):
    visits = over_days(people)
    store_visits(graph, visits)
    group = group_of(graph, **asked(narrowed))
    assume(group != EVERYBODY)  # of everybody, people without events count too
    question = DriverQuestion(
        "c", timedelta(microseconds=window), kinds=["event"], least_people=1, least_share=0
    )
    found = find_drivers(graph, question, group)
    for driver in found.drivers[:3]:
        having = [one.converts for one in open_driver(graph, question, driver, group)]
        assert (sum(having), len(having)) == (driver.converters, driver.converters + driver.others)
    keep_only(graph, visits, Scope.PERSON, narrowed)
    assert found == find_drivers(graph, question)


# Funnels: attempts that begin so, of people or sessions whose whole has the event or not.


def reached(unit: Walk, order: str, window: int, narrowed: dict) -> int:
    """The most of the steps a, b, c that an attempt came to, from each beginning that is of the group."""
    furthest = 0
    for place, (name, start) in enumerate(unit):
        first = name.rpartition("/")[2]
        if first not in ("abc" if order == "any" else "a") or not on(unit[place], narrowed):
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
    NARROWED,
    st.sampled_from(["people", "sessions"]),
    st.sampled_from(["ordered", "any"]),
    st.sampled_from([20, DAY]),
)
def test_a_funnel_of_a_group_counts_its_attempts(
    graph: Graph, people, narrowed, count: str, order: str, window: int
):
    visits = over_days(people)
    store_visits(graph, visits)
    scope = Scope.SESSION if count == "sessions" else Scope.PERSON
    levels = [
        reached(unit, order, window, narrowed)
        for _, unit in units_of(visits, scope)
        if did_so(unit, narrowed)
    ]
    question = FunnelQuestion(
        steps=("a", "b", "c"), within=timedelta(microseconds=window), count=count, order=order,
        filter=Filter.from_options(asked(narrowed)),
    )  # fmt: skip
    expected = [sum(level >= step for level in levels) for step in (1, 2, 3)]
    assert [step.people for step in funnel(graph, question).steps] == expected
    assert [step.people for step in funnel(graph, question, closer=True).steps] == expected
    for step, number in enumerate(expected, 1):
        assert len(funnel_people(graph, question, step)) == number


def test_attempts_are_counted_from_the_beginnings_that_are_of_the_filter(graph: Graph):
    store(graph, [[("a", 0), ("app/a", 1), ("b", 2), ("a", DAY), ("b", DAY + 1), ("app/a", DAY + 2)]])
    for chosen, entry, expected in (
        ({}, "any", [3, 2]),
        ({"source": "app"}, "any", [2, 1]),
        ({"source": "web"}, "first", [2, 2]),
        ({"since": day(1)}, "any", [2, 1]),
        ({"until": day(0)}, "any", [1, 1]),
        ({"did_not": "b"}, "any", [0, 0]),
    ):
        question = FunnelQuestion(steps=("a", "b"), count="attempts", entry=entry, filter=chosen)
        assert [step.people for step in funnel(graph, question).steps] == expected, chosen


def test_clickhouses_reading_knows_people_but_not_where_attempts_begin(graph: Graph):
    store(graph, [[("a", 0), ("b", 1)], [("a", 0), ("c", 1)]])
    question = FunnelQuestion(steps=("a", "b"), reading="clickhouse", filter={"did": "c"})
    assert [step.people for step in funnel(graph, question).steps] == [1, 0]
    with pytest.raises(ValueError, match="no days and no source"):
        FunnelQuestion(steps=("a", "b"), reading="clickhouse", filter={"since": day(0)})


# Attribution: paths that end so. Retention: people whose first event is so.


def paths_of(walk: Walk, every: bool, lookback: int) -> Iterator[tuple[bool, tuple[str, int], list[str]]]:
    """Whether it converts to c, the event that it ends with, and its channels in order."""
    touches: list[tuple[str, int]] = []
    for event in walk:
        if event[0].rpartition("/")[2] != "c":
            touches.append(event)
            continue
        yield True, event, channels(touches, event[1] - lookback)
        touches = []
        if not every:
            return
    if touches:
        yield False, touches[-1], channels(touches, touches[-1][1] - lookback)


def channels(touches: list[tuple[str, int]], since: int) -> list[str]:
    found: list[str] = []
    for name, at in touches:
        if at >= since and found[-1:] != [source_of(name)]:
            found.append(source_of(name))
    return found


@SLOWLY
@given(PEOPLE, NARROWED, st.booleans(), st.sampled_from([10, 2 * DAY]))
def test_attribution_of_a_group_is_that_of_paths_that_end_on_its_days_and_source(
    graph: Graph, people, narrowed, every: bool, lookback: int
):
    walks = [whole(visits) for visits in over_days(people)]
    store(graph, walks)
    found_paths = [
        (converts, path)
        for walk in walks
        if did_so(walk, narrowed)
        for converts, end, path in paths_of(walk, every, lookback)
        if on(end, narrowed)
    ]
    group = group_of(graph, **asked(narrowed))
    question = AttributionQuestion("c", every=every, lookback=timedelta(microseconds=lookback))
    found = attribute(graph, question, group=group)
    assert (found.conversions, found.without_touch, found.lost) == (
        sum(converts for converts, _ in found_paths),
        sum(converts and not path for converts, path in found_paths),
        sum(not converts for converts, _ in found_paths),
    )
    touched = Counter((one, converts) for converts, path in found_paths for one in set(path))
    assert {row.name: (row.conversions, row.lost) for row in found.channels} == {
        name: (touched[name, True], touched[name, False]) for name, _ in touched
    }
    for row in found.channels:
        firsts = sum(converts and path[:1] == [row.name] for converts, path in found_paths)
        assert row.credit["first"] == firsts
        assert len(touched_by(graph, question, row.name, group=group)) == row.conversions
        assert len(touched_by(graph, question, row.name, converted=False, group=group)) == row.lost
    assert len(touched_by(graph, question, NO_TOUCH, group=group)) == found.without_touch


@SLOWLY
@given(
    PEOPLE,
    NARROWED,
    st.sampled_from(["a", "b|c"]),
    st.sampled_from(["exact", "unbounded"]),
    st.sampled_from([None, "source"]),
)
def test_retention_of_a_group_is_that_of_its_people_alone(
    graph: Graph, people, narrowed, start: str, reading: str, by: str | None
):
    # Somebody who begins no cohort keeps the data as long as it is.
    walks = [*(whole(visits) for visits in over_days(people)), [("tick", 9 * DAY)]]
    question = RetentionQuestion(start=start, by="day", reading=reading, group=by)
    store(graph, walks)
    group = group_of(graph, **asked(narrowed))
    found = retention(graph, question, group=group)
    for cohort in (found.overall, *found.cohorts):
        assert len(retained(graph, question, cohort.name, None, group=group)) == cohort.people
        for cell in cohort.cells[:2]:
            assert len(retained(graph, question, cohort.name, cell.period, group=group)) == cell.people
    begun = {n: next((event for event in walk if has([event], start)), None) for n, walk in enumerate(walks)}
    gone = [
        f"p{n}" for n, first in begun.items()
        if first and not (on(first, narrowed) and did_so(walks[n], narrowed))
    ]  # fmt: skip
    graph.statement("MATCH (one:Journey) WHERE one.oneid IN $gone DETACH DELETE one", gone=gone)
    assert found == retention(graph, question)


def next_answers(counted: NextEvents) -> list[object]:
    anything, after = counted.context([]), counted.context(["a"])
    return [
        counted.evaluate(), counted.after(anything), counted.after(after), counted.followers(after, "b"),
        counted.people(held=True), counted.people(held=False),
    ]  # fmt: skip


@SLOWLY
@given(PEOPLE, NARROWED, st.integers(1, 2))
def test_the_next_event_is_learnt_from_the_people_of_a_group_alone(
    graph: Graph, people, narrowed, order: int
):
    ends = "0000", "ffff"  # held out, and learnt from
    walks = {f"p{n}-{ends[n % 2]}": whole(visits) for n, visits in enumerate(over_days(people))}
    store(graph, walks)
    gone = [oneid for oneid, walk in walks.items() if not (walk and holds(walk, narrowed))]
    assume(len(gone) < len(walks))
    found = next_answers(NextEvents.read(graph, order, 0.5, group_of(graph, **asked(narrowed))))
    graph.statement("MATCH (one:Journey) WHERE one.oneid IN $gone DETACH DELETE one", gone=gone)
    assert repr(found) == repr(next_answers(NextEvents.read(graph, order, 0.5)))


# The group itself.


def test_a_group_that_asks_for_nothing_is_everybody(graph: Graph):
    assert group_of(graph) == EVERYBODY
    assert Group("all of them") == EVERYBODY


def test_a_group_says_what_it_is(graph: Graph):
    store(graph, [[("a", 0), ("app/b", 1)]])
    found = group_of(
        graph, since=date(2026, 1, 1), until=date(2026, 1, 31), source="web", did="b", did_not="a"
    )
    assert found.name == "2026-01-01..2026-01-31, from web, did b, did not a"
    assert group_of(graph, since=date(2026, 1, 1)).name == "2026-01-01.."
    assert group_of(graph, until=date.max).name == "..9999-12-31"


def test_what_is_not_there_is_told_with_what_is(graph: Graph):
    store(graph, [[("a", 0), ("app/b", 1)]])
    with pytest.raises(QuestionInvalid, match="'till'") as told:
        group_of(graph, source="till")
    assert "app, web" in str(told.value.action)
    with pytest.raises(EventUnknown, match="nowhere"):
        group_of(graph, did_not="nowhere")
    with pytest.raises(QuestionInvalid, match="later than"):
        group_of(graph, since=date(2026, 2, 1), until=date(2026, 1, 1))


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
        group = group_of(graph, **one) & group_of(graph, **other)
        assert flows.variants(graph, group=group).units == expected, (one, other)


def test_a_group_of_nobody_is_an_answer_and_no_fault(graph: Graph):
    store(graph, [[("a", 0), ("b", 1)]])
    nobody = group_of(graph, since=day(5))
    assert flows.paths(graph, start="a", group=nobody) == []
    assert flows.variants(graph, group=nobody).shown == []
    assert flows.step_matrix(graph, group=nobody).cells == []
    for target in (None, "b"):
        for within in (None, timedelta(days=1)):
            question = PatternQuestion(target=target, within=within)
            found = find_patterns(graph, question, group=nobody)
            assert (found.units, found.patterns) == (0, [])
    for reading in ("exact", "unbounded"):
        assert retention(graph, RetentionQuestion(reading=reading), group=nobody).overall.people == 0
    assert attribute(graph, AttributionQuestion("b", touch="a"), group=nobody).channels == []
    assert find_drivers(graph, DriverQuestion("b"), nobody).people == 0
    with pytest.raises(QuestionInvalid, match="No journey is of 1970-01-06"):
        NextEvents.read(graph, 1, group=nobody)
    shown = funnel(graph, FunnelQuestion(steps=("a", "b"), filter={"since": day(5)}))
    assert [step.people for step in shown.steps] == [0, 0]
