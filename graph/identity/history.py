"""The decisions about a person and about everybody: who or which rule, when, why, and what moved."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ..calendar import Calendar
from ..store import Graph, Row, moment, native
from .manual import ManualDecision, read_manual


class DecisionKind(StrEnum):
    """Kinds of decisions. Only the rules regroup (identifiers move) and rename (a OneID changes)."""

    MERGE = "merge"
    UNMERGE = "unmerge"
    KEEP_SEPARATE = "keep_separate"
    BLOCK = "block"
    UNDO = "undo"
    REGROUP = "regroup"
    RENAME = "rename"


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


@dataclass(frozen=True, slots=True)
class DecisionList:
    """The latest decisions about anybody, and how many match in `total`."""

    total: int
    decisions: list[Decision]


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """Which decisions are listed: of these days (both included), of these kinds, by these authors.

    No kinds and no authors mean all of them. `manual` leaves out what the rules decided.
    """

    since: date | None = None
    until: date | None = None
    kinds: tuple[DecisionKind, ...] = ()
    authors: tuple[str, ...] = ()
    manual: bool = False


def decision_history(graph: Graph, oneid: str) -> History:
    """What was decided about a person. Raises GraphError."""
    return History(oneid, [_decision(row) for row in graph.ask("internal/identity/history", oneid=oneid)])


def list_decisions(
    graph: Graph, wanted: DecisionFilter, limit: int = 100, calendar: Calendar | None = None
) -> DecisionList:
    """What was decided about anybody, the latest first; days are those of a calendar, or the project's.

    Raises GraphError.
    """
    days = calendar or graph.calendar
    rows = graph.ask(
        "internal/identity/decisions",
        since=moment(days.start(max(wanted.since or _FIRST_DAY, _FIRST_DAY))),
        until=moment(days.start(min(wanted.until or _LAST_DAY, _LAST_DAY) + timedelta(days=1))),
        kinds=[str(kind) for kind in wanted.kinds],
        authors=list(wanted.authors),
        manual=wanted.manual,
        limit=limit,
    )
    total = rows[0]["total"] if rows else 0
    return DecisionList(total, [_decision({k: row[k] for k in row if k != "total"}) for row in rows])


def decision_authors(graph: Graph) -> list[str]:
    """Everybody who decided, those with the most decisions first; `rules` for the rules."""
    return [row["by"] for row in graph.ask("internal/identity/decision_authors")]


# No decision is of a day before or after these, and a calendar cannot count much further.
_FIRST_DAY, _LAST_DAY = date(1970, 1, 1), date(9000, 1, 1)


def _decision(row: Row) -> Decision:
    manual = read_manual(row.pop("said"))
    return Decision(**native(row), manual_decisions=manual)
