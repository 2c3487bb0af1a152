"""The page Activity, run without a browser against a shop that can be counted by hand."""

import re
from datetime import date

import pytest
from explorer_clicks import click, drawn, listed
from explorer_pages import metrics, page, tables
from onepath.graph.activity import LifecycleQuestion
from onepath.graph.saved_questions import save_question
from onepath.graph.store import Graph
from streamlit.testing.v1 import AppTest

VIEWS = ("active_users", "lifecycle", "frequency", "duration", "arrivals")


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_drawn_in_chinese_too(shop: Graph, explorer: AppTest, view: str) -> None:
    app = page(explorer, "activity", view=view, lang="zh")
    assert not app.exception
    assert not app.error
    assert app.title[0].value == "活跃度"
    assert len(app.get("echarts_chart")) == len(app.dataframe)


def test_active_users_by_day_open_to_people(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "activity")
    table = tables(app)[0]
    # Li, Wang and Zhao on the first of March, Li on the next day, Wang ten days later.
    assert list(table["people"])[:2] == [3, 1]
    assert (table.iloc[-1]["period"], table.iloc[-1]["people"], table.iloc[-1]["mau"]) == ("2026-03-11", 1, 3)
    assert not table.iloc[-1]["complete"]
    assert metrics(app)["People"] == "3"
    for series, place, count in ((0, 0, 3), (0, 1, 1), (1, 10, 1), (2, 10, 3)):
        assert drawn(app, "active")[series][place] == count
        click(app, "active", series, place)
        assert len(listed(app)) == count


def test_stages_of_the_lifecycle_open_to_people(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "activity", view="lifecycle", interval="day")
    # On the second day Li is returning, and the two others are dormant: below the axis.
    assert [series[1] for series in drawn(app, "lifecycle")] == [0, 1, 0, -2]
    click(app, "lifecycle", 3, 1)
    assert len(listed(app)) == 2
    assert tables(app)[0].iloc[-1]["resurrected"] == 1


def test_frequency_is_in_days_or_in_times(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "activity", view="frequency")
    assert drawn(app, "frequency") == [[1, 2]]
    click(app, "frequency", 0, 1)
    assert list(listed(app)["occurrences"]) == [2, 2]
    app = page(explorer, "activity", view="frequency", unit="times", event="home")
    assert not app.exception
    assert drawn(app, "frequency") == [[2, 1]]


def test_durations_and_arrivals_open_to_people(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "activity", view="duration")
    table = tables(app)[0]
    assert (table.iloc[0]["duration"], table.iloc[0]["units"]) == ("0s", 1)
    for place, row in table.iterrows():
        if row["units"]:
            click(app, "duration", 0, place)
            assert len(listed(app)) == row["units"]
    app = page(explorer, "activity", view="arrivals", count="people", open="2026-03-01")
    assert not app.exception
    assert len(listed(app)) == 3


def test_durations_are_in_the_readers_language(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "activity", view="duration", lang="zh")
    assert [text for text in map(str, tables(app)[0]["duration"]) if re.search("[a-z]", text)] == []
    assert [text for text in metrics(app).values() if re.search("[a-z]", text)] == []


def test_a_days_active_users_are_no_average(shop: Graph, explorer: AppTest) -> None:
    # The last day that is complete is the tenth of March, when nobody was active.
    shown = metrics(page(explorer, "activity"))
    assert (shown["DAU (day)"], "Average DAU" in shown) == ("0", False)
    assert "Average DAU" in metrics(page(explorer, "activity", interval="week"))


def test_filters_and_a_date_range_without_data_are_said(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "activity", view="lifecycle", did="purchase")
    assert tables(app)[0].iloc[0]["new"] == 1
    app.date_input(key="since").set_value(date(2030, 1, 1)).run()
    assert not app.exception
    assert "Nobody did this" in app.info[0].value


def test_a_saved_question_opens_its_view(shop: Graph, explorer: AppTest) -> None:
    save_question(shop, "Stages", LifecycleQuestion(interval="month"))
    app = page(explorer, "activity", question="Stages")
    assert not app.exception
    assert list(tables(app)[0]["period"]) == ["2026-03"]
