"""Whether conditions on properties can be checked: some event has the property, and journeys are current."""

from collections.abc import Collection
from difflib import get_close_matches

from ..errors import QuestionInvalid
from ..store import Graph


def check_property(graph: Graph, names: Collection[str], wanted: str) -> None:
    """Raises QuestionInvalid, with the nearest properties, if none of the events with these names has it."""
    (found,) = graph.ask("internal/funnels/has_property", names=sorted(names), property=wanted)
    if not found["known"]:
        near = get_close_matches(wanted, found["properties"], 5, 0.5) or found["properties"]
        raise QuestionInvalid(
            f"None of these events has a property {wanted!r}.",
            action=f"They have: {', '.join(near) or 'none'}.",
        )


def check_journeys_are_current(graph: Graph) -> None:
    """Raises QuestionInvalid where journeys are stale: events are read as they are now."""
    (due,) = graph.ask("internal/journeys/due")
    if due["people"]:
        raise QuestionInvalid(
            f"The journeys of {due['people']:,} people are stale, so their events cannot be filtered.",
            action="Run: onepath journeys build",
        )
