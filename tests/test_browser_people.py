"""The people's page in a real browser: clicks in the drawing, Back, links, and markup that does nothing."""

import re
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from explorer_shop import COUNTER, LINK, MARKUP, START
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, Record, UserRecord
from playwright.sync_api import Locator, Page, expect
from prepared import Prepare
from test_explorer_people import LI

CANVAS = "[data-dots]"
HREF = f'<a href="javascript:top.document.title=1">{MARKUP}</a>'


def drawing(page: Page) -> Locator:
    """The drawing, once all of it is in sight."""
    canvas = page.locator(f"{CANVAS}[data-fitted]")
    expect(canvas).to_be_visible(timeout=30_000)
    return canvas


def place_of(page: Page, key: str) -> dict[str, float]:
    """Where an identifier's dot stands on the canvas."""
    return drawing(page).evaluate(
        "(canvas, key) => canvas.drawing.network.canvasToDOM(canvas.drawing.network.getPosition(key))", key
    )


def dots(page: Page, number: int) -> None:
    expect(page.locator(f"[data-dots='{number}']")).to_be_visible(timeout=30_000)


def test_a_click_selects_and_back_undoes_it(page: Page) -> None:
    page.goto("/people?who=li-laptop")
    drawing(page).click(position=place_of(page, "cookie:li-laptop"))
    expect(page).to_have_url(re.compile("selected=cookie%3Ali-laptop"), timeout=15_000)
    expect(page.get_by_role("button", name="Hide")).to_be_visible(timeout=15_000)
    page.go_back()
    expect(page.get_by_text("Nothing selected")).to_be_visible(timeout=15_000)


def test_a_line_that_is_clicked_shows_its_evidence(page: Page) -> None:
    page.goto("/people?who=li-laptop")
    one, other = place_of(page, "cookie:li-laptop"), place_of(page, LI)
    drawing(page).click(position={"x": (one["x"] + other["x"]) / 2, "y": (one["y"] + other["y"]) / 2})
    expect(page.get_by_text("Evidence between")).to_be_visible(timeout=15_000)
    expect(page.get_by_role("button", name="Unmerge here…")).to_be_visible()


def test_a_double_click_expands_what_stood_stays_and_the_step_is_undone(tab: Page, counter: Graph) -> None:
    tab.goto(f"/people?who={COUNTER.replace('+', '%2B')}")
    dots(tab, 1)
    drawing(tab).dblclick(position=place_of(tab, COUNTER))
    dots(tab, 26)
    stood = drawing(tab).evaluate("(canvas) => canvas.drawing.network.getPositions()")
    drawing(tab).dblclick(position=place_of(tab, COUNTER))
    dots(tab, 51)
    stands = drawing(tab).evaluate("(canvas) => canvas.drawing.network.getPositions()")
    assert {key: stands[key] for key in stood} == stood
    tab.go_back()
    dots(tab, 26)
    tab.get_by_role("button", name="Undo the last expansion").click()
    dots(tab, 1)


def test_a_link_shows_the_same_expansion_and_the_same_places(tab: Page, counter: Graph) -> None:
    key = COUNTER.replace("+", "%2B")
    tab.goto(f"/people?who={key}&expanded={key}&hidden=cookie%3Ac00")
    dots(tab, 25)
    first = drawing(tab).evaluate("(canvas) => canvas.drawing.network.getPositions()")
    tab.reload()
    dots(tab, 25)
    assert drawing(tab).evaluate("(canvas) => canvas.drawing.network.getPositions()") == first


def test_the_legend_dims_the_other_kinds_and_is_reached_by_keyboard(page: Page) -> None:
    page.goto("/people?who=li-laptop")
    drawing(page)
    kind = page.get_by_role("button", name=re.compile("^device 2$"))
    kind.focus()
    page.keyboard.press("Enter")
    expect(kind).to_have_attribute("aria-pressed", "true", timeout=15_000)
    expect(page).to_have_url(re.compile("kind=device"))
    dimmed = "(canvas) => canvas.drawing.nodes.get().filter((dot) => dot.opacity < 1).length"
    assert drawing(page).evaluate(dimmed) == 2


def test_what_is_found_leads_to_the_person_and_back_to_the_list(tab: Page, counter: Graph) -> None:
    tab.goto("/people?who=singapore")
    expect(tab.get_by_text("1 to 1 of 1 person")).to_be_visible(timeout=30_000)
    tab.get_by_role("button", name="member:A").click()
    drawing(tab)
    tab.go_back()
    expect(tab.get_by_text("1 to 1 of 1 person")).to_be_visible(timeout=15_000)


def test_a_dot_of_the_timeline_that_is_clicked_opens_its_event(page: Page) -> None:
    page.goto("/people?who=cookie:zhao&show=timeline")
    chart = page.get_by_test_id("stMain").locator("canvas").first
    expect(chart).to_be_visible(timeout=30_000)
    page.wait_for_timeout(1_000)  # until the chart stands still
    box = chart.bounding_box()
    assert box
    spots = [
        (box["x"] + across, box["y"] + down)
        for down in range(60, 110, 5)
        for across in range(10, int(box["width"]), 5)
    ]
    for x, y in spots:
        page.mouse.move(x, y)
        if chart.evaluate("(canvas) => canvas.parentElement.style.cursor") == "pointer":
            page.mouse.click(x, y)
            break
    expect(page.get_by_text("Event home")).to_be_visible(timeout=15_000)
    expect(page).to_have_url(re.compile("open="))


def open_hostile(graph: Graph) -> None:
    """Everything that a source may name is markup: identifiers, attributes, names, sources, properties."""
    texts = (
        MARKUP,
        LINK,
        HREF,
        "</script><script>top.document.title='taken'</script>",
        "**[x](http://a.example)**",
    )
    records: list[Record] = []
    for place, text in enumerate(texts):
        at = START + timedelta(minutes=place)
        records.append(
            EventRecord(
                "web", f"h{place}", text, at, at, place, ("member:H", f"cookie:{text}"),
                session_id=f"s{text}", properties={"page": text},
            )
        )  # fmt: skip
    records.append(
        UserRecord("crm", HREF, ("member:H",), START, {"note": MARKUP, "link": LINK, "more": HREF})
    )
    load_records(graph, records, path="hostile.csv", key="hostile")
    resolve(graph)
    build_journeys(graph)


@pytest.fixture
def hostile(prepare: Prepare) -> Graph:
    return prepare(open_hostile)


@pytest.mark.parametrize(
    "show", ["graph", "timeline", "sessions", "accounts", "explain", "review", "history"]
)
def test_markup_in_anything_a_source_names_does_nothing(tab: Page, hostile: Graph, show: str) -> None:
    tab.goto(f"/people?who=member:H&show={show}&open=web:h2&selected=cookie%3A{MARKUP.replace('=', '%3D')}")
    expect(tab.get_by_text("OneID")).to_be_visible(timeout=30_000)
    if show == "graph":
        # Rest on every identifier: its tooltip is where text could become markup.
        for key in drawing(tab).evaluate("(canvas) => canvas.drawing.nodes.getIds()"):
            drawing(tab).hover(position=place_of(tab, key))
            expect(tab.locator("div.vis-tooltip")).to_be_visible()
        tab.mouse.move(0, 0)
        expect(tab.locator("div.vis-tooltip")).to_be_hidden()
    tab.wait_for_timeout(500)
    assert tab.title() not in ("taken", "1")
    assert tab.locator("img[src=x]").count() == 0
    assert tab.get_by_test_id("stMain").locator("a[href^='javascript'], a[href*='a.example']").count() == 0


def test_what_was_searched_for_does_nothing_either(tab: Page, hostile: Graph) -> None:
    tab.goto("/people?who=" + "<a href".replace("<", "%3C").replace(" ", "%20"))
    expect(tab.get_by_text("of 1 person")).to_be_visible(timeout=30_000)
    assert tab.locator("img[src=x]").count() == 0


def test_the_export_opens_alone_asks_nobody_and_runs_no_markup(
    tab: Page, hostile: Graph, tmp_path: Path
) -> None:
    tab.goto("/people?who=member:H")
    drawing(tab)
    with tab.expect_download() as waited:
        tab.get_by_role("button", name="Download as one HTML page").click()
    kept = tmp_path / "graph.html"
    waited.value.save_as(kept)
    text = kept.read_text("utf-8")
    assert not re.search(r"<[^>]+\b(?:src|href)\s*=\s*[\"']?http", text)
    alone = tab.context.new_page()
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(kept.as_uri())
    expect(alone.locator("body[data-fitted]")).to_be_attached()
    for place in range(6):
        at = alone.evaluate("(id) => network.canvasToDOM(network.getPosition(id))", place)
        alone.locator("canvas").hover(position=at)
        expect(alone.locator("div.vis-tooltip")).to_be_visible()
    assert asked == [kept.as_uri()]
    assert alone.title() not in ("taken", "1")
    assert alone.locator("img[src=x]").count() == 0


def join_many(graph: Graph, name: str, cookies: int) -> None:
    """A member with this many cookies. The rules allow no such person, so the test writes one itself."""
    records = [
        EventRecord("web", f"{name}{n}", "home", START, START, n, (f"member:{name}", f"cookie:{name}{n:04}"))
        for n in range(cookies)
    ]
    load_records(graph, records, path=f"{name}.csv", key=name)
    graph.statement(
        "MATCH (one:Identifier) WHERE one.value STARTS WITH $name WITH collect(one) AS ones "
        "CREATE (p:Person {oneid: $name, anchor: 'member:' + $name, identifier_count: size(ones)}) "
        "WITH p, ones UNWIND ones AS one CREATE (one)-[:IDENTIFIES]->(p)",
        name=name,
    )


def test_two_thousand_identifiers_are_drawn(page: Page, shop: Graph) -> None:
    # The figure is that of a warm server: the first of the two has made it warm.
    for name in ("big", "large"):
        join_many(shop, name, 1_999)
        began = monotonic()
        page.goto(f"/people?who={name}")
        # Not `expect`: it looks only once a second after a while.
        page.locator("[data-dots='2000'][data-fitted]").wait_for(timeout=30_000)
    print(f"2,000 identifiers drawn {monotonic() - began:.1f} s after the page was asked for")
