"""The filter by a property of events: of people, and of each session alone."""

from datetime import UTC, datetime, timedelta

import pytest
from onepath.graph.conditions import Filter
from onepath.graph.errors import QuestionInvalid
from onepath.graph.flows import VariantsQuestion
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.ingest import load_records
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord
from prepared import Prepare, filled_with
from test_filter_cypher import FILTERED, any_parameters

START = datetime(2026, 3, 1, tzinfo=UTC)


def event(who: str, day: int, name: str, source: str = "web", **properties) -> EventRecord:
    at = START + timedelta(days=day)
    return EventRecord(
        source, f"{who}{day}{name}", name, at, at, 0, (f"cookie:{who}",), properties=properties
    )


EVENTS = [
    event("ann", 0, "view", price=50),
    event("ann", 1, "cart", price=120, color="red"),
    event("ann", 2, "pay", amount=1),
    # Two sessions that begin at one instant, on two sources.
    event("bea", 0, "look", source="app", price="150"),
    event("bea", 0, "view", price=20),
    event("cid", 0, "cart", color="red"),
]
"""Each event is a session of its own."""


open_shop = filled_with(EVENTS)


@pytest.fixture
def shop(prepare: Prepare) -> Graph:
    return prepare(open_shop)


def sessions(graph: Graph, chosen: dict) -> dict[str, int]:
    """The sessions that pass, by their only event."""
    found = VariantsQuestion(count="sessions", filter=chosen).answer(graph)
    return {one.text: one.units for one in found.shown}


def people(graph: Graph, chosen: dict) -> set[str]:
    """Who passes: ann, bea or cid."""
    whole = {
        frozenset({"view", "cart", "pay"}): "ann",
        frozenset({"look", "view"}): "bea",
        frozenset({"cart"}): "cid",
    }
    found = VariantsQuestion(filter=chosen).answer(graph)
    return {whole[frozenset(one.steps)] for one in found.shown}


@pytest.mark.parametrize(
    ("text", "who", "where"),
    [
        ("price>100", {"ann", "bea"}, {"cart": 1, "look": 1}),
        ("price=20", {"bea"}, {"view": 1}),
        ("view[price>=20]", {"ann", "bea"}, {"view": 2}),
        ("look@app|view@web[price>=100]", {"bea"}, {"look": 1}),
        ("cart[color=red]", {"ann", "cid"}, {"cart": 2}),
        ("cart[color=red & price>100]", {"ann"}, {"cart": 1}),
        ("cart|look[price>130]", {"bea"}, {"look": 1}),
        ("color!=red", {"ann", "bea"}, {"view": 2, "pay": 1, "look": 1}),
        ("amount~1", {"ann"}, {"pay": 1}),
    ],
)
def test_people_and_sessions_pass_that_have_such_an_event(
    shop: Graph, text: str, who: set[str], where: dict[str, int]
):
    assert (people(shop, {"property": text}), sessions(shop, {"property": text})) == (who, where)


def test_several_properties_may_be_of_several_events(shop: Graph):
    both = {"property": ["price=50", "color=red"]}
    assert people(shop, both) == {"ann"}
    assert sessions(shop, both) == {}


def test_who_has_no_such_event_passes_the_opposite(shop: Graph):
    cheap = {"where": {"kind": "not", "condition": {"kind": "property", "event": "*[price>100]"}}}
    assert people(shop, cheap) == {"cid"}
    assert sessions(shop, cheap) == {"view": 2, "pay": 1, "cart": 1}


def test_a_funnel_counts_the_sessions_with_such_an_event(shop: Graph):
    for count, number in (("people", 2), ("sessions", 2), ("attempts", 2)):
        question = FunnelQuestion(steps=("cart|look",), count=count, filter={"property": "price>100"})
        assert [step.people for step in question.answer(shop).steps] == [number], count


def test_every_filtered_query_can_look_at_properties(shop: Graph):
    compiled = Filter.from_options({"property": "cart[price>100]"}).compile(shop, shop.calendar)
    for query in FILTERED.values():
        text, values = compiled.fill(query.text)
        with shop.driver.session() as session:
            session.run(f"EXPLAIN {text}", {**any_parameters(query), **values}).consume()


def test_a_property_that_no_event_has_is_reported_with_those_that_there_are(shop: Graph):
    with pytest.raises(QuestionInvalid, match="'prize'") as error:
        Filter.from_options({"property": "cart[prize>100]"}).compile(shop, shop.calendar)
    assert "price" in str(error.value.action)


def test_stale_journeys_are_not_filtered_by_the_events_of_now(graph: Graph):
    open_shop(graph)
    load_records(graph, [event("ann", 9, "cart", price=900)], path="more.csv", key="more")
    with pytest.raises(QuestionInvalid, match="stale"):
        Filter.from_options({"property": "price>100"}).compile(graph, graph.calendar)


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("price>100", "did an event with price>100", "做过 price>100 的事件"),
        ("cart[price>100]", "did cart[price>100]", "做过 cart[price>100]"),
    ],
)
def test_a_filter_by_a_property_is_said_as_people_say_it(text: str, english: str, chinese: str):
    chosen = Filter.from_options({"property": text})
    assert (chosen.sentence(), chosen.sentence("zh")) == (english, chinese)
    assert Filter.from_options(dict(chosen.pairs())) == chosen


def test_a_property_without_a_comparison_is_reported():
    for text in ("price", "cart[]", "cart[price>much]", "cart?"):
        with pytest.raises(QuestionInvalid):
            Filter.from_options({"property": text})


def test_did_takes_conditions_as_a_step_of_a_funnel_does(shop: Graph):
    assert people(shop, Filter.from_options({"did": "cart[price>100]"})) == {"ann"}
    assert people(shop, Filter.from_options({"did_not": "cart[price>100]"})) == {"bea", "cid"}
    assert sessions(shop, Filter.from_options({"did": "view[price=20]"})) == {"view": 1}
    with pytest.raises(QuestionInvalid, match="not an event with conditions"):
        people(shop, Filter.from_options({"did": "cart[big]"}))
