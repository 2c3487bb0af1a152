"""Paths over stored journeys. The semantics are written in the queries' headers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onepath.graph.errors import GraphError
from onepath.graph.store import Graph


@dataclass(frozen=True, slots=True)
class PathStep:
    """Passages between two events, `step` steps away from where the paths begin or end."""

    step: int
    source: str
    target: str
    people: int
    times: int


@dataclass(frozen=True, slots=True)
class EventName:
    """A kind of event: how many there are, and of how many people."""

    name: str
    events: int
    people: int


def paths(
    graph: Graph, *, start: str | None = None, end: str | None = None, depth: int = 1, limit: int = 8
) -> list[PathStep]:
    """The steps after `start`, or before `end`; at each distance the `limit` most frequent by name.

    Raises GraphError unless exactly one of `start` and `end` is given.
    """
    event = start or end
    if event is None or (start and end):
        raise GraphError("Paths go from one event, or to one event.", action="Give either --from or --to.")
    _known(graph, [event])
    anchor: dict[str, Any] = {"event": event, "direction": 1 if start else -1, "depth": depth}
    shown: list[list[str]] = [[] for _ in range(depth)]
    for row in graph.ask("journeys/path_events", **anchor):
        if len(shown[row["step"] - 1]) < limit:
            shown[row["step"] - 1].append(row["name"])
    return [PathStep(**row) for row in graph.ask("journeys/path_steps", **anchor, shown=shown)]


def event_names(graph: Graph) -> list[EventName]:
    """Every event name, the most frequent first."""
    return [EventName(**row) for row in graph.ask("journeys/event_names")]


def _known(graph: Graph, names: Sequence[str]) -> None:
    known = {row["name"] for row in graph.ask("journeys/names_known", names=list(names))}
    missing = [name for name in names if name not in known]
    if missing:
        there = ", ".join(event.name for event in event_names(graph)[:12]) or "none; build journeys first"
        raise GraphError(
            f"No event is named {', '.join(missing)}.", action=f"The most frequent names are: {there}."
        )
