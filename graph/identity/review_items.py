"""The review queue: merges that a rule blocked, and isolated identifiers."""

from dataclasses import dataclass

from ..store import Graph


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """Links that a rule blocked between two people, or an identifier (`a`) that is isolated.

    `links` are keys, `people` OneIDs: twenty of each at most.
    """

    reason: str
    a: str
    b: str | None
    links: list[str]
    people: list[str]


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """The items with the most links first."""

    review_items: list[ReviewItem]


def read_review_queue(graph: Graph, limit: int = 100) -> ReviewQueue:
    """The first `limit` items. Raises GraphError."""
    rows = graph.ask("internal/identity/suspicions", limit=limit)
    return ReviewQueue(
        [
            ReviewItem(row["reason"], row["one"], row["other"], row["links"], row["people"])
            for row in rows
        ]
    )  # fmt: skip
