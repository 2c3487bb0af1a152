"""The five tasks of the guided tour (docs/tour.md), each by clicks alone, on simulated people.

They are walked by the tests, timed by `onepath bench explorer`, and shown by the documentation's pictures.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from playwright.async_api import Locator, Page

from .walk import Walk

__all__ = ["TASKS", "Task"]

Task = Callable[[Walk], Awaitable[None]]
_NUMBER = "Click a number in the chart"
_FAILED = "checkout > payment_failed"


async def find_why(walk: Walk) -> None:
    """Why did conversion fall in a week? The payment of one provider fails."""
    page = walk.page
    await walk.open("/", page.get_by_role("heading", name="What changed"))
    await walk.picture("tour-1-home")
    await walk.visit("Changes")
    await walk.choose(_NUMBER, "payment_failed", _heading(page, "What changed"))
    await walk.picture("tour-1-changes")
    await walk.choose(_NUMBER, _FAILED, _listed(page), place=1)
    await walk.picture("tour-1-shift")


async def find_who(walk: Walk) -> None:
    """Who was hit, across channels? The people of that shift, and one of them from all sides."""
    page = walk.page
    if "open=shift" not in page.url:
        await find_why(walk)
    await walk.step("open the first person", _first_row(page), page.get_by_text("OneID "))
    await walk.picture("tour-2-person")
    timeline = _side(page, "Timeline")
    await walk.step("look at the timeline", timeline.click(), _chart(page))
    await walk.picture("tour-2-timeline")


async def undo_merge(walk: Walk) -> None:
    """Why are two records one person? The evidence; one merge is undone, and the undo too."""
    page = walk.page
    await walk.open("/people", page.get_by_text("People with the most identifiers"))
    await walk.step("open somebody", _somebody(walk), page.get_by_text("OneID "))
    await walk.step("explain", _side(page, "Explain").click(), page.get_by_text("One person"))
    await walk.picture("tour-3-explain")
    await walk.step("unmerge", _button(page, "Unmerge").first.click(), _sure(page))
    await walk.picture("tour-3-split")
    await walk.step("confirm", _sure(page).click(), page.get_by_test_id("stAlert"))
    history = _side(page, "History")
    await walk.step("look at the history", history.click(), _button(page, "Undo"))
    await walk.picture("tour-3-history")
    await walk.step("undo", _button(page, "Undo").first.click(), _sure(page))
    await walk.step(
        "confirm again", _sure(page).click(), page.get_by_test_id("stAlert").filter(has_text="undo")
    )


async def compare_buyers(walk: Walk) -> None:
    """What do buyers do that others do not? The patterns in which the two differ most."""
    page = walk.page
    await walk.open("/patterns", _heading(page, "Support of each pattern"))
    await walk.step("compare", _side(page, "Contrast").click(), page.get_by_text("lift"))
    await walk.picture("tour-4-contrast")
    people = page.get_by_test_id("stMain").get_by_role("button").filter(has_text="1").nth(1)
    await walk.step("open its people", people.click(), _listed(page))


async def send_list(walk: Walk) -> None:
    """Who failed to pay and has not come back? Their list, with what one needs to reach them."""
    page = walk.page
    if "open=shift" not in page.url:
        await find_why(walk)
    await walk.step(
        "as a funnel", page.get_by_text("Open as a funnel").click(), _heading(page, "Conversion by step")
    )
    await walk.choose("Add a step", "purchase", page.get_by_role("combobox", name="Step 3"))
    await walk.choose(_NUMBER, "payment_failed: dropped off", _heading(page, "What they did next"))
    await walk.choose(_NUMBER, "no further events", _listed(page), place=1)
    await walk.picture("tour-5-list")
    button = _listed(page)
    await walk.step("download", _downloaded(page, button), button)


TASKS: Mapping[str, Task] = MappingProxyType(
    {
        "find why conversion fell": find_why,
        "find who was hit": find_who,
        "undo a merge": undo_merge,
        "compare buyers with others": compare_buyers,
        "send a list": send_list,
    }
)
"""In the order of the tour."""


# By what Streamlit calls each part: to find it by its role a browser works out the role of all that is on the
# page, which costs a tenth of a second each time.
def _heading(page: Page, text: str) -> Locator:
    return page.get_by_test_id("stHeading").filter(has_text=text)


def _side(page: Page, name: str) -> Locator:
    return page.get_by_test_id("stMain").locator("[role=radiogroup]").get_by_text(name, exact=True)


def _listed(page: Page) -> Locator:
    return page.get_by_test_id("stDownloadButton").filter(has_text="CSV, with phone").locator("button")


def _sure(page: Page) -> Locator:
    return _button(page, "Confirm")


def _button(page: Page, text: str) -> Locator:
    return page.get_by_test_id("stButton").filter(has_text=re.compile(text)).locator("button")


def _chart(page: Page) -> Locator:
    return page.get_by_test_id("stMain").get_by_role("img")


async def _somebody(walk: Walk) -> None:
    """Looks somebody up, or takes the first example."""
    if walk.somebody:
        box = walk.page.get_by_role("textbox", name="Search")
        await box.fill(walk.somebody)
        await box.press("Enter")
    else:
        await walk.page.get_by_test_id("stMain").get_by_role("button").filter(has_text=":").first.click()


async def _first_row(page: Page) -> None:
    """The first row of the list of people: its table is a drawing, with the marks of rows at the left."""
    table = page.locator('[class*="st-key-people_"] [data-testid="stDataFrame"]').last
    await table.scroll_into_view_if_needed()
    await table.click(position={"x": 12, "y": 52})


async def _downloaded(page: Page, button: Locator) -> None:
    async with page.expect_download() as waited:
        await button.click()
    await (await waited.value).path()
