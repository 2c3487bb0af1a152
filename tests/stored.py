"""Journeys put into the graph as they are given, without events behind them: for questions over journeys."""

from collections.abc import Mapping, Sequence

from onepath.graph.store import Graph

DAY = 86_400_000_000
"""In microseconds."""
Walk = Sequence[tuple[str, int]]
"""Names with their times, in order; a name is `source/name` where the source is not `web`."""


def walk_in_time(events: Walk, at: int = 0) -> list[tuple[str, int]]:
    """Names with the pause before each, as names with their times."""
    walk = []
    for name, pause in events:
        at += pause
        walk.append((name, at))
    return walk


def store(graph: Graph, people: Mapping[str, Walk] | Sequence[Walk]) -> None:
    """These journeys in place of all that are there, each in one session."""
    named = people if isinstance(people, Mapping) else {f"p{n}": walk for n, walk in enumerate(people)}
    types = sorted({_type(name) for walk in named.values() for name, _ in walk})
    letters = {kind: chr(ord("A") + place) for place, kind in enumerate(types)}
    graph.statement("MATCH (n:Journey|EventType|Person) DETACH DELETE n")
    graph.statement(
        "UNWIND $rows AS row CREATE (type:EventType) SET type = row",
        rows=[{"source": source, "name": name, "letter": letters[source, name]} for source, name in types],
    )
    graph.statement(
        "UNWIND $rows AS row CREATE (:Person {oneid: row.oneid})-[:WALKED]->(journey:Journey) "
        "SET journey = row",
        rows=[
            {"slot": slot, **_journey(oneid, walk, letters)}
            for slot, (oneid, walk) in enumerate(named.items())
        ],
    )


def _type(name: str) -> tuple[str, str]:
    source, slash, rest = name.partition("/")
    return (source, rest) if slash else ("web", name)


def _journey(oneid: str, walk: Walk, letters: Mapping[tuple[str, str], str]) -> dict[str, object]:
    trail = "".join(letters[_type(name)] for name, _ in walk)
    clock = "".join(f"{at:016d}" for _, at in walk)
    return {
        "oneid": oneid,
        "path": [_type(name)[1] for name, _ in walk],
        "sources": [_type(name)[0] for name, _ in walk],
        "at": [at for _, at in walk],
        "length": len(walk),
        "trail": trail,
        "clock": clock,
        "session_trails": [trail] if walk else [],
        "session_clocks": [clock] if walk else [],
    }
