"""What an analyst can read answers the same as what onepath runs: the library beside the fast forms."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from math import ceil

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from onepath.graph.activity import (
    STAGES,
    ActiveUsersQuestion,
    ArrivalsQuestion,
    DurationsQuestion,
    FrequencyQuestion,
    LifecycleQuestion,
)
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph, Row
from whole_graph import empty

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
EPOCH = date(1970, 1, 1)
DAY = 86_400_000_000
STEPS = ("browse", "add_to_cart", "purchase")
EVENTS = ("browse", "add_to_cart", "purchase", "app/browse", "app/search")

Visit = Sequence[tuple[str, int]]
"""A session: of each event its name and the hours since the one before."""
pauses = st.sampled_from([0, 0, 1, 20, 30])
some_people = st.lists(
    st.lists(
        st.lists(st.tuples(st.sampled_from(EVENTS), pauses), min_size=1, max_size=4),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip
on_any_journeys = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))

AT_ONE_INSTANT = [[[("browse", 0), ("add_to_cart", 0), ("purchase", 0), ("browse", 0)]]]
TOO_LATE_AT_FIRST = [
    [[("browse", 0), ("add_to_cart", 30), ("browse", 1), ("add_to_cart", 1), ("purchase", 20)]]
]


@on_any_journeys
@given(some_people)
@example(AT_ONE_INSTANT)
@example(TOO_LATE_AT_FIRST)
def test_a_funnel(graph: Graph, people: list[list[Visit]]):
    store_events(graph, people)
    plain = [row["people"] for row in graph.ask("funnels/browse_to_purchase", steps=list(STEPS), days=1)]
    furthest = Counter({row["reached"]: row["people"] for row in reached(graph, STEPS)})
    at_least = list(accumulate(furthest[step] for step in range(len(STEPS), 0, -1)))[::-1]
    assert plain == [people for people in at_least if people]


@on_any_journeys
@given(some_people)
@example(AT_ONE_INSTANT)
@example(TOO_LATE_AT_FIRST)
def test_a_conversion_rate_and_the_time_to_convert(graph: Graph, people: list[list[Visit]]):
    store_events(graph, people)
    asked = {"first": "browse", "then": "purchase", "days": 1}
    rows = reached(graph, ("browse", "purchase"))
    took = sorted(duration / 60_000_000 for row in rows for duration in row["durations"])
    (rate,) = graph.ask("funnels/conversion_rate", **asked)
    assert (rate["people"], rate["converted"]) == (sum(row["people"] for row in rows), len(took))
    (time,) = graph.ask("funnels/time_to_convert", **asked)
    assert time == {
        "converted": len(took),
        "fastest_minutes": took[0] if took else None,
        "median_minutes": occurring(took, 0.5),
        "p90_minutes": occurring(took, 0.9),
    }


@on_any_journeys
@given(some_people)
def test_retention(graph: Graph, people: list[list[Visit]]):
    store_events(graph, people)
    plain = {
        ((row["cohort"].to_native() - EPOCH).days // 7, row["week"]): row["people"]
        for row in graph.ask("retention/weekly_cohorts")
    }
    fast = {
        # Weeks are numbered from the Monday before 1970; everybody of a cohort is its week 0 here.
        (row["cohort"] - 1, row["period"] or 0): row["people"]
        for row in graph.ask("internal/outcomes/retention", by="week")
        if row["period"] != 0
    }
    assert plain == fast


@on_any_journeys
@given(some_people, st.sampled_from(["UTC", "America/New_York", "Asia/Shanghai"]))
def test_activity(graph: Graph, people: list[list[Visit]], zone: str):
    store_events(graph, people)
    daily = {one.period: one for one in ActiveUsersQuestion(time_zone=zone).answer(graph).periods}
    for row in graph.ask("activity/active_users", time_zone=zone):
        one = daily[str(row["day"])]
        assert (row["dau"], row["wau"], row["mau"]) == (one.people, one.wau, one.mau)
    weeks = {one.period: one for one in LifecycleQuestion(time_zone=zone).answer(graph).periods}
    for row in graph.ask("activity/lifecycle", time_zone=zone):
        if str(row["week"]) in weeks:
            assert all(row[stage] == getattr(weeks[str(row["week"])], stage) for stage in STAGES)
    frequency = graph.ask("activity/frequency", event="browse", time_zone=zone)
    if days := {row["days"]: row["people"] for row in frequency}:
        question = FrequencyQuestion(event="browse", time_zone=zone)
        assert days == {one.number: one.people for one in question.answer(graph).rows}
    (duration,) = graph.ask("activity/journey_duration")
    lengths = DurationsQuestion().answer(graph)
    assert duration["journeys"] == lengths.units
    assert duration["median_days"] * 86400 == pytest.approx(lengths.median_seconds)
    begun = {str(row["day"]): row["journeys"] for row in graph.ask("activity/arrivals")}
    assert begun == {one.period: one.units for one in ArrivalsQuestion().answer(graph).periods if one.units}


@on_any_journeys
@given(some_people)
def test_transitions_and_next_events(graph: Graph, people: list[list[Visit]]):
    store_events(graph, people)
    names, fold = by_name(graph)
    fast = {
        (names[row["pair"][0]], names[row["pair"][1]]): (row["times"], row["people"])
        for row in graph.ask("internal/flows/transitions", scope="person", fold=fold)
    }
    assert {
        (row["event"], row["next_event"]): (row["occurrences"], row["people"])
        for row in graph.ask("paths/follows")
    } == {pair: counts for pair, counts in fast.items() if not {"(start)", "(end)"} & set(pair)}
    assert {
        row["next_event"]: (row["occurrences"], row["people"])
        for row in graph.ask("paths/next_events", event="browse")
    } == {after: counts for (event, after), counts in fast.items() if event == "browse"}


@on_any_journeys
@given(some_people)
def test_sessions_and_how_they_begin_and_end(graph: Graph, people: list[list[Visit]]):
    store_events(graph, people)
    names, fold = by_name(graph)
    fast = {
        tuple(names[letter] for letter in row["variant"]): row["units"]
        for row in graph.ask("internal/flows/variants", scope="session", fold=fold, runs=[], limit=1_000)
    }
    plain = {tuple(row["events"]): row["sessions"] for row in graph.ask("paths/common_sessions", limit=1_000)}
    assert plain == fast
    for name, place in (("sessions/landing_events", 0), ("sessions/exit_events", -1)):
        ends: Counter[str] = Counter()
        for events, sessions in fast.items():
            ends[events[place]] += sessions
        found: Counter[str] = Counter()
        for row in graph.ask(name):
            found[row["event"]] += row["sessions"]
        assert found == ends


def store_events(graph: Graph, people: Sequence[Sequence[Visit]]) -> None:
    """These people with their events in their sessions, and their journeys, in an empty graph."""
    empty(graph)
    rows, sequence = [], 0
    for person, visits in enumerate(people):
        at = MONDAY
        for number, visit in enumerate(visits):
            for name, hours in visit:
                at += timedelta(hours=hours)
                source, _, event = name.rpartition("/")
                rows.append(
                    {
                        "person": f"p{person}", "session": f"p{person} {number}", "name": event,
                        "source": source or "web", "at": at, "sequence": sequence,
                        "key": str(9_999 - sequence),
                    }
                )  # fmt: skip
                sequence += 1
    graph.statement(
        "UNWIND $rows AS row "
        "MERGE (person:Person {oneid: row.person}) SET person:JourneyDue "
        "MERGE (identifier:Identifier {key: 'cookie:' + row.person}) "
        "MERGE (identifier)-[:IDENTIFIES]->(person) "
        "MERGE (session:Session {key: row.session}) SET session.inferred = false "
        "CREATE (identifier)<-[:BY]-(:Event {key: row.key, name: row.name, source: row.source, "
        "corrected_at: row.at, sequence: row.sequence})-[:IN]->(session)",
        rows=rows,
    )
    build_journeys(graph)


def reached(graph: Graph, steps: Sequence[str]) -> list[Row]:
    """The fast funnel: how many people reached exactly so many of the steps within a day."""
    return graph.ask("internal/funnels/reached", steps=list(steps), window=DAY, times=True)


def by_name(graph: Graph) -> tuple[dict[str, str], list[list[str]]]:
    """The name of each letter and of the ends; and each letter with the first one of its name."""
    types = graph.ask("internal/journeys/letters")
    first: dict[str, str] = {}
    for row in types:
        first.setdefault(row["name"], row["letter"])
    names = {row["letter"]: row["name"] for row in types} | {"(": "(start)", ")": "(end)"}
    return names, [[row["letter"], first[row["name"]]] for row in types]


def occurring(values: Sequence[float], share: float) -> float | None:
    """A percentile that is one of the values, as `percentileDisc` takes it."""
    return values[max(0, ceil(share * len(values)) - 1)] if values else None
