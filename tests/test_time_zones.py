"""Days, weeks and months in a time zone: against pandas, and by hand around the changes of its clocks."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onepath.app.commands import cli
from onepath.graph.activity import (
    ActiveUsersQuestion,
    ArrivalsQuestion,
    DurationsQuestion,
    FrequencyQuestion,
    LifecycleQuestion,
)
from onepath.graph.calendar import Calendar, Interval
from onepath.graph.changes.sessions import Sessions
from onepath.graph.errors import QuestionInvalid, SettingsInvalid
from onepath.graph.flows import TransitionsQuestion, export_journeys
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.outcomes import RetentionQuestion
from onepath.graph.saved_questions import read_document, write_document
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, microseconds
from onepath.graph.trails import Alphabet
from stored import store
from typer.testing import CliRunner

NEW_YORK, SHANGHAI, BERLIN = "America/New_York", "Asia/Shanghai", "Europe/Berlin"
ZONES = ["UTC", NEW_YORK, SHANGHAI, BERLIN, "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe",
         "Pacific/Apia", "Africa/Cairo"]  # fmt: skip
LAST_DAYS_OF_DAYLIGHT_SAVING = st.integers(1_635_000_000_000_000, 1_637_000_000_000_000)
INSTANTS = st.lists(st.integers(0, 4_000_000_000_000_000) | LAST_DAYS_OF_DAYLIGHT_SAVING, min_size=1)


def at(text: str, zone: str = "UTC") -> int:
    """A time on the clocks of a zone, in microseconds since 1970."""
    when = datetime.fromisoformat(text)
    return int(when.replace(tzinfo=ZoneInfo(zone), fold=when.fold).timestamp()) * 1_000_000


@given(st.sampled_from(ZONES), INSTANTS)
def test_an_instant_is_on_the_day_that_pandas_finds(zone: str, instants: list[int]):
    local = pd.to_datetime(instants, unit="us", utc=True).tz_convert(ZoneInfo(zone))
    calendar = Calendar(zone)
    days = [calendar.first_day(day, "day") for day in calendar.days(np.array(instants, np.int64)).tolist()]
    assert days == list(local.date)
    assert [calendar.day(one) for one in instants] == days
    assert all(
        calendar.start(day) <= one <= calendar.end(day) for day, one in zip(days, instants, strict=True)
    )


@given(st.sampled_from(ZONES), INSTANTS)
def test_what_cypher_adds_to_an_instant_is_what_its_clocks_are_ahead_of_utc(zone: str, instants: list[int]):
    offsets = Calendar(zone).offsets(min(instants), max(instants)) or [[0, 0]]
    for one in instants:
        ahead = next(ahead for since, ahead in offsets if since <= one)
        assert microseconds(Calendar(zone).local(one).replace(tzinfo=UTC)) == one + ahead


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (NEW_YORK, date(2026, 3, 8), 23),
        (NEW_YORK, date(2026, 11, 1), 25),
        (BERLIN, date(2026, 3, 29), 23),
        (BERLIN, date(2026, 10, 25), 25),
        (SHANGHAI, date(2026, 3, 29), 24),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),  # its midnight is skipped
        ("Pacific/Apia", date(2011, 12, 30), 0),  # it never was
    ],
)
def test_a_day_has_as_many_hours_as_its_clocks_give_it(zone: str, day: date, hours: int):
    calendar = Calendar(zone)
    assert calendar.end(day) + 1 - calendar.start(day) == hours * 3_600_000_000


@pytest.mark.parametrize(
    ("start", "first"),
    [("monday", "2026-03-02"), ("sunday", "2026-03-08"), ("saturday", "2026-03-07")],
)
def test_a_week_begins_on_the_day_that_is_chosen(start, first: str):
    calendar, sunday = Calendar(week_start=start), date(2026, 3, 8)
    assert calendar.period(sunday, "week") == date.fromisoformat(first)
    assert calendar.first_day(calendar.number(sunday, "week"), "week") == date.fromisoformat(first)


@given(st.dates(date(1970, 1, 8), date(2100, 1, 1)), st.sampled_from(["day", "week", "month"]))
def test_periods_follow_each_other_without_a_gap(day: date, interval: Interval):
    calendar = Calendar(week_start="sunday")
    first, after = calendar.period(day, interval), calendar.next_period(day, interval)
    assert first <= day < after == calendar.period(after, interval)
    assert calendar.number(after, interval) == calendar.number(first, interval) + 1


@pytest.mark.parametrize("name", ["Asia/Shangai", "America", "", "../etc/passwd"])
def test_what_is_not_a_time_zone_is_refused(name: str):
    with pytest.raises(QuestionInvalid, match="is not a time zone"):
        RetentionQuestion(time_zone=name)
    with pytest.raises(SettingsInvalid, match="is not a time zone"):
        Settings(time_zone=name or "-")


def test_a_similar_name_is_proposed():
    with pytest.raises(QuestionInvalid, match="did you mean Asia/Shanghai"):
        FunnelQuestion(steps=("a",), time_zone="asia/shangai")


# 1 March 2026, 20:00 in New York, is the next day elsewhere. On the 8th New York has no hour from 2 to 3.
VISITS = {
    "ann": [("view", at("2026-03-01T20:00", NEW_YORK)), ("buy", at("2026-03-02T09:00", NEW_YORK))],
    "bob": [("view", at("2026-03-07T23:30", NEW_YORK)), ("buy", at("2026-03-08T23:30", NEW_YORK))],
    "cid": [("view", at("2026-03-08T00:30", NEW_YORK)), ("buy", at("2026-03-09T00:10", NEW_YORK))],
}


@pytest.mark.parametrize(
    ("zone", "trend"),
    [
        ("UTC", {"2026-03-02": 1, "2026-03-08": 2}),
        (NEW_YORK, {"2026-03-01": 1, "2026-03-07": 1, "2026-03-08": 1}),
        (SHANGHAI, {"2026-03-02": 1, "2026-03-08": 2}),
    ],
)
@pytest.mark.parametrize("count", ["people", "attempts"])
def test_a_trend_has_the_days_of_the_zone_with_the_people_of_each(graph: Graph, zone: str, trend, count):
    store(graph, VISITS)
    question = FunnelQuestion(steps=("view", "buy"), trend="day", time_zone=zone, count=count)
    periods = {str(one.begins): one.entered for one in question.answer(graph).trend if one.entered}
    assert periods == trend
    assert {day: question.people(graph, f"from:{day}").count for day in trend} == trend


def test_a_trend_by_week_begins_its_weeks_on_the_day_that_is_chosen(graph: Graph):
    store(graph, VISITS)
    question = FunnelQuestion(steps=("view",), trend="week", time_zone=NEW_YORK, week_start="sunday")
    periods = [(str(one.begins), one.entered) for one in question.answer(graph).trend]
    assert periods == [("2026-03-01", 2), ("2026-03-08", 1)]
    monday = question.replace(week_start="monday").answer(graph).trend
    assert [(str(one.begins), one.entered) for one in monday] == [("2026-02-23", 1), ("2026-03-02", 2)]


@pytest.mark.parametrize(
    ("zone", "people"), [("UTC", ["bob", "cid"]), (NEW_YORK, ["cid"]), (SHANGHAI, ["bob", "cid"])]
)
def test_a_date_range_is_days_of_the_zone(graph: Graph, zone: str, people: list[str]):
    store(graph, VISITS)
    dates = {"since": "2026-03-08", "until": "2026-03-08"}
    funnel = FunnelQuestion(steps=("view",), filter=dates, time_zone=zone)
    transitions = TransitionsQuestion(filter=dates, time_zone=zone)
    assert sorted(one.oneid for one in funnel.people(graph, "1").people) == people
    assert sorted(one.oneid for one in transitions.people(graph, "view>buy").people) == people


def test_a_day_of_23_hours_ends_with_its_last_minute(graph: Graph):
    store(graph, {"late": [("view", at("2026-03-08T23:59", NEW_YORK))],
                  "next": [("view", at("2026-03-09T00:00", NEW_YORK))]})  # fmt: skip
    question = FunnelQuestion(steps=("view",), filter={"until": "2026-03-08"}, time_zone=NEW_YORK)
    assert [one.oneid for one in question.people(graph, "1").people] == ["late"]


NIGHT = [("view", at("2026-03-28T23:30")), ("buy", at("2026-03-29T21:50"))]
"""Half past midnight in Berlin until ten to midnight of the same day, which has 23 hours."""


@pytest.mark.parametrize(
    ("zone", "cohorts"),
    [
        ("UTC", {"2026-03-02": [1, 0], "2026-03-08": [0, 2], "2026-03-28": [0, 1]}),
        (NEW_YORK, {"2026-03-01": [0, 1], "2026-03-07": [0, 1], "2026-03-08": [0, 1], "2026-03-28": [0, 1]}),
        (SHANGHAI, {"2026-03-02": [1, 0], "2026-03-08": [0, 2], "2026-03-29": [0, 1]}),
        (BERLIN, {"2026-03-02": [1, 0], "2026-03-08": [0, 2], "2026-03-29": [1, 0]}),
    ],
)
def test_retention_counts_in_the_days_of_the_zone(graph: Graph, zone: str, cohorts):
    store(graph, {**VISITS, "dan": NIGHT, "end": [("view", at("2026-04-10T12:00"))]})
    question = RetentionQuestion(
        start_event="view", return_event="buy", interval="day", periods=1, time_zone=zone
    )
    found = question.answer(graph).cohorts[:-1]
    assert {one.cohort: [cell.people for cell in one.cells] for one in found} == cohorts
    for cohort, cells in cohorts.items():
        assert [question.people(graph, f"{cohort}.{n}").count for n in (0, 1)] == cells


@pytest.mark.parametrize(
    ("zone", "active", "arrivals", "days"),
    [
        ("UTC", {"03-02": 1, "03-08": 2, "03-09": 2}, {"03-02": 1, "03-08": 2}, {1: 1, 2: 2}),
        (NEW_YORK, {"03-01": 1, "03-02": 1, "03-07": 1, "03-08": 2, "03-09": 1},
         {"03-01": 1, "03-07": 1, "03-08": 1}, {2: 3}),
        # Half an hour is put forward there.
        ("Australia/Lord_Howe", {"03-02": 1, "03-03": 1, "03-08": 2, "03-09": 2}, {"03-02": 1, "03-08": 2},
         {2: 3}),
    ],
)  # fmt: skip
def test_activity_is_counted_in_the_days_of_the_zone(graph: Graph, zone: str, active, arrivals, days):
    store(graph, VISITS)
    question = ActiveUsersQuestion(time_zone=zone)
    found = {one.period: one.people for one in question.answer(graph).periods if one.people}
    assert found == {f"2026-{day}": people for day, people in active.items()}
    assert {day: question.people(graph, day).count for day in found} == found
    began = ArrivalsQuestion(time_zone=zone).answer(graph)
    assert {one.period[5:]: one.units for one in began.periods if one.units} == arrivals
    assert str(began.until.tzinfo) == zone
    frequency = FrequencyQuestion(time_zone=zone).answer(graph)
    assert {one.number: one.people for one in frequency.rows} == days


@pytest.mark.parametrize(
    ("zone", "week_start", "weeks"),
    [
        ("UTC", "monday", [("2026-03-02", 3, 0, 0), ("2026-03-09", 0, 2, 1)]),
        (NEW_YORK, "sunday", [("2026-03-01", 2, 0, 0), ("2026-03-08", 1, 1, 1)]),
    ],
)
def test_the_lifecycle_has_the_weeks_of_the_calendar(graph: Graph, zone: str, week_start, weeks):
    store(graph, VISITS)
    question = LifecycleQuestion(time_zone=zone, week_start=week_start)
    found = question.answer(graph).periods
    assert [(one.period, one.new, one.returning, one.dormant) for one in found] == weeks
    for week, new, _, dormant in weeks:
        assert question.people(graph, f"{week}.new").count == new
        assert question.people(graph, f"{week}.dormant").count == dormant


@pytest.mark.parametrize(("zone", "journeys"), [("UTC", 2), (NEW_YORK, 1)])
def test_durations_are_of_journeys_that_begin_in_the_days_of_the_zone(graph: Graph, zone: str, journeys: int):
    store(graph, VISITS)
    dates = {"since": "2026-03-08", "until": "2026-03-08"}
    assert DurationsQuestion(filter=dates, time_zone=zone).answer(graph).units == journeys


@pytest.mark.parametrize(("zone", "people"), [("UTC", [1, 2]), (NEW_YORK, [0, 3])])
def test_brackets_and_later_days_of_retention_are_days_of_the_zone(graph: Graph, zone: str, people):
    store(graph, {**VISITS, "end": [("view", at("2026-04-10T12:00"))]})
    question = RetentionQuestion(start_event="view", return_event="buy", brackets="0,1-7", time_zone=zone)
    assert [cell.people for cell in question.answer(graph).overall.cells] == people
    assert [question.people(graph, f"(all).{bracket}").count for bracket in ("0", "1-7")] == people
    later = question.replace(later_day=True).answer(graph).overall.cells
    assert [cell.people for cell in later] == [0, people[1]]


def test_changes_counts_the_events_of_a_night_on_the_days_of_the_zone(graph: Graph):
    night = [("a", at("2026-03-07T23:50", NEW_YORK)), ("b", at("2026-03-08T00:10", NEW_YORK)),
             ("c", at("2026-03-08T23:50", NEW_YORK))]  # fmt: skip
    store(graph, [night])
    calendar = Calendar(NEW_YORK)
    offsets = calendar.offsets(night[0][1], night[-1][1])
    sessions = Sessions.read(graph, Alphabet.read(graph), calendar, offsets)
    assert sessions is not None
    assert (sessions.days.first, sessions.days.number) == (date(2026, 3, 7), 2)
    assert {name: daily[0].tolist() for name, daily in sessions.events.items()} == {
        "a": [1, 0], "b": [0, 1], "c": [0, 1]
    }  # fmt: skip


def test_the_project_says_which_zone_a_question_without_one_has(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
):
    store(graph, VISITS)
    monkeypatch.setattr(graph, "calendar", Settings(time_zone=NEW_YORK, week_start="sunday").calendar)
    question = FunnelQuestion(steps=("view",), trend="week")
    assert [str(one.begins) for one in question.answer(graph).trend] == ["2026-03-01", "2026-03-08"]
    utc = question.replace(time_zone="UTC", week_start="monday").answer(graph).trend
    assert [str(one.begins) for one in utc] == ["2026-03-02"]


def test_a_saved_question_and_its_command_line_have_the_zone():
    question = FunnelQuestion(steps=("view",), time_zone=SHANGHAI, week_start="sunday")
    assert read_document(write_document(question), "saved") == question
    assert question.command_line()[-4:] == ("--time-zone", SHANGHAI, "--week-start", "sunday")
    assert "time_zone" not in json.loads(write_document(FunnelQuestion(steps=("view",))))


def test_exported_times_have_the_offset_of_the_zone_before_and_after_the_change(graph: Graph, tmp_path):
    store(graph, {"bob": VISITS["bob"]})
    file = tmp_path / "log.csv"
    export_journeys(graph, file, calendar=Calendar(NEW_YORK))
    times = [line.split(",")[2] for line in file.read_text().splitlines()[1:]]
    assert times == ["2026-03-07T23:30:00.000000-05:00", "2026-03-08T23:30:00.000000-04:00"]


def test_a_command_takes_the_zone(graph: Graph, folder: Path):
    store(graph, VISITS)
    words = ["retention", "--start", "view", "--interval", "day", "--time-zone", NEW_YORK, "--json"]
    found = json.loads(CliRunner().invoke(cli, words).stdout)
    assert [one["cohort"] for one in found["cohorts"]] == ["2026-03-01", "2026-03-07", "2026-03-08"]
    assert found["until"] == "2026-03-09T00:10:00-04:00"
    wrong = CliRunner().invoke(cli, ["retention", "--time-zone", "Asia/Shangai"])
    assert wrong.exit_code == 2
    assert "did you mean Asia/Shanghai" in " ".join(wrong.stderr.replace("│", "").split())
