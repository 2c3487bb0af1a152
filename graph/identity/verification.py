"""Whether nothing is lost: asked of the graph as it is, also while it is in use."""

from dataclasses import dataclass

from ..store import Graph


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold, how many things it was asked of, and how many break it, with examples."""

    name: str
    asked: int
    broken: int
    examples: list[str]


@dataclass(frozen=True, slots=True)
class Verification:
    """All checks; `clean` when none is broken. People whose journeys are due are told, and not counted."""

    checks: list[Check]

    @property
    def clean(self) -> bool:
        return all(check.broken == 0 for check in self.checks)


def verify(graph: Graph) -> Verification:
    """Every identifier one person, every event one journey, every tombstone one hop from somebody."""
    return Verification([Check(**row) for row in graph.ask("internal/identity/verify")])
