"""The patterns' page, run without a browser against the real graph."""

from contextlib import nullcontext
from datetime import date

import pytest
from explorer_clicks import click, drawn, is_open, listed
from explorer_pages import page, tables
from explorer_shop import MARKUP
from onepath.graph.store import Graph
from streamlit.testing.v1 import AppTest

LOW = {"support": "1.0", "count": "people"}


def test_frequent_patterns_are_chips_and_open_to_as_many_as_they_count(
    shop: Graph, explorer: AppTest
) -> None:
    app = page(explorer, "patterns", **LOW)
    assert not app.exception
    assert not app.error
    table = tables(app)[0]
    assert dict(zip(table["pattern"], table["units"], strict=True))["home > product_view"] == 2
    for place in (0, len(drawn(app, "frequent")[0]) - 1):
        click(app, "frequent", 0, place)
        assert len(listed(app)) == table["units"][place]
    app = page(explorer, "patterns", **LOW, open="home > product_view")
    assert "home (web) > product_view (web)" in list(listed(app)["path"])
    chips = " ".join(text.value for text in app.markdown)
    assert r"-badge[home]" in chips.replace("\\", "")


def test_a_chips_number_opens_it(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "patterns", **LOW)
    button = next(one for one in app.button if (one.key or "").startswith("chip_frequent_"))
    button.click().run()
    assert is_open(app) == (button.key or "").removeprefix("chip_frequent_")
    assert len(listed(app)) == int(button.label)


def test_choices_in_the_address_are_those_of_the_page(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "patterns", **LOW, contains="purchase", length="3", collapse="true")
    assert not app.exception
    patterns = list(tables(app)[0]["pattern"])
    assert patterns
    assert all("purchase" in pattern and pattern.count(" > ") <= 2 for pattern in patterns)


@pytest.mark.parametrize(
    "asked",
    [
        {"target": "add_to_cart"},
        {"compare": "did:add_to_cart"},
        {"compare": "source:web,app", "count": "sessions"},
        {"compare": "period:2026-03-01..2026-03-01,2026-03-02..2026-03-12", "count": "sessions"},
    ],
)
def test_both_groups_of_a_contrast_open_to_as_many_as_they_count(
    shop: Graph, explorer: AppTest, asked: dict[str, str]
) -> None:
    app = page(explorer, "patterns", **{**LOW, "view": "contrast", **asked})
    assert not app.exception
    assert not app.error
    table = tables(app)[0]
    assert len(table)
    for place in range(min(len(table), 3)):
        for series, side in enumerate(("first_group", "second_group")):
            if table[side][place]:
                click(app, "contrast", series, place)
                assert len(listed(app)) == table[side][place]


def test_drivers_are_told_and_open_to_their_people(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "patterns", view="drivers", target="add_to_cart", least="1")
    assert not app.exception
    table = tables(app)[0]
    home = list(table["driver"]).index("home")
    assert (table["first_group"][home], table["second_group"][home]) == (2, 1)
    for series, count in enumerate((2, 1)):
        click(app, "drivers", series, home)
        assert len(listed(app)) == count


def test_the_filters_that_stay_narrow_whose_drivers_they_are(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "patterns", view="drivers", target="add_to_cart", least="1", did="add_to_cart")
    table = tables(app)[0]
    home = list(table["driver"]).index("home")
    assert (table["first_group"][home], table["second_group"][home]) == (2, 0)
    click(app, "drivers", 0, home)
    assert len(listed(app)) == 2


def test_whoever_waits_for_all_days_is_told_that_fewer_take_less_time(
    shop: Graph, explorer: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def working(message: str) -> nullcontext[None]:
        said.append(message)
        return nullcontext()

    monkeypatch.setattr("onepath.app.explorer.filters.working", working)
    app = page(explorer, "patterns", **LOW)
    assert "A shorter date range" in said.pop()
    app.date_input(key="since").set_value(date(2026, 3, 1)).run()
    assert "A shorter date range" not in said.pop()


def test_what_too_few_hold_is_said(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "patterns", view="drivers", target="add_to_cart", least="1000")
    assert "No pattern reaches this support" in app.warning[0].value


def test_a_name_that_is_markup_is_shown_as_text(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "patterns", **LOW, view="contrast", target=MARKUP)
    assert not app.exception
    shown = [*(caption.value for caption in app.caption), *(text.value for text in app.markdown)]
    assert MARKUP not in " ".join(shown)


def test_the_filters_that_stay_narrow_whose_patterns_they_are(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "patterns", **LOW, did="add_to_cart")
    assert "in 2 people" in " ".join(caption.value for caption in app.caption)
    click(app, "frequent", 0, 0)
