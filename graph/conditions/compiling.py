"""Conditions as Cypher: a tree of fragments of `cypher/fragments/`, with their values as parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Literal

from ..store import Graph, microseconds
from ..trails import Alphabet

About = Literal["trail", "person", "sessions"]
"""What a fragment is about: a unit's trail and clock; the person, so that it is evaluated once for all of the
person's sessions; or all sessions, answering a list with an entry for each in their order."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One fragment and the values of its parameters."""

    about: About
    fragment: str
    values: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """Nodes that all hold (`AND`), of which one holds (`OR`), or of which the only one does not (`NOT`)."""

    operator: Literal["AND", "OR", "NOT"]
    parts: tuple["Node", ...]


Node = Leaf | Operation


@dataclass(frozen=True)
class Compiler:
    """What conditions are compiled with: the letters of a graph's events, and the graph to look things up."""

    graph: Graph
    alphabet: Alphabet

    def of_trail(self, fragment: str, **values: Any) -> Leaf:
        """A fragment over `trail` and `clock`, or over `letter` and `time` where what is counted begins."""
        return _leaf("trail", fragment, values)

    def of_person(self, fragment: str, **values: Any) -> Leaf:
        """A fragment over `journey`: evaluated once for each person."""
        return _leaf("person", fragment, values)

    def of_sessions(self, fragment: str, **values: Any) -> Leaf:
        """A fragment over `journey` that answers a list of booleans, one for each session in their order."""
        return _leaf("sessions", fragment, values)

    @cached_property
    def latest(self) -> int | None:
        """When the last event was that is not in the future, in microseconds since 1970."""
        (span,) = self.graph.ask("internal/outcomes/span", now=microseconds(datetime.now(UTC)))
        latest: int | None = span["last"]
        return latest


def _leaf(about: About, fragment: str, values: Mapping[str, Any]) -> Leaf:
    # Lists become tuples, so that what is compiled can be compared and remembered.
    frozen = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return Leaf(about, fragment, tuple(frozen.items()))
