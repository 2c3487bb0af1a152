"""Drivers of a target: counted by hand, as PostHog computes them, and opened to their people."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from command_line import answered, complaint, printed
from onepath.graph.conditions import Filter
from onepath.graph.errors import EventUnknown, QuestionInvalid
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.patterns import DriversQuestion
from onepath.graph.statistics import cochran_mantel_haenszel, odds_ratio, stratified_odds_ratio
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, UserRecord
from prepared import Prepare, filled_with

START = datetime(2026, 3, 1, tzinfo=UTC)


def event(who: str, day: float, name: str, source: str = "web", **properties) -> EventRecord:
    at = START + timedelta(days=day)
    key = f"{who}{day}{name}"
    return EventRecord(source, key, name, at, at, 0, (f"cookie:{who}",), properties=properties)


RECORDS = [
    event("ann", 0, "view", page="old"),
    event("ann", 10, "view", page="shoes"),
    event("ann", 11, "coupon", code="X"),
    event("ann", 12, "buy"),
    event("ann", 13, "coupon", code="LATE"),
    event("bea", 1, "view", page="shoes"),
    event("bea", 2, "buy", source="pos"),
    event("cid", 1, "view", page="hats"),
    event("cid", 20, "view", page="hats"),
    event("dan", 1, "coupon", code="X"),
    event("dan", 9, "wish"),
    UserRecord("crm", "1", ("cookie:ann",), START, {"tier": "gold", "age": 30}),
    UserRecord("crm", "2", ("cookie:cid",), START, {"tier": "gold"}),
]  # fmt: skip


open_shop = filled_with(RECORDS)


@pytest.fixture
def shop(prepare: Prepare) -> Graph:
    return prepare(open_shop)


def every(**asked) -> DriversQuestion:
    given = {"lookback": timedelta(days=5), "min_people": 1, "min_share": 0, "limit": 1000, **asked}
    return DriversQuestion(target="buy", **given)


def counts(graph: Graph, **asked) -> dict[str, tuple[int, int]]:
    found = every(**asked).answer(graph).drivers
    return {one.driver: (one.converters, one.non_converters) for one in found}


@pytest.mark.parametrize(
    ("held", "lacked", "other_held", "other_lacked", "odds"), [(4, 0, 1, 9, 25), (4, 1, 1, 9, 12.5)]
)
def test_the_odds_ratio_is_posthogs_with_a_prior_of_one(held, lacked, other_held, other_lacked, odds):
    cells = [np.array([cell]) for cell in (held, lacked, other_held, other_lacked)]
    assert odds_ratio(*cells, prior=1).ratio[0] == pytest.approx(odds)


def test_events_count_before_the_target_and_as_long_after_the_first_event_of_others(shop: Graph):
    # ann bought 12 days after her first event; so cid and dan, who began on day 1, are observed until day 13.
    assert counts(shop, kinds=["event"]) == {"view": (2, 0), "coupon": (1, 0), "wish": (0, 1)}
    assert counts(shop, kinds=["event"], lookback=timedelta(days=30))["coupon"] == (1, 1)


def test_properties_of_events_count_by_value_in_the_same_time(shop: Graph):
    assert counts(shop, kinds=["property"]) == {"view: page = shoes": (2, 0), "coupon: code = X": (1, 0)}
    assert counts(shop, kinds=["property"], lookback=timedelta(days=30)) == {
        "view: page = old": (1, 0), "view: page = shoes": (2, 0), "view: page = hats": (0, 1),
        "coupon: code = X": (1, 1),
    }  # fmt: skip


def test_people_of_a_filter_are_observed_until_the_end_of_all_data(prepare: Prepare):
    graph = prepare(somebody_else_came_last)
    whose = Filter.from_options({"did": "view"})
    # bob, who began on day 1, is observed until day 11 as ann was for 10 days; his view is longer ago then.
    given = {"kinds": ["event"], "filter": whose}
    assert counts(graph, lookback=timedelta(days=9.5), **given) == {"view": (1, 0)}
    assert counts(graph, lookback=timedelta(days=10), **given) == {"view": (1, 1)}


def somebody_else_came_last(graph: Graph) -> None:
    records = [
        event("ann", 0, "view"), event("ann", 5, "view"), event("ann", 10, "buy"),
        event("bob", 1, "view"), event("zoe", 30, "ping"),
    ]  # fmt: skip
    load_records(graph, records, path="late.csv", key="late")
    resolve(graph)
    build_journeys(graph)


def test_what_everybody_did_at_the_beginning_does_not_tell_converters_from_others(prepare: Prepare):
    graph = prepare(everybody_signed_up)
    found = DriversQuestion(target="buy", min_people=5).answer(graph)
    assert {one.driver: (one.converters, one.non_converters) for one in found.drivers} == {
        "signup": (40, 40), "look": (40, 40),
    }  # fmt: skip
    assert [round(one.odds_ratio, 2) for one in found.drivers] == [1.0, 1.0]


def everybody_signed_up(graph: Graph) -> None:
    buyers = [
        event(f"d{n}", day, name) for n in range(40) for day, name in ((0, "signup"), (1, "look"), (2, "buy"))
    ]
    others = [
        event(f"o{n}", day, name)
        for n in range(40)
        for day, name in ((0, "signup"), (1, "look"), (200, "look"))
    ]
    load_records(graph, [*buyers, *others], path="all.csv", key="all")
    resolve(graph)
    build_journeys(graph)


def test_an_attribute_is_compared_within_those_who_have_it(shop: Graph):
    (gold,) = [one for one in every().answer(shop).drivers if one.driver == "crm: tier = gold"]
    assert (gold.of_converters, gold.of_non_converters) == (1, 1)
    assert gold.odds_ratio == pytest.approx(1)


def test_the_odds_ratio_is_adjusted_for_activity():
    # Half of the active and a tenth of the quiet did it, converting or not; the active convert more often.
    quiet, active = (1, 9, 9, 81), (45, 45, 5, 5)
    cells = [np.array([[a], [b]], float) for a, b in zip(quiet, active, strict=True)]
    crude = odds_ratio(*(cell.sum(axis=0) for cell in cells), prior=0).ratio[0]
    assert crude == pytest.approx(46 * 86 / (54 * 14))
    assert stratified_odds_ratio(*cells, prior=0).ratio[0] == pytest.approx(1)
    assert cochran_mantel_haenszel(*cells)[0] == pytest.approx(1)


def test_with_one_class_of_activity_the_adjusted_odds_ratio_is_the_plain_one():
    cells = [np.array([cell], float) for cell in (4, 1, 1, 9)]
    plain, adjusted = (
        odds_ratio(*cells, prior=1),
        stratified_odds_ratio(*(cell[None] for cell in cells), prior=1),
    )
    for one in ("ratio", "low", "high"):
        assert getattr(adjusted, one) == pytest.approx(getattr(plain, one))


def test_attributes_of_accounts_count_by_value(shop: Graph):
    assert counts(shop, kinds=["attribute"]) == {"crm: tier = gold": (1, 1), "crm: age = 30": (1, 0)}


def test_the_window_holds_both_of_its_moments_but_not_the_target_itself(shop: Graph):
    assert counts(shop, kinds=["event"], lookback=timedelta(days=1))["coupon"] == (1, 0)
    assert "coupon" not in counts(shop, kinds=["event"], lookback=timedelta(hours=23))


def test_odds_say_which_way_a_driver_goes_and_the_strongest_come_first(shop: Graph):
    found = every().answer(shop)
    assert (found.people, found.converters) == (4, 2)
    (shoes,) = [one for one in found.drivers if one.driver == "view: page = shoes"]
    # ann, bea and dan did one or two events in the window, cid none: 1 is divided among these two classes.
    assert shoes.odds_ratio > 1
    assert shoes.low < shoes.odds_ratio < shoes.high
    effects = [abs(np.log(one.odds_ratio)) for one in found.drivers]
    assert effects == sorted(effects, reverse=True)


def test_a_driver_is_told_if_enough_people_have_it(shop: Graph):
    assert DriversQuestion(target="buy").answer(shop).drivers == ()
    assert set(counts(shop, min_people=2, kinds=["event"])) == {"view"}
    assert set(counts(shop, min_share=0.5, kinds=["event"])) == {"view"}


def test_every_driver_opens_to_as_many_people_as_it_counts(shop: Graph):
    question = every(lookback=timedelta(days=30))
    drivers = question.answer(shop).drivers
    assert len(drivers) == 9
    for driver in drivers:
        people = question.people(shop, driver.driver).people
        assert sum(person.converted for person in people) == driver.converters
        assert len(people) == driver.converters + driver.non_converters
        assert len({person.oneid for person in people}) == len(people)
    (view,) = [driver for driver in drivers if driver.driver == "view"]
    people = question.people(shop, view.driver).people
    times = {tuple(event.at for event in person.events) for person in people}
    days = {tuple((at - START).days for at in moments) for moments in times}
    assert days == {(0, 10), (1,)}


SHOES, HATS, COUPON, GOLD = "view: page = shoes", "view: page = hats", "coupon: code = X", "crm: tier = gold"


@pytest.mark.parametrize(
    ("whom", "told"),
    [
        ({"source": "pos"}, {}),
        ({"did": "coupon"}, {SHOES: (1, 0), COUPON: (1, 0), GOLD: (1, 0)}),
        ({"did_not": "coupon"}, {SHOES: (1, 0), HATS: (0, 1), GOLD: (0, 1)}),
        ({"until": date(2026, 3, 1)}, {SHOES: (1, 0), COUPON: (1, 0), GOLD: (1, 0)}),
        ({"since": date(2026, 3, 2)}, {SHOES: (1, 0), HATS: (0, 1), COUPON: (0, 1), GOLD: (0, 1)}),
    ],
)
def test_properties_and_attributes_are_of_the_people_of_a_filter(shop: Graph, whom: dict, told: dict):
    question = every(kinds=["property", "attribute"], filter=Filter.from_options(whom))
    drivers = question.answer(shop).drivers
    assert {one.driver: (one.converters, one.non_converters) for one in drivers if one.name != "age"} == told
    for driver in drivers:
        people = question.people(shop, driver.driver).people
        assert len(people) == driver.converters + driver.non_converters


@pytest.mark.parametrize(
    "wrong", [{"lookback": timedelta(0)}, {"kinds": ["mood"]}, {"min_people": 0}, {"min_share": 2}]
)
def test_a_question_that_cannot_be_asked_is_told(wrong: dict):
    with pytest.raises(QuestionInvalid):
        DriversQuestion(target="buy", **wrong)


def test_an_unknown_target_is_answered_with_the_nearest(shop: Graph):
    with pytest.raises(EventUnknown, match="nearest names are: buy"):
        DriversQuestion(target="buy_").answer(shop)


def test_drivers_on_the_command_line_are_a_table_and_open_by_number_and_text(folder: Path, shop: Graph):
    words = ["drivers", "buy", "--lookback", "5d", "--min-people", "1", "--min-share", "0"]
    answer = answered(*words)
    first = answer["drivers"][0]
    for which in ("1", first["driver"]):
        opened = answered(*words, "--people", which)
        converted = sum(one["converted"] for one in opened["people"])
        assert converted == first["converters"]
        assert len(opened["people"]) == first["converters"] + first["non_converters"]
    assert "2 people with buy, 2 without" in " ".join(printed(*words).split())
    assert "see --min-people" in printed("drivers", "buy")
    assert "There is no driver '99'" in complaint(*words, "--people", "99")
