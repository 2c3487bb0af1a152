"""The three ways to begin with an empty graph, run without a browser against the real graph."""

import time
from pathlib import Path

import pytest
from explorer_pages import metrics, page, tables
from onepath.app.explorer.loads import jobs
from onepath.app.explorer.loads.uploads import store_upload
from onepath.graph.errors import Refused
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.errors import OnepathError
from onepath.loaders.mapping import load_mapping
from streamlit.testing.v1 import AppTest

SHOP = (
    "手机号,时间,事件,金额\n13800138000,2026-03-01 09:00:00,home,\n"
    "13800138000,2026-03-01 09:01:00,purchase,12.5\n138,2026-03-01 09:01:00,home,\n"
)


@pytest.fixture(autouse=True)
def a_home_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, explorer: AppTest) -> Path:
    """Uploads go to a data home that nobody else has; the graph stays that of the session."""
    monkeypatch.setenv("ONEPATH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def finish() -> None:
    job = jobs.current_job()
    assert job is not None
    job.wait()
    assert job.error is None


def test_people_are_simulated_loaded_and_found_by_one_button(graph: Graph, explorer: AppTest) -> None:
    app = page(explorer, "home")
    assert "onepath demo --size 1000 --seed 1" in app.code[0].value
    app.number_input(key="begin_people").set_value(20).run()
    app.button(key="begin_simulate").click().run()
    finish()
    app.run()
    assert not app.exception
    assert not app.error
    assert int(metrics(app)["Events"].replace(",", "")) > 100
    assert graph.ask("internal/explore/unfinished")[0] == {"unresolved": 0, "journeys_due": 0}


def test_a_file_is_proposed_for_tried_and_loaded(
    graph: Graph, explorer: AppTest, a_home_of_its_own: Path
) -> None:
    app = page(explorer, "home", begin="upload")
    app.file_uploader(key="upload").upload("orders.csv", SHOP.encode(), "text/csv").run()
    assert not app.exception
    assert app.warning[0].value.startswith("All 3 rows were read; 2 would be loaded. 1 would be rejected")
    preview = next(table for table in tables(app) if "identifiers" in table)
    assert list(preview["identifiers"]) == ["phone:+8613800138000"] * 2
    app.text_input(key="map_source").set_value("counter").run()
    app.button(key="keep_mapping").click().run()
    kept = load_mapping(a_home_of_its_own / "mappings" / "orders.toml")
    assert [use.name for use in kept.uses() if use.reference.column == "手机号"] == ["phone"]
    app.button(key="assistant_load").click().run()
    finish()
    app.run()
    assert graph.ask("sources/by_source")[0]["source"] == "counter"
    assert graph.ask("sources/overview")[0]["journeys"] == 1
    (load,) = graph.ask("quality/loads")
    assert (load["rows"], load["loaded"], load["rejected"]) == (3, 2, 1)
    assert Path(load["rejects"]).read_text("utf-8-sig").startswith("file,row,reason,content")


def test_what_is_missing_is_said_before_anything_is_loaded(graph: Graph, explorer: AppTest) -> None:
    app = page(explorer, "home", begin="upload")
    app.file_uploader(key="upload").upload("x.csv", b"colour,**size**\nred,1\n", "text/csv").run()
    assert not app.exception
    assert "no column says who did it" in app.warning[0].value
    assert not [one for one in app.button if one.key == "assistant_load"]


def test_a_file_of_customers_is_loaded_as_accounts(graph: Graph, explorer: AppTest) -> None:
    text = "customer_id,email,city,dob\n1,ann@x.cn,Oslo,1958-03-02\n2,bo@x.cn,Rome,31 June\n"
    app = page(explorer, "home", begin="upload")
    app.file_uploader(key="upload").upload("customers.csv", text.encode(), "text/csv").run()
    assert not app.exception
    assert any("2 accounts" in one.value for one in app.caption)
    app.button(key="assistant_load").click().run()
    finish()
    users = graph.statement("MATCH (u:User) RETURN u.city AS city, u.dob AS dob ORDER BY u.city")
    assert [one["city"] for one in users] == ["Oslo", "Rome"]


def test_a_mapping_that_is_sent_as_a_file_is_used_as_it_is(graph: Graph, explorer: AppTest) -> None:
    mapping = (
        'source = "till"\n[event]\nname = { constant = "buy" }\n'
        'original_at = { columns = ["day", "clock"] }\n[event.identifiers]\npos_card = "card"\n'
    )
    app = page(explorer, "home", begin="upload")
    app.file_uploader(key="upload").upload("t.csv", b"day,clock,card\n2026-03-01,09:05,007\n", "text/csv")
    app.run()
    app.file_uploader(key="upload_mapping").upload("t.toml", mapping.encode(), "application/toml").run()
    assert not app.exception
    assert app.success[0].value.startswith("All 1 row")
    preview = next(table for table in tables(app) if "identifiers" in table)
    assert list(preview["identifiers"]) == ["pos_card:007"]
    app.file_uploader(key="upload_mapping").upload(
        "t.toml", b'source = "x"\nnam = "y"\n', "application/toml"
    ).run()
    assert "nam\\: there is no such setting" in app.warning[0].value


def test_ids_that_repeat_and_cells_that_cannot_be_read_are_shown_before_loading(
    graph: Graph, explorer: AppTest
) -> None:
    text = (
        "event_id,action,time,user,amount\ne1,buy,2026-03-01,u1,5\ne2,buy,2026-03-01,u2,6\n"
        + "".join(f"e{n},buy,2026-03-01,u{n},{n}\n" for n in range(3, 60))
        + "e60,buy,2026-03-01,u60,¥9\n"
    )
    app = page(explorer, "home", begin="upload")
    app.file_uploader(key="upload").upload("o.csv", text.encode(), "text/csv").run()
    assert not app.exception
    assert any("1 cell cannot be read" in one.label for one in app.expander)
    app.selectbox(key="map_unusable").set_value("row").run()
    assert "1 would be rejected" in app.warning[0].value


def asked(app: AppTest) -> str:
    return " ".join(one.value for one in app.info)


def test_the_format_of_the_times_is_asked_and_chosen_for_its_column(graph: Graph, explorer: AppTest) -> None:
    text = "user,time,action,due\nu1,45364.5,buy,2026-04-01\nu2,45365.5,buy,2026-04-02\n"
    app = page(explorer, "home", begin="upload")
    app.file_uploader(key="upload").upload("m.csv", text.encode(), "text/csv").run()
    assert "These fit: excel" in asked(app)
    assert "the format of the times of time" in app.warning[0].value
    app.selectbox(key="map_format_time").set_value("excel").run()
    assert not app.exception
    assert "These fit" not in asked(app)
    assert app.success[0].value.startswith("All 2 rows")
    preview = next(table for table in tables(app) if "identifiers" in table)
    assert [str(at)[:16] for at in preview["at"]] == ["2024-03-13 12:00", "2024-03-14 12:00"]


def test_a_file_in_an_encoding_that_is_not_recognised_is_read_in_the_one_that_is_chosen(
    graph: Graph, explorer: AppTest
) -> None:
    text = "user,time,action\nИван,2024-03-01,Покупка\nОльга,2024-03-02,Просмотр\n"
    app = page(explorer, "home", begin="upload")
    app.file_uploader(key="upload").upload("r.csv", text.encode("cp1251"), "text/csv").run()
    assert "no encoding that is recognised" in app.error[0].value
    [encoding] = [one for one in app.selectbox if str(one.key).startswith("map_encoding")]
    encoding.set_value("cp1251").run()
    assert not app.exception
    assert not app.error
    preview = next(table for table in tables(app) if "identifiers" in table)
    assert list(preview["identifiers"]) == ["user:Иван", "user:Ольга"]
    app.run()
    assert not app.error, "the choice stays"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a,a\n1,2\n"])
def test_a_file_that_cannot_be_read_is_a_banner(graph: Graph, explorer: AppTest, content: bytes) -> None:
    app = page(explorer, "home", begin="upload")
    app.file_uploader(key="upload").upload("x.csv", content, "text/csv").run()
    assert not app.exception
    assert app.error or app.warning


def test_a_table_of_our_own_needs_no_mapping(graph: Graph, explorer: AppTest) -> None:
    text = b"source,name,original_at,cookie\nweb,home,2026-03-01T09:00:00Z,c1\n"
    app = page(explorer, "home", begin="upload")
    app.file_uploader(key="upload").upload("events-1.csv", text, "text/csv").run()
    assert app.toggle(key="as_table").value is True
    app.button(key="assistant_load").click().run()
    finish()
    assert graph.ask("sources/overview")[0]["people"] == 1


def test_the_server_in_use_is_told_without_its_password(
    graph: Graph, settings: Settings, explorer: AppTest
) -> None:
    app = page(explorer, "home", begin="connect")
    assert not app.exception
    assert "Connected to" in app.success[0].value
    shown = " ".join(one.value for one in [*app.success, *app.caption, *app.code, *app.markdown, *app.info])
    assert settings.neo4j_password is not None
    assert settings.neo4j_password.get_secret_value() not in shown


def test_other_work_is_refused_while_some_goes_on(explorer: AppTest) -> None:
    job = jobs.start(lambda show: time.sleep(0.5))
    with pytest.raises(Refused, match="already"):
        jobs.start(lambda show: None)
    job.wait()
    jobs.start(lambda show: None).wait()


def test_work_that_breaks_off_says_why_on_the_first_page(graph: Graph, explorer: AppTest) -> None:
    def broken(show: object) -> None:
        raise OnepathError("The disk **is** full.", kept="All of it.")

    app = explorer.run()
    jobs.start(broken).wait()
    app.run()
    assert r"The disk \*\*is\*\* full\." in app.error[0].value


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [("../../etc/passwd", "passwd"), ("..\\x.csv", "x.csv"), (".env", "env"), ("订单 1.csv", "订单_1.csv")],
)
def test_an_uploaded_name_leads_nowhere_else(tmp_path: Path, name: str, kept_as: str) -> None:
    path = store_upload(Settings(home=tmp_path), name, b"a")
    assert path.name == kept_as
    assert path.parent.parent == tmp_path / "uploads"
