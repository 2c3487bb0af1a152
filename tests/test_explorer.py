"""The explorer's pages, run without a browser against the real graph."""

import pytest
from explorer_pages import metrics, page, tables
from explorer_shop import START
from onepath.app.explorer.server import command
from onepath.graph.flows import PathsQuestion
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.ingest import load_records
from onepath.graph.patterns import PatternsQuestion
from onepath.graph.saved_questions import save_question
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, all_queries
from onepath.loaders.records import EventRecord
from streamlit.testing.v1 import AppTest

PAGES = ("home", "people", "journeys", "funnels", "changes", "patterns", "query")


@pytest.mark.parametrize("name", PAGES)
def test_no_page_fails_on_an_empty_graph(graph: Graph, explorer: AppTest, name: str) -> None:
    app = page(explorer, name)
    assert not app.exception
    assert not app.error
    if name != "query":
        assert app.info[0].value == "The graph is empty."
        assert "onepath demo" in app.code[0].value


@pytest.mark.usefixtures("server_down")
@pytest.mark.parametrize("name", PAGES)
def test_a_server_that_is_down_is_a_banner_and_a_button(explorer: AppTest, name: str) -> None:
    app = page(explorer, name)
    assert not app.exception
    assert "The graph cannot be reached." in app.error[0].value
    assert app.button(key="try_again").label == "Try again"


def test_the_button_looks_again_when_the_server_is_back(
    shop: Graph, settings: Settings, explorer: AppTest, server_down: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = explorer.run()
    assert app.error
    monkeypatch.setenv("NEO4J_URI", settings.neo4j_uri or "")
    app.button(key="try_again").click().run()
    assert not app.error
    assert metrics(app)["Events"] == "10"


def test_the_overview_counts_what_was_loaded(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "home")
    assert metrics(app) == {
        "People": "3",
        "Identifiers": "6",
        "Events": "10",
        "Sessions": "5",
        "Accounts": "1",
        "Links": "3",
        "Journeys": "3",
        "Identified events": "60%",
        "Rejected rows": "0",
        "To review": "0",
    }
    by_day, by_source = tables(app)
    assert by_day["events"].sum() == 10
    assert dict(zip(by_source["source"], by_source["events"], strict=True)) == {"web": 8, "app": 2}


LINKS: dict[str, dict[str, str]] = {
    "home": {},
    "people": {"who": "li-laptop", "show": "timeline"},
    "journeys": {"event": "home"},
    "funnels": {},
    "changes": {},
    "patterns": {"view": "contrast", "target": "add_to_cart", "scope": "person"},
    "query": {"query": "sources/by_source"},
}


CHARTS = {
    "home": 2, "people": 1, "journeys": 1, "funnels": 2, "changes": 0, "patterns": 1,
    "query": 0,
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_chart_has_its_table_and_every_table_its_download(
    shop: Graph, explorer: AppTest, name: str
) -> None:
    app = page(explorer, name, **LINKS[name])
    if name == "query":
        app.button[0].click().run()
    charts = [*app.get("echarts_chart"), *app.get("iframe")]
    downloads = app.get("download_button")
    assert len(charts) == CHARTS[name]
    assert len(app.dataframe) >= max(name != "changes", len(charts))
    assert len(downloads) == len(app.dataframe)


@pytest.mark.parametrize("name", PAGES)
def test_events_that_are_not_worked_in_yet_are_said_with_the_command_that_does_it(
    graph: Graph, explorer: AppTest, name: str
) -> None:
    records = [EventRecord("web", "m1", "home", START, START, 0, ("cookie:a",))]
    load_records(graph, records, path="shop.csv", key="shop")
    app = page(explorer, name, **LINKS[name])
    assert not app.exception
    assert not app.error
    said = " ".join([*(info.value for info in app.info), *(code.value for code in app.code)])
    assert name == "query" or "onepath resolve" in said


def test_what_a_page_keeps_is_read_anew_after_a_load(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "home")
    record = EventRecord("counter", "m99", "home", START, START, 0, ("cookie:zhao",))
    load_records(shop, [record], path="later.csv", key="later")
    app.run()
    assert dict(zip(tables(app)[1]["source"], tables(app)[1]["events"], strict=True))["counter"] == 1


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("funnels", FunnelQuestion(steps=("home", "purchase"))),
        ("journeys", PathsQuestion(end="purchase")),
        ("patterns", PatternsQuestion(target="purchase", min_support=0.1)),
    ],
)
def test_a_kept_question_is_opened_by_its_link(shop: Graph, explorer: AppTest, name: str, question) -> None:
    save_question(shop, "Mine", question)
    app = page(explorer, name, question="Mine")
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="saved_choice").value == "Mine"
    assert question.kind in app.code[0].value


def test_the_query_page_offers_what_reads_and_nothing_that_writes(graph: Graph, explorer: AppTest) -> None:
    labels = page(explorer, "query").selectbox(key="query_choice").options
    offered = [label.partition(" · ")[0] for label in labels]
    assert "sources/overview" in offered
    assert not [name for name in offered if all_queries()[name].internal]


def test_the_programs_own_queries_are_offered_under_a_topic_of_their_own(
    graph: Graph, explorer: AppTest
) -> None:
    labels = page(explorer, "query", group="internal").selectbox(key="query_choice").options
    offered = [label.partition(" · ")[0] for label in labels]
    assert "internal/funnels/reached" in offered
    assert not [
        name
        for name in offered
        if name.startswith("internal/load/") and not name.endswith(("known", "progress"))
    ]


@pytest.mark.parametrize(("typed", "said"), [("[1", "not a list of lists"), ('["a"]', "not a list of lists")])
def test_a_value_that_cannot_be_read_is_a_banner(
    graph: Graph, explorer: AppTest, typed: str, said: str
) -> None:
    app = page(explorer, "query", query="internal/flows/paths")
    app.text_input(key="internal/flows/paths.fold").set_value(typed)
    app.button[0].click().run()
    assert "not valid" in app.error[0].value
    assert said in " ".join(text.value for text in app.text)
    assert not app.get("download_button")


def test_a_query_is_asked_with_the_values_typed(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "query", query="internal/identity/find")
    app.text_input(key="internal/identity/find.keys").set_value("phone:+8613800138000, cookie:zhao")
    app.text_input(key="internal/identity/find.value").set_value("' OR true //")
    app.button[0].click().run()
    assert not app.error
    assert len(tables(app)[0]) == 2


def test_the_explorer_listens_on_this_machine_only_and_calls_nobody() -> None:
    flags = command(8501, headless=True)
    assert "--server.address=127.0.0.1" in flags
    assert "--browser.gatherUsageStats=false" in flags
    assert "--client.showErrorDetails=none" in flags
