"""The page of changes without a browser: what was unusual, when, and who was there."""

from datetime import date, timedelta
from urllib.parse import parse_qs

import pytest
from explorer_clicks import click, drawn, is_open, listed
from explorer_pages import page, tables
from explorer_shop import MARKUP, START
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord
from prepared import Prepare
from streamlit.testing.v1 import AppTest


def open_with_an_outage(graph: Graph) -> None:
    """Twelve visits a day, and three days on which all of them fail."""
    records = [
        EventRecord(
            "web", f"x{n}{name}", name, at, at, 2 * n + place, (f"cookie:x{n}",), None,
            properties={"tier": MARKUP if 20 <= n // 12 < 23 else "gold"},
        )
        for n in range(480)
        for place, name in enumerate(("cart", "failed" if 20 <= n // 12 < 23 else "paid"))
        for at in (START + timedelta(hours=2 * n, minutes=place),)
    ]  # fmt: skip
    load_records(graph, records, path="more.csv", key="more")
    resolve(graph)
    build_journeys(graph)


@pytest.fixture
def outage(prepare: Prepare) -> Graph:
    return prepare(open_with_an_outage)


def charts_of(app: AppTest, name: str) -> list[str]:
    ids = [one.proto.id.split("-", 2)[2] for one in app.get("echarts_chart")]
    return [one for one in ids if one.split("-")[0] == name]


def test_a_shift_and_each_of_its_days_open_to_who_was_there(outage: Graph, explorer: AppTest) -> None:
    app = page(explorer, "changes", by=["tier"], steps=["cart", "paid"])
    assert not app.exception
    assert not app.error
    shifts = next(table for table in tables(app) if "difference" in table and "incident" not in table)
    assert {"event", "transition", "session", "step", "value"} <= set(shifts["kind"])
    assert app.query_params.get("open") is None
    for place, row in shifts.iterrows():
        click(app, "shifts", 0, place)
        # The times of all of them are what was counted; of what was gone on these days there is nobody.
        if row["occurrences"]:
            assert listed(app)["occurrences"].sum() == row["occurrences"]
    course = drawn(app, "course")[0]
    day = next(place for place, share in enumerate(course) if share)
    daily = next(table for table in tables(app) if "day" in table)
    click(app, "course", 0, day)
    assert listed(app)["occurrences"].sum() == daily["occurrences"][day]
    assert (is_open(app) or "").endswith(str(daily["day"][day]))


def test_an_incident_is_chosen_and_leads_on_with_its_days(outage: Graph, explorer: AppTest) -> None:
    app = page(explorer, "changes")
    assert "failed" in " ".join(head.value for head in app.subheader)
    click(app, "incidents", 1, 0)
    assert (is_open(app) or "").startswith("incident:")
    onward = next(link.proto for link in app.main.get("page_link") if link.proto.page == "journeys")
    query = parse_qs(onward.query_string)
    app = page(explorer, "journeys", **{key: values[0] for key, values in query.items()})
    assert not app.exception
    assert app.title[0].value == "Journeys"
    assert app.date_input(key="since").value == date(2026, 3, 21)


def test_every_link_of_every_shift_leads_to_something(outage: Graph, explorer: AppTest) -> None:
    app = page(explorer, "changes", by=["tier"], steps=["cart", "paid"])
    places = next(table for table in tables(app) if "expected" in table and "incident" not in table).index
    addresses = set()
    for place in places:
        click(app, "shifts", 0, place)
        addresses |= {
            (link.proto.page, link.proto.query_string)
            for link in app.main.get("page_link")
            if link.proto.page in ("funnels", "journeys", "patterns")
        }
    assert {name for name, _ in addresses} == {"funnels", "journeys", "patterns"}
    for name, query in sorted(addresses):
        # A link replaces the address: nothing of the page before is left in it.
        explorer.query_params.clear()
        shown = page(explorer, name, **parse_qs(query))
        assert not shown.exception, query
        assert not shown.error, query
        assert not shown.warning, query
        assert shown.get("echarts_chart"), query


def test_an_incident_stays_open_when_more_is_monitored(outage: Graph, explorer: AppTest) -> None:
    app = page(explorer, "changes")
    click(app, "incidents", 1, 0)
    opened, chart = is_open(app), charts_of(app, "incidents")
    app.multiselect(key="by").select("tier").run()
    assert is_open(app) == opened
    # Streamlit keeps a selection by its place: in a chart of other incidents it would be of another one.
    assert charts_of(app, "incidents") != chart


def test_what_explains_an_incident_is_listed(outage: Graph, explorer: AppTest) -> None:
    text = " ".join(one.value for one in page(explorer, "changes").markdown).replace("\\", "")
    assert "Explained by" in text
    assert "tier" in text


def test_each_change_on_the_first_page_leads_to_it(outage: Graph, explorer: AppTest) -> None:
    links = [link.proto for link in page(explorer, "home").get("page_link")]
    changes = [link for link in links if "normally" in link.label]
    assert changes
    for link in changes:
        (token,) = parse_qs(link.query_string)["open"]
        app = page(explorer, "changes", open=token)
        days = link.label.replace("\\", "").partition(":")[0].removeprefix("**")
        assert any(days in head.value.replace("\\", "") for head in app.subheader), token


def test_days_that_are_chosen_are_compared_with_all_others(outage: Graph, explorer: AppTest) -> None:
    app = page(explorer, "changes", since="2026-03-21", until="2026-03-23")
    assert not app.error
    assert "compared" in " ".join(caption.value for caption in app.caption)


def test_nothing_unusual_is_said(shop: Graph, explorer: AppTest) -> None:
    assert "No unusual changes" in page(explorer, "changes").info[0].value
