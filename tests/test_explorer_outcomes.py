"""The explorer's pages of what journeys lead to, run without a browser against the real graph."""

from datetime import date

import pytest
from explorer_clicks import click, drawn, listed
from explorer_pages import metrics, page, tables
from explorer_shop import MARKUP
from onepath.app.explorer.event_patterns import exact_pattern
from onepath.graph.store import Graph
from onepath.graph.trails.alphabet import Alphabet
from streamlit.testing.v1 import AppTest

PAGES = ("activity", "attribution", "retention", "prediction")


@pytest.mark.parametrize("name", PAGES)
def test_no_page_fails_on_an_empty_graph(graph: Graph, explorer: AppTest, name: str) -> None:
    app = page(explorer, name)
    assert not app.exception
    assert not app.error
    assert app.info[0].value == "The graph is empty."


@pytest.mark.usefixtures("server_down")
@pytest.mark.parametrize("name", PAGES)
def test_a_server_that_is_down_is_a_banner(explorer: AppTest, name: str) -> None:
    app = page(explorer, name)
    assert not app.exception
    assert "The graph cannot be reached." in app.error[0].value


@pytest.mark.parametrize(
    ("name", "charts"), [("activity", 2), ("attribution", 2), ("retention", 1), ("prediction", 2)]
)
def test_every_chart_has_its_table_and_every_table_its_download(
    shop: Graph, explorer: AppTest, name: str, charts: int
) -> None:
    app = page(explorer, name, lang="zh")
    assert not app.exception
    assert not app.error
    assert len(app.get("echarts_chart")) == len(app.dataframe) == len(app.get("download_button")) == charts


def test_channels_are_sources_events_or_a_property_and_open_to_people(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "attribution", target="add_to_cart")
    assert metrics(app) == {"Conversions": "2", "Without touchpoint": "0", "Non-converting paths": "1"}
    assert list(tables(app)[0]["linear"]) == [2.0]
    app = page(
        explorer, "attribution", target="add_to_cart", channels="events", touch=["home", "product_view"]
    )
    assert not app.exception
    credit = tables(app)[0]
    assert dict(zip(credit["channel"], credit["last"], strict=True)) == {"home": 0, "product_view": 2}
    for place, row in credit.iterrows():
        click(app, "credit", 1, place)
        assert len(listed(app)) == row["conversions"]
        for series, count in enumerate((row["conversions"], row["not_converted"])):
            if count:
                click(app, "paths", series, place)
                assert len(listed(app)) == count
    assert set(listed(app)["path"]) == {"home > product_view"}
    app = page(explorer, "attribution", channels="property")
    assert not app.exception


def test_every_cell_of_retention_opens_to_as_many_as_it_counts(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "retention", interval="day")
    table = tables(app)[0]
    first = table[(table["cohort"] == "2026-03-01") & (table["period"] == 1)].iloc[0]
    assert (first["people"], first["of"], first["complete"]) == (1, 3, True)
    for place, row in table.iterrows():
        if row["people"]:
            click(app, "retention", 0, place)
            assert len(listed(app)) == row["people"]
    app = page(explorer, "retention", interval="day", open="2026-03-01.all")
    assert len(listed(app)) == 3
    app = page(explorer, "retention", interval="day")
    app.multiselect(key="did").set_value(["purchase"])
    app.selectbox(key="by").set_value("source").run()
    assert not app.exception
    assert set(tables(app)[0]["cohort"]) == {"(all)", "web"}
    assert metrics(app)["People"] == "1"


def test_the_next_event_is_predicted_after_events_and_for_a_person(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "prediction")
    coming, scores = tables(app)
    assert list(scores["model"]) == ["baseline", "1 previous", "2 previous"]
    assert coming.iloc[0]["event"] == "home"
    click(app, "next", 0, 0)
    assert list(listed(app)["occurrences"]) == [1, 1, 1]
    assert len(drawn(app, "next")[0]) <= 10
    app = page(explorer, "prediction", predict="person", who="zhao")
    assert not app.exception
    assert tables(app)[0].iloc[0]["event"] == "product_view"
    app.text_input(key="who").set_value(MARKUP + "*").run()
    assert "No person" in app.warning[0].value
    assert app.text[0].value == MARKUP + "*"


def test_the_filters_that_stay_narrow_from_whom_the_next_event_is_learnt(
    shop: Graph, explorer: AppTest
) -> None:
    app = page(explorer, "prediction", did="add_to_cart")
    assert not app.exception
    assert tables(app)[0].iloc[0]["occurrences"] == 2
    click(app, "next", 0, 0)
    assert list(listed(app)["occurrences"]) == [1, 1]
    app.date_input(key="since").set_value(date(2030, 1, 1)).run()
    assert "No data matches the filters" in app.info[0].value
    assert not app.error


def test_names_with_marks_are_taken_as_they_are(graph: Graph) -> None:
    names = ["a|b", "view_*", "x@web", "back\\slash"]
    for n, name in enumerate([*names, "view_all", "a"]):
        graph.statement(
            "CREATE (:EventType {letter: $letter, source: 'web', name: $name})",
            letter=chr(ord("A") + n), name=name,
        )  # fmt: skip
    alphabet = Alphabet.read(graph)
    assert alphabet.letters(exact_pattern(names)) == "ABCD"
    assert [alphabet.letters(exact_pattern([name])) for name in names] == list("ABCD")
