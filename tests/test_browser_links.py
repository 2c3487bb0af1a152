"""Addresses in data are text: wherever the explorer shows them, no mail is written and no site is opened."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from explorer_shop import START
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, Record, UserRecord
from playwright.sync_api import Page, expect
from prepared import Prepare

MAIL, PHONE, SITE = "li@shop.example", "+8613800138000", "https://elsewhere.example/a"
NAMED = f"write to {MAIL} or www.elsewhere.example"
PAID = f"call tel:{PHONE} or {SITE}"
FOREIGN = "a[href^='mailto:'], a[href^='tel:'], a[href*='elsewhere.example'], a[href*='shop.example']"


def open_addresses(graph: Graph) -> None:
    """Two people whose events, sources, identifiers, properties and attributes are addresses."""
    names = (NAMED, PAID, NAMED, "home", PAID)
    records: list[Record] = [
        EventRecord(
            source=MAIL, message_id=f"m{place}", name=name, sequence=place,
            original_at=START + timedelta(minutes=place), corrected_at=START + timedelta(minutes=place),
            identifiers=(f"email:{MAIL}", f"phone:{PHONE}") if place < 3 else (f"device:{SITE}",),
            properties={"page": SITE, "to": MAIL},
        )
        for place, name in enumerate(names)
    ]  # fmt: skip
    records.append(UserRecord(MAIL, "1", (f"email:{MAIL}",), START, {"name": MAIL, "site": SITE}))
    load_records(graph, records, path="mail.csv", key="mail")
    resolve(graph)
    build_journeys(graph)


STEPS = f"step={quote(NAMED)}&step={quote(PAID)}"


@pytest.mark.parametrize(
    "link",
    [
        "/",
        f"/people?who={quote(MAIL)}",
        f"/people?who={quote(MAIL)}&show=explain",
        f"/people?who={quote(MAIL)}&show=accounts",
        f"/people?who={quote('nobody@shop.example')}",
        "/people",
        f"/journeys?event={quote(NAMED)}",
        "/journeys?view=transitions&look=again",
        "/journeys?view=variants",
        f"/funnels?{STEPS}&open=1.dropped",
        "/patterns",
        f"/patterns?view=contrast&target={quote(PAID)}",
        "/attribution?channels=events",
        "/retention",
        "/prediction",
        "/query?query=sources/by_source&values=%7B%7D",
        "/data?view=events",
    ],
)
def test_no_address_in_data_becomes_a_link(tab: Page, prepare: Prepare, link: str) -> None:
    prepare(open_addresses)
    tab.goto(link)
    expect(tab.get_by_test_id("stMain").get_by_role("heading").first).to_be_visible(timeout=30_000)
    expect(tab.locator("[data-test-script-state=notRunning]")).to_be_visible(timeout=30_000)
    assert tab.locator(FOREIGN).evaluate_all("links => links.map((one) => one.href)") == []
