"""The browser that looks at the explorer, and what no page may do: fail a script, ask the internet."""

from collections.abc import Iterator

import pytest
from onepath.app.benchmarks.browser import FLAGS, chromium, served
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

# How long a page may take is not what these tests are about: a busy machine is no failure.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(settings: Settings) -> Iterator[str]:
    """The explorer, served as `onepath app` serves it."""
    with served(settings) as address:
        yield address


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test if a script or a request fails, or anything but the explorer is asked."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, locale="en-US")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if _complains(message) else None)
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.on("request", lambda request: faults.append(request.url) if outside(request.url, address) else None)
    yield page
    context.close()
    assert not faults


@pytest.fixture
def page(tab: Page, shop: Graph) -> Page:
    """The same, in front of the shop."""
    return tab


def _complains(message: ConsoleMessage) -> bool:
    # Streamlit looks for its own root below the page's path first, and is answered 404.
    return message.type == "error" and "/_stcore/" not in message.location["url"]


def outside(url: str, address: str) -> bool:
    return not url.startswith((address, address.replace("http", "ws"), "data:", "blob:", "about:"))
