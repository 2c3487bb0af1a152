"""Funnels over stored journeys, and the events there are. The semantics are in the queries' headers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from onepath.graph.errors import GraphError
from onepath.graph.journeys.alphabet import Alphabet
from onepath.graph.store import Graph


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """People that reached a step; shares from 0 to 1, None where nobody was there to come from."""

    name: str
    people: int
    from_first: float | None
    from_previous: float | None


@dataclass(frozen=True, slots=True)
class EventName:
    """A kind of event: how many there are, and of how many people."""

    name: str
    events: int
    people: int


def funnel(graph: Graph, steps: Sequence[str], *, within: timedelta) -> list[FunnelStep]:
    """How many people came how far through `steps`, in order, within a window from their first step.

    Raises GraphError for no steps, a window that is not positive, or a step that no event has.
    """
    if not steps:
        raise GraphError(
            "A funnel needs at least one step.", action="See the names with: onepath query event_names"
        )
    if within <= timedelta(0):
        raise GraphError(f"A window of {within} holds nothing.", action="Give a positive one, such as 7d.")
    alphabet = Alphabet.read(graph)
    letters = [alphabet.letters(step) for step in steps]
    window = within // timedelta(microseconds=1)
    rows = graph.ask_in_parts("journeys/funnel", steps=letters, by_letter=True, window=window)
    counts = [
        sum(row["people"] for row in rows if row["reached"] >= step) for step in range(1, len(steps) + 1)
    ]
    return [
        FunnelStep(name, people, _share(people, counts[0]), _share(people, before))
        for name, people, before in zip(steps, counts, [counts[0], *counts], strict=False)
    ]


def event_names(graph: Graph) -> list[EventName]:
    """Every event name, the most frequent first."""
    return [EventName(**row) for row in graph.ask("journeys/event_names")]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
