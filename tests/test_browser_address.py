"""The address in a real browser: it never parts from the page, whatever is clicked."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

PATIENCE = 60_000
FUNNEL = "step=home&step=product_view"


def go(page: Page, name: str) -> None:
    """Clicks a page's name in the navigation."""
    page.locator(".st-key-navigation a").filter(has_text=name).first.click()


def step(page: Page, number: int):
    return page.get_by_role("combobox", name=re.compile(rf"Step {number}\b"))


def test_the_name_of_the_open_page_leads_to_its_beginning_and_the_address_follows(page: Page) -> None:
    page.goto(f"/funnels?{FUNNEL}")
    expect(page.get_by_text("Conversion by step")).to_be_visible(timeout=PATIENCE)
    go(page, "Funnels")
    expect(page).to_have_url(re.compile(r"/funnels$"), timeout=PATIENCE)
    page.go_back()
    expect(page).to_have_url(re.compile(rf"/funnels\?{FUNNEL}$"), timeout=PATIENCE)


def test_a_page_comes_back_as_it_was_left(page: Page) -> None:
    page.goto(f"/funnels?{FUNNEL}")
    expect(page.get_by_text("Conversion by step")).to_be_visible(timeout=PATIENCE)
    go(page, "People")
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible(timeout=PATIENCE)
    assert urlsplit(page.url).query == ""
    go(page, "Funnels")
    expect(page.get_by_text("Conversion by step")).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(re.compile(rf"/funnels\?{FUNNEL}$"), timeout=PATIENCE)


def test_back_after_a_followed_link_is_the_page_before_and_nothing_of_the_link(page: Page) -> None:
    page.goto("/funnels?step=home&step=product_view&part=drivers&did=home")
    link = page.get_by_role("link", name=re.compile("What is associated with")).first
    expect(link).to_be_visible(timeout=PATIENCE)
    link.click()
    expect(page).to_have_url(re.compile(r"/patterns\?.*target=product_view"), timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Patterns", exact=True)).to_be_visible(timeout=PATIENCE)
    page.go_back()
    expect(page.get_by_text("Conversion by step")).to_be_visible(timeout=PATIENCE)
    assert urlsplit(page.url).query == "step=home&step=product_view&part=drivers&did=home"


def test_after_a_person_the_name_of_the_page_shows_nobody_however_one_goes_on(page: Page) -> None:
    page.goto("/people?who=li-laptop")
    expect(page.locator("iframe, .st-key-selected").first).to_be_visible(timeout=PATIENCE)
    go(page, "People")
    expect(page).to_have_url(re.compile(r"/people$"), timeout=PATIENCE)
    page.get_by_text("Review queue", exact=False).first.click()
    expect(page).to_have_url(re.compile(r"/people\?begin=review$"), timeout=PATIENCE)


def test_an_explanation_opens_wherever_its_button_is_clicked(page: Page) -> None:
    page.goto(f"/funnels?{FUNNEL}")
    expect(page.get_by_text("Conversion by step")).to_be_visible(timeout=PATIENCE)
    button = page.get_by_test_id("stPopoverButton").filter(has_text="?").first
    box = button.bounding_box()
    assert box is not None
    for across in (0.25, 0.5, 0.75):
        page.mouse.click(box["x"] + across * box["width"], box["y"] + box["height"] / 2)
        expect(page.get_by_test_id("stPopoverBody")).to_be_visible(timeout=PATIENCE)
        page.wait_for_timeout(300)  # it would close by itself
        expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
