"""The patterns' page, run without a browser against the real graph."""

import pytest
from explorer_pages import page, tables
from explorer_shop import MARKUP, open_shop
from onepath.graph.store import Graph
from streamlit.testing.v1 import AppTest

LOW = {"support": "1.0", "scope": "person"}


def test_frequent_patterns_are_counted_by_person_and_opened(graph: Graph, explorer: AppTest) -> None:
    open_shop(graph)
    app = page(explorer, "patterns", **LOW)
    assert not app.exception
    assert not app.error
    table = tables(app)[0]
    assert dict(zip(table["pattern"], table["people"], strict=True))["home > product_view"] == 2
    texts = list(table["pattern"])
    app.selectbox(key="opened").set_value(texts.index("home > product_view")).run()
    assert not app.exception
    assert len(tables(app)[1]) == 2
    assert "home (web) > product_view (web)" in list(tables(app)[1]["events"])


def test_choices_in_the_address_are_those_of_the_page(graph: Graph, explorer: AppTest) -> None:
    open_shop(graph)
    app = page(explorer, "patterns", **LOW, contains="purchase", length="3", collapse="true")
    assert not app.exception
    patterns = list(tables(app)[0]["pattern"])
    assert patterns
    assert all("purchase" in pattern and pattern.count(" > ") <= 2 for pattern in patterns)


def test_the_contrast_names_both_groups_and_opens_to_them(graph: Graph, explorer: AppTest) -> None:
    open_shop(graph)
    app = page(explorer, "patterns", **LOW, view="Contrast", target="add_to_cart")
    assert not app.exception
    table = tables(app)[0].set_index("pattern")
    row = table.loc["home > product_view > add_to_cart"]
    assert (row["converters"], row["others"]) == (2, 0)
    app.selectbox(key="opened").set_value(list(table.index).index("home > product_view > add_to_cart")).run()
    assert list(tables(app)[1]["converts"]) == [True, True]


def test_drivers_are_told_and_open_to_their_people(graph: Graph, explorer: AppTest) -> None:
    open_shop(graph)
    app = page(explorer, "patterns", view="Drivers", target="add_to_cart", least="1")
    assert not app.exception
    table = tables(app)[0].set_index("driver")
    assert (table.loc["home", "converters"], table.loc["home", "others"]) == (2, 1)
    app.selectbox(key="driver").set_value(list(table.index).index("home")).run()
    assert len(tables(app)[1]) == 3


def test_what_too_few_hold_is_said(graph: Graph, explorer: AppTest) -> None:
    open_shop(graph)
    app = page(explorer, "patterns", view="Drivers", target="add_to_cart")
    assert "Nothing is held by so many" in app.warning[0].value


def test_a_name_that_is_markup_is_shown_as_text(graph: Graph, explorer: AppTest) -> None:
    open_shop(graph)
    app = page(explorer, "patterns", **LOW, view="Contrast", target=MARKUP)
    assert not app.exception
    assert MARKUP not in " ".join(caption.value for caption in app.caption)


@pytest.mark.parametrize("view", ["Frequent", "Contrast", "Drivers"])
def test_each_view_opens_by_its_link(graph: Graph, explorer: AppTest, view: str) -> None:
    open_shop(graph)
    app = page(explorer, "patterns", view=view)
    assert not app.exception
    assert not app.error
