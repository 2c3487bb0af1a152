"""Incidents are found in counts by day, without a server: what is one, what is none, and what explains it."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from onepath.app.benchmarks import run_changes
from onepath.graph.changes import Incident, SessionRow, Sessions, ValueRow, detect
from onepath.graph.trails import Alphabet, EventType
from onepath.loaders.roles import Role

MONDAY = date(2026, 3, 2)
FIRST = (MONDAY - date(1970, 1, 1)).days
DAYS = 70

ROLES: dict[str, Role] = {"email_sent": "outbound", "sync": "system", "payment_failed": "error"}


def alphabet(*names: str) -> Alphabet:
    return Alphabet(
        tuple(
            EventType(chr(ord("A") + place), "web", name, ROLES.get(name, "behaviour"))
            for place, name in enumerate(names)
        )
    )


SHOP = alphabet("view", "cart", "purchase", "payment_failed", "email_sent", "sync")


def day_of(text: str, *, times: int) -> Callable[[int], list[tuple[str, int]]]:
    return lambda _day: [(text, times)]


def quarter(of: Callable[[int, Random], Iterable[tuple[str, int]]]) -> list[SessionRow]:
    """For each day so many sessions of these letters, of more or less chance."""
    chance = Random(1)
    return [
        SessionRow(trail, FIRST + day, "", times)
        for day in range(DAYS)
        for trail, times in of(day, chance)
        if times > 0
    ]


def about(mean: float, chance: Random) -> int:
    """A number of sessions that varies as chance has it."""
    return max(0, round(chance.gauss(mean, mean**0.5)))


def found_in(rows: list[SessionRow], values: Iterable[ValueRow] = ()) -> list[Incident]:
    sessions = Sessions.of(rows, SHOP)
    assert sessions is not None
    known = list(values)
    return detect(sessions, SHOP, lambda event: known if event == "payment_failed" else [], max_days=42)


def shifts(incidents: list[Incident]) -> dict[str, float]:
    return {shift.what: shift.difference for one in incidents for shift in one.shifts}


def usual(day: int, chance: Random) -> list[tuple[str, int]]:
    """Views, carts, purchases; and of those who pay one in ten fails."""
    return [("A", about(60, chance)), ("ABC", about(40, chance)), ("ABD", about(4, chance))]


def test_days_that_differ_by_chance_alone_are_no_incident() -> None:
    assert found_in(quarter(usual)) == []


def test_a_broadcast_takes_nothing_away_from_purchases() -> None:
    """On its days there are more purchases than usual; only of all events their share is smaller."""

    def day_with_mail(day: int, chance: Random) -> list[tuple[str, int]]:
        sent = 3_000 if day in (20, 21, 50, 51) else 0
        bought = 46 if sent else about(40, chance)
        return [("A", about(60, chance)), ("ABC", bought), ("E", sent)]

    assert "purchase" not in shifts(found_in(quarter(day_with_mail)))


def test_messages_and_systems_are_no_activity() -> None:
    def rows(day: int, chance: Random) -> list[tuple[str, int]]:
        return [*usual(day, chance), ("E", 900 if day % 9 == 0 else 0), ("F", 500 if day > 60 else 1)]

    assert found_in(quarter(rows)) == []


def test_the_weekday_is_expected() -> None:
    def rows(day: int, chance: Random) -> list[tuple[str, int]]:
        weekend = day % 7 >= 5
        return [("A", about(120 if weekend else 60, chance)), ("ABC", about(20 if weekend else 40, chance))]

    assert found_in(quarter(rows)) == []


def test_what_grows_slowly_is_no_incident() -> None:
    def rows(day: int, chance: Random) -> list[tuple[str, int]]:
        return [("A", about(60 + day, chance)), ("ABC", about(20 + day / 2, chance))]

    assert found_in(quarter(rows)) == []


def test_one_robot_is_no_incident() -> None:
    def rows(day: int, chance: Random) -> list[tuple[str, int]]:
        return [*usual(day, chance), ("A" * 400, 1 if day in (10, 33, 34, 52) else 0)]

    assert found_in(quarter(rows)) == []


def test_a_day_in_which_the_data_ends_is_not_a_day_without_people() -> None:
    def rows(day: int, chance: Random) -> list[tuple[str, int]]:
        return [(trail, times // (2 if day == DAYS - 1 else 1)) for trail, times in usual(day, chance)]

    assert found_in(quarter(rows)) == []


def outage(day: int, chance: Random) -> list[tuple[str, int]]:
    """For a week most payments fail."""
    bad = 30 <= day < 37
    return [
        ("A", about(60, chance)),
        ("ABC", about(12 if bad else 40, chance)),
        ("ABD", about(32 if bad else 4, chance)),
    ]


def test_an_outage_is_found_with_its_days_in_count_and_share() -> None:
    first = found_in(quarter(outage))[0]
    assert (first.since, first.until) == (MONDAY + timedelta(days=30), MONDAY + timedelta(days=36))
    found = {shift.what: shift for shift in first.shifts}
    failed = found["payment_failed"]
    assert failed.occurrences > 5 * failed.expected
    assert failed.share > 5 * failed.baseline_share
    assert found["cart > purchase"].difference < 0 < found["cart > payment_failed"].difference


def test_an_outage_is_explained_by_the_provider_that_fails() -> None:
    values = [
        ValueRow("provider", provider, FIRST + day, times)
        for day in range(DAYS)
        for provider, times in (("quick_pay", 2), ("alipay", 30 if 30 <= day < 37 else 2))
    ]
    first = found_in(quarter(outage), values)[0]
    causes = [(one.event, one.property, one.value) for one in first.causes]
    assert causes[0] == ("payment_failed", "provider", "alipay")
    assert ("payment_failed", "provider", "quick_pay") not in causes


def test_an_error_of_a_new_kind_is_found_where_errors_are_no_more_than_usual() -> None:
    values = [
        ValueRow("reason", "declined" if not 30 <= day < 37 else "unavailable", FIRST + day, 4)
        for day in range(DAYS)
    ]
    (one,) = found_in(quarter(usual), values)
    assert one.shifts[0].what in (
        "payment_failed: reason = unavailable",
        "payment_failed: reason = declined",
    )
    assert one.since == MONDAY + timedelta(days=30)


def test_fewer_people_on_some_days_are_one_shift_and_not_one_of_every_event() -> None:
    def rows(day: int, chance: Random) -> list[tuple[str, int]]:
        half = 2 if 30 <= day < 34 else 1
        return [(trail, times // half) for trail, times in usual(day, chance)]

    (one,) = found_in(quarter(rows))
    assert [(shift.kind, shift.what) for shift in one.shifts] == [("activity", "(sessions)")]
    assert one.shifts[0].occurrences == pytest.approx(one.shifts[0].expected / 2, rel=0.2)


def test_both_incidents_of_a_simulated_quarter_are_found_and_nothing_in_a_quiet_one(tmp_path: Path) -> None:
    found = run_changes(tmp_path / "bench", 2_000, 1, lambda _step: None)
    assert found.found == {"payment-provider-outage": 1, "broken-campaign-link": 1}
    assert found.explained == found.found
    assert found.false_alarms_per_quiet_quarter <= 1
    assert not (tmp_path / "bench").exists()
