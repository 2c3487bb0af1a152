"""Journeys of several sessions put into the graph as they are given, and read plainly for comparison."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from hypothesis import strategies as st
from onepath.graph.store import Graph
from stored import DAY, Walk, store, walk_in_time

COUNTS = ("people", "sessions")
"""What questions over journeys count."""
Visits = Sequence[Walk]
"""The sessions of one person, in order; a name is `source/name` where the source is not `web`."""

NAMES = ("a", "b", "c", "app/a", "app/d")
PEOPLE = st.lists(
    st.lists(
        st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 50)), min_size=1, max_size=6), max_size=4
    ),
    min_size=1,
    max_size=6,
)
"""People, their sessions, and of each event its name and the microseconds since the one before."""


def in_time(people: Sequence[Visits], *, over_days: bool = False) -> list[list[list[tuple[str, int]]]]:
    """The same with times: each person's sessions one after the other.

    `over_days`: each session a day later than the one before, and every second person a day later.
    """
    apart = DAY if over_days else 0
    timed = []
    for n, visits in enumerate(people):
        at, sessions = apart * (n % 2), []
        for visit in visits:
            session = walk_in_time(visit, at)
            sessions.append(session)
            at = (session[-1][1] if session else at) + apart
        timed.append(sessions)
    return timed


def store_visits(graph: Graph, people: Sequence[Visits]) -> None:
    """These people, `p0`, `p1`, ..., in place of all that are there."""
    store(graph, {f"p{n}": [event for visit in visits for event in visit] for n, visits in enumerate(people)})
    graph.statement(
        "UNWIND $rows AS row MATCH (journey:Journey {oneid: row.oneid}) "
        "SET journey.session_trails = [n IN range(0, size(row.ends) - 2) | "
        "  substring(journey.trail, row.ends[n], row.ends[n + 1] - row.ends[n])], "
        "journey.session_clocks = [n IN range(0, size(row.ends) - 2) | "
        "  substring(journey.clock, 16 * row.ends[n], 16 * (row.ends[n + 1] - row.ends[n]))]",
        rows=[{"oneid": f"p{n}", "ends": _ends(visits)} for n, visits in enumerate(people)],
    )


def _ends(visits: Visits) -> list[int]:
    ends = [0]
    for visit in visits:
        ends.append(ends[-1] + len(visit))
    return ends


def units_of(people: Sequence[Visits], count: str) -> list[tuple[str, Walk]]:
    """Whole journeys or sessions, each with its person; without those that are empty."""
    return [
        (f"p{n}", unit)
        for n, visits in enumerate(people)
        for unit in (visits if count == "sessions" else [[event for visit in visits for event in visit]])
        if unit
    ]


def names_of(unit: Walk, *, collapsed: bool = False) -> list[str]:
    """The names of a unit's events, without their sources."""
    names = [name.rpartition("/")[2] for name, _ in unit]
    return [name for name, _ in groupby(names)] if collapsed else names


def follows(names: Sequence[str]) -> list[tuple[str, str]]:
    """What follows what directly, the ends among it."""
    return list(pairwise(["(start)", *names, "(end)"]))
