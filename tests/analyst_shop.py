"""A shop in which every question of the library has an answer that can be counted by hand."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from onepath.graph.identity import Author, ResolveOptions, default_rules, merge, resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, Record, Reject, UserRecord

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
LI, LI_BROWSER = "phone:+8618194580068", "cookie:GA1.2.9994853103.1768215038"
"""Of the demo, and what the questions about one identifier look up unless they are given another."""
HOURS, DAYS = 60, 24 * 60

STORY = (
    # Li browses, cannot pay, asks support, buys under a phone number, and comes back on Thursday.
    ("web", "browse", 0, (LI_BROWSER,)),
    ("web", "product_view", 1, (LI_BROWSER,)),
    ("web", "add_to_cart", 2, (LI_BROWSER,)),
    ("web", "payment_failed", 4, (LI_BROWSER,)),
    ("web", "support_chat", 6, (LI_BROWSER,)),
    ("web", "purchase", 10, (LI, LI_BROWSER)),
    ("app", "browse", 3 * DAYS, (LI, "device:li")),
    ("app", "purchase", 3 * DAYS + 5, (LI, "device:li")),
    # Wang follows an e-mail, looks back and forth, fills a cart and is never seen again.
    ("email", "email_click", 30, ("cookie:wang",)),
    ("web", "browse", 31, ("cookie:wang",)),
    ("web", "product_view", 32, ("cookie:wang",)),
    ("web", "browse", 33, ("cookie:wang",)),
    ("web", "add_to_cart", 34, ("cookie:wang",)),
    # Zhao cannot pay either and gives up; six weeks later a purchase after a text message ends the data.
    ("app", "payment_failed", 1 * HOURS, ("device:zhao",)),
    ("sms", "sms_click", 43 * DAYS, ("device:zhao",)),
    ("app", "purchase", 43 * DAYS + 30, ("device:zhao",)),
    # Two people order under their phone numbers in one browser.
    ("web", "purchase", 2 * DAYS, ("phone:+8613800138001", "cookie:shared")),
    ("web", "purchase", 2 * DAYS + 1, ("phone:+8613800138002", "cookie:shared")),
    # One event that its source sent twice.
    ("web", "browse", 5 * DAYS, ("cookie:twice",)),
    ("web", "browse", 5 * DAYS, ("cookie:twice",)),
)
CRAWLED = 120
"""Products that a crawler views in ten minutes."""


def analyst_shop(graph: Graph) -> None:
    """Loads the story, resolves, builds journeys, merges two people by hand, and loads one event more."""
    load_records(graph, _records(), path="shop.csv", key="shop", rejects="shop.rejects.csv")
    options = ResolveOptions(default_rules())
    resolve(graph, options)
    build_journeys(graph)
    merge(graph, "cookie:twice", "device:late", Author("analyst", "one of our testers"), options)
    load_records(graph, [_event(999, "web", "browse", 43 * DAYS, ("cookie:new",))], path="new.csv", key="new")


def _records() -> Iterator[Record | Reject]:
    for number, (source, name, minutes, identifiers) in enumerate(STORY):
        yield _event(number, source, name, minutes, identifiers)
    for number in range(CRAWLED):
        yield _event(100 + number, "web", "product_view", 1 * DAYS + number / 12, ("cookie:crawler",))
    # A phone without a network and three hours ahead.
    event = _event(300, "app", "browse", 6 * DAYS, ("device:late",))
    event.original_at = event.corrected_at + timedelta(hours=3)
    event.received_at = event.corrected_at + timedelta(hours=5)
    yield event
    yield UserRecord("crm", "1", ("member:1", LI), MONDAY, {"city": "上海"})
    # A family's number under two accounts.
    yield UserRecord("app", "mother", ("user:mother", "phone:+8613900139000"), MONDAY)
    yield UserRecord("app", "son", ("user:son", "phone:+8613900139000"), MONDAY)
    yield Reject("shop.csv", 7, "no time", {"name": "browse"})


def _event(number: int, source: str, name: str, minutes: float, identifiers: tuple[str, ...]) -> EventRecord:
    at = MONDAY + timedelta(minutes=minutes)
    properties = {"campaign": "spring_sale"} if name.endswith("_click") else {}
    return EventRecord(
        source, f"m{number:03d}", name, at, at, number, identifiers, received_at=at, properties=properties
    )
