"""The time zone of the pages: chosen in the sidebar, held by the address, taken along by every link."""

from explorer_pages import page, tables
from onepath.graph.outcomes import RetentionQuestion
from onepath.graph.saved_questions import delete_question, save_question
from onepath.graph.store import Graph
from streamlit.testing.v1 import AppTest

SHANGHAI = "Asia/Shanghai"


def test_a_page_counts_in_the_zone_of_its_address_and_says_so_in_its_command(
    shop: Graph, explorer: AppTest
) -> None:
    app = page(explorer, "retention", interval="day", time_zone=SHANGHAI, week_start="sunday")
    assert not app.exception
    assert any(f"--time-zone {SHANGHAI} --week-start sunday" in code.value for code in app.code)


def test_the_page_of_activity_counts_in_the_zone_too(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "activity", view="lifecycle", time_zone=SHANGHAI)
    assert not app.exception
    assert any(f"onepath lifecycle --time-zone {SHANGHAI}" in code.value for code in app.code)


def test_a_saved_question_is_shown_in_its_own_zone_unless_the_address_names_another(
    shop: Graph, explorer: AppTest
) -> None:
    save_question(shop, "by day", RetentionQuestion(interval="day", time_zone=SHANGHAI))
    app = page(explorer, "retention", question="by day")
    assert app.selectbox(key="time_zone").value == SHANGHAI
    assert any(f"--time-zone {SHANGHAI}" in code.value for code in app.code)
    app.selectbox(key="time_zone").select("Europe/Berlin").run()
    assert any("--time-zone Europe/Berlin" in code.value for code in app.code)
    app.selectbox(key="time_zone").set_value(None).run()
    assert not any("--time-zone" in code.value for code in app.code)
    delete_question(shop, "by day")


def test_a_choice_is_written_to_the_address_and_a_second_one_takes_it_away(
    shop: Graph, explorer: AppTest
) -> None:
    app = page(explorer, "funnels")
    app.selectbox(key="time_zone").select(SHANGHAI).run()
    assert app.query_params["time_zone"] == SHANGHAI
    assert app.selectbox(key="time_zone").value == SHANGHAI
    app.selectbox(key="time_zone").set_value(None).run()
    assert "time_zone" not in app.query_params


def test_every_link_of_the_navigation_has_the_zone(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "home", time_zone=SHANGHAI)
    links = [link.proto.query_string for link in app.sidebar.get("page_link")]
    assert links
    assert all("time_zone=Asia%2FShanghai" in link for link in links)


def test_a_zone_that_is_not_there_is_reported_and_the_project_s_is_used(
    shop: Graph, explorer: AppTest
) -> None:
    app = page(explorer, "retention", time_zone="Asia/Nowhere")
    assert not app.exception
    assert any("Nowhere" in one.value for one in app.warning)
    assert not any("--time-zone" in code.value for code in app.code)


def test_times_of_tables_are_those_of_the_zone(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "funnels", step=["browse", "purchase"], open="funnel.1.reached", time_zone=SHANGHAI)
    assert not app.exception
    zones = {str(table["first"].dt.tz) for table in tables(app) if "first" in table}
    assert zones <= {SHANGHAI, "UTC+08:00"}
