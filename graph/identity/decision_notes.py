"""Manual decisions as an explanation names them: which one, by whom, when and why."""

from dataclasses import dataclass
from datetime import datetime

from ..store import Graph, native
from .manual import ManualDecision


@dataclass(frozen=True, slots=True)
class DecisionNote:
    """The key and the kind of a manual decision, its author, time and reason."""

    key: str
    kind: str
    by: str
    at: datetime
    reason: str

    @property
    def why(self) -> str:
        """The reason, where there is one, and the decision's key, for the end of a sentence."""
        return f"{self.reason} (decision {self.key})" if self.reason else f"decision {self.key}"


@dataclass(frozen=True, slots=True)
class Separation:
    """Two identifiers of two people that a manual decision keeps separate."""

    a: str
    b: str
    decision: DecisionNote


def separations(graph: Graph, a: str, b: str) -> list[Separation]:
    """What keeps the people of these two identifiers separate, the latest decision first."""
    return [
        Separation(row.pop("a"), row.pop("b"), DecisionNote(**native(row)))
        for row in graph.ask("internal/identity/separations", a=a, b=b)
    ]


def block_note(graph: Graph, key: str) -> DecisionNote | None:
    """The manual decision that blocks an identifier; None where a rule does."""
    rows = graph.ask("internal/identity/block_decision", said=ManualDecision("block", key).text)
    return DecisionNote(**native(rows[0])) if rows else None
