"""The explorer in a real browser: drawn, offline, deaf to markup in data, and closed to strangers."""

import csv
import io
import re
import socket
from pathlib import Path

import pytest
from explorer_shop import MARKUP
from onepath.app.benchmarks.browser import served
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from playwright.sync_api import Browser, Page, expect

PAGES = (
    "Home", "People", "Journeys", "Funnels", "Patterns", "Changes", "Activity", "Attribution", "Retention",
    "Next event", "Query", "Data",
)  # fmt: skip


@pytest.mark.parametrize(
    ("link", "title", "drawn"),
    [
        ("/", "Home", 2),
        ("/people?who=li-laptop&show=timeline", "People", 1),
        ("/journeys?event=home", "Journeys", 1),
        ("/journeys?event=purchase&direction=to", "Journeys", 1),
        ("/journeys?view=transitions", "Journeys", 1),
        ("/journeys?view=steps", "Journeys", 1),
        ("/journeys?view=variants", "Journeys", 2),
        ("/funnels?step=home&step=product_view", "Funnels", 1),
        ("/patterns", "Patterns", 1),
        ("/activity", "Activity", 2),
        ("/activity?view=lifecycle", "Activity", 1),
        ("/retention", "Retention", 1),
    ],
)
def test_each_page_opens_by_its_link_and_draws_its_charts(
    page: Page, link: str, title: str, drawn: int
) -> None:
    page.goto(link)
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible(timeout=30_000)
    charts = page.get_by_test_id("stMain").get_by_role("img")
    expect(charts.nth(drawn - 1)).to_be_visible(timeout=30_000)


def test_whoever_comes_first_and_by_a_link_sees_the_same_explorer(
    browser: Browser, settings: Settings, shop: Graph
) -> None:
    with served(settings) as fresh:
        page = browser.new_page(base_url=fresh)
        page.goto("/people?who=li-laptop")
        expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible(timeout=30_000)
        expect(page.locator(".st-key-navigation a")).to_have_text([re.compile(name) for name in PAGES])
        page.close()


@pytest.mark.parametrize(
    "link",
    ["/", "/journeys?event=home", "/journeys?view=transitions", "/funnels?step=home&step=MARKUP"],
)
def test_markup_in_data_is_never_obeyed(page: Page, link: str) -> None:
    page.goto(link.replace("MARKUP", MARKUP.replace("=", "%3D").replace('"', "%22")))
    expect(page.get_by_test_id("stMain").get_by_role("img").first).to_be_visible(timeout=30_000)
    assert page.title() != "taken"
    assert page.locator("img[src=x]").count() == 0


def test_a_download_opens_in_a_spreadsheet_without_a_formula(page: Page) -> None:
    page.goto("/people?who=li-laptop&show=accounts")
    with page.expect_download() as waited:
        page.get_by_test_id("stDownloadButton").last.get_by_role("button").click(timeout=30_000)
    text = Path(waited.value.path()).read_text("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["note"].startswith("'=HYPERLINK")


def test_a_query_is_asked_by_its_button(page: Page) -> None:
    page.goto("/query?query=sources/by_source")
    page.get_by_role("button", name="Run").click(timeout=30_000)
    expect(page.get_by_text(re.compile(r"3 rows in"))).to_be_visible(timeout=30_000)


# What Streamlit says of a page that works is set by hand: a real run may be over before anybody looks.
# Asked until it holds: Streamlit fetches what adds a style after the page's first parts are drawn.
_WORKS = """() => {
    const app = document.querySelector("[data-testid=stApp][data-test-script-state]");
    app.setAttribute("data-test-script-state", "running");
    return getComputedStyle(app, "::after").animationName === "works";
}"""


def test_a_bar_runs_while_a_page_works(page: Page) -> None:
    page.goto("/query?query=sources/by_source")
    expect(page.get_by_role("button", name="Run")).to_be_visible(timeout=30_000)
    page.wait_for_function(_WORKS, timeout=30_000)


def test_a_chosen_event_stays_in_the_address(page: Page) -> None:
    page.goto("/funnels?step=home&step=purchase")
    expect(page.get_by_text("33.3%", exact=True)).to_be_visible(timeout=30_000)
    page.reload()
    expect(page.get_by_text("33.3%", exact=True)).to_be_visible(timeout=30_000)


@pytest.mark.parametrize(("host", "answer"), [("127.0.0.1", b" 101 "), ("elsewhere.example", b" 403 ")])
def test_only_this_machines_own_name_may_ask(address: str, host: str, answer: bytes) -> None:
    port = int(address.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as stream:
        stream.sendall(
            f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
        )
        assert answer in stream.recv(100).splitlines()[0]
