"""Whether nothing is lost: asked of the graph as it is, also while it is in use."""

from dataclasses import dataclass

from ..store import Graph


@dataclass(frozen=True, slots=True)
class Check:
    """One rule that must hold: how many things were checked, how many failed, and examples of these."""

    name: str
    checked: int
    failed: int
    examples: list[str]


@dataclass(frozen=True, slots=True)
class Verification:
    """All checks; `clean` if none failed. People whose journeys are pending are not checked."""

    clean: bool
    checks: list[Check]


def verify(graph: Graph) -> Verification:
    """Every identifier one person, every event one journey, every tombstone one hop from a person."""
    checks = [Check(**row) for row in graph.ask("internal/identity/verify")]
    return Verification(all(check.failed == 0 for check in checks), checks)
