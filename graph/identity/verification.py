"""Whether nothing is lost, asked of the graph as it is, also while it is in use; and its repair."""

from dataclasses import dataclass

from ..journeys import build_journeys
from ..store import Graph
from .lock import alone
from .resolution import ResolveOptions, resolve


@dataclass(frozen=True, slots=True)
class Check:
    """One rule that must hold: how many things were checked, how many failed, and examples of these."""

    name: str
    checked: int
    failed: int
    examples: list[str]


@dataclass(frozen=True, slots=True)
class Verification:
    """All checks; `clean` if none failed.

    `identifiers_due` have to be resolved and `journeys_due` to be built: neither is checked yet.
    """

    clean: bool
    identifiers_due: int
    journeys_due: int
    checks: list[Check]


def verify(graph: Graph) -> Verification:
    """Every identifier one person, every event one journey, every tombstone one hop from a person."""
    checks = [Check(**row) for row in graph.ask("internal/identity/verify")]
    (due,) = graph.ask("internal/identity/pending")
    return Verification(
        all(check.failed == 0 for check in checks), due["identifiers"], due["journeys"], checks
    )


def repair(graph: Graph, options: ResolveOptions) -> Verification:
    """Mark what fails a check as due, resolve and build it again, and verify again.

    Nothing is lost in it: people and journeys follow from identifiers, links, events and decisions. An event
    that no identifier owns cannot be mended; its check fails afterwards too. Raises GraphError.
    """
    with alone(graph):
        graph.run("internal/identity/repair_identifiers")
    resolve(graph, options)
    with alone(graph):
        graph.run("internal/identity/repair_people")
    build_journeys(graph, inactivity_minutes=options.inactivity_minutes)
    return verify(graph)
