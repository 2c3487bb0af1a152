"""The page of data, run without a browser against the real graph."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from explorer_pages import page, tables
from onepath.app.explorer.loads import jobs
from onepath.app.explorer.loads.tasks import fill_with_file
from onepath.app.explorer.pages.data.loads import state_of
from onepath.app.loading import Step
from onepath.graph.ingest import load_records
from onepath.graph.store import Graph
from onepath.loaders.corrections import bare_cells, rows_to_correct
from onepath.loaders.mapping import Mapping, load_mapping
from onepath.loaders.reader import read_records
from onepath.loaders.records import EventRecord, Reject
from streamlit.testing.v1 import AppTest
from test_explorer_beginning import finish

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
MAPPING = Mapping.model_validate(
    {"source": "shop", "event": {"name": "event", "original_at": "time", "identifiers": {"phone": "phone"}}}
)
SHOP = "phone,time,event\n13800138000,2026-03-01,home\n138,2026-03-01,home\n+8613800138001,never,=buy\n"


@pytest.fixture(autouse=True)
def a_home_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, explorer: AppTest) -> Path:
    monkeypatch.setenv("ONEPATH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def load_shop(tmp_path: Path) -> None:
    (tmp_path / "shop.csv").write_text(SHOP)
    jobs.start(lambda show: fill_with_file(tmp_path / "shop.csv", MAPPING, show)).wait()


@pytest.mark.parametrize("view", ["loads", "rejects", "sources", "events", "mappings", "engine"])
def test_no_view_fails_on_an_empty_graph(graph: Graph, explorer: AppTest, view: str) -> None:
    app = page(explorer, "data", view=view)
    assert not app.exception
    assert not app.error


def test_a_role_is_set_and_shown_with_the_event(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "data", view="events")
    app.selectbox(key="role_of").select("home").run()
    app.selectbox(key="role_home").select("system").run()
    app.button(key="set_role").click().run()
    assert not app.exception
    roles = {row["name"]: row["role"] for row in tables(app)[0].to_dict("records")}
    assert roles["home"] == "system"
    assert roles["product_view"] == "behaviour"


def test_each_load_is_told_with_what_became_of_its_rows(
    graph: Graph, explorer: AppTest, tmp_path: Path
) -> None:
    load_shop(tmp_path)
    app = page(explorer, "data")
    (row,) = tables(app)[0].to_dict("records")
    assert (row["file"], row["state"], row["rows"], row["loaded"], row["rejected"]) == (
        "shop.csv", "complete", 3, 1, 2
    )  # fmt: skip


def test_a_load_is_undone_by_a_button_after_a_confirmation(
    graph: Graph, explorer: AppTest, tmp_path: Path
) -> None:
    load_shop(tmp_path)
    app = page(explorer, "data")
    assert app.button(key="undo_now").disabled
    app.checkbox(key="undo_sure_1").check().run()
    app.button(key="undo_now").click().run()
    finish()
    app.run()
    assert not app.exception
    assert graph.statement("MATCH (n:Event|Identifier|Person|Load) RETURN n") == []


@pytest.mark.parametrize(
    ("finished", "silent", "state"),
    [(True, 0, "done"), (False, 10, "running"), (False, 1_000, "stopped")],
)
def test_a_load_that_is_silent_was_stopped(finished: bool, silent: int, state: str) -> None:
    row = {"finished": finished, "seen_at": NOW - timedelta(seconds=silent)}
    assert state_of(row, NOW) == state


def test_what_was_loaded_is_worked_in_by_two_buttons(graph: Graph, explorer: AppTest) -> None:
    load_records(graph, [EventRecord("web", "m1", "home", NOW, NOW, 0, ("cookie:a",))], path="a.csv", key="a")
    app = page(explorer, "data")
    assert [one.value for one in app.metric] == ["1", "0"]
    app.button(key="resolve_now").click().run()
    finish()
    app.run()
    assert [one.value for one in app.metric] == ["0", "1"]
    app.button(key="build_now").click().run()
    finish()
    app.run()
    assert [one.value for one in app.metric] == ["0", "0"]
    assert graph.ask("sources/overview")[0]["journeys"] == 1


def test_rejected_rows_are_read_corrected_and_loaded_by_the_same_mapping(
    graph: Graph, explorer: AppTest, tmp_path: Path
) -> None:
    load_shop(tmp_path)
    app = page(explorer, "data", view="rejects")
    assert not app.exception
    assert list(tables(app)[1]["row"]) == [2, 3]
    assert app.get("download_button")[-1].proto.label == "Download 2 rows to correct"
    corrected = "phone,time,event\n13800138009,2026-03-01,home\n'+8613800138001,2026-03-02,'=buy\n"
    app.file_uploader[0].upload("shop.corrected.csv", corrected.encode(), "text/csv").run()
    assert "2 rows read, 0 would be rejected." in [one.value for one in app.caption]
    app.button(key="load_corrected").click().run()
    finish()
    names = graph.statement("MATCH (e:Event)-[:BY]->(i) RETURN e.name AS name, i.key AS key ORDER BY key")
    assert [(one["name"], one["key"]) for one in names] == [
        ("home", "phone:+8613800138000"), ("=buy", "phone:+8613800138001"), ("home", "phone:+8613800138009"),
    ]  # fmt: skip


def test_rows_to_correct_are_safe_in_a_spreadsheet_and_come_back_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(SHOP)
    rejects = [one for one in read_records(tmp_path / "a.csv", MAPPING) if isinstance(one, Reject)]
    text, broken = rows_to_correct(rejects, MAPPING)
    assert text == "phone,time,event\n138,2026-03-01,home\n+8613800138001,never,'=buy\n"
    assert broken == 0
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        content = (text + "139,2026-03-01,首页\n").encode(encoding)
        lines = bare_cells(content, ",").decode().splitlines()
        assert lines[2:] == ["+8613800138001,never,=buy", "139,2026-03-01,首页"]


def test_rejects_that_are_gone_are_said(graph: Graph, explorer: AppTest, tmp_path: Path) -> None:
    load_shop(tmp_path)
    (tmp_path / "shop.csv.rejects.csv").unlink()
    app = page(explorer, "data", view="rejects")
    assert not app.exception
    assert "Load the file again" in app.warning[0].value


def test_a_path_in_the_graph_that_is_no_rejects_file_is_not_shown(
    graph: Graph, explorer: AppTest, tmp_path: Path
) -> None:
    load_shop(tmp_path)
    (tmp_path / "secret.txt").write_text("a secret")
    graph.statement("MATCH (l:Load) SET l.rejects = $path", path=str(tmp_path / "secret.txt"))
    app = page(explorer, "data", view="rejects")
    assert not app.exception
    assert not any("secret" in str(table) for table in tables(app))


def test_sources_have_their_events_their_users_and_their_days(shop: Graph, explorer: AppTest) -> None:
    (table,) = tables(page(explorer, "data", view="sources"))
    assert list(zip(table["source"], table["events"], table["users"], strict=True)) == [
        ("web", 8, 0), ("app", 2, 0), ("crm", 0, 1)
    ]  # fmt: skip


def test_a_mapping_tells_what_each_column_is(
    graph: Graph, explorer: AppTest, a_home_of_its_own: Path, tmp_path: Path
) -> None:
    (a_home_of_its_own / "mappings").mkdir(parents=True)
    (a_home_of_its_own / "mappings" / "ours.toml").write_text(
        'source = "x"\n[event]\nname = "e"\noriginal_at = "t"\n[event.identifiers]\nuser = "u"\n'
    )
    load_shop(tmp_path)
    app = page(explorer, "data", view="mappings")
    assert app.selectbox(key="mapping_choice").options == [
        "ecom (comes with onepath)", "ours (saved in the data home)", "as used to load shop.csv"
    ]  # fmt: skip
    assert set(tables(app)[0]["column"]) >= set(load_mapping("ecom").columns())
    app = page(explorer, "data", view="mappings", mapping="load:shop.csv")
    assert set(tables(app)[0]["column"]) >= {"phone", "time", "event"}


def test_a_mapping_in_the_home_that_is_none_is_a_banner(
    graph: Graph, explorer: AppTest, a_home_of_its_own: Path
) -> None:
    (a_home_of_its_own / "mappings").mkdir(parents=True)
    (a_home_of_its_own / "mappings" / "bad.toml").write_text("nonsense")
    app = page(explorer, "data", view="mappings", mapping="home:bad")
    assert not app.exception
    assert "is not TOML" in app.error[0].value


def test_the_server_is_told_with_its_version(graph: Graph, explorer: AppTest) -> None:
    app = page(explorer, "data", view="engine")
    assert not app.exception
    assert app.metric[2].value == "running"
    assert app.metric[3].value.startswith("20")


def test_work_that_goes_on_is_shown_with_its_share(graph: Graph, explorer: AppTest) -> None:
    go_on = Event()

    def slow(show: object) -> None:
        step: Step = "load"
        with show(step, "**big**.csv", 200) as shown:  # type: ignore[operator]
            shown.add(50)
            go_on.wait(60)

    job = jobs.start(slow)
    app = page(explorer, "data")
    assert r"Loading \*\*big\*\*\.csv" in app.get("progress")[0].proto.text
    assert app.get("progress")[0].proto.value == 25
    assert app.button(key="resolve_now").disabled
    go_on.set()
    job.wait()
