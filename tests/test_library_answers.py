"""Every question of the library, answered on a shop that can be counted by hand."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from analyst_shop import CRAWLED, LI, LI_BROWSER, STORY, analyst_shop
from neo4j.time import Date, DateTime
from onepath.graph.calendar import Calendar
from onepath.graph.errors import QueryFailed
from onepath.graph.store import Graph, all_queries, native
from prepared import Prepare

LIBRARY = sorted(name for name, query in all_queries().items() if not query.internal)
TYPES: dict[str, type | tuple[type, ...]] = {
    "STRING": str, "INTEGER": int, "FLOAT": float, "BOOLEAN": bool, "LIST<STRING>": list, "DATE": Date,
    "ZONED DATETIME": DateTime,
}  # fmt: skip


@pytest.fixture
def shop(prepare: Prepare) -> Graph:
    return prepare(analyst_shop)


@pytest.mark.parametrize("name", LIBRARY)
def test_every_question_has_an_answer_without_any_parameter_given(shop: Graph, name: str):
    assert shop.ask(name) != []


@pytest.mark.parametrize("name", LIBRARY)
def test_the_columns_are_of_the_types_that_the_header_declares(shop: Graph, name: str):
    declared = dict(column.split(maxsplit=1) for column in all_queries()[name].returns)
    for row in shop.ask(name):
        assert {column: kind_of(value, declared[column]) for column, value in row.items()} == declared


def kind_of(value: Any, declared: str) -> str:
    """The declared type where the value is of it, or is missing."""
    is_right = value is None or (type(value) is bool) == (declared == "BOOLEAN")
    return declared if is_right and isinstance(value, TYPES[declared] | None) else type(value).__name__


def rows(graph: Graph, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """The answer's rows without names, times as Python's."""
    return [tuple(native(row).values()) for row in graph.ask(name, **parameters)]


# People.


def test_busiest(shop: Graph):
    crawler, *_ = rows(shop, "people/busiest")
    assert crawler[1:3] == (CRAWLED, 1)


def test_active_between(shop: Graph):
    oneid = owner(shop, LI)
    assert rows(shop, "people/active_between", since="2026-03-05", until="2026-03-05") == [
        (oneid, 2, 1, ["app"])
    ]


def test_new_and_returning(shop: Graph):
    first, last = rows(shop, "people/new_and_returning")
    assert first == (date(2026, 3, 2), 7, 7, 0)
    assert last == (date(2026, 4, 13), 1, 0, 1)


def test_timeline(shop: Graph):
    names = [row["name"] for row in shop.ask("people/timeline", identifier="device:li")]
    assert names[-3:] == ["purchase", "browse", "purchase"]
    assert len(names) == 8


def test_did_but_not(shop: Graph):
    assert [row[:2] for row in rows(shop, "people/did_but_not")] == [(owner(shop, "cookie:wang"), 1)]


def test_by_attribute(shop: Graph):
    assert rows(shop, "people/by_attribute") == [("crm", "上海", 1)]


# Identity.


def test_who(shop: Graph):
    found = {row["value"]: row["accounts"] for row in shop.ask("identity/who", identifier=LI_BROWSER)}
    assert found == {
        "GA1.2.9994853103.1768215038": [], "li": [], "1": ["crm:1"], "+8618194580068": ["crm:1"],
    }  # fmt: skip


def test_why_one_person(shop: Graph):
    steps = shop.ask("identity/why_one_person", one="member:1", other=LI_BROWSER)
    assert [(row["identifier"], row["linked_to"], row["rule"]) for row in steps] == [
        ("member:1", LI, "same_user"),
        (LI, LI_BROWSER, "same_event"),
    ]
    assert shop.ask("identity/why_one_person", one=LI, other="cookie:wang") == []


def test_shared_identifiers(shop: Graph):
    (row,) = shop.ask("identity/shared_identifiers")
    assert row["identifier"] == "phone:+8613900139000"
    assert sorted(row["user_ids"]) == ["mother", "son"]
    assert row["isolated_because"] == "shared: 2 of user"


def test_largest_people(shop: Graph):
    largest, *_ = shop.ask("identity/largest_people")
    assert (largest["oneid"], largest["identifiers"]) == (owner(shop, LI), 4)
    assert (largest["accounts"], largest["events"]) == (1, 8)


def test_cross_device(shop: Graph):
    found = {row["devices"]: row["people"] for row in shop.ask("identity/cross_device")}
    # Li and the tester who was merged by hand; Wang, Zhao, the crawler and one of the shared browser.
    assert (found[2], found[1]) == (2, 4)


def test_anonymous_share(shop: Graph):
    found = {row["source"]: row["anonymous_events"] for row in shop.ask("identity/anonymous_share")}
    assert found == {"web": 4 + CRAWLED + 2, "app": 2 + 1, "email": 1, "sms": 1}


def test_merged_by_rule(shop: Graph):
    (row,) = shop.ask("identity/merged_by_rule", rule="same_user")
    assert {row["identifier"], row["linked_to"]} == {"member:1", LI}


def test_review_queue(shop: Graph):
    (row,) = shop.ask("identity/review_queue")
    assert (row["reason"], row["links"], len(row["others"])) == ("more than 1 phone", 1, 1)
    assert "cookie:shared" in row["example"]


def test_isolated_identifiers(shop: Graph):
    assert [row[:3] for row in rows(shop, "identity/isolated_identifiers")] == [
        ("phone:+8613900139000", "shared: 2 of user", 2)
    ]


def test_decisions(shop: Graph):
    (row,) = shop.ask("identity/decisions")
    assert (row["by"], row["reason"], row["in_force"]) == ("analyst", "one of our testers", True)
    assert shop.ask("identity/decisions", kind="merge", author="analyst", since="2026-01-01") == [row]
    assert shop.ask("identity/decisions", kind="block") == []


def test_merged_lately(shop: Graph):
    (row,) = shop.ask("identity/merged_lately")
    assert (row["by"], len(row["people_before"]), len(row["people_after"])) == ("analyst", 2, 1)
    assert shop.ask("identity/merged_lately", days=0) == []


# Sessions.


def test_bounce_rate(shop: Graph):
    found = {row["source"]: (row["sessions"], row["bounces"]) for row in shop.ask("sessions/bounce_rate")}
    assert found == {"web": (6, 2), "app": (4, 3), "email": (1, 1), "sms": (1, 1)}


def test_length(shop: Graph):
    found = {row["source"]: row["median_seconds"] for row in shop.ask("sessions/length")}
    assert found["web"] == 90.0


def test_events_per_session(shop: Graph):
    assert {row["events"]: row["sessions"] for row in shop.ask("sessions/events_per_session")} == {
        1: 7, 2: 2, 4: 1, 6: 1, CRAWLED: 1,
    }  # fmt: skip


def test_by_weekday(shop: Graph):
    mondays = [row["sessions"] for row in shop.ask("sessions/by_weekday") if row["weekday"] == 1]
    assert sum(mondays) == 4


def test_by_hour(shop: Graph):
    hours = {row["hour"]: row["sessions"] for row in shop.ask("sessions/by_hour", time_zone="UTC")}
    shanghai = {
        row["hour"]: row["sessions"] for row in shop.ask("sessions/by_hour", time_zone="Asia/Shanghai")
    }
    assert {(hour + 8) % 24: sessions for hour, sessions in hours.items()} == shanghai


def test_landing_and_exit_events(shop: Graph):
    landing = {(row["source"], row["event"]): row["sessions"] for row in shop.ask("sessions/landing_events")}
    leaving = {(row["source"], row["event"]): row["sessions"] for row in shop.ask("sessions/exit_events")}
    assert landing["web", "browse"] == 3
    assert (leaving["web", "browse"], leaving["web", "add_to_cart"]) == (1, 1)


# Funnels.


def test_browse_to_purchase(shop: Graph):
    assert rows(shop, "funnels/browse_to_purchase") == [
        (1, "browse", 3), (2, "add_to_cart", 2), (3, "payment_failed", 1), (4, "support_chat", 1),
        (5, "purchase", 1),
    ]  # fmt: skip


def test_conversion_rate(shop: Graph):
    assert rows(shop, "funnels/conversion_rate") == [(2, 1, 0.5)]


def test_time_to_convert(shop: Graph):
    assert rows(shop, "funnels/time_to_convert") == [(1, 8.0, 8.0, 8.0)]


def test_abandoned_carts(shop: Graph):
    wang = owner(shop, "cookie:wang")
    assert rows(shop, "funnels/abandoned_carts") == [(wang, datetime(2026, 3, 2, 9, 34, tzinfo=UTC), 1)]


def test_saved_by_support(shop: Graph):
    assert rows(shop, "funnels/saved_by_support") == [(False, 1, 0, 0.0), (True, 1, 1, 1.0)]


# Paths.


def test_next_events(shop: Graph):
    assert rows(shop, "paths/next_events") == [("sms_click", 1, 1, 61860.0), ("support_chat", 1, 1, 2.0)]


def test_events_before(shop: Graph):
    found = {row["event_before"]: row["people"] for row in shop.ask("paths/events_before", hours=1)}
    assert (found["browse"], found["sms_click"]) == (1, 1)


def test_sequences_of_three(shop: Graph):
    found = [row for row in rows(shop, "paths/sequences_of_three") if row[0] == "browse"]
    assert ("browse", "product_view", "add_to_cart", 1, 1) in found
    assert ("browse", "product_view", "browse", 1, 1) in found


def test_events_between(shop: Graph):
    assert rows(shop, "paths/events_between") == [("payment_failed", 1, 1), ("support_chat", 1, 1)]


def test_back_and_forth(shop: Graph):
    assert ("browse", "product_view", 1, 1) in rows(shop, "paths/back_and_forth")


# Retention.


def test_weekly_cohorts(shop: Graph):
    assert rows(shop, "retention/weekly_cohorts") == [
        (date(2026, 3, 2), 0, 7, 1.0),
        (date(2026, 3, 2), 6, 1, 1 / 7),
    ]


@pytest.mark.parametrize(("week_start", "first"), [("sunday", 1), ("saturday", 28)])
def test_weeks_begin_on_the_day_that_is_asked_for(shop: Graph, week_start: str, first: int):
    week = date(2026, 3 if first == 1 else 2, first)
    for name in (
        "activity/lifecycle", "people/new_and_returning", "retention/returned_within",
        "retention/weekly_cohorts",
    ):  # fmt: skip
        assert rows(shop, name, week_start=week_start)[0][0] == week, name


def test_weeks_begin_as_those_of_the_project(shop: Graph, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shop, "calendar", Calendar(week_start="sunday"))
    assert rows(shop, "activity/lifecycle")[0][0] == date(2026, 3, 1)


@pytest.mark.parametrize("wrong", [{"week_start": "friday"}, {"time_zone": "Asia/Nowhere"}])
def test_a_week_or_a_zone_that_does_not_exist_is_refused(shop: Graph, wrong: dict[str, str]):
    with pytest.raises(QueryFailed, match=r"friday|Nowhere"):
        shop.ask("activity/lifecycle", **wrong)


def test_returned_within(shop: Graph):
    # Li, and the tester whose two events are on two days.
    assert rows(shop, "retention/returned_within") == [(date(2026, 3, 2), 7, 2, 2 / 7)]


def test_dormant_people(shop: Graph):
    silent = {row["oneid"]: row["events"] for row in shop.ask("retention/dormant_people")}
    assert silent[owner(shop, "cookie:wang")] == 5
    assert owner(shop, "device:zhao") not in silent


def test_days_between_purchases(shop: Graph):
    (row,) = shop.ask("retention/days_between_purchases")
    assert (row["number"], row["people"], round(row["median_days"], 2)) == (2, 1, 3.0)


# Activity.


def test_active_users(shop: Graph):
    found = {row[0]: row[1:] for row in rows(shop, "activity/active_users")}
    assert found[date(2026, 3, 2)] == (3, 3, 3, 1.0)
    # Li comes back, and the seven days before are those of all.
    assert found[date(2026, 3, 5)] == (1, 6, 6, 1 / 6)
    assert found[date(2026, 4, 14)] == (1, 1, 1, 1.0)


def test_lifecycle(shop: Graph):
    assert rows(shop, "activity/lifecycle") == [
        (date(2026, 3, 2), 7, 0, 0, 0), (date(2026, 3, 9), 0, 0, 0, 7), (date(2026, 4, 13), 0, 0, 1, 0),
        (date(2026, 4, 20), 0, 0, 0, 1),
    ]  # fmt: skip


def test_frequency(shop: Graph):
    # Li buys on two days; Zhao and the two who share a browser once.
    assert rows(shop, "activity/frequency") == [(1, 3, 3), (2, 1, 2)]


def test_journey_duration(shop: Graph):
    (row,) = shop.ask("activity/journey_duration")
    assert (row["journeys"], round(row["median_days"], 2)) == (7, 0.01)


def test_arrivals(shop: Graph):
    found = {row[0]: row[1] for row in rows(shop, "activity/arrivals")}
    assert found == {date(2026, 3, 2): 3, date(2026, 3, 3): 1, date(2026, 3, 4): 2, date(2026, 3, 7): 1}


# Sources.


def test_first_touch(shop: Graph):
    found = {(row["source"], row["event"]): row["converted"] for row in shop.ask("sources/first_touch")}
    assert (found["email", "email_click"], found["app", "payment_failed"]) == (0, 1)


def test_last_touch(shop: Graph):
    found = {row["touchpoint"]: row["conversions"] for row in shop.ask("sources/last_touch")}
    assert found == {None: 2, "support_chat": 2, "sms_click": 1}


def test_event_properties(shop: Graph):
    (row,) = native(shop.ask("sources/event_properties"))
    assert (row["property"], sorted(row["events"]), row["example"]) == (
        "campaign", ["email_click", "sms_click"], "spring_sale",
    )  # fmt: skip


def test_property_values(shop: Graph):
    assert rows(shop, "sources/property_values") == [("spring_sale", 2, 2)]


# Quality.


def test_loads(shop: Graph):
    loads = {row["path"]: (row["loaded"], row["rejected"]) for row in shop.ask("quality/loads")}
    assert loads["shop.csv"] == (len(STORY) + CRAWLED + 4, 1)


def test_unresolved_identifiers(shop: Graph):
    assert rows(shop, "quality/unresolved_identifiers") == [("cookie", 1, "cookie:new")]


def test_sessions_of_events(shop: Graph):
    found = {row["source"]: row for row in shop.ask("quality/sessions_of_events")}
    assert (found["web"]["without_session"], found["web"]["with_session"]) == (1, 0)


def test_late_events(shop: Graph):
    found = {row["source"]: (row["late"], row["median_hours"]) for row in shop.ask("quality/late_events")}
    assert (found["app"], found["web"]) == ((1, 5.0), (0, None))


def test_clock_skew(shop: Graph):
    assert rows(shop, "quality/clock_skew") == [("device:late", 1, -180.0)]


def test_duplicates(shop: Graph):
    (row,) = shop.ask("quality/duplicates")
    assert (row["event"], row["copies"], row["cases"], sorted(row["example"])) == (
        "browse", 2, 1, ["web:m018", "web:m019"],
    )  # fmt: skip


def test_likely_bots(shop: Graph):
    (row,) = shop.ask("quality/likely_bots")
    assert (row["oneid"], row["events"]) == (owner(shop, "cookie:crawler"), CRAWLED)


def owner(graph: Graph, identifier: str) -> str:
    """Whose it is."""
    (row, *_) = graph.ask("identity/who", identifier=identifier)
    oneid: str = row["oneid"]
    return oneid
