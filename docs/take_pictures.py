"""Takes the screenshots of the documentation, with the graph that the settings name.

    onepath demo --no-serve && python docs/take_pictures.py

It starts the explorer and a headless Chromium, and changes nothing in the graph. It needs the `test` extra
and a Chromium.
"""

import argparse
import asyncio
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from onepath.app.benchmarks.browser import FLAGS, chromium, served
from onepath.app.benchmarks.tour import TASKS
from onepath.app.benchmarks.walk import Walk, headless_chromium
from onepath.graph.journeys import event_names
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from playwright.sync_api import Browser, Page, expect, sync_playwright

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Look:
    """How the explorer's pages are looked at."""

    dark: bool
    language: str

    def page(self, browser: Browser, address: str, width: int) -> Page:
        return browser.new_page(
            base_url=address,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if self.dark else "light",
            locale=self.language,
        )


ALL_LOOKS = {"light-en": Look(False, "en-US"), "dark-zh": Look(True, "zh-CN")}
"""Between them every page in both themes and both languages, by the folder that they go to."""


def links(settings: Settings) -> dict[str, str]:
    """The address of each picture, with a person and an event of this graph."""
    with Graph.open(settings) as graph:
        names = [row.name for row in event_names(graph)]
        somebody = graph.ask("internal/identity/examples", limit=1)
    who = somebody[0]["key"] if somebody else ""
    return {
        "home": "/",
        "people": "/people?" + urlencode({"who": who}),
        "journeys": "/journeys?" + urlencode({"event": names[0]} if names else {}),
        "transitions": "/journeys?view=transitions",
        "steps": "/journeys?view=steps",
        "variants": "/journeys?view=variants",
        "funnels": "/funnels",
        "changes": "/changes",
        "patterns": "/patterns",
        "activity": "/activity",
        "attribution": "/attribution",
        "retention": "/retention",
        "prediction": "/prediction?order=5",
        "query": "/query?query=sources/event_names",
        "data": "/data",
    }


def settle(page: Page) -> None:
    """Waits until the page has finished and every chart has drawn its last frame."""
    expect(page.get_by_test_id("stMain").get_by_role("heading").first).to_be_visible(timeout=60_000)
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_attached(
        timeout=120_000
    )
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=60_000)
    for frame in page.locator("iframe").all():
        expect(frame.content_frame.locator("canvas")).to_be_visible(timeout=60_000)
    # Charts move while they are drawn: they are finished when two pictures in a row are equal.
    before = page.screenshot()
    for _ in range(20):
        page.wait_for_timeout(250)
        now = page.screenshot()
        if now == before:
            return
        before = now


def take(page: Page, link: str, path: Path) -> None:
    """Takes one picture of the whole page."""
    page.goto(link)
    settle(page)
    if link.startswith("/query"):
        page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
        expect(page.get_by_test_id("stDataFrame").first).to_be_visible(timeout=60_000)
        settle(page)
    # Streamlit scrolls inside the page, so the window has to be as high as the page.
    width = page.viewport_size["width"] if page.viewport_size else 1280
    tall = page.get_by_test_id("stMainBlockContainer").evaluate("element => element.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(720, int(tall))})
    settle(page)
    page.screenshot(path=path)
    page.set_viewport_size({"width": width, "height": 900})


async def take_tour(address: str, into: Path) -> None:
    """Takes the pictures of the guided tour while it runs. The tour undoes its decisions."""
    async with headless_chromium() as browser:
        for task in TASKS.values():
            page = await browser.new_page(
                base_url=address, locale="en-US", viewport={"width": 1280, "height": 900}
            )
            await task(Walk(page, pictures=into))
            await page.close()


def main() -> None:
    """Takes the pictures that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pages", nargs="*", help="the pages (default: all)")
    parser.add_argument(
        "--into", type=Path, default=HERE / "pictures", help="the folder (default: %(default)s)"
    )
    parser.add_argument("--width", type=int, default=1280, help="in pixels (default: %(default)s)")
    parser.add_argument(
        "--language", default="en-US", help="the language of the browser (default: %(default)s)"
    )
    parser.add_argument("--suffix", default="", help="added to the names of the pictures, such as -zh")
    parser.add_argument("--tour", action="store_true", help="the pictures of docs/tour.md instead")
    parser.add_argument("--dark", action="store_true", help="the dark theme")
    parser.add_argument(
        "--all-looks",
        action="store_true",
        help="each page twice: in light-en/ the light theme in English, in dark-zh/ the dark one in Chinese",
    )
    wanted = parser.parse_args()
    settings = Settings()
    wanted.into.mkdir(parents=True, exist_ok=True)
    if wanted.tour:
        with served(settings) as address:
            asyncio.run(take_tour(address, wanted.into))
        return
    chosen = {name: link for name, link in links(settings).items() if name in (wanted.pages or [name])}
    looks = ALL_LOOKS if wanted.all_looks else {".": Look(wanted.dark, wanted.language)}
    with served(settings) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for folder, look in looks.items():
            page = look.page(browser, address, wanted.width)
            for name, link in chosen.items():
                path = wanted.into / folder / f"{name}{wanted.suffix}.png"
                take(page, link, path)
                print(path)
        browser.close()


if __name__ == "__main__":
    main()
