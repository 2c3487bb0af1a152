"""The page of journeys in a real browser: clicks open numbers, Back closes them, links reopen them."""

import re
from itertools import product

import pytest
from explorer_shop import MARKUP
from playwright.sync_api import Locator, Page, expect


def chart(page: Page, link: str, alt: str) -> Locator:
    """A chart, drawn and at rest."""
    page.goto(link)
    drawn = page.get_by_role("img", name=re.compile(alt))
    expect(drawn).to_be_visible(timeout=60_000)
    idle(page)
    drawn.scroll_into_view_if_needed()
    before = drawn.screenshot()
    for _ in range(20):
        page.wait_for_timeout(200)
        now = drawn.screenshot()
        if now == before:
            break
        before = now
    return drawn


def idle(page: Page) -> None:
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_attached(
        timeout=60_000
    )


def people(page: Page, figure: str) -> Locator:
    """The list of people of a figure."""
    return page.locator(f".st-key-people_{figure}")


def in_first_band(drawn: Locator) -> dict[str, float]:
    """A place within the widest band, between the first two steps."""
    box = drawn.bounding_box()
    assert box
    return {"x": (box["width"] - 190) / 6, "y": 60}


def test_a_click_on_a_band_lists_its_people_and_back_closes_the_list(page: Page) -> None:
    drawn = chart(page, "/journeys?event=home", "Flow over")
    drawn.click(position=in_first_band(drawn))
    expect(people(page, "paths").get_by_text("2 people")).to_be_visible(timeout=30_000)
    opened = page.url
    assert "open=1." in opened
    page.go_back()
    expect(people(page, "paths")).to_have_count(0, timeout=30_000)
    assert "open=" not in page.url
    page.goto("about:blank")
    page.goto(opened)
    expect(people(page, "paths").get_by_text("2 people")).to_be_visible(timeout=60_000)


def test_a_band_that_was_closed_by_back_opens_again_by_a_click(page: Page) -> None:
    drawn = chart(page, "/journeys?event=home", "Flow over")
    drawn.click(position=in_first_band(drawn))
    expect(people(page, "paths")).to_be_visible(timeout=30_000)
    page.go_back()
    expect(people(page, "paths")).to_have_count(0, timeout=30_000)
    idle(page)
    drawn.click(position=in_first_band(drawn))
    expect(people(page, "paths")).to_be_visible(timeout=30_000)


def test_a_click_on_a_node_lists_who_passes_through_it(page: Page) -> None:
    drawn = chart(page, "/journeys?event=home", "Flow over")
    drawn.click(position={"x": 10, "y": 120})
    expect(people(page, "paths").get_by_text("3 people")).to_be_visible(timeout=30_000)
    assert "open=0" in page.url


def test_paths_go_only_through_what_was_opened_and_back_undoes_it(page: Page) -> None:
    page.goto("/journeys?event=home&open=1.home>product_view")
    page.get_by_role("button", name="Only paths through").click(timeout=60_000)
    expect(page.get_by_text("What happened after home>product_view")).to_be_visible(timeout=30_000)
    assert "pair=home" in page.url
    page.go_back()
    expect(page.get_by_text("What happened after home,")).to_be_visible(timeout=30_000)


def test_an_opened_path_becomes_a_funnel(page: Page) -> None:
    page.goto("/journeys?event=home&open=2.product_view>add_to_cart")
    page.get_by_role("link", name="Create a funnel").click(timeout=60_000)
    expect(page).to_have_url(re.compile("/funnels"), timeout=30_000)
    idle(page)
    steps = re.findall(r"step=([^&]+)", page.url)
    assert steps == ["home", "product_view", "add_to_cart"]


@pytest.mark.parametrize(
    ("link", "alt", "figure"),
    [
        ("/journeys?view=steps", "A matrix of", "steps"),
        ("/journeys?view=next&compare=did:purchase", "A matrix of", "next_first"),
        ("/journeys?view=variants", "Bars:", "variants"),
        ("/journeys?view=transitions&look=slow", "Bars:", "transitions"),
        ("/journeys?view=transitions&look=again", "Bars: the 1", "again"),
    ],
)
def test_a_click_opens_the_people_in_every_view(page: Page, link: str, alt: str, figure: str) -> None:
    drawn = chart(page, link, alt)
    box = drawn.bounding_box()
    assert box
    # The first bars, or the fields one by one until one is hit that somebody is in.
    rows = (45, 30, 60, 75) if "Bars" in alt else (60, 130, 160, 190)
    for y, part in product(rows, (0.45, 0.4, 0.55, 0.3, 0.7, 0.25)):
        drawn.click(position={"x": box["width"] * part, "y": y})
        page.wait_for_timeout(600)
        if "open=" in page.url:
            break
    expect(people(page, figure)).to_be_visible(timeout=30_000)


@pytest.mark.parametrize(
    ("link", "alt"),
    [
        ("/journeys?event=home", "Flow over"),
        ("/journeys?view=transitions", "A graph of events"),
        ("/journeys?view=steps", "A matrix of"),
        ("/journeys?view=next", "A matrix of"),
        ("/journeys?view=variants&count=sessions", "Bars:"),
    ],
)
def test_markup_in_names_is_never_obeyed_by_labels_and_tooltips(page: Page, link: str, alt: str) -> None:
    drawn = chart(page, link, alt)
    box = drawn.bounding_box()
    assert box
    told = set()
    for row in range(1, 13):
        for column in range(1, 13):
            drawn.hover(position={"x": box["width"] * column / 13, "y": box["height"] * row / 13})
            told |= set(page.locator("div:has-text('onerror')").all_inner_texts()[-1:])
    assert any(MARKUP[:20] in text for text in told)
    assert page.locator("img[src=x]").count() == 0
    assert page.title() != "taken"
