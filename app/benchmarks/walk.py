"""Walking through the explorer in a browser, as a person would, with the seconds that each step takes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from playwright.async_api import Browser, Locator, Page, TimeoutError, async_playwright

from .browser import FLAGS, chromium

__all__ = ["Step", "Walk", "headless_chromium"]

_PATIENCE = 60_000
"""Milliseconds that a step may take before it is a failure."""
_CLOSED = 10_000
"""Milliseconds without an option after which a list is taken for closed."""


@dataclass(frozen=True, slots=True)
class Step:
    """What was done, and the seconds until what it leads to could be seen."""

    name: str
    seconds: float


@dataclass(slots=True)
class Walk:
    """One reader before one page.

    `pause`: for how many seconds they look between two steps; `somebody`: an identifier of the person whom
    they look up, the page's first example if empty; `pictures`: a folder for pictures.
    """

    page: Page
    somebody: str = ""
    pause: float = 0.0
    pictures: Path | None = None
    steps: list[Step] = field(default_factory=list)

    async def step(self, name: str, do: Awaitable[object], until: Locator) -> None:
        """Does something once the page is at rest, and waits until what it leads to is there."""
        if self.page.url != "about:blank":
            await self._at_rest()
        begun = perf_counter()
        await do
        await until.first.wait_for(timeout=_PATIENCE)
        self.steps.append(Step(name, perf_counter() - begun))
        if self.pause:
            await asyncio.sleep(self.pause)

    async def open(self, link: str, until: Locator) -> None:
        """Opens an address, as one who was sent a link does."""
        await self.step(f"open {link}", self.page.goto(link), until)

    async def visit(self, page: str) -> None:
        """Goes to a page by its link in the sidebar."""
        link = self.page.locator(".st-key-navigation a").get_by_text(page, exact=True)
        await self.step(
            f"go to {page}", link.click(), self.page.get_by_role("heading", name=page, exact=True)
        )

    async def choose(self, label: str, option: str, until: Locator, place: int = 0) -> None:
        """Chooses what begins so from one of the lists with this label."""
        box = self.page.get_by_test_id("stMain").get_by_role("combobox", name=label).nth(place)
        await self.step(f"choose {option}", self._choose(box, option), until)

    async def _choose(self, box: Locator, option: str) -> None:
        wanted = self.page.locator("[role=option]").filter(has_text=option).first
        # The page may be redrawn meanwhile, which closes an open list: then the list is opened again.
        with suppress(TimeoutError):
            return await self._pick(box, option, wanted, _CLOSED)
        await self._pick(box, option, wanted, _PATIENCE)

    async def _pick(self, box: Locator, option: str, wanted: Locator, patience: float) -> None:
        await box.click()
        # The list is long, so the option's text is typed to shorten it, as a reader would. Not `fill`: while
        # a list is open, all other boxes are hidden, and a locator that counts boxes finds another one.
        await self.page.keyboard.press("Control+A")
        await self.page.keyboard.insert_text(option)
        await wanted.click(timeout=patience)

    async def picture(self, name: str) -> None:
        """Takes the documentation's picture of what is to be seen, if pictures are wanted."""
        if self.pictures is None:
            return
        await self.settled()
        await self.page.screenshot(path=self.pictures / f"{name}.png")

    async def settled(self) -> None:
        """Waits until the page has stopped working and its charts stand still."""
        await self._at_rest()
        before = b""
        for _ in range(20):
            now = await self.page.screenshot()
            if now == before:
                return
            before = now
            await self.page.wait_for_timeout(250)

    async def _at_rest(self) -> None:
        rest = '[data-testid="stApp"][data-test-script-state="notRunning"]'
        # What was just clicked may not have begun yet.
        await self.page.wait_for_timeout(200)
        await self.page.locator(rest).wait_for(timeout=_PATIENCE)


@asynccontextmanager
async def headless_chromium() -> AsyncIterator[Browser]:
    """A headless Chromium. Raises GraphError where there is none."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield browser
        finally:
            await browser.close()
