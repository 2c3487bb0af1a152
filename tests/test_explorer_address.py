"""One state: a page shows what its address says, and nothing that was there before."""

import os
import re
from pathlib import Path
from random import Random
from typing import get_args
from urllib.parse import parse_qs

import pytest
from analyst_shop import analyst_shop
from explorer_clicks import click, drawn, is_open
from explorer_pages import page, somebody_new, tables
from explorer_walks import Visitor, reloaded, shown
from onepath.app import explorer as package
from onepath.app.explorer.page_files import PageName
from onepath.app.explorer.pages.data import server
from onepath.app.explorer.pages.query.library_search import offered_queries
from onepath.graph.changes import ChangesQuestion
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.saved_questions import find_question, save_question
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, read_status
from prepared import Prepare
from streamlit.testing.v1 import AppTest

PAGES = ("start", *(name for name in get_args(PageName) if name != "home"))
"""Every page of the explorer; the first one by the name with which it is opened."""
WALKS, STEPS = map(int, os.environ.get("ONEPATH_TEST_WALKS", "2x36").split("x"))
"""How many random walks, and of how many steps; the environment may ask for more than a usual run."""
ON_A_PAGE = 6
"""A walk opens another page after so many steps: the usual walks together open each page once."""


@pytest.fixture
def analysts(prepare: Prepare) -> Graph:
    return prepare(analyst_shop)


@pytest.fixture
def sizes_stand_still(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page Data says how large the store is and how much of the disk is free: others write there too."""
    status, disk = read_status(settings), server.shutil.disk_usage("/")
    monkeypatch.setattr(server, "read_status", lambda _: status)
    monkeypatch.setattr(server.shutil, "disk_usage", lambda _: disk)


@pytest.mark.usefixtures("sizes_stand_still")
@pytest.mark.parametrize("seed", range(WALKS))
def test_after_any_clicks_the_reloaded_address_shows_the_same(
    analysts: Graph, explorer: AppTest, seed: int
) -> None:
    chance, opened = Random(seed), Random(0).sample(PAGES, len(PAGES))
    visitor = Visitor(explorer, "start", chance)
    done = []
    for number in range(STEPS):
        place, left = divmod(seed * STEPS + number, ON_A_PAGE)
        if number == 0 or left == 0:
            visitor.open(opened[place % len(opened)], {})
            done.append(f"open {visitor.name}")
        else:
            done.append(visitor.step())
        assert not visitor.app.exception, done
        assert shown(visitor.app) == shown(reloaded(visitor)), done[-8:]


def test_only_one_file_touches_the_address() -> None:
    folder = Path(package.__path__[0])
    found = {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*.py")
        if re.search(r"st\.query_params|\bbind=", file.read_text("utf-8"))
    }
    assert found == {"address.py"}


def ways(app: AppTest) -> dict[str, dict[str, list[str]]]:
    """Where the navigation leads: what the address of each page says."""
    return {one.proto.label: parse_qs(one.proto.query_string) for one in app.sidebar.get("page_link")}


def test_the_navigation_leads_to_each_page_as_it_was_left_and_to_the_beginning_of_this_one(
    shop: Graph, explorer: AppTest
) -> None:
    app = page(explorer, "funnels", step=["home", "add_to_cart"], open="1.dropped")
    assert ways(app)["Funnels"] == {}
    app.query_params.clear()
    app = page(app, "people", who="li-laptop")
    assert ways(app)["Funnels"] == {"step": ["home", "add_to_cart"], "open": ["1.dropped"]}
    assert ways(app)["People"] == {}
    app.query_params.clear()
    app = page(app, "retention", did="purchase")
    # What is open belongs to the funnel of everybody.
    assert ways(app)["Funnels"] == {"did": ["purchase"], "step": ["home", "add_to_cart"]}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("funnels", lambda app: app.selectbox(key="count_choice").set_value("sessions")),
        ("funnels", lambda app: app.multiselect(key="source").set_value(["web"])),
        ("funnels", lambda app: app.selectbox(key="within").set_value("1d")),
        ("retention", lambda app: app.slider(key="periods").set_value(3)),
        ("attribution", lambda app: app.toggle(key="every").set_value(True)),
    ],
)
def test_what_is_open_belongs_to_the_question(shop: Graph, explorer: AppTest, name: str, change) -> None:
    app = page(explorer, name, open="1.reached")
    change(app).run()
    assert is_open(app) is None
    assert len(app.query_params) == 1


def test_another_view_of_the_same_question_leaves_open_what_was(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "funnels", step=["home", "add_to_cart"], open="1.dropped")
    app.get("button_group")[0].set_value("trend").run()
    assert is_open(app) == "1.dropped"


SAVED = FunnelQuestion(steps=("home", "product_view"), filter={"source": ["web"]}, by="source")


@pytest.fixture
def saved(shop: Graph) -> Graph:
    save_question(shop, "Web", SAVED)
    return shop


def entered(app: AppTest) -> int:
    return int(drawn(app, "funnel")[0][0])


def test_a_saved_question_restores_its_filter_and_obeys_the_one_that_is_shown(
    saved: Graph, explorer: AppTest
) -> None:
    app = page(explorer, "funnels", question="Web")
    assert app.multiselect(key="source").value == ["web"]
    assert entered(app) == 3
    app.multiselect(key="source").set_value(["app"]).run()
    assert entered(app) == 1
    app.multiselect(key="source").set_value([]).run()
    assert app.multiselect(key="source").value == []
    assert entered(app) == 3
    assert shown(app) == shown(reloaded(Visitor(app, "funnels", Random(0))))


def test_the_filter_of_a_saved_question_goes_along_to_other_pages(saved: Graph, explorer: AppTest) -> None:
    app = page(explorer, "funnels", question="Web")
    assert ways(app)["Retention"] == {"source": ["web"]}


def test_a_saved_question_that_is_chosen_on_its_page_brings_its_filter(
    saved: Graph, explorer: AppTest
) -> None:
    app = page(explorer, "funnels", source="app")
    app.selectbox(key="saved_choice").set_value("Web").run()
    assert app.multiselect(key="source").value == ["web"]
    app.selectbox(key="saved_choice").set_value(None).run()
    assert app.multiselect(key="source").value == ["web"]
    assert app.selectbox(key="step_0")


def test_a_saved_question_on_the_first_page_opens_with_its_filter(saved: Graph, explorer: AppTest) -> None:
    links = [one.proto.query_string for one in page(explorer, "start").main.get("page_link")]
    assert "question=Web&source=web" in links


def test_days_of_saved_changes_are_the_filter_that_is_shown(shop: Graph, explorer: AppTest) -> None:
    save_question(shop, "Days", ChangesQuestion(days="2026-03-01..2026-03-02"))
    app = page(explorer, "changes", question="Days")
    assert str(app.date_input(key="since").value) == "2026-03-01"
    app.date_input(key="since").set_value(None).run()
    assert not app.exception
    assert str(app.date_input(key="until").value) == "2026-03-02"


def test_a_funnel_is_saved_with_its_breakdown_and_opens_with_it(saved: Graph, explorer: AppTest) -> None:
    app = page(explorer, "funnels", question="Web")
    assert any("value" in table for table in tables(app))
    assert app.selectbox(key="by").value == "source"


@pytest.mark.parametrize(
    ("view", "field", "value"),
    [
        ({"part": "groups", "by": "first.source"}, "by", "first.source"),
        ({"part": "trend", "period": "day"}, "trend", "day"),
        ({"part": "closer"}, "details", True),
    ],
)
def test_the_view_of_a_funnel_is_saved_with_it(
    shop: Graph, explorer: AppTest, view: dict[str, str], field: str, value: object
) -> None:
    app = page(explorer, "funnels", step=["home", "add_to_cart"], **view)
    app.text_input(key="save_as").set_value("Viewed").run()
    app.button(key="save").click().run()
    assert getattr(find_question(shop, "Viewed").question, field) == value
    again = page(somebody_new(), "funnels", question="Viewed")
    assert not again.exception
    assert again.get("button_group")[0].value == view["part"]


def test_values_of_a_library_query_are_those_of_the_address_after_back(
    shop: Graph, explorer: AppTest
) -> None:
    query = next(
        name for name, one in offered_queries().items() if any(p.name == "limit" for p in one.parameters)
    )
    app = page(explorer, "query", query=query, values='{"limit": 1}')
    app = page(app, "query", query=query, values='{"limit": 2}')
    assert app.number_input(key=f"{query}.limit 2").value == 2
    assert shown(app) == shown(reloaded(Visitor(app, "query", Random(0))))


def test_a_click_on_a_bar_is_reported_once(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "funnels", step=["home", "add_to_cart"])
    click(app, "funnel", 0, 0)
    assert is_open(app) == "1.reached"
    app.selectbox(key="count_choice").set_value("sessions").run()
    assert is_open(app) is None
