"""`identity review`."""

from typing import Annotated

import typer
from onepath.graph.identity import ReviewItem, read_review_queue
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..options import Json
from ..terminal import answer, console, table

_NAMED = 2


def review(
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many review items to list.")] = 50,
    json: Json = False,
) -> None:
    """List the review queue: merges that a rule blocked, and isolated identifiers.

    Decide with: onepath identity merge, unmerge, keep-separate or block

    Example: onepath identity review --limit 10
    """
    with Graph.open(Settings()) as graph:
        found = read_review_queue(graph, limit)
    if json:
        return answer(found)
    if not found.review_items:
        console.print("The review queue is empty: no merge is blocked, no identifier is isolated.")
        return None
    rows = [[one.reason, one.a, _other(one), one.links_total, _some(one)] for one in found.review_items]
    table("Review queue", ["reason", "identifier", "other identifier", "links", "people"], rows)
    return None


def _other(item: ReviewItem) -> str:
    """An identifier of the other person, and how many other people there are besides."""
    more = (item.people_total or 0) - 2
    return f"{item.b} and {more} more" if item.b and more > 0 else item.b or ""


def _some(item: ReviewItem) -> str:
    total = item.people_total or len(item.people)
    more = f" and {total - _NAMED} more" if total > _NAMED else ""
    return ", ".join(item.people[:_NAMED]) + more
