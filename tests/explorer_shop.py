"""A shop small enough to count by hand, with names that try to be markup, a formula or a link."""

from datetime import UTC, datetime, timedelta

from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, Record, UserRecord

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
MARKUP = "<img src=x onerror=\"top.document.title='taken'\">"
LINK = f"http://shop.example/?href={MARKUP}"
COUNTER = "phone:+8613911112222"
FORMULA = '=HYPERLINK("http://elsewhere.example")'
STORY = (
    # Li: browses unknown, buys under a phone, and comes back by a link and in the app.
    ("web", "home", 0, ("cookie:li-laptop",)),
    ("web", "product_view", 1, ("cookie:li-laptop",)),
    ("web", "add_to_cart", 2, ("cookie:li-laptop",)),
    ("web", "purchase", 3, ("phone:+8613800138000", "cookie:li-laptop")),
    ("app", "home", 60 * 24, ("phone:+8613800138000", f"device:{LINK}")),
    ("app", MARKUP, 60 * 24 + 1, ("phone:+8613800138000", f"device:{MARKUP}")),
    # Wang: looks at a product, ten days later puts it into the cart.
    ("web", "home", 10, ("cookie:wang-phone",)),
    ("web", "product_view", 11, ("cookie:wang-phone",)),
    ("web", "add_to_cart", 11 + 60 * 24 * 10, ("cookie:wang-phone",)),
    # Zhao: one visit.
    ("web", "home", 20, ("cookie:zhao",)),
)


def open_shop(graph: Graph) -> None:
    """Loads the story, resolves its three people and builds their journeys."""
    records: list[Record] = [
        EventRecord(
            source=source,
            message_id=f"m{place}",
            name=name,
            original_at=START + timedelta(minutes=minutes),
            corrected_at=START + timedelta(minutes=minutes),
            sequence=place,
            identifiers=identifiers,
        )
        for place, (source, name, minutes, identifiers) in enumerate(STORY)
    ]
    records.append(UserRecord("crm", "1", ("phone:+8613800138000",), START, {"note": FORMULA}))
    load_records(graph, records, path="shop.csv", key="shop")
    resolve(graph)
    build_journeys(graph)


def open_counter(graph: Graph) -> None:
    """A phone at a shop's counter: two members use it, and sixty strangers' cookies were seen with it."""
    strangers = [f"cookie:c{place:02}" for place in range(60)]
    seen = ["member:A", "member:B", *strangers]
    records: list[Record] = [
        EventRecord(
            "web", f"c{place}", "home", START, START + timedelta(minutes=place), place, (COUNTER, other)
        )
        for place, other in enumerate(seen)
    ]
    records.append(UserRecord("crm", "77", ("member:A",), START, {"city": "Singapore", "born": 1964}))
    load_records(graph, records, path="counter.csv", key="counter")
    resolve(graph)
    build_journeys(graph)
