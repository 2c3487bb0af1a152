"""The funnel page without a browser: every number opens to as many people as it counts."""

import shlex
from datetime import timedelta

import pytest
from explorer_clicks import click, drawn, is_open, listed
from explorer_pages import metrics, page, tables
from explorer_shop import MARKUP, START
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord
from prepared import Prepare
from streamlit.testing.v1 import AppTest

STEPS = ["home", "product_view", "add_to_cart"]
WALKS = ("hpapp", "hpa", "hp", "hpx", "hx", "h", "hpaz", "hp", "hxxp")
NAMES = {"h": "home", "p": "product_view", "a": "add_to_cart", "x": "search", "z": MARKUP}


def open_walks(graph: Graph) -> None:
    """People who walk some of the way on days of their own, an hour and more from event to event."""
    records = [
        EventRecord(
            "app" if who % 2 else "web", f"{who}-{place}", NAMES[letter], at, at, place, (f"cookie:{who}",)
        )
        for who, walk in enumerate(WALKS)
        for place, letter in enumerate(walk)
        for at in (START + timedelta(days=4 * who, hours=place * (who + 1)),)
    ]
    load_records(graph, records, path="shop.csv", key="shop")
    resolve(graph)
    build_journeys(graph)


@pytest.fixture
def walks(prepare: Prepare) -> Graph:
    return prepare(open_walks)


def test_a_click_on_a_bar_lists_as_many_as_it_counts_and_the_address_opens_it_again(
    walks: Graph, explorer: AppTest
) -> None:
    app = page(explorer, "funnels", step=STEPS)
    assert not app.exception
    reached, lost = drawn(app, "funnel")
    assert (reached, lost) == ([9, 7, 3], [0, 2, 4])
    for series, place in ((0, 0), (0, 1), (1, 1), (0, 2), (1, 2)):
        click(app, "funnel", series, place)
        assert len(listed(app)) == (reached, lost)[series][place]
    assert is_open(app) == "2.dropped"
    again = page(explorer, "funnels", step=STEPS, open="1.dropped")
    assert len(listed(again)) == 2


def test_what_the_dropped_did_next_opens_to_its_people_too(walks: Graph, explorer: AppTest) -> None:
    app = page(explorer, "funnels", step=STEPS, open="2.dropped")
    following = next(table for table in tables(app) if list(table.columns)[:1] == ["next"])
    assert dict(zip(following["next"], following["people"], strict=True)) == {
        "(no further events)": 3,
        "search": 1,
    }
    click(app, "next", 0, 0)
    assert len(listed(app)) == 3
    click(app, "next", 0, 1)
    assert len(listed(app)) == 1
    assert is_open(app) == "2.dropped>search"


@pytest.mark.parametrize(
    ("part", "chart", "more"),
    [
        ("groups", "groups", {"by": "source"}),
        ("trend", "trend", {"period": "week"}),
        ("trend", "trend", {"period": "day"}),
        ("times", "times", {"within": "2d"}),
    ],
)
def test_values_periods_and_times_open_to_as_many_as_they_count(
    walks: Graph, explorer: AppTest, part: str, chart: str, more: dict[str, str]
) -> None:
    app = page(explorer, "funnels", step=STEPS, part=part, **more)
    assert not app.exception
    rows = next(
        table for table in tables(app) if {"value", "entered", "to"} & set(table.columns) and len(table)
    )
    for place, row in rows.iterrows():
        if part == "times":
            counts = [row["people"]]
        elif part == "groups":
            counts = [row["3. add_to_cart"], row["1. home"] - row["3. add_to_cart"]]
        else:
            counts = [row["converted"], row["entered"] - row["converted"]]
        for series, count in enumerate(counts):
            if count:
                click(app, chart, series, place)
                assert len(listed(app)) == count


def test_steps_are_added_changed_moved_and_removed_in_the_address(walks: Graph, explorer: AppTest) -> None:
    app = page(explorer, "funnels", step=["home", "product_view"], open="1.reached")
    app.selectbox(key="step_more").set_value("add_to_cart").run()
    assert app.query_params["step"] == STEPS
    assert is_open(app) is None
    app.button(key="up_2").click().run()
    assert app.query_params["step"] == ["home", "add_to_cart", "product_view"]
    app.selectbox(key="step_1").set_value("search").run()
    assert drawn(app, "funnel")[0] == [9, 3, 1]
    app.button(key="remove_1").click().run()
    assert app.query_params["step"] == ["home", "product_view"]
    app.button(key="remove_1").click().run()
    assert app.info


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"step": ["home", "search[price>dear]"]}, "is not a number"),
        ({"step": ["home", "search[x!=1]"]}, "None of these events has a property 'x'"),
        ({"within": "soon"}, "is not a duration"),
        ({"order": "any", "exclude": "product_view"}, "nothing lies between"),
    ],
)
def test_what_cannot_be_asked_is_a_banner(walks: Graph, explorer: AppTest, asked: dict, said: str) -> None:
    app = page(explorer, "funnels", **{"step": ["home", "search"], **asked})
    assert not app.exception
    assert said in app.error[0].value.replace("\\", "")


def test_texts_of_several_names_and_optional_steps_are_steps_too(walks: Graph, explorer: AppTest) -> None:
    app = page(explorer, "funnels", step=["ho*", "search?", "product_view|add_to_cart"], count="sessions")
    reached, lost = drawn(app, "funnel")
    for series, place in ((0, 1), (0, 2), (1, 2)):
        if (reached, lost)[series][place]:
            click(app, "funnel", series, place)
            assert len(listed(app)) == (reached, lost)[series][place]


def test_clickhouses_reading_tells_numbers_alone(walks: Graph, explorer: AppTest) -> None:
    app = page(
        explorer, "funnels", step=["home", "search"], mode="clickhouse", clickhouse_modes="strict_once"
    )
    assert not app.exception
    assert drawn(app, "funnel")[0] == [9, 3]
    assert not [box for box in app.selectbox if box.key == "funnel_open"]


def test_the_filters_that_stay_narrow_the_funnel_and_its_people(walks: Graph, explorer: AppTest) -> None:
    app = page(explorer, "funnels", step=STEPS, source="web", did_not="search")
    assert drawn(app, "funnel")[0] == [3, 3, 2]
    click(app, "funnel", 1, 2)
    assert len(listed(app)) == 1


def test_a_funnel_opens_with_the_order_in_which_people_do_things(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "funnels")
    assert [app.selectbox(key=f"step_{n}").value for n in range(4)] == [
        "home", "product_view", "add_to_cart", "purchase",
    ]  # fmt: skip
    assert drawn(app, "funnel")[0] == [3, 2, 1, 1]


@pytest.mark.parametrize(("within", "reached"), [("7d", [3, 2, 1]), ("2w", [3, 2, 2])])
def test_a_funnel_counts_people_within_its_window(
    shop: Graph, explorer: AppTest, within: str, reached: list[int]
) -> None:
    app = page(explorer, "funnels", step=STEPS, within=within)
    assert drawn(app, "funnel")[0] == reached
    assert metrics(app)["Conversion rate"] == f"{reached[-1] / 3:.1%}"
    question = FunnelQuestion(steps=STEPS, within=within)
    assert shlex.join(question.command_line()) in [code.value for code in app.code]


def test_each_step_is_told_with_where_its_people_went(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "funnels", part="closer")
    assert any({"dropped", "elsewhere", "then"} <= set(table.columns) for table in tables(app))
    app = page(explorer, "funnels", part="drivers")
    assert not app.exception
    assert len(app.get("page_link")) >= 2
