"""Which events there are."""

from dataclasses import dataclass

from ..store import Graph


@dataclass(frozen=True, slots=True)
class EventName:
    """A kind of event: how many there are, and of how many people."""

    name: str
    events: int
    people: int


def event_names(graph: Graph) -> list[EventName]:
    """Every event name, the most frequent first."""
    return [EventName(**row) for row in graph.ask("sources/event_names")]
