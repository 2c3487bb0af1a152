"""Funnels, patterns and changes in a real browser: clicks that list people, links that open, Back."""

import re

from playwright.sync_api import Page, expect

FUNNEL = "/funnels?step=home&step=product_view&step=add_to_cart"
PATIENCE = 60_000


def chart(page: Page, words: str):
    """A drawing by what it says to who cannot see it, once it is drawn."""
    found = page.get_by_role("img", name=re.compile(words)).first
    expect(found).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(1_000)  # a bar grows for a moment, and is not to be hit before
    return found


def press(page: Page, words: str, across: float, down: float) -> None:
    """A click on a drawing, by shares of its width and height."""
    drawing = chart(page, words)
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])


def test_a_click_on_a_bar_lists_people_back_closes_it_and_the_link_opens_it_again(page: Page) -> None:
    page.goto(FUNNEL)
    press(page, "^Bars: how many reached", 0.35, 0.3)
    expect(page).to_have_url(re.compile(r"open=1\.reached"), timeout=PATIENCE)
    people = page.get_by_text("3 people", exact=True)
    expect(people).to_be_visible(timeout=PATIENCE)
    link = page.url
    page.go_back()
    expect(people).to_be_hidden(timeout=PATIENCE)
    page.goto(link)
    expect(people).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name="Download all 3 as CSV")).to_be_visible()


def test_back_takes_away_the_step_that_was_added(page: Page) -> None:
    page.goto(FUNNEL)
    chart(page, "each of 3 steps")
    page.get_by_role("combobox", name="Add a step").click()
    page.keyboard.type("purch")
    page.keyboard.press("Enter")
    chart(page, "each of 4 steps")
    expect(page).to_have_url(re.compile("step=purchase"))
    page.go_back()
    chart(page, "each of 3 steps")
    expect(page.get_by_role("combobox", name="Step 4")).to_have_count(0)


def test_a_step_is_typed_that_no_event_is_named(page: Page) -> None:
    page.goto(FUNNEL)
    chart(page, "each of 3 steps")
    page.get_by_role("combobox", name="Add a step").click()
    page.keyboard.type("purch*|home@app")
    page.keyboard.press("Enter")
    chart(page, "each of 4 steps")
    expect(page.get_by_role("combobox", name="Step 4")).to_have_value("purch*|home@app")


def test_a_chips_number_lists_who_holds_the_pattern(page: Page) -> None:
    page.goto("/patterns?support=1&count=people&lang=zh")
    page.get_by_role("button", name=re.compile(r"^(group )?2$")).first.click(timeout=PATIENCE)
    expect(page.get_by_text("2 人", exact=True)).to_be_visible(timeout=PATIENCE)
    page.go_back()
    expect(page.get_by_text("2 人", exact=True)).to_be_hidden(timeout=PATIENCE)


def test_a_cell_of_retention_lists_who_came_back(page: Page) -> None:
    page.goto("/retention?interval=day")
    press(page, "^Heat map", 0.2, 0.75)
    expect(page).to_have_url(re.compile(r"open=2026"), timeout=PATIENCE)
    expect(page.get_by_test_id("stDownloadButton").last).to_be_visible(timeout=PATIENCE)
