"""The time zone of the pages: chosen in the sidebar, held by the address, taken along by every link."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from explorer_pages import page, tables
from onepath.app.explorer.pages.people.timeline_chart import TimelineDot, timeline
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


def texts(app: AppTest) -> str:
    return "\n".join(one.value for kind in (app.caption, app.markdown, app.text) for one in kind)


KIRITIMATI = "Pacific/Kiritimati"


def test_a_person_s_days_and_timeline_are_in_the_zone(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", who="li-laptop", show="timeline", time_zone="Pacific/Honolulu")
    assert not app.exception
    assert "from 2026\\-02\\-28 to 2026\\-03\\-01" in texts(app)
    assert "Times are in Pacific/Honolulu" in texts(app).replace("\\", "")
    rows = next(table for table in tables(app) if "session" in table)
    assert f"{rows['at'].iloc[0]:%Y-%m-%d %H:%M}" == "2026-02-28 23:00"


def test_the_timeline_s_axis_and_labels_show_what_the_clocks_of_the_zone_show() -> None:
    at = datetime(2026, 3, 1, 9, tzinfo=UTC).astimezone(ZoneInfo(SHANGHAI))
    option, _ = timeline([TimelineDot(at, "web", "home", "web:1")], [(at, at, "web")])
    dots, band = option["series"]
    assert option["useUTC"] is True
    assert dots["data"][0]["value"] == ["2026-03-01T17:00:00Z", "web"]
    assert dots["data"][0]["name"].endswith("2026-03-01 17:00:00")
    assert band["data"][0]["coords"][0] == ["2026-03-01T17:00:00Z", "web"]


def test_when_an_identifier_was_seen_is_in_the_zone(shop: Graph, explorer: AppTest) -> None:
    key = "cookie:li-laptop"
    app = page(explorer, "people", who="li-laptop", selected=key, time_zone=SHANGHAI)
    seen = next(one.value for one in app.caption if "first seen" in one.value).replace("\\", "")
    assert "first seen 2026-03-01 17:00" in seen
    assert f"({SHANGHAI})" in seen


@pytest.mark.parametrize(("zone", "events"), [("UTC", 4), (KIRITIMATI, 0), ("Pacific/Honolulu", 4)])
def test_a_past_day_ends_at_midnight_of_the_zone(
    shop: Graph, explorer: AppTest, zone: str, events: int
) -> None:
    # Li's first events are of 09:00 to 09:03 in UTC: 23:00 on the same day in Kiritimati.
    day = "2026-03-01" if zone == "UTC" else "2026-02-28"
    app = page(explorer, "people", who="li-laptop", as_of=day, time_zone=zone)
    assert not app.exception
    counts = {metric.label: metric.value for metric in app.metric}
    assert int(counts.get("Events", 0)) == events


def test_a_query_of_the_library_begins_with_the_zone_and_the_week_of_the_page(
    shop: Graph, explorer: AppTest
) -> None:
    app = page(explorer, "query", query="activity/lifecycle", time_zone=SHANGHAI, week_start="sunday")
    assert not app.exception
    assert {SHANGHAI, "sunday"} <= {field.value for field in app.text_input}
