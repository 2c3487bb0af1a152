"""Conditions as Cypher: a tree of fragments of `cypher/fragments/`, with their values as parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Literal

from ..calendar import Calendar
from ..store import Graph, microseconds
from ..trails import Alphabet
from .known_properties import check_journeys_are_current

About = Literal["trail", "person", "event"]
"""What a fragment is about: a unit's trail and clock; a person, so that it is evaluated once for all of their
sessions; or one event of the person's journey or session."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One fragment and the values of its parameters."""

    about: About
    fragment: str
    values: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """Nodes that all hold (`AND`), of which one holds (`OR`), or of which the only one does not (`NOT`)."""

    operator: Literal["AND", "OR", "NOT"]
    parts: tuple["Node", ...]


Node = Leaf | Operation


@dataclass(frozen=True)
class Compiler:
    """What conditions are compiled with: a graph, its letters, and the calendar of their days."""

    graph: Graph
    alphabet: Alphabet
    calendar: Calendar

    def of_trail(self, fragment: str, **values: Any) -> Leaf:
        """A fragment over `trail` and `clock`, or over `letter` and `time` where what is counted begins."""
        return Leaf("trail", fragment, values)

    def of_person(self, fragment: str, **values: Any) -> Leaf:
        """A fragment over `journey`: evaluated once for each person."""
        return Leaf("person", fragment, values)

    def of_event(self, fragment: str, **values: Any) -> Leaf:
        """A fragment over `event`, true of at least one event of the journey or session.

        Events are read as they are now: raises QuestionInvalid where journeys are stale.
        """
        check_journeys_are_current(self.graph)
        return Leaf("event", fragment, values)

    @cached_property
    def latest(self) -> int | None:
        """When the last event was that is not in the future, in microseconds since 1970."""
        (span,) = self.graph.ask("internal/outcomes/span", now=microseconds(datetime.now(UTC)))
        latest: int | None = span["last"]
        return latest
