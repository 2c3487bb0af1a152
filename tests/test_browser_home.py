"""The first page, the two languages and a server that goes away, in a real browser."""

import re
from urllib.parse import urlsplit

from cut_line import Line
from onepath.app.benchmarks.browser import served
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from playwright.sync_api import Browser, Page, expect


def test_the_first_page_has_an_address_of_its_own_too(page: Page) -> None:
    page.goto("/home")
    expect(page.get_by_role("heading", name="Home", exact=True)).to_be_visible(timeout=30_000)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_somebody_is_searched_from_the_first_page(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Find a person").fill("li-laptop")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/people\?.*who=li-laptop"), timeout=30_000)


def test_a_question_asked_of_late_is_asked_again_from_the_first_page(page: Page) -> None:
    page.goto("/funnels?step=home&step=product_view&did=home")
    expect(page.get_by_text("Conversion by step")).to_be_visible(timeout=30_000)
    page.locator(".st-key-navigation a").filter(has_text="Home").click()
    expect(page.get_by_text("Recent questions")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Funnels · home · home · product_view").click()
    expect(page).to_have_url(re.compile(r"/funnels\?.*step=home&step=product_view"), timeout=30_000)
    expect(page).to_have_url(re.compile(r"did=home"))


def test_the_filters_of_a_link_go_from_page_to_page_and_each_step_back_is_one_page(page: Page) -> None:
    page.goto("/funnels?step=home&step=product_view&source=web&did=home")
    expect(page.get_by_text("Conversion by step")).to_be_visible(timeout=30_000)
    for name in ("Retention", "Patterns"):
        page.locator(".st-key-navigation a").filter(has_text=name).click()
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=30_000)
        expect(page).to_have_url(re.compile(rf"/{name.lower()}\?source=web&did=home$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/retention\?source=web&did=home$"), timeout=30_000)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/funnels\?step=home&step=product_view&source=web&did=home$"))
    expect(page.get_by_text("Conversion by step")).to_be_visible(timeout=30_000)


def test_the_language_is_kept_from_page_to_page_and_is_part_of_the_link(page: Page) -> None:
    page.goto("/")
    page.get_by_text("中文", exact=True).click(timeout=30_000)
    expect(page.get_by_role("heading", name="首页", exact=True)).to_be_visible(timeout=30_000)
    page.locator(".st-key-navigation a").filter(has_text="用户").first.click()
    expect(page.get_by_role("heading", name="用户", exact=True)).to_be_visible(timeout=30_000)
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_role("heading", name="用户", exact=True)).to_be_visible(timeout=30_000)


def test_the_browsers_own_language_is_spoken_first(browser: Browser, address: str, graph: Graph) -> None:
    context = browser.new_context(base_url=address, locale="zh-CN")
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("heading", name="首页", exact=True)).to_be_visible(timeout=30_000)
    # The graph is empty: its page ends early, and another language can be chosen all the same.
    page.get_by_text("English", exact=True).click(timeout=30_000)
    expect(page.get_by_role("heading", name="Home", exact=True)).to_be_visible(timeout=30_000)
    context.close()


def test_a_server_that_goes_away_is_a_banner_until_it_is_back(
    browser: Browser, settings: Settings, shop: Graph
) -> None:
    line = Line(urlsplit(settings.neo4j_uri or "").port or 0)
    through = settings.model_copy(update={"neo4j_uri": f"bolt://127.0.0.1:{line.port}"})
    with served(through) as address:
        page = browser.new_page(base_url=address, locale="en-US")
        page.goto("/")
        expect(page.get_by_text("Events per day")).to_be_visible(timeout=30_000)
        line.cut()
        page.locator(".st-key-navigation a").filter(has_text="People").click()
        expect(page.get_by_text("The graph cannot be reached.")).to_be_visible(timeout=60_000)
        line.mend()
        expect(page.get_by_text("The graph cannot be reached.")).to_have_count(0, timeout=60_000)
        expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()
        page.close()
    line.cut()
