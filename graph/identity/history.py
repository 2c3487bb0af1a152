"""The decisions about a person: who or which rule, when, why, and which identifiers moved."""

from dataclasses import dataclass
from datetime import datetime

from ..store import Graph, native
from .decisions import ManualDecision, read_manual


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, manual or by the rules (`by` is then `rules`).

    `before` and `after` are OneIDs. `moved` are identifiers, `moved_from` and `moved_to` their OneIDs.
    `manual_decisions` are those that every later resolve respects; empty for a decision by the rules.
    """

    key: str
    at: datetime
    kind: str
    by: str
    reason: str
    in_force: bool
    undone_by: str | None
    before: list[str]
    after: list[str]
    moved: list[str]
    moved_from: list[str]
    moved_to: list[str]
    links: list[str]
    manual_decisions: list[ManualDecision]


@dataclass(frozen=True, slots=True)
class History:
    """The decisions about a person and about everybody who was merged into them, the latest first."""

    oneid: str
    decisions: list[Decision]


def decision_history(graph: Graph, oneid: str) -> History:
    """What was decided about a person. Raises GraphError."""
    decisions = []
    for row in graph.ask("internal/identity/history", oneid=oneid):
        manual = read_manual(row.pop("said"))
        decisions.append(Decision(**native(row), manual_decisions=manual))
    return History(oneid, decisions)
