"""The pages of queries, of data and of the beginning, in a real browser."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from onepath.graph.store import Graph
from playwright.sync_api import Page, expect

BY_SOURCE = "MATCH (e:Event) RETURN e.source AS source, count(*) AS events ORDER BY events DESC"
FIRST_PAINT = 30_000


def test_a_query_is_typed_run_kept_and_its_link_shows_the_same(page: Page) -> None:
    page.goto("/query?way=own")
    page.get_by_label("Cypher", exact=True).fill(BY_SOURCE, timeout=FIRST_PAINT)
    page.get_by_label("Cypher", exact=True).press("Control+Enter")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_text(re.compile(r"2 rows in"))).to_be_visible(timeout=FIRST_PAINT)
    expect(page).to_have_url(re.compile("cypher=MATCH"))
    page.get_by_text("Chart", exact=True).click()
    expect(page.locator("canvas").first).to_be_visible(timeout=FIRST_PAINT)
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_text(re.compile("has not been run yet"))).to_be_visible(timeout=FIRST_PAINT)
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_text(re.compile(r"2 rows in"))).to_be_visible(timeout=FIRST_PAINT)
    expect(page.get_by_text("Y axis (numbers)")).to_be_visible()


def test_no_page_can_be_held_in_a_frame_of_another_site(page: Page, address: str) -> None:
    for path in ("/", "/people", "/query", "/_stcore/health"):
        headers = page.request.get(path).headers
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert headers["content-security-policy"] == "frame-ancestors 'self'"


def test_back_undoes_the_choice_of_a_question(page: Page) -> None:
    page.goto("/query?query=sources/by_source")
    chosen = page.get_by_role("heading", name="sources/by_source")
    expect(chosen).to_be_visible(timeout=FIRST_PAINT)
    page.get_by_role("combobox", name=re.compile("found")).click()
    # The list is long, and draws only what is in sight: typing shortens it.
    page.keyboard.type("loads")
    page.get_by_role("option", name=re.compile("quality.loads")).click()
    expect(page.get_by_role("heading", name="quality/loads")).to_be_visible(timeout=FIRST_PAINT)
    page.go_back()
    expect(chosen).to_be_visible(timeout=FIRST_PAINT)


def test_a_node_that_is_clicked_shows_its_properties(page: Page) -> None:
    page.goto(f"/query?shown_as=graph&cypher={quote('MATCH (p:Person) RETURN p LIMIT 1')}")
    page.get_by_role("button", name="Run").click(timeout=FIRST_PAINT)
    drawing = page.get_by_role("img", name=re.compile("A graph of 1 nodes"))
    expect(drawing).to_be_visible(timeout=FIRST_PAINT)
    drawing.scroll_into_view_if_needed()
    page.wait_for_timeout(1_500)
    box = drawing.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_text(re.compile("Open the person"))).to_be_visible(timeout=FIRST_PAINT)


def test_a_file_is_uploaded_mapped_and_loaded_by_clicks_alone(
    tab: Page, graph: Graph, tmp_path: Path
) -> None:
    (tmp_path / "orders.csv").write_text(
        "手机号,时间,事件\n13800138000,2026-03-01,<script>document.title='taken'</script>\n138,2026-03-01,home\n"
    )
    tab.goto("/home?begin=upload")
    tab.locator("input[type=file]").set_input_files(tmp_path / "orders.csv", timeout=FIRST_PAINT)
    expect(tab.get_by_text("1 would be rejected")).to_be_visible(timeout=FIRST_PAINT)
    tab.get_by_role("button", name="Load, resolve identities, build journeys").click()
    expect(tab.get_by_text("Latest event")).to_be_visible(timeout=2 * FIRST_PAINT)
    assert graph.ask("sources/overview")[0]["journeys"] == 1
    tab.goto("/data?view=rejects")
    expect(tab.get_by_text("Download 1 row to correct")).to_be_visible(timeout=FIRST_PAINT)


@pytest.mark.parametrize("path", ["/query", "/data", "/data?view=engine&lang=zh"])
def test_each_page_opens_by_its_address(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.get_by_role("heading").first).to_be_visible(timeout=FIRST_PAINT)
    expect(page.get_by_role("dialog")).to_have_count(0)
