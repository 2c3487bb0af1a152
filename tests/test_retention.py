"""Retention: worked by hand, and against DuckDB on random journeys and on data that nobody here made."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import get_args

import duckdb
import pytest
from explorer_shop import START
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.app.commands import cli
from onepath.graph.calendar import Calendar
from onepath.graph.engine import Engine
from onepath.graph.errors import EventUnknown, QuestionInvalid, Refused
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.outcomes import ALL, NO_VALUE, Retention, RetentionMode, RetentionQuestion
from onepath.graph.questions import Interval
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord
from stored import Walk, store
from typer.testing import CliRunner

DAY = 86_400_000_000
INTERVALS: tuple[Interval, ...] = get_args(Interval)
MODES: tuple[RetentionMode, ...] = get_args(RetentionMode)
MONDAY = 4 * DAY
"""The fifth of January 1970."""


def walk(text: str) -> Walk:
    """`sign_up:0 visit:1.5` as names with days from a Monday."""
    return [
        (name, MONDAY + int(float(day) * DAY)) for name, day in (step.split(":") for step in text.split())
    ]


def shown(found: Retention) -> dict[str, list[str]]:
    """Each cohort's cells as `people/of`, with a star where the period has not ended."""
    return {
        cohort.cohort: [f"{cell.people}/{cell.of}" + "*" * (not cell.complete) for cell in cohort.cells]
        for cohort in (found.overall, *found.cohorts)
    }


# Worked by hand.

CLUB = [
    walk("sign_up:0 visit:0.5 visit:1 visit:2.9"),
    walk("sign_up:0.9 visit:3"),
    walk("visit:0 sign_up:1 buy:1 visit:2"),
    walk("sign_up:3.5"),
    walk("visit:1"),
]


BRACKETS = [
    walk("sign_up:0 visit:0.5 visit:1 visit:9"),
    walk("sign_up:0.9 visit:7.2"),
    walk("sign_up:2 visit:33"),
    walk("sign_up:8 visit:12"),
]
"""Days 0, 1 and 9; day 7; day 31; and in the next week day 4. The data ends on day 33."""


def test_brackets_count_days_after_each_persons_own_start(graph: Graph):
    store(graph, BRACKETS)
    question = RetentionQuestion(start_event="sign_up", return_event="visit", brackets="0, 1-7,8-30")
    assert shown(question.answer(graph)) == {
        ALL: ["1/4", "3/4", "1/3"],
        "1970-01-05": ["1/3", "2/3", "1/3"],
        "1970-01-12": ["0/1", "1/1", "0/1*"],
    }
    people = {
        number: [one.oneid for one in question.people(graph, number).people]
        for number in ("1970-01-05.1-7", f"{ALL}.8-30", "1970-01-12.all", f"{ALL}.1-7")
    }
    assert people == {
        "1970-01-05.1-7": ["p0", "p1"], f"{ALL}.8-30": ["p0"], "1970-01-12.all": ["p3"],
        f"{ALL}.1-7": ["p0", "p1", "p3"],
    }  # fmt: skip
    with pytest.raises(QuestionInvalid, match="no period 2"):
        question.people(graph, f"{ALL}.2")


def test_an_unbounded_bracket_counts_from_its_first_day_on(graph: Graph):
    store(graph, BRACKETS)
    asked = {"start_event": "sign_up", "return_event": "visit", "brackets": "0,1-7,8-30"}
    question = RetentionQuestion(**asked, mode="unbounded")
    assert shown(question.answer(graph))["1970-01-05"] == ["3/3", "3/3", "2/3"]
    assert len(question.people(graph, "1970-01-05.8-30").people) == 2


def test_brackets_of_cohorts_by_source(graph: Graph):
    store(graph, [walk("app/buy:0 buy:8"), walk("buy:0"), walk("buy:1 buy:40")])
    question = RetentionQuestion(start_event="buy", by="source", brackets="1-7,8-30")
    assert shown(question.answer(graph)) == {
        ALL: ["0/3", "1/3"], "web": ["0/2", "0/2"], "app": ["0/1", "1/1"],
    }  # fmt: skip
    assert len(question.people(graph, "app.8-30").people) == 1


@pytest.mark.parametrize("brackets", ["", "7-1", "1-7,1-7", "week", "-3"])
def test_what_are_no_brackets_is_refused(brackets: str):
    with pytest.raises(QuestionInvalid, match="bracket"):
        RetentionQuestion(brackets=brackets)


@pytest.mark.parametrize(("mode", "later"), [("exact", ["1/2", "0/2"]), ("unbounded", ["1/2", "0/2"])])
def test_again_on_the_day_of_the_start_counts_only_if_wanted(
    graph: Graph, mode: RetentionMode, later: list[str]
):
    store(graph, [walk("buy:0 buy:0.5 buy:3"), walk("buy:0 buy:0.1"), walk("look:20")])
    question = RetentionQuestion(start_event="buy", return_event="buy", mode=mode, periods=1)
    assert shown(question.answer(graph))["1970-01-05"] == ["2/2", "0/2"]
    question = question.replace(later_day=True)
    assert shown(question.answer(graph))["1970-01-05"] == later
    assert [one.oneid for one in question.people(graph, "1970-01-05.0").people] == ["p0"]


def test_the_exact_mode_counts_who_came_back_in_the_period(graph: Graph):
    store(graph, CLUB)
    found = RetentionQuestion(start_event="sign_up", return_event="visit", interval="day").answer(graph)
    assert shown(found) == {
        "1970-01-05": ["1/2", "1/2", "1/2", "1/2*"],
        "1970-01-06": ["0/1", "1/1", "0/1*"],
        "1970-01-08": ["0/1*"],
        # Of each period only the cohorts for which it has ended.
        ALL: ["1/3", "2/3", "1/2"],
    }
    assert found.until == datetime(1970, 1, 8, 12, tzinfo=UTC)


def test_the_unbounded_mode_counts_who_came_back_in_the_period_or_later(graph: Graph):
    store(graph, CLUB)
    question = RetentionQuestion(
        start_event="sign_up", return_event="visit", interval="day", mode="unbounded"
    )
    assert shown(question.answer(graph)) == {
        "1970-01-05": ["2/2", "2/2", "2/2", "1/2*"],
        "1970-01-06": ["1/1", "1/1", "0/1*"],
        "1970-01-08": ["0/1*"],
        ALL: ["3/3", "3/3", "2/2"],
    }


def test_without_names_the_first_event_of_all_begins_and_any_later_one_is_a_return(graph: Graph):
    store(graph, [walk("a:0"), walk("a:0 a:0"), walk("a:0 b:1"), walk("b:9")])
    found = RetentionQuestion(interval="week").answer(graph)
    assert shown(found) == {"1970-01-05": ["2/3", "0/3*"], "1970-01-12": ["0/1*"], ALL: ["2/3"]}


def test_the_first_event_is_no_return_to_itself_but_the_same_event_again_is(graph: Graph):
    store(graph, [walk("buy:0"), walk("buy:0 buy:0"), walk("look:9")])
    found = RetentionQuestion(start_event="buy", return_event="buy").answer(graph)
    assert shown(found)["1970-01-05"] == ["1/2", "0/2*"]


@pytest.mark.parametrize(
    ("by", "day", "name"),
    [
        ("day", date(2026, 3, 1), "2026-03-01"),
        ("week", date(2026, 3, 1), "2026-02-23"),
        ("week", date(2026, 3, 2), "2026-03-02"),
        ("week", date(1970, 1, 1), "1969-12-29"),
        ("month", date(2026, 12, 31), "2026-12"),
    ],
)
def test_days_weeks_from_monday_and_months_have_names(by: str, day: date, name: str):
    calendar = Calendar()
    assert calendar.name(calendar.number(day, by), by) == name
    assert calendar.number_named(name, by) == calendar.number(day, by)


def test_an_event_of_the_future_counts_for_nothing(graph: Graph):
    ahead = int((datetime.now(UTC) + timedelta(days=400)).timestamp()) * 1_000_000
    store(graph, [[*walk("a:0 b:7"), ("b", ahead)], [("a", ahead)]])
    for mode in ("exact", "unbounded"):
        question = RetentionQuestion(start_event="a", return_event="b", mode=mode)
        assert shown(question.answer(graph))["1970-01-05"][1:] == ["1/1*"]
        assert question.answer(graph).overall.people == 1


def test_cohorts_by_source_hold_for_each_period_those_for_whom_it_has_ended(graph: Graph):
    store(graph, [walk("app/a:0 web/a:8"), walk("app/a:8 web/a:9"), walk("web/a:0"), walk("web/a:15")])
    question = RetentionQuestion(by="source")
    found = question.answer(graph)
    assert shown(found) == {"app": ["1/2", "1/1"], "web": ["0/1", "0/1"], ALL: ["1/3", "1/2"]}
    assert [cohort.people for cohort in found.cohorts] == [2, 2]
    assert question.people(graph, "app.0").oneids == ["p1"]
    assert question.people(graph, "app.all").oneids == ["p0", "p1"]


def test_cohorts_by_a_property_of_the_first_event(graph: Graph):
    story = [
        ("a", "sign_up", 0, {"plan": "free"}), ("a", "visit", 8, {"plan": "paid"}),
        ("b", "visit", 0, {"plan": "free"}), ("b", "sign_up", 0, {"plan": "paid"}),
        ("c", "sign_up", 0, {}), ("c", "visit", 16, {}),
    ]  # fmt: skip
    records = [
        EventRecord(
            source="web", message_id=f"m{place}", name=name, sequence=place, identifiers=(f"cookie:{who}",),
            original_at=START + timedelta(days=day), corrected_at=START + timedelta(days=day),
            properties=more,
        )
        for place, (who, name, day, more) in enumerate(story)
    ]  # fmt: skip
    load_records(graph, records, path="club.csv", key="club")
    resolve(graph)
    build_journeys(graph)
    question = RetentionQuestion(start_event="sign_up", by="plan")
    assert shown(question.answer(graph)) == {
        "free": ["0/1", "0/1", "1/1"], "paid": ["0/1", "0/1", "0/1"],
        NO_VALUE: ["0/1", "0/1", "0/1"], ALL: ["0/3", "0/3", "1/3"],
    }  # fmt: skip
    assert question.people(graph, "free.2").count == 1
    assert question.people(graph, f"{NO_VALUE}.all").count == 1


# Against DuckDB.


@pytest.fixture(scope="module")
def duck() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


EVENTS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 20)), max_size=12)
"""Names, and the days since the event before."""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(EVENTS, min_size=1, max_size=8),
    st.sampled_from([None, "a", "a|b"]),
    st.sampled_from([None, "b", "c|b"]),
    st.sampled_from(INTERVALS),
    st.sampled_from(MODES),
)
def test_every_cell_is_that_of_duckdb_and_opens_to_its_people(
    graph: Graph, duck, people, start: str | None, back: str | None, interval: str, mode: str
):
    journeys = [in_time(events) for events in people] + [walk("a:0 b:0 c:1")]
    store(graph, journeys)
    duck.execute("CREATE OR REPLACE TABLE raw (person TEXT, event TEXT, moment BIGINT, place BIGINT)")
    duck.executemany(
        "INSERT INTO raw VALUES (?, ?, ?, ?)",
        [(f"p{n}", name, at, k) for n, events in enumerate(journeys) for k, (name, at) in enumerate(events)],
    )
    question = RetentionQuestion(
        start_event=start, return_event=back, interval=interval, mode=mode, periods=6
    )
    found = question.answer(graph)
    assert cells(found) == in_sql(duck, question)
    for cohort in (found.overall, *found.cohorts):
        assert question.people(graph, f"{cohort.cohort}.all").count == cohort.people
        for cell in cohort.cells[:3]:
            assert question.people(graph, f"{cohort.cohort}.{cell.period}").count == cell.people


def test_the_shop_is_as_duckdb_counts_it(ecom: Graph, raw):
    names = [(None, None), ("purchase", "purchase"), ("home", "add_to_cart|purchase")]
    for (start, back), interval, mode in product(names, INTERVALS, MODES):
        question = RetentionQuestion(
            start_event=start, return_event=back, interval=interval, mode=mode, periods=40
        )
        found = question.answer(ecom)
        assert cells(found) == in_sql(raw, question)
        first = found.cohorts[0]
        assert question.people(ecom, f"{first.cohort}.1").count == first.cells[1].people


def in_time(events: list[tuple[str, int]]) -> list[tuple[str, int]]:
    at, journey = MONDAY, []
    for name, days in events:
        at += days * DAY + 1
        journey.append((name, at))
    return journey


def cells(found: Retention) -> dict[tuple[str, int], tuple[int, int, bool]]:
    return {
        (cohort.cohort, cell.period): (cell.people, cell.of, cell.complete)
        for cohort in found.cohorts
        for cell in cohort.cells
    }


def in_sql(duck, question: RetentionQuestion) -> dict[tuple[str, int], tuple[int, int, bool]]:
    """Cohort and period with the people who came back, everybody, and whether the period has ended."""
    by = question.interval
    among = "(SELECT unnest(CASE WHEN len($names) = 0 THEN list(DISTINCT event) ELSE $names END) FROM raw)"
    start, back = (text.split("|") if text else [] for text in (question.start_event, question.return_event))
    rows = duck.execute(
        f"""
        WITH begun AS (
          SELECT person, arg_min(place, (moment, place)) AS place, min(moment) AS moment FROM raw
          WHERE event IN {among.replace("$names", "$start")} GROUP BY person
        ), cohorts AS (
          SELECT person, place, moment, date_trunc('{by}', make_timestamp(moment)) AS cohort FROM begun
        ), returns AS (
          SELECT c.person, c.cohort,
                 datediff('{by}', c.cohort, date_trunc('{by}', make_timestamp(r.moment))) AS period
          FROM cohorts c JOIN raw r ON r.person = c.person AND (r.moment, r.place) > (c.moment, c.place)
          WHERE r.event IN {among.replace("$names", "$back")}
        ), ends AS (
          SELECT date_trunc('{by}', make_timestamp(max(moment))) AS until FROM raw
        ), grid AS (
          SELECT cohort, count(*) AS people, unnest(range(0, $periods + 1)) AS period
          FROM cohorts GROUP BY cohort
        )
        SELECT strftime(g.cohort, '{"%Y-%m" if by == "month" else "%Y-%m-%d"}'), g.period,
               (SELECT count(DISTINCT person) FROM returns r WHERE r.cohort = g.cohort
                AND r.period {"=" if question.mode == "exact" else ">="} g.period),
               g.people, g.period < datediff('{by}', g.cohort, until)
        FROM grid g, ends WHERE g.period <= datediff('{by}', g.cohort, until)
        """,
        {"start": start, "back": back, "periods": question.periods},
    ).fetchall()
    return {(name, period): (came, people, ended) for name, period, came, people, ended in rows}


# What cannot be asked, and the command.


def test_what_cannot_be_asked_is_said(graph: Graph):
    with pytest.raises(QuestionInvalid, match="no journeys"):
        RetentionQuestion().answer(graph)
    store(graph, CLUB)
    with pytest.raises(EventUnknown, match="nearest names are: visit"):
        RetentionQuestion(return_event="visits").answer(graph)
    with pytest.raises(QuestionInvalid, match="year"):
        RetentionQuestion(interval="year").answer(graph)
    with pytest.raises(QuestionInvalid, match="loose"):
        RetentionQuestion(mode="loose").answer(graph)
    with pytest.raises(QuestionInvalid, match="periods"):
        RetentionQuestion(periods=-1).answer(graph)
    with pytest.raises(QuestionInvalid, match="'today' is not a week"):
        RetentionQuestion().people(graph, "today.1")
    for period in (-1, 10**20):
        with pytest.raises(QuestionInvalid, match=f"no period {period}"):
            RetentionQuestion().people(graph, f"{ALL}.{period}")
    with pytest.raises(QuestionInvalid, match="no source 'tv'"):
        RetentionQuestion(by="source").people(graph, "tv.1")
    with pytest.raises(QuestionInvalid, match="property 'colour'"):
        RetentionQuestion(by="colour").answer(graph)
    store(graph, [walk("a:0 a:9000")])
    with pytest.raises(Refused, match="cells"):
        RetentionQuestion(interval="day", periods=9000).answer(graph)


def test_the_command_answers_and_lists_as_many_as_it_counts(
    graph: Graph, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ONEPATH_HOME", str(engine.home))
    store(graph, CLUB)

    def onepath(*words: str) -> str:
        asked = ["retention", "--start", "sign_up", "--return", "visit", "--interval", "day", *words]
        result = CliRunner().invoke(cli, asked, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    found = json.loads(onepath("--json"))
    assert found["cohorts"][0]["cells"][1] == {
        "period": 1, "people": 1, "of": 2, "share": 0.5, "complete": True,
    }  # fmt: skip
    [one] = json.loads(onepath("--people", "1970-01-05.1", "--json"))["people"]
    assert one["oneid"] == "p0"
    assert json.loads(onepath("--people", f"{ALL}.1", "--json"))["count"] == 2
    assert "50.0%*" in onepath()
