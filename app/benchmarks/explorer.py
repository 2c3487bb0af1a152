"""How soon the explorer's pages are there, and whether ten readers at once disturb one another."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from playwright.async_api import Browser, Error, Locator, Page, ViewportSize

from .browser import served
from .report import BenchReport, Comparison
from .shop import simulated_shop
from .tour import TASKS
from .walk import Step, Walk, headless_chromium

__all__ = ["BenchReport", "measure_explorer", "run_explorer"]

_TIMES = 5
_TOGETHER = 10
_PAUSE = 5.0
"""Seconds that each reader looks at what is there between two steps."""
_WINDOW: ViewportSize = {"width": 1280, "height": 900}


_WATCH = """() => {
    addEventListener("pointerdown", () => window.clicked = performance.now(), {capture: true});
    const app = document.querySelector("[data-testid=stApp]");
    new MutationObserver(() => window.shown ??= performance.now()).observe(
        app, {attributes: true, attributeFilter: ["data-test-script-state"]}
    );
}"""
"""Notes when the mouse was pressed, and when the page said next that it works."""


def run_explorer(home: Path, people: int, say: Callable[[str], None]) -> BenchReport:
    """The same on a server of its own with simulated people, thrown away. `home` must not exist."""
    with simulated_shop(home, people, say) as settings:
        return measure_explorer(settings, say)


def measure_explorer(settings: Settings, say: Callable[[str], None]) -> BenchReport:
    """Measures the explorer in front of a graph of simulated people. The graph is as before afterwards.

    Raises GraphError where there is no Chromium.
    """
    with Graph.open(settings) as graph:
        size = graph.ask("sources/overview")[0]
        examples = graph.ask("internal/identity/examples", limit=_TOGETHER)
    # Each reader undoes a merge of another person, of those with the most identifiers.
    people = [row["key"] for row in examples[:_TOGETHER]]
    with served(settings) as address:
        comparisons, failed = asyncio.run(_measure(address, people, say))
    return BenchReport(size["people"], size["events"], comparisons, failed=failed)


async def _measure(
    address: str, people: Sequence[str], say: Callable[[str], None]
) -> tuple[list[Comparison], list[str]]:
    async with headless_chromium() as browser:
        page = await _reader(browser, address)
        say("Opening pages")
        paints = [
            Comparison(f"first paint of {name}", await _painted(page, link, drawn), "the target", 2.0, 1.0)
            for name, link, drawn in _pages(page, people[0])
        ]
        say("Clicking a link of the Sankey")
        shown, listed = await _clicked(page)
        clicks = [
            Comparison(
                "a click on a Sankey link, the page shows that it works", shown, "the target", 0.3, 1.0
            ),
            Comparison("a click on a Sankey link, its people listed", listed, "the target", 1.0, 1.0),
        ]
        say("One reader takes the tour")
        alone, failed = await _tour(browser, address, people[0], 0.0)
        say(f"{_TOGETHER} readers take it at once")
        walks = await asyncio.gather(
            *(
                # Nobody begins at the very same moment.
                _tour(browser, address, somebody, place * _PAUSE / _TOGETHER)
                for place, somebody in enumerate(people)
            )
        )
    together = [step.seconds for steps, _ in walks for step in steps]
    step = Comparison(
        f"a step of the tour, {_TOGETHER} readers at once (median)", median(together), "one reader",
        median([step.seconds for step in alone]), 3.0,
    )  # fmt: skip
    return [*paints, *clicks, step], failed + [name for _, names in walks for name in names]


async def _reader(browser: Browser, address: str) -> Page:
    context = await browser.new_context(base_url=address, viewport=_WINDOW, locale="en-US")
    return await context.new_page()


def _pages(page: Page, somebody: str) -> list[tuple[str, str, Locator]]:
    main = page.get_by_test_id("stMain")
    return [
        ("Home", "/", main.get_by_role("img")),
        ("a person", f"/people?{urlencode({'who': somebody})}", main.locator("canvas")),
        ("Journeys", "/journeys?event=add_to_cart", main.get_by_role("img")),
        ("Funnels", "/funnels", main.get_by_role("img")),
    ]


async def _painted(page: Page, link: str, drawn: Locator) -> float:
    """Seconds until the first figure of a page can be seen, median; the server has answered it before."""
    taken = []
    for _ in range(_TIMES + 1):
        await page.goto("about:blank")
        begun = perf_counter()
        await page.goto(link)
        await drawn.first.wait_for(timeout=120_000)
        taken.append(perf_counter() - begun)
    return median(taken[1:])


async def _clicked(page: Page) -> tuple[float, float]:
    """Seconds from a click on the largest band of a Sankey until the page shows that it works, and until its
    people, not asked before, are listed.
    """
    shown, listed = [], []
    for event in ("add_to_cart", "checkout", "search", "login", "refund"):
        await page.goto(f"/journeys?event={event}")
        chart = page.get_by_test_id("stMain").get_by_role("img").first
        await chart.wait_for(timeout=120_000)
        walk = Walk(page)
        await walk.settled()
        box = await chart.bounding_box()
        assert box is not None
        await page.evaluate(_WATCH)
        begun = perf_counter()
        # Between the first two columns, near the top, where the largest band is.
        await page.mouse.click(box["x"] + 0.14 * box["width"], box["y"] + 0.12 * box["height"])
        await page.get_by_role("button", name="CSV, with phone").first.wait_for(timeout=60_000)
        listed.append(perf_counter() - begun)
        shown.append(await page.evaluate("window.shown - window.clicked") / 1_000)
    return median(shown), median(listed)


async def _tour(browser: Browser, address: str, somebody: str, later: float) -> tuple[list[Step], list[str]]:
    """All five tasks of one reader in one window, begun so many seconds later: the steps, and what failed
    after which.
    """
    failed = []
    await asyncio.sleep(later)
    page = await _reader(browser, address)
    walk = Walk(page, somebody=somebody, pause=_PAUSE)
    for name, task in TASKS.items():
        try:
            await task(walk)
        except Error:
            last = walk.steps[-1].name if walk.steps else "nothing"
            failed.append(f"{name}, after: {last}")
    await page.context.close()
    return walk.steps, failed
