"""Streamlit's own texts in Chinese, in a real browser; a name from the data that reads the same stays."""

import re

from explorer_shop import START
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord
from playwright.sync_api import Page, expect
from prepared import Prepare, nothing


def open_search(graph: Graph) -> None:
    """Somebody whose events have the names of buttons."""
    records = [
        EventRecord("web", f"m{place}", name, START, START, place, ("cookie:a",))
        for place, name in enumerate(("Search", "Upload"))
    ]
    load_records(graph, records, path="search.csv", key="search")
    resolve(graph)
    build_journeys(graph)


def test_the_upload_is_chinese(tab: Page, prepare: Prepare) -> None:
    prepare(nothing)
    tab.goto("/?lang=zh&begin=upload")
    upload = tab.get_by_test_id("stFileUploaderDropzone")
    expect(upload).to_contain_text("上传", timeout=30_000)
    expect(upload).to_contain_text("以内")
    expect(upload).not_to_contain_text("Upload")


def test_the_tools_of_a_table_are_chinese_and_names_stay(tab: Page, prepare: Prepare) -> None:
    prepare(open_search)
    tab.goto("/data?lang=zh&view=events")
    tools = tab.get_by_test_id("stElementToolbar").first.get_by_role("button")
    expect(tools.first).to_be_attached(timeout=30_000)
    expect(tab.get_by_label("搜索").first).to_be_attached(timeout=30_000)
    tab.goto("/journeys?lang=zh&event=Search")
    tab.get_by_test_id("stSelectbox").filter(has_text=re.compile("^事件")).first.locator("input").click(
        timeout=30_000
    )
    expect(tab.get_by_role("option", name="Search", exact=True)).to_be_visible(timeout=30_000)
