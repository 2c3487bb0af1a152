"""Active users, lifecycle, frequency, durations and arrivals: worked by hand on a small log."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from command_line import printed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.activity import (
    ActiveUsersQuestion,
    ArrivalsQuestion,
    DurationsQuestion,
    FrequencyQuestion,
    LifecycleQuestion,
)
from onepath.graph.calendar import Calendar
from onepath.graph.errors import EventUnknown, QuestionInvalid
from onepath.graph.questions import Interval, Question
from onepath.graph.store import Graph
from stored import Walk, store

DAY = 86_400_000_000
UTC = Calendar()
MONDAY = 4 * DAY
"""The fifth of January 1970."""


def walk(text: str) -> Walk:
    """`visit:0 buy:1.5` as names with days from a Monday."""
    return [
        (name, MONDAY + int(float(day) * DAY)) for name, day in (step.split(":") for step in text.split())
    ]


CLUB = {
    # Ann visits on two days of the first week, and on one of the second.
    "ann": walk("visit:0 buy:0.5 visit:2 app/visit:8"),
    # Bob visits once, gets a message in the second week, and is back in the third.
    "bob": walk("visit:1 email_sent:7 visit:14.5 buy:14.6 buy:14.7"),
    # Cid is new on the second Monday.
    "cid": walk("visit:7"),
    # Dot only ever gets messages.
    "dot": walk("email_sent:3 email_sent:10"),
}


@pytest.fixture
def club(graph: Graph) -> Graph:
    store(graph, CLUB)
    return graph


def oneids(graph: Graph, question: Question[Any], of: str) -> list[str]:
    return list(question.people(graph, of).oneids)


# Active users.


def test_daily_active_users_with_the_seven_and_thirty_days_up_to_each_day(club: Graph) -> None:
    found = ActiveUsersQuestion().answer(club)
    shown = [(one.period, one.people, one.wau, one.mau) for one in found.periods]
    assert shown == [
        ("1970-01-05", 1, 1, 1), ("1970-01-06", 1, 2, 2), ("1970-01-07", 1, 2, 2), ("1970-01-08", 0, 2, 2),
        ("1970-01-09", 0, 2, 2), ("1970-01-10", 0, 2, 2), ("1970-01-11", 0, 2, 2), ("1970-01-12", 1, 3, 3),
        ("1970-01-13", 1, 2, 3), ("1970-01-14", 0, 2, 3), ("1970-01-15", 0, 2, 3), ("1970-01-16", 0, 2, 3),
        ("1970-01-17", 0, 2, 3), ("1970-01-18", 0, 2, 3), ("1970-01-19", 1, 2, 3),
    ]  # fmt: skip
    assert found.people == 3
    assert [one.complete for one in found.periods] == [True] * 14 + [False]


def test_active_users_by_week_have_the_average_day(club: Graph) -> None:
    found = ActiveUsersQuestion(interval="week").answer(club)
    assert [(one.period, one.people, one.average_dau) for one in found.periods] == [
        ("1970-01-05", 2, 3 / 7), ("1970-01-12", 2, 2 / 7), ("1970-01-19", 1, 1.0),
    ]  # fmt: skip
    assert [one.complete for one in found.periods] == [True, True, False]


def test_a_message_that_was_sent_is_no_activity_unless_it_is_named(club: Graph) -> None:
    assert ActiveUsersQuestion(interval="month").answer(club).people == 3
    named = ActiveUsersQuestion(interval="month", event="email_sent").answer(club)
    assert (named.people, [one.people for one in named.periods]) == (2, [2])


def test_stickiness_is_dau_of_mau_once_the_data_has_thirty_days(graph: Graph) -> None:
    store(graph, {"ann": walk("visit:0 visit:29 visit:30"), "bob": walk("visit:10"), "cid": walk("look:31")})
    found = ActiveUsersQuestion(event="visit").answer(graph)
    assert [one.stickiness for one in found.periods[:29]] == [None] * 29
    assert [one.stickiness for one in found.periods[29:]] == [1 / 2, 1 / 2, 0.0]


def test_the_date_range_says_which_periods_are_shown(club: Graph) -> None:
    question = ActiveUsersQuestion(filter={"since": "1970-01-12", "until": "1970-01-13"})
    # The week before the date range belongs to the seven days.
    assert [(one.people, one.wau) for one in question.answer(club).periods] == [(1, 3), (1, 2)]
    assert question.answer(club).people == 2
    weeks = question.replace(interval="week").answer(club)
    assert [(one.period, one.people, one.complete) for one in weeks.periods] == [("1970-01-12", 2, False)]


def test_the_source_is_that_of_the_activity(club: Graph) -> None:
    found = ActiveUsersQuestion(interval="week", filter={"source": "app"}).answer(club)
    assert [(one.period, one.people) for one in found.periods] == [("1970-01-12", 1), ("1970-01-19", 0)]


def test_the_people_of_a_period_and_of_its_windows(club: Graph) -> None:
    question = ActiveUsersQuestion()
    assert oneids(club, question, "1970-01-12") == ["cid"]
    assert oneids(club, question, "1970-01-12.wau") == ["ann", "bob", "cid"]
    assert oneids(club, question, "1970-01-19.mau") == ["ann", "bob", "cid"]
    assert oneids(club, question, "all") == ["ann", "bob", "cid"]
    with pytest.raises(QuestionInvalid, match="no number"):
        question.people(club, "1970-01-12.year")
    with pytest.raises(QuestionInvalid, match="no day 1980-01-01"):
        question.people(club, "1980-01-01")


# Lifecycle.


def test_new_returning_resurrected_and_dormant_people(club: Graph) -> None:
    found = LifecycleQuestion().answer(club)
    assert [(one.period, one.new, one.returning, one.resurrected, one.dormant) for one in found.periods] == [
        ("1970-01-05", 2, 0, 0, 0),
        ("1970-01-12", 1, 1, 0, 1),
        ("1970-01-19", 0, 0, 1, 2),
    ]
    assert [one.complete for one in found.periods] == [True, True, False]


def test_each_stage_opens_to_its_people(club: Graph) -> None:
    question = LifecycleQuestion()
    assert oneids(club, question, "1970-01-05.new") == ["ann", "bob"]
    assert oneids(club, question, "1970-01-12.returning") == ["ann"]
    assert oneids(club, question, "1970-01-12.dormant") == ["bob"]
    assert oneids(club, question, "1970-01-19.resurrected") == ["bob"]
    assert oneids(club, question, "1970-01-19.dormant") == ["ann", "cid"]
    with pytest.raises(QuestionInvalid, match="no stage 'gone'"):
        question.people(club, "1970-01-05.gone")


def test_what_was_before_the_date_range_decides_who_is_new(club: Graph) -> None:
    found = LifecycleQuestion(filter={"since": "1970-01-12"}).answer(club)
    assert [(one.period, one.new, one.returning, one.dormant) for one in found.periods] == [
        ("1970-01-12", 1, 1, 1), ("1970-01-19", 0, 0, 2),
    ]  # fmt: skip


# Frequency.


def test_on_how_many_days_and_how_often(club: Graph) -> None:
    days = FrequencyQuestion().answer(club)
    assert [(one.number, one.people, one.at_least) for one in days.rows] == [(1, 1, 3), (2, 1, 2), (3, 1, 1)]
    assert (days.people, days.mean, days.median) == (3, 2.0, 2.0)
    times = FrequencyQuestion(event="buy", times=True).answer(club)
    assert [(one.number, one.people, one.share) for one in times.rows] == [(1, 1, 0.5), (2, 1, 0.5)]
    weeks = FrequencyQuestion(interval="week").answer(club)
    assert [(one.number, one.people) for one in weeks.rows] == [(1, 1), (2, 2)]


def test_frequency_counts_what_is_in_the_date_range(club: Graph) -> None:
    question = FrequencyQuestion(times=True, filter={"until": "1970-01-06"})
    assert [(one.number, one.people) for one in question.answer(club).rows] == [(1, 1), (2, 1)]


def test_the_people_of_a_number_of_days(club: Graph) -> None:
    question = FrequencyQuestion()
    assert oneids(club, question, "3") == ["ann"]
    assert oneids(club, question, "2+") == ["ann", "bob"]
    assert question.people(club, "2+").occurrences == 5
    with pytest.raises(QuestionInvalid, match="no number"):
        question.people(club, "often")


# Durations and arrivals.


def test_a_journey_lasts_from_the_first_to_the_last_activity(club: Graph) -> None:
    found = DurationsQuestion().answer(club)
    assert (found.units, found.people) == (3, 3)
    assert (found.median_seconds, found.max_seconds) == (8 * 86400, pytest.approx(13.7 * 86400))
    assert [(one.text, one.units) for one in found.brackets if one.units] == [("0s", 1), ("7d..30d", 2)]
    assert oneids(club, DurationsQuestion(), "7d..30d") == ["ann", "bob"]
    assert oneids(club, DurationsQuestion(), "1") == ["cid"]
    with pytest.raises(QuestionInvalid, match="no bracket"):
        DurationsQuestion().people(club, "forever")


def test_sessions_have_durations_of_their_own(graph: Graph) -> None:
    store(graph, [walk("visit:0 visit:0.5"), walk("visit:1")])
    graph.statement(
        "MATCH (journey:Journey {oneid: 'p0'}) SET journey.session_trails = ['A', 'A'], "
        "journey.session_clocks = [left(journey.clock, 16), right(journey.clock, 16)]"
    )
    found = DurationsQuestion(count="sessions").answer(graph)
    assert (found.units, found.people, found.median_seconds) == (3, 2, 0.0)
    listed = DurationsQuestion(count="sessions").people(graph, "0s").people
    assert [(one.oneid, one.session) for one in listed] == [("p0", 1), ("p0", 2), ("p1", 1)]
    arrivals = ArrivalsQuestion(count="sessions").answer(graph)
    assert [(one.period, one.units, one.people) for one in arrivals.periods] == [
        ("1970-01-05", 2, 1), ("1970-01-06", 1, 1),
    ]  # fmt: skip


def test_arrivals_are_first_activities_and_the_time_between_them(club: Graph) -> None:
    found = ArrivalsQuestion(interval="week").answer(club)
    assert [(one.period, one.units, one.complete) for one in found.periods] == [
        ("1970-01-05", 2, True), ("1970-01-12", 1, True), ("1970-01-19", 0, False),
    ]  # fmt: skip
    # From day 0 to day 1, and from there to day 7.
    assert (found.mean_seconds, found.median_seconds) == (3.5 * 86400, 3.5 * 86400)
    assert oneids(club, ArrivalsQuestion(interval="week"), "1970-01-05") == ["ann", "bob"]
    since = ArrivalsQuestion(filter={"since": "1970-01-06"}).answer(club)
    assert (since.units, since.periods[0].period) == (2, "1970-01-06")


# All of them.

ALL: Mapping[str, Question[Any]] = {
    "active": ActiveUsersQuestion(), "lifecycle": LifecycleQuestion(), "frequency": FrequencyQuestion(),
    "duration": DurationsQuestion(), "arrivals": ArrivalsQuestion(),
}  # fmt: skip


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ALL)
def test_a_filter_that_leaves_nobody_is_an_answer(club: Graph, name: str) -> None:
    for chosen in ({"since": "1980-01-01"}, {"until": "1969-01-01"}, {"did": "buy", "did_not": "visit"}):
        question = ALL[name].replace(filter=chosen)
        found = question.answer(club)
        assert sum(getattr(one, "people", 0) for one in getattr(found, "periods", ())) == 0
        assert getattr(found, "people", 0) == 0
        assert printed(*question.command_line()[1:])


@pytest.mark.parametrize("name", ALL)
def test_an_empty_graph_says_what_to_do(graph: Graph, name: str) -> None:
    with pytest.raises(QuestionInvalid, match="no journeys yet"):
        ALL[name].answer(graph)


@pytest.mark.parametrize("name", ["active", "lifecycle", "frequency"])
def test_an_event_that_is_not_there_is_a_complaint(club: Graph, name: str) -> None:
    with pytest.raises(EventUnknown, match="vist"):
        ALL[name].replace(event="vist").answer(club)


@pytest.mark.usefixtures("folder")
def test_commands_print_what_they_count(club: Graph) -> None:
    assert "1970-01-19*" in printed("active", COLUMNS="120")
    assert "resurrected" in printed("lifecycle", COLUMNS="120")
    assert "median 2.0" in printed("frequency", COLUMNS="120")
    assert "median 8d" in printed("duration", COLUMNS="120")
    assert "median 3d 12h" in printed("arrivals", COLUMNS="120")


# Against a plain count of any journeys.

EVENTS = st.lists(st.tuples(st.sampled_from(["visit", "buy", "email_sent"]), st.integers(0, 40)), max_size=8)
"""Names, and the days since the event before."""


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EVENTS, min_size=1, max_size=6), st.sampled_from(["day", "week", "month"]))
def test_every_number_is_that_of_a_plain_count_and_opens_to_as_many(
    graph: Graph, people: list[list[tuple[str, int]]], interval: Interval
) -> None:
    store(graph, [in_time(events) for events in [*people, [("visit", 3)]]])
    days = [
        sorted({at // DAY for name, at in in_time(events) if name != "email_sent"})
        for events in [*people, [("visit", 3)]]
    ]
    active = ActiveUsersQuestion(interval=interval)
    for one in active.answer(graph).periods:
        there = [any(UTC.name(number(day, interval), interval) == one.period for day in of) for of in days]
        assert one.people == sum(there) == active.people(graph, one.period).count
        assert one.mau == active.people(graph, f"{one.period}.mau").count
        assert one.wau == active.people(graph, f"{one.period}.wau").count
    lifecycle = LifecycleQuestion(interval=interval)
    for period in lifecycle.answer(graph).periods:
        for stage in ("new", "returning", "resurrected", "dormant"):
            expected = sum(stage_of(of, period.period, interval) == stage for of in days)
            assert getattr(period, stage) == expected, (stage, period)
            assert lifecycle.people(graph, f"{period.period}.{stage}").count == expected
    frequency = FrequencyQuestion(interval=interval)
    for row in frequency.answer(graph).rows:
        found = [len({number(day, interval) for day in of}) for of in days]
        assert row.people == found.count(row.number) == frequency.people(graph, str(row.number)).count


def in_time(events: list[tuple[str, int]]) -> Walk:
    walked, at = [], MONDAY
    for name, gap in events:
        at += gap * DAY
        walked.append((name, at))
    return walked


def number(day: int, interval: Interval) -> int:
    return UTC.number(date(1970, 1, 1) + timedelta(days=day), interval)


def stage_of(days: list[int], name: str, interval: Interval) -> str | None:
    """The stage of a person with these days in the period of this name."""
    numbers = {number(day, interval): UTC.name(number(day, interval), interval) for day in days}
    this = [one for one, named in numbers.items() if named == name]
    if this:
        before = [one for one in numbers if one < this[0]]
        return "new" if not before else "returning" if this[0] - 1 in before else "resurrected"
    return "dormant" if any(UTC.name(one + 1, interval) == name for one in numbers) else None
