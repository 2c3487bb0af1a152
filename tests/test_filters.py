"""A filter filters every question alike: as if nothing but what meets it were in the graph."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from onepath.graph.conditions import EVERYBODY, CompiledFilter, Filter
from onepath.graph.errors import EventUnknown, QuestionInvalid
from onepath.graph.flows import (
    SCOPES,
    PathsQuestion,
    ReworkQuestion,
    StepMatrixQuestion,
    TransitionMatrixQuestion,
    TransitionsQuestion,
    VariantsQuestion,
)
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.outcomes import NO_TOUCH, AttributionQuestion, EventModel, RetentionQuestion
from onepath.graph.patterns import DriversQuestion, PatternsQuestion
from onepath.graph.questions import Question, join_names
from onepath.graph.store import Graph, find_query
from stored import Walk, store
from visits import COUNTS, NAMES, PEOPLE, store_visits, units_of

SLOWLY = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DAY = 86_400_000_000
FIRST_DAY = date(1970, 1, 1)
EVERYTHING = [[(name, 0) for name in NAMES]]
"""One person with every event, so that all of them are known."""

DAYS = st.sampled_from([None, *range(4)])
RANGES = st.tuples(DAYS, DAYS).map(lambda days: days if None in days or days[0] <= days[1] else days[::-1])
EVENTS = st.sampled_from(["a", "a@app", "b|c", "d"])
EVENT = st.builds(
    lambda event, fewest, more, days: {
        "kind": "event", "event": event, "at_least": fewest, **ends(days),
        **({} if more is None and fewest else {"at_most": fewest + (more or 0)}),
    },
    EVENTS, st.integers(0, 3), st.sampled_from([None, 0, 2]), RANGES,
)  # fmt: skip
SOURCE = st.sampled_from(["web", "app"]).map(lambda source: {"kind": "source", "sources": [source]})
DATES = RANGES.filter(any).map(lambda days: {"kind": "date_range", **ends(days)})
GOLD = st.just({"kind": "attribute", "source": "crm", "name": "tier", "value": "gold"})
TREES = st.recursive(
    EVENT | SOURCE | DATES | GOLD,
    lambda trees: (
        trees.map(lambda tree: {"kind": "not", "condition": tree})
        | st.builds(
            lambda kind, several: {"kind": kind, "conditions": several},
            st.sampled_from(["and", "or"]), st.lists(trees, min_size=1, max_size=3),
        )
    ),
    max_leaves=5,
)  # fmt: skip
CHOSEN = st.fixed_dictionaries(
    {
        "days": RANGES,
        "source": st.sampled_from([None, None, "web", "app"]),
        "did": st.none() | EVENTS,
        "did_not": st.sampled_from([None, None, "d", "a@app"]),
        # Of an `and` the conditions would be the filter's own, and so about where what is counted begins.
        "where": st.none() | TREES.filter(lambda tree: tree["kind"] in ("event", "attribute", "not", "or")),
    }
)
"""A filter: its first and last day since 1970, its source, what was done and what was not, and a tree."""


def day(number: int | None) -> date | None:
    return None if number is None else FIRST_DAY + timedelta(days=number)


def ends(days: tuple[int | None, int | None]) -> dict[str, str]:
    return {name: str(day(n)) for name, n in zip(("since", "until"), days, strict=True) if n is not None}


def options(chosen: dict) -> dict:
    """The same as options."""
    rest = {name: chosen[name] for name in ("source", "did", "did_not", "where")}
    return {**ends(chosen["days"]), **{name: value for name, value in rest.items() if value is not None}}


def filter_of(graph: Graph, chosen: dict) -> CompiledFilter:
    return Filter.from_options(options(chosen)).compile(graph)


def filtered(question: Question, chosen: dict) -> Question:
    return question.replace(filter=Filter.from_options(options(chosen)))


# What a plain search finds.


def source_of(name: str) -> str:
    return "app" if name.startswith("app/") else "web"


def is_one(name: str, text: str) -> bool:
    """Whether an event is one of a text: of one source, as `a@app`, or of any."""
    source, short = source_of(name), name.rpartition("/")[2]
    return any(one in (short, f"{short}@{source}") for one in text.split("|"))


def has(unit: Walk, text: str) -> bool:
    return any(is_one(name, text) for name, _ in unit)


def within(at: int, days: Sequence[int | None]) -> bool:
    since, until = days
    return (since is None or at >= since * DAY) and (until is None or at < (until + 1) * DAY)


def numbered(tree: dict) -> list[int | None]:
    """The days of a tree's node, counted since 1970."""
    texts = (tree.get(name) for name in ("since", "until"))
    return [text and (date.fromisoformat(text) - FIRST_DAY).days for text in texts]


def is_gold(person: str) -> bool:
    """Every second person has an account of this tier."""
    return int(person.removeprefix("p").partition("-")[0]) % 2 == 0


def meets(tree: dict, unit: Walk, person: str) -> bool:
    """Whether a person's journey or session, which has an event, meets a tree."""
    match tree["kind"]:
        case "and":
            return all(meets(one, unit, person) for one in tree["conditions"])
        case "or":
            return any(meets(one, unit, person) for one in tree["conditions"])
        case "not":
            return not meets(tree["condition"], unit, person)
        case "event":
            days = numbered(tree)
            times = sum(is_one(name, tree["event"]) and within(at, days) for name, at in unit)
            return tree.get("at_least", 1) <= times <= tree.get("at_most", len(unit))
        case "source":
            return source_of(unit[0][0]) in tree["sources"]
        case "date_range":
            return within(unit[0][1], numbered(tree))
        case "attribute":
            return is_gold(person)
        case kind:
            raise ValueError(kind)


def is_met(unit: Walk, chosen: dict, person: str) -> bool:
    """Whether it has what it should, and has not what it should not; wherever what is counted begins."""
    if not options(chosen):
        return True
    return (
        bool(unit)
        and not (chosen["did"] and not has(unit, chosen["did"]))
        and not (chosen["did_not"] and has(unit, chosen["did_not"]))
        and not (chosen["where"] and not meets(chosen["where"], unit, person))
    )


def on(event: tuple[str, int], chosen: dict) -> bool:
    """Whether an event is of the source, and on these days."""
    name, at = event
    return chosen["source"] in (None, source_of(name)) and within(at, chosen["days"])


def holds(unit: Walk, chosen: dict, person: str) -> bool:
    return on(unit[0], chosen) and is_met(unit, chosen, person)


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


def store_people(graph: Graph, people: list[list[Walk]]) -> None:
    store_visits(graph, people)
    give_accounts(graph)


def give_accounts(graph: Graph) -> None:
    """Each person has one account, of every second person a golden one."""
    graph.statement("MATCH (n:User|Identifier) DETACH DELETE n")
    graph.statement(
        "MATCH (person:Person) WITH person, split(substring(person.oneid, 1), '-')[0] AS number "
        "CREATE (:User {key: 'crm:' + number, source: 'crm', user_id: number, points: toInteger(number), "
        "tier: CASE toInteger(number) % 2 WHEN 0 THEN 'gold' ELSE 'silver' END})"
        "-[:HAS]->(:Identifier {key: 'crm_id:' + number})-[:IDENTIFIES]->(person)"
    )


def whole(visits: list[Walk]) -> Walk:
    return [event for visit in visits for event in visit]


def keep_only(graph: Graph, people: list[list[Walk]], count: str, chosen: dict) -> None:
    """Takes away all units that do not meet the filter; the alphabet of events stays."""
    rows = []
    for n, visits in enumerate(people):
        if count == "sessions":
            kept = [k for k, visit in enumerate(visits) if visit and holds(visit, chosen, f"p{n}")]
        else:
            kept = [*range(len(visits))] if whole(visits) and holds(whole(visits), chosen, f"p{n}") else []
        rows.append({"oneid": f"p{n}", "kept": kept})
    graph.statement(
        "UNWIND $rows AS row MATCH (journey:Journey {oneid: row.oneid}) "
        "SET journey.session_trails = [n IN row.kept | journey.session_trails[n]], "
        "    journey.session_clocks = [n IN row.kept | journey.session_clocks[n]], "
        "    journey.trail = CASE row.kept WHEN [] THEN '' ELSE journey.trail END "
        "WITH journey WHERE journey.trail = '' DETACH DELETE journey",
        rows=rows,
    )


def behind(question: Question, graph: Graph, of: str) -> tuple[int, int]:
    found = question.people(graph, of)
    return found.occurrences, found.count


def answers(graph: Graph, questions: Sequence[Question]) -> list[dict]:
    """The answers without the filter's sentence."""
    return [asdict(one.answer(graph)) | {"filter": None} for one in questions]


# Journeys and sessions that begin in the date range and on the source, with or without the event in them.


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
    visits = over_days(people)
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
                f"{one.step}.{join_names((one.source, one.target))}": (one.occurrences, one.people)
                for one in found.steps[:2] + found.steps[-1:]
            }
        case TransitionsQuestion():
            numbers = {
                join_names((one.source, one.target)): (one.occurrences, one.people)
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
    visits = over_days(people)
    store_people(graph, visits)
    everybody = PatternsQuestion(
        count=count, min_support=0.3, max_length=3, target=target, within=within, limit=10_000
    )
    question = filtered(everybody, chosen)
    assume(question.filter)  # of everybody, people without events count too
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
    visits = over_days(people)
    store_people(graph, visits)
    everybody = DriversQuestion(
        target="c", lookback=timedelta(microseconds=window), kinds=["event"], min_people=1, min_share=0
    )
    question = filtered(everybody, chosen)
    assume(question.filter)  # of everybody, people without events count too
    found = question.answer(graph)
    for driver in found.drivers[:3]:
        having = [one.converted for one in question.people(graph, driver.driver).people]
        assert (sum(having), len(having)) == (driver.converters, driver.converters + driver.non_converters)
    keep_only(graph, visits, "people", chosen)
    assert replace(found, filter="") == everybody.answer(graph)


# Funnels: attempts that begin so, of people or sessions with or without the event anywhere.


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
    visits = over_days(people)
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
@given(PEOPLE, CHOSEN, st.booleans(), st.sampled_from([10, 2 * DAY]))
def test_attribution_of_a_filter_is_that_of_paths_that_end_on_its_days_and_source(
    graph: Graph, people, chosen, every: bool, lookback: int
):
    walks = [whole(visits) for visits in over_days(people)]
    store(graph, walks)
    give_accounts(graph)
    found_paths = [
        (converts, path)
        for n, walk in enumerate(walks)
        if is_met(walk, chosen, f"p{n}")
        for converts, end, path in paths_of(walk, every, lookback)
        if on(end, chosen)
    ]
    question = filtered(
        AttributionQuestion(target="c", every=every, lookback=timedelta(microseconds=lookback)), chosen
    )
    found = question.answer(graph)
    assert (found.conversions, found.without_touchpoint, found.not_converted) == (
        sum(converts for converts, _ in found_paths),
        sum(converts and not path for converts, path in found_paths),
        sum(not converts for converts, _ in found_paths),
    )
    touched = Counter((one, converts) for converts, path in found_paths for one in set(path))
    assert {row.channel: (row.conversions, row.not_converted) for row in found.channels} == {
        name: (touched[name, True], touched[name, False]) for name, _ in touched
    }
    for row in found.channels:
        firsts = sum(converts and path[:1] == [row.channel] for converts, path in found_paths)
        assert row.credit["first"] == firsts
        assert len(question.people(graph, row.channel).people) == row.conversions
        assert len(question.people(graph, f"not-converted:{row.channel}").people) == row.not_converted
    assert len(question.people(graph, NO_TOUCH).people) == found.without_touchpoint


@SLOWLY
@given(
    PEOPLE,
    CHOSEN,
    st.sampled_from(["a", "b|c"]),
    st.sampled_from(["exact", "unbounded"]),
    st.sampled_from([None, "source"]),
)
def test_retention_of_a_filter_is_that_of_its_people_alone(
    graph: Graph, people, chosen, start: str, mode: str, by: str | None
):
    # Somebody who begins no cohort keeps the data as long as it is.
    walks = [*(whole(visits) for visits in over_days(people)), [("tick", 9 * DAY)]]
    everybody = RetentionQuestion(start_event=start, interval="day", mode=mode, by=by)
    question = filtered(everybody, chosen)
    store(graph, walks)
    give_accounts(graph)
    found = question.answer(graph)
    for cohort in (found.overall, *found.cohorts):
        assert question.people(graph, f"{cohort.cohort}.all").count == cohort.people
        for cell in cohort.cells[:2]:
            assert question.people(graph, f"{cohort.cohort}.{cell.period}").count == cell.people
    begun = {n: next((event for event in walk if has([event], start)), None) for n, walk in enumerate(walks)}
    gone = [
        f"p{n}" for n, first in begun.items()
        if first and not (on(first, chosen) and is_met(walks[n], chosen, f"p{n}"))
    ]  # fmt: skip
    graph.statement("MATCH (one:Journey) WHERE one.oneid IN $gone DETACH DELETE one", gone=gone)
    assert replace(found, filter="") == everybody.answer(graph)


def next_answers(model: EventModel) -> list[object]:
    anything, after = model.context([]), model.context(["a"])
    return [
        model.evaluate(), model.after(anything), model.after(after), model.people(after, "b"),
        model.oneids(holdout=True), model.oneids(holdout=False),
    ]  # fmt: skip


@SLOWLY
@given(PEOPLE, CHOSEN, st.integers(1, 2))
def test_the_next_event_is_trained_on_the_people_of_a_filter_alone(graph: Graph, people, chosen, order: int):
    ends = "0000", "ffff"  # held out, and trained on
    walks = {f"p{n}-{ends[n % 2]}": whole(visits) for n, visits in enumerate(over_days(people))}
    store(graph, walks)
    give_accounts(graph)
    gone = [oneid for oneid, walk in walks.items() if not (walk and holds(walk, chosen, oneid))]
    assume(len(gone) < len(walks))
    found = next_answers(EventModel.read(graph, order, 0.5, filter_of(graph, chosen)))
    graph.statement("MATCH (one:Journey) WHERE one.oneid IN $gone DETACH DELETE one", gone=gone)
    assert repr(found) == repr(next_answers(EventModel.read(graph, order, 0.5)))


# The filter itself.


@SLOWLY
@given(PEOPLE, st.sampled_from(COUNTS), TREES)
def test_a_tree_is_met_by_whom_a_plain_search_finds(graph: Graph, people, count: str, tree):
    visits = over_days(people)
    store_people(graph, visits)
    group = Filter.from_options({"where": tree}).compile(graph)
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
    assert Filter().compile(graph) == EVERYBODY
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
            Filter.from_options(chosen).compile(graph)
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
        group = Filter.from_options({"where": {"kind": "event", **tree}}).compile(graph)
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
        group = Filter.from_options({"attribute": text}).compile(graph)
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
        EventModel.read(graph, 1, compiled=Filter.from_options(nobody["filter"]).compile(graph))
    shown = FunnelQuestion(steps=("a", "b"), **nobody).answer(graph)
    assert [step.people for step in shown.steps] == [0, 0]
