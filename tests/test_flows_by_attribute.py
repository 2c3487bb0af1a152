"""Transitions, paths, variants and exports of people with an attribute, or with an event with a property."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from onepath.graph.conditions import Filter
from onepath.graph.flows import PathsQuestion, TransitionsQuestion, VariantsQuestion, export_journeys
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, UserRecord
from prepared import Prepare, filled_with

START = datetime(2026, 3, 1, tzinfo=UTC)


def event(who: str, minute: int, name: str, **properties) -> EventRecord:
    at = START + timedelta(minutes=minute)
    key = f"{who}{minute}{name}"
    return EventRecord("web", key, name, at, at, 0, (f"cookie:{who}",), properties=properties)


RECORDS = [
    event("ann", 0, "view", price=150), event("ann", 1, "cart"), event("ann", 2, "pay"),
    event("bea", 0, "view", price=20), event("bea", 1, "cart"),
    event("cid", 0, "view", price=120),
    UserRecord("crm", "1", ("cookie:ann",), START, {"tier": "gold"}),
    UserRecord("crm", "2", ("cookie:bea",), START, {"tier": "gold"}),
    UserRecord("crm", "3", ("cookie:cid",), START, {"tier": "basic"}),
]  # fmt: skip


open_shop = filled_with(RECORDS)


@pytest.fixture
def shop(prepare: Prepare) -> Graph:
    return prepare(open_shop)


@pytest.mark.parametrize(
    ("chosen", "journeys"),
    [
        ({"attribute": ["crm.tier=gold"]}, ["view>cart", "view>cart>pay"]),
        ({"property": ["price>100"]}, ["view", "view>cart>pay"]),
        ({"property": ["price>100"], "attribute": ["tier=gold"]}, ["view>cart>pay"]),
        ({"attribute": ["tier!=gold"]}, ["view"]),
    ],
)
def test_every_view_of_journeys_is_of_the_people_who_match(
    shop: Graph, tmp_path: Path, chosen: dict[str, list[str]], journeys: list[str]
):
    filter = Filter.from_options(chosen)
    assert sorted(one.text for one in VariantsQuestion(filter=filter).answer(shop).shown) == journeys
    pairs = TransitionsQuestion(filter=filter).answer(shop).transitions
    starts = {one.to_event: one.people for one in pairs if one.from_event == "(start)"}
    assert starts == {"view": len(journeys)}
    steps = PathsQuestion(start="view", filter=filter).answer(shop).steps
    assert sum(one.people for one in steps) == len(journeys)
    done = export_journeys(shop, tmp_path / "log.csv", filter=filter)
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert done.units == len(journeys)
    assert len(rows) == sum(len(journey.split(">")) for journey in journeys)
