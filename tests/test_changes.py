"""What shifted, and when: found without a hint where to look."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from command_line import answered
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.app.benchmarks.incidents import read_tables
from onepath.graph.changes import ChangesQuestion, DayRange, Sessions, Shift
from onepath.graph.changes.measures import Measure, session_measures
from onepath.graph.changes.scan import Series, compare, ratio, scan
from onepath.graph.changes.values import values_of_event
from onepath.graph.errors import QuestionInvalid
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from onepath.graph.trails import END, START, Alphabet
from onepath.loaders.records import EventRecord
from prepared import Prepare
from scipy.stats import chi2_contingency
from stored import store, walk_in_time

DAY = 86_400_000_000
MARCH = date(2026, 3, 1)
MORNING = datetime(2026, 3, 1, tzinfo=UTC)
T0 = (MARCH - date(1970, 1, 1)).days * DAY


def days(*counts: int):
    return np.array(counts, dtype=float)


def test_the_interval_that_differs_most_is_found():
    found = scan(Series(days(1, 1, 9, 9, 1, 1), days(10, 10, 10, 10, 10, 10)), 4)
    assert (found.first, found.last, found.times_in, found.of_in, found.times_out) == (2, 3, 18, 20, 4)


@pytest.mark.parametrize("times", [days(0, 0, 0), days(5, 5, 5)])
def test_what_never_or_always_happens_has_no_interval(times):
    assert scan(Series(times, days(5, 5, 5)), 2) is None


def shifts_of(graph: Graph, **given) -> tuple[Shift, ...]:
    return ChangesQuestion.parse(**given).answer(graph).shifts


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=12), st.integers(1, 12))
def test_no_interval_is_more_surprising_than_the_one_that_is_found(counts, longest: int):
    times, of = days(*(a for a, _ in counts)), days(*(a + b for a, b in counts))
    found = scan(Series(times, of), longest)
    if found is None:
        return
    for first in range(len(counts)):
        for last in range(first, min(first + longest, len(counts))):
            one = compare(Series(times, of), first, last)
            if one is not None and last - first < len(counts) - 1:
                assert one.ratio <= found.ratio + 1e-9


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 60), st.integers(1, 60))
def test_two_periods_are_compared_by_the_g_test(a: int, b: int, c: int, d: int):
    found = compare(Series(days(a, c), days(a + b, c + d)), 0, 0)
    g, p, *_ = chi2_contingency([[a, b], [c, d]], correction=False, lambda_="log-likelihood")
    assert found.surprise == pytest.approx(g / 2, abs=1e-8)
    assert found.p == pytest.approx(p, abs=1e-6)


def test_equal_shares_are_no_surprise():
    assert ratio(days(3), days(3), 6.0, (days(10), 20.0))[0] == pytest.approx(0)


WALKS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 16 * 3_600_000_000)), min_size=1, max_size=5
)
"""Names, and the microseconds since the event before: many sessions last past midnight."""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WALKS, min_size=1, max_size=8))
def test_a_transition_is_counted_on_the_day_of_the_first_of_the_two(graph: Graph, people):
    walks = [walk_in_time(events, T0) for events in people]
    store(graph, walks)
    sessions = Sessions.read(graph, Alphabet.read(graph), graph.calendar, None)
    first_day = sessions.days.begin
    counted = {
        (*pair, first_day + day): int(times)
        for pair, (counts, _) in sessions.transitions().items()
        for day, times in enumerate(counts)
        if times
    }
    assert counted == Counter(
        (first, second, at // DAY)
        for walk in walks
        for (first, at), (second, _) in pairwise([(START, walk[0][1]), *walk, (END, 0)])
    )
    begun = Counter((tuple(name for name, _ in walk), walk[0][1] // DAY) for walk in walks)
    alphabet = Alphabet.read(graph)
    assert begun == {
        (tuple(alphabet.path(trail)), first_day + day): int(times)
        for trail, counts in sessions.most_frequent(100).items()
        for day, times in enumerate(counts)
        if times
    }


def store_with_an_outage(graph: Graph) -> None:
    """Forty people a day for twenty days; from the eighth to the tenth most payments fail."""
    people = {}
    for day in range(20):
        for one in range(40):
            bad = 7 <= day <= 9 and one % 4
            names = ("view", "cart", "failed") if bad else ("view", "cart", "paid")
            people[f"{day}-{one}"] = [(name, T0 + day * DAY + n * 60_000_000) for n, name in enumerate(names)]
    store(graph, people)


@pytest.fixture
def outage(prepare: Prepare) -> Graph:
    return prepare(store_with_an_outage)


def test_an_outage_is_led_to_with_its_days(outage: Graph):
    first = ChangesQuestion().answer(outage).incidents[0]
    assert (first.since, first.until) == (date(2026, 3, 8), date(2026, 3, 10))
    told = {(shift.kind, shift.what): shift for shift in first.shifts}
    assert told["event", "failed"].occurrences == 90
    assert told["transition", "cart > failed"].share == 0.75
    assert told["transition", "cart > paid"].difference == -90
    assert told["session", "view > cart > failed"].occurrences == 90


def test_every_shift_of_events_transitions_and_sessions_opens_to_its_people(outage: Graph):
    shifts = shifts_of(outage)
    assert {shift.kind for shift in shifts} == {"event", "transition", "session"}
    assert [shift.number for shift in shifts] == [*range(1, len(shifts) + 1)]
    for shift in shifts:
        assert ChangesQuestion().people(outage, str(shift.number)).occurrences == shift.occurrences
    for of in ("0", "x", str(len(shifts) + 1), "1@yesterday"):
        with pytest.raises(QuestionInvalid, match="no shift"):
            ChangesQuestion().people(outage, of)


def test_one_day_of_a_shift_opens_to_that_days_people(outage: Graph):
    shift = next(one for one in shifts_of(outage) if one.what == "cart > failed")
    for day, (times, _) in enumerate(shift.daily):
        people = ChangesQuestion().people(outage, f"{shift.number}@{shift.first_day + timedelta(days=day)}")
        assert people.occurrences == times


def test_days_that_are_given_are_compared_with_all_others(outage: Graph):
    question = ChangesQuestion(days=DayRange(date(2026, 3, 8), date(2026, 3, 10)))
    assert question == ChangesQuestion.parse(days="2026-03-08..2026-03-10")
    (one,) = question.answer(outage).incidents
    assert (one.since, one.until) == (date(2026, 3, 8), date(2026, 3, 10))


def test_the_steps_of_a_funnel_are_watched(outage: Graph):
    question = ChangesQuestion.parse(steps=["cart", "paid"])
    (step,) = [shift for shift in question.answer(outage).shifts if shift.kind == "step"]
    assert (step.what, step.since, step.until, step.occurrences, step.total) == (
        "cart > paid", date(2026, 3, 8), date(2026, 3, 10), 30, 120,
    )  # fmt: skip
    assert question.people(outage, str(step.number)).occurrences == 30


def test_a_value_opens_to_the_people_of_its_events(graph: Graph):
    def event(day: int, who: int) -> EventRecord:
        at = MORNING + timedelta(days=day, minutes=who)
        tier = "new" if 8 <= day <= 10 and who % 4 else "loyal"
        return EventRecord(
            "web", f"{day}-{who}", "view", at, at, who, (f"cookie:{who}",), None, properties={"tier": tier}
        )

    load_records(graph, [event(day, who) for day in range(20) for who in range(40)], path="a", key="a")
    resolve(graph)
    build_journeys(graph)
    question = ChangesQuestion(by=["tier"])
    values = [shift for shift in question.answer(graph).shifts if shift.kind == "value"]
    assert {shift.what: shift.occurrences for shift in values} == {"tier = new": 90, "tier = loyal": 30}
    for shift in values:
        people = question.people(graph, str(shift.number))
        assert people.occurrences == shift.occurrences
        assert people.count == shift.occurrences / 3


def test_nothing_stands_out_where_all_days_are_alike(graph: Graph):
    store(graph, [[("a", T0 + n * DAY), ("b", T0 + n * DAY + 1)] for n in range(30)])
    assert shifts_of(graph) == ()


def test_days_without_data_and_an_empty_graph_are_refused(outage: Graph):
    with pytest.raises(QuestionInvalid, match="nothing from"):
        shifts_of(outage, days="2027-01-01..")
    with pytest.raises(QuestionInvalid, match="has a property 'nope'"):
        shifts_of(outage, by=["nope"])
    store(outage, [])
    with pytest.raises(QuestionInvalid, match="no journeys"):
        shifts_of(outage)


def test_the_incidents_in_the_shops_data_are_led_to(ecom: Graph):
    incidents = answered("change", "--by", "user_lifecycle")["incidents"]
    shifts = {
        shift["what"]: shift for one in incidents for shift in one["shifts"] if shift["kind"] != "transition"
    }
    outage = shifts["payment_error"]
    assert (outage["since"], outage["until"], outage["occurrences"]) == ("2024-05-19", "2024-06-08", 119)
    assert (shifts["support_chat"]["since"], shifts["support_chat"]["until"]) == ("2024-05-19", "2024-06-08")
    loop = shifts["checkout_bug"]
    assert (loop["since"], loop["until"], loop["occurrences"]) == ("2024-04-13", "2024-05-09", 44)
    assert shifts["user_lifecycle = loyal"]["difference"] > 0
    assert shifts["user_lifecycle = new"]["difference"] < 0
    behind = answered("change", "--by", "user_lifecycle", "--people", str(outage["number"]))
    assert behind["occurrences"] == sum(one["occurrences"] for one in behind["people"]) == 119
    assert len(behind["people"]) == 87


def visits_with_mailings() -> list[EventRecord]:
    """Each person by one cookie: visits with a session id and without, over midnight, and mailings."""
    chance = Random(3)
    names = ("view", "cart", "purchase", "payment_failed", "email_sent", "email_click")
    records = []
    for number in range(600):
        who, at = chance.randrange(80), MORNING + timedelta(minutes=chance.randrange(40 * 1_440))
        visit = None if number % 3 else f"v{number}"
        for place in range(chance.randrange(1, 7)):
            at += timedelta(minutes=chance.choice((0, 1, 5, 31, 300)) if visit is None else 3)
            name = chance.choice(names)
            properties = {"error": chance.choice(("declined", "timeout"))} if name == "payment_failed" else {}
            records.append(
                EventRecord(
                    chance.choice(("web", "app")) if visit is None else "web", f"{number}-{place}", name,
                    at, at, 10 * number + place, (f"cookie:{who}" if visit is None else f"cookie:v{number}",),
                    session_id=visit, properties=properties,
                )
            )  # fmt: skip
    return records


def test_tables_and_the_graph_supply_the_same_counts(graph: Graph):
    records = visits_with_mailings()
    load_records(graph, records, path="a", key="a")
    resolve(graph)
    build_journeys(graph)
    tables = read_tables(records)
    alphabet = Alphabet.read(graph)
    assert {(one.source, one.name, one.role) for one in alphabet.types} == {
        (one.source, one.name, one.role) for one in tables.alphabet.types
    }
    supplied = (
        (Sessions.read(graph, alphabet, graph.calendar, None), alphabet),
        (tables.sessions, tables.alphabet),
    )
    from_graph, from_tables = (
        {(one.kind, one.text): counts_of(one) for one in session_measures(sessions, letters)}
        for sessions, letters in supplied
    )
    assert {kind for kind, _ in from_graph} == {"activity", "event", "transition", "session"}
    assert from_graph == from_tables
    assert Counter(values_of_event(graph, "payment_failed", None)) == Counter(
        tables.values_of("payment_failed")
    )


def counts_of(measure: Measure) -> list[list[float] | None]:
    series = measure.series
    spread = series.spread
    return [
        series.occurrences.tolist(),
        series.total.tolist(),
        series.used.tolist(),
        spread and spread.squares.tolist(),
        spread and spread.products.tolist(),
        spread and spread.total_squares.tolist(),
    ]
