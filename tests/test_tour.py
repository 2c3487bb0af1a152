"""The guided tour: its five tasks by clicks alone, in a real browser, on simulated people."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from browsing import outside
from onepath.app.benchmarks.browser import served
from onepath.app.benchmarks.shop import simulated_shop
from onepath.app.benchmarks.tour import TASKS, Task
from onepath.app.benchmarks.walk import Walk, headless_chromium
from onepath.loaders.simulator.rates import Rates

PEOPLE = 6_000


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The explorer in front of the people whom the tour is about."""
    home = tmp_path_factory.mktemp("tour") / "shop"
    with simulated_shop(home, PEOPLE, lambda what: None, Rates()) as settings, served(settings) as address:
        yield address


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS.keys())
def test_each_task_of_the_tour_is_done_by_clicks_alone(shop: str, task: Task) -> None:
    faults: list[str] = []

    async def walk() -> None:
        async with headless_chromium() as browser:
            page = await browser.new_page(
                base_url=shop, locale="en-US", viewport={"width": 1280, "height": 900}
            )
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("request", lambda one: faults.append(one.url) if outside(one.url, shop) else None)
            await task(Walk(page))

    # In a thread of its own: the browser of other tests may have left an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, walk()).result()
    assert not faults
