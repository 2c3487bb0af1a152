"""The funnel page without a browser: every number opens to as many people as it counts."""

from datetime import timedelta

import pandas as pd
import pytest
from explorer_pages import page, tables
from explorer_shop import MARKUP, START
from onepath.graph.identity import resolve
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph, load_records
from onepath.loaders.records import EventRecord
from streamlit.testing.v1 import AppTest

STEPS = ["home", "product_view", "add_to_cart"]
WALKS = ("hpapp", "hpa", "hp", "hpx", "hx", "h", "hpaz", "hp", "hxxp")
NAMES = {"h": "home", "p": "product_view", "a": "add_to_cart", "x": "search", "z": MARKUP}


@pytest.fixture
def shop(graph: Graph) -> Graph:
    """People who walk some of the way on days of their own, an hour from event to event."""
    records = [
        EventRecord(
            "app" if who % 2 else "web", f"{who}-{place}", NAMES[letter], at, at, place, (f"cookie:{who}",)
        )
        for who, walk in enumerate(WALKS)
        for place, letter in enumerate(walk)
        for at in (START + timedelta(days=4 * who, hours=place),)
    ]
    load_records(graph, records, path="shop.csv", key="shop")
    resolve(graph)
    build_journeys(graph)
    return graph


def listed(app: AppTest) -> pd.DataFrame:
    """The people's list: the only table with links to people."""
    return next(
        table
        for table in tables(app)
        if "oneid" in table and str(table["oneid"].iloc[0]).startswith("people?who=")
    )


def click(app: AppTest, chart: str, series: int, place: int) -> AppTest:
    app.session_state[chart] = {
        "selection": {
            "selected": [{"series_index": series, "data_type": "main", "data_indices": [place]}], "areas": [],
        }
    }  # fmt: skip
    return app.run()


def bars(app: AppTest, place: int = 0) -> list[list[float]]:
    """The values of a chart's series, as they are drawn."""
    import json

    spec = json.loads(app.get("echarts_chart")[place].proto.spec)
    return [
        [one["value"] if isinstance(one, dict) else one for one in series["data"]]
        for series in spec["series"]
    ]


@pytest.mark.parametrize(("series", "place"), [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2)])
def test_a_click_on_a_bar_lists_as_many_as_it_counts(
    shop: Graph,
    explorer: AppTest,
    series: int,
    place: int,
) -> None:
    app = page(explorer, "funnels", step=STEPS)
    assert not app.exception
    count = bars(app)[series][place]
    click(app, "funnel", series, place)
    assert not app.exception
    assert not app.warning
    assert len(listed(app)) == count > 0
