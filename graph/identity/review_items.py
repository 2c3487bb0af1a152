"""The review queue: merges that a rule blocked, and isolated identifiers."""

from dataclasses import dataclass

from ..store import Graph, Row


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """All links that a rule blocked at one person for one reason, or an identifier (`a`) that is isolated.

    `b` is an identifier of the other person, or of the first of several; null for an isolated one. `links`
    are keys, `people` OneIDs: twenty of each at most; `links_total` and `people_total` count all
    (people only of blocked links).
    """

    reason: str
    a: str
    b: str | None
    links: list[str]
    people: list[str]
    links_total: int
    people_total: int | None


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """The items with the most links first."""

    review_items: list[ReviewItem]


def read_review_queue(graph: Graph, limit: int = 100) -> ReviewQueue:
    """The first `limit` items over all people. Raises GraphError."""
    return ReviewQueue([_item(row) for row in graph.ask("internal/identity/suspicions", limit=limit)])


def review_items_of(graph: Graph, oneid: str) -> ReviewQueue:
    """The items that are about one person. Raises GraphError."""
    return ReviewQueue([_item(row) for row in graph.ask("internal/identity/person_suspicions", oneid=oneid)])


def _item(row: Row) -> ReviewItem:
    return ReviewItem(a=row.pop("one"), b=row.pop("other"), **row)
