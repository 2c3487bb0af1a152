"""The first page, the languages, and the filters that stay, without a browser."""

import json
from datetime import UTC, datetime, timedelta
from functools import wraps

import pytest
from explorer_pages import metrics, page
from explorer_shop import open_shop
from onepath.app.explorer.dates import ago
from onepath.app.explorer.language import word, words
from onepath.app.explorer.pages.home import activity
from onepath.app.explorer.pages.home.changes import recent_incidents
from onepath.graph.changes import Incident
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.saved_questions import save_question, unreadable_questions
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, Row, read_status
from onepath.loaders.records import EventRecord, UserRecord
from prepared import Prepare
from streamlit.testing.v1 import AppTest


def ways(app: AppTest) -> dict[str, str]:
    """Where the navigation leads, by the name of the page: what the address says."""
    return {link.proto.label: link.proto.query_string for link in app.sidebar.get("page_link")}


NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)


def test_a_link_says_the_language(shop: Graph, explorer: AppTest) -> None:
    explorer.query_params["lang"] = "zh"
    app = explorer.run()
    assert app.title[0].value == "首页"
    assert metrics(app)["用户"] == "3"
    assert ways(app)["旅程"] == "lang=zh"


def test_every_way_to_another_page_takes_the_filters_along(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "funnels", step=["home", "purchase"], source="app", did="home")
    assert {ways(app)[name] for name in ("Home", "People", "Retention")} == {"source=app&did=home"}
    app.multiselect(key="source").set_value([]).run()
    assert ways(app)["Retention"] == "did=home"
    app.button(key="clear_filters").click().run()
    assert ways(app)["Retention"] == ""
    assert app.query_params["step"] == ["home", "purchase"]


def open_shared_session(graph: Graph) -> None:
    """One session of a tablet in which two members order."""
    load_records(
        graph,
        [
            EventRecord(
                "web", f"m{place}", "order", NOW, NOW + timedelta(minutes=place), place, (f"member:{who}",),
                session_id="tablet",
            )
            for place, who in enumerate(("ann", "bea"))
        ],
        path="tablet.csv", key="tablet",
    )  # fmt: skip
    resolve(graph)
    build_journeys(graph)


@pytest.mark.parametrize(
    ("lang", "label", "note"),
    [
        ("en", "Sessions", "2 in journeys: a session that several people share counts for each of them"),
        ("zh", "会话", "旅程中计为 2 个：多人共用的会话对每人各计一次"),
    ],
)
def test_sessions_that_questions_count_more_often_are_explained(
    prepare: Prepare, explorer: AppTest, lang: str, label: str, note: str
) -> None:
    prepare(open_shared_session)
    app = page(explorer, "home", lang=lang)
    assert metrics(app)[label] == "1"
    assert note in [one.value.replace("\\", "") for one in app.caption]


@pytest.mark.parametrize("name", ["journeys", "funnels", "patterns", "changes", "retention", "prediction"])
def test_days_in_the_wrong_order_are_said(shop: Graph, explorer: AppTest, name: str) -> None:
    app = page(explorer, name, since="2026-03-01", until="2026-01-01")
    assert not app.exception
    (error,) = app.error
    assert "2026-03-01 is after the end date 2026-01-01" in error.value.replace("\\", "")


@pytest.mark.parametrize("asked", ["source=mars", "since=2026-13-45", "did=nothing"])
def test_what_a_link_asks_for_and_is_not_there_is_said(shop: Graph, explorer: AppTest, asked: str) -> None:
    key, _, value = asked.partition("=")
    app = page(explorer, "retention", **{key: value})
    assert [one.value.replace("\\", "") for one in app.warning] == [
        f"The link has {asked}, which does not exist, so it is ignored."
    ]


@pytest.mark.parametrize(
    ("name", "view"),
    [("journeys", view) for view in ("paths", "transitions", "steps", "next", "variants")]
    + [("patterns", view) for view in ("frequent", "contrast", "drivers")]
    + [("funnels", ""), ("retention", ""), ("prediction", "")],
)
def test_filters_that_leave_nobody_are_said_so(shop: Graph, explorer: AppTest, name: str, view: str) -> None:
    app = page(explorer, name, did="home", did_not="home", view=view)
    assert not app.exception
    assert [one.value for one in app.info] == [words("en")["filters.of_nobody"]]


def open_with_suspicions(graph: Graph) -> None:
    open_shop(graph)
    graph.statement(
        "MATCH (a:Identifier)-[link:LINK]->(:Identifier) WITH a, link LIMIT 1 "
        "SET link.cut = 'apart', a.shared = 'many'"
    )


def test_as_many_suspicions_are_told_as_there_are_to_review(prepare: Prepare, explorer: AppTest) -> None:
    graph = prepare(open_with_suspicions)
    told = metrics(explorer.run())["To review"]
    assert int(told) == len(graph.ask("internal/identity/suspicions")) > 0


def test_one_is_told_in_the_singular() -> None:
    assert word("query.took", n=1, seconds="0.01").startswith("1 row ")
    assert word("query.took", n=2, seconds="0.01").startswith("2 rows ")


def test_charts_speak_the_readers_language(shop: Graph, explorer: AppTest) -> None:
    explorer.query_params["lang"] = "zh"
    charts = [json.loads(chart.proto.spec) for chart in explorer.run().get("echarts_chart")]
    daily, sources = charts
    assert daily["yAxis"]["name"] == sources["series"][0]["name"] == "事件"
    assert "个事件" in sources["series"][0]["data"][0]["label"]["formatter"]


def test_a_language_that_there_is_not_is_english(graph: Graph, explorer: AppTest) -> None:
    explorer.query_params["lang"] = "xx"
    assert explorer.run().title[0].value == "Home"


def test_what_is_kept_stands_on_the_first_page_with_the_way_to_it(shop: Graph, explorer: AppTest) -> None:
    save_question(shop, "From **home** to purchase", FunnelQuestion(steps=("home", "purchase")))
    app = page(explorer, "home")
    assert not app.exception
    links = [link.proto for link in app.get("page_link")]
    (kept,) = [link for link in links if "purchase" in link.label]
    assert kept.label == r"From \*\*home\*\* to purchase (Funnels)"
    assert kept.query_string == "question=From+%2A%2Ahome%2A%2A+to+purchase"


def test_a_saved_question_that_cannot_be_read_is_said_and_removed_and_breaks_no_page(
    shop: Graph, explorer: AppTest
) -> None:
    for name in ("patterns", "cypher"):
        shop.run("internal/questions/save", name=name, kind=name, document='{"kind": "newer"}')
    for name in ("funnels", "patterns", "journeys", "query", "home"):
        app = page(explorer, name)
        assert not app.exception
        assert not app.error
    assert sum("cannot be read" in one.value for one in app.caption) == 2
    app.button(key="delete_cypher").click().run()
    assert [one.name for one in unreadable_questions(shop)] == ["patterns"]


def test_a_decision_does_not_count_the_events_again_and_a_load_does(
    graph: Graph, explorer: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[Graph] = []

    @wraps(activity.events_by_day)
    def count(graph: Graph, zone: str) -> list[Row]:
        counted.append(graph)
        return []

    monkeypatch.setattr(activity, "events_by_day", count)
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
    assert recent_incidents([old, new], NOW.date()) == (True, [new])
    assert recent_incidents([old], NOW.date()) == (False, [old])


def with_somebody_who_did_nothing(graph: Graph) -> None:
    open_shop(graph)
    account = UserRecord("crm", "quiet", ("member:quiet",), datetime(2026, 3, 1, tzinfo=UTC))
    load_records(graph, [account], path="quiet.csv", key="quiet")
    resolve(graph)
    build_journeys(graph)


def test_a_person_without_events_has_no_journey_on_the_first_page_and_in_the_status(
    prepare: Prepare, explorer: AppTest, settings: Settings
) -> None:
    prepare(with_somebody_who_did_nothing)
    shown, status = metrics(page(explorer, "home")), read_status(settings)
    assert (shown["People"], shown["Journeys"]) == ("4", "3")
    assert (status.people, status.journeys) == (4, 3)
