"""The first page, the languages, and the filters that stay, without a browser."""

import json
from datetime import UTC, datetime, timedelta
from functools import wraps

import pytest
from explorer_pages import metrics, page
from explorer_shop import open_shop
from onepath.app.explorer import overview
from onepath.app.explorer.moments import ago
from onepath.app.explorer.overview import worth_a_look
from onepath.graph.changes import Incident
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.questions import save_question
from onepath.graph.store import Graph, Row
from streamlit.testing.v1 import AppTest

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize("code", ["zh", "中文"])
def test_a_link_says_the_language(graph: Graph, explorer: AppTest, code: str) -> None:
    open_shop(graph)
    explorer.query_params["lang"] = code
    app = explorer.run()
    assert app.title[0].value == "首页"
    assert metrics(app)["人"] == "3"


def test_charts_speak_the_readers_language(graph: Graph, explorer: AppTest) -> None:
    open_shop(graph)
    explorer.query_params["lang"] = "zh"
    charts = [json.loads(chart.proto.spec) for chart in explorer.run().get("echarts_chart")]
    daily, sources = charts
    assert daily["yAxis"]["name"] == sources["series"][0]["name"] == "事件"
    assert "个事件" in sources["series"][0]["data"][0]["label"]["formatter"]


def test_a_language_that_there_is_not_is_english(graph: Graph, explorer: AppTest) -> None:
    explorer.query_params["lang"] = "xx"
    assert explorer.run().title[0].value == "Home"


def test_what_is_kept_stands_on_the_first_page_with_the_way_to_it(graph: Graph, explorer: AppTest) -> None:
    open_shop(graph)
    save_question(graph, "From **home** to purchase", FunnelQuestion(steps=("home", "purchase")))
    app = page(explorer, "home")
    assert not app.exception
    links = [link.proto for link in app.get("page_link")]
    (kept,) = [link for link in links if "purchase" in link.label]
    assert kept.label == r"From \*\*home\*\* to purchase (Funnels)"
    assert kept.query_string == "question=From+%2A%2Ahome%2A%2A+to+purchase"


def test_a_decision_does_not_count_the_events_again_and_a_load_does(
    graph: Graph, explorer: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[Graph] = []

    @wraps(overview.events_by_day)
    def count(graph: Graph) -> list[Row]:
        counted.append(graph)
        return []

    monkeypatch.setattr(overview, "events_by_day", count)
    open_shop(graph)
    explorer.run()
    graph.statement("CREATE (:Decision {key: 'a decision'})")
    explorer.run()
    assert len(counted) == 1
    graph.statement("CREATE (:Event {key: 'an event'})")
    explorer.run()
    assert len(counted) == 2


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(seconds=30), "just now"),
        (timedelta(minutes=119), "119 minutes ago"),
        (timedelta(hours=47), "47 hours ago"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=-1), "in the future"),
    ],
)
def test_how_long_ago_is_said_in_the_largest_unit_of_which_there_are_two(
    before: timedelta, said: str
) -> None:
    assert ago(NOW - before, NOW) == said


def test_the_last_weeks_changes_come_before_older_ones_however_sure() -> None:
    old = Incident(NOW.date() - timedelta(days=40), NOW.date() - timedelta(days=30), ())
    new = Incident(NOW.date() - timedelta(days=3), NOW.date() - timedelta(days=2), ())
    assert worth_a_look([old, new], NOW.date()) == (True, [new])
    assert worth_a_look([old], NOW.date()) == (False, [old])
