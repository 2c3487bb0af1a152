"""Stored journeys: one for each person, rebuilt for those whose events or identifiers changed."""

from collections.abc import Callable
from dataclasses import dataclass

from ..store import Graph, Row, Transaction
from ..trails import give_letters, read_letters

_PEOPLE_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """How many journeys were `built`, and what is in the graph afterwards."""

    built: int
    people: int
    journeys: int
    sessions: int
    events: int


def build_journeys(
    graph: Graph,
    *,
    inactivity_minutes: int = 30,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> BuildSummary:
    """Infer sessions where the source gave none and store the journeys that are due.

    Each transaction completes all of its people, so a build that is stopped resumes where it was. Loads,
    resolves, decisions and other builds may run at the same time.
    """
    graph.run("internal/journeys/outdated")
    total = graph.ask("internal/journeys/due")[0]["people"]
    built = 0

    def work(transaction: Transaction) -> tuple[int, int]:
        due = _oneids(transaction.run("internal/journeys/next_due", people=_PEOPLE_AT_ONCE))
        # Locked before anything is read of them: the mark that is taken off is for data that was read.
        held = _oneids(transaction.run("internal/journeys/hold_due", oneids=sorted(due)))
        if held:
            store_journeys(transaction, held, inactivity_minutes)
        return len(due), len(held)

    due = 1
    while due:
        due, people = graph.in_transaction(work)
        built += people
        progress(built, max(built, total))
    return BuildSummary(built=built, **graph.ask("internal/journeys/size")[0])


def _oneids(rows: list[Row]) -> list[str]:
    return [row["oneid"] for row in rows]


def store_journeys(transaction: Transaction, oneids: list[str], inactivity_minutes: int) -> None:
    """Infer these people's sessions and store their journeys, in an open transaction that has locked them."""
    transaction.run("internal/journeys/clear_inferred", oneids=oneids)
    transaction.run("internal/journeys/infer_sessions", oneids=oneids, inactivity_minutes=inactivity_minutes)
    letters = read_letters(transaction)
    (built,) = transaction.run("internal/journeys/build", oneids=oneids, letters=letters)
    if built["unknown"]:
        letters = give_letters(transaction, built["unknown"])
        transaction.run("internal/journeys/build", oneids=oneids, letters=letters)
