"""Loads, resolves, builds and decisions at the same time end in the graph that one after the other gives."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from onepath.graph.errors import Refused
from onepath.graph.identity import (
    Author,
    ResolveOptions,
    default_rules,
    merge,
    repair,
    resolve,
    undo,
    unmerge,
    verify,
)
from onepath.graph.ingest import ingest, load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, Transaction
from onepath.loaders.records import EventRecord, Record, UserRecord
from prepared import Prepared, nothing
from whole_graph import empty

ROUNDS = int(os.environ.get("ONEPATH_TEST_ROUNDS", "1"))
"""Each is a test; CONTRIBUTING.md names the long form, of hundreds."""
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOW = ResolveOptions(default_rules(), inactivity_minutes=30)
ANALYST = Author("analyst", "because", wait_seconds=300)
"""Waits longer than a person would: that a busy machine refuses a decision is not what is tested here."""
PEOPLE = 12
Step = Callable[[Graph], Any]


def event(number: int, *keys: str, minutes: int) -> EventRecord:
    at = NOON + timedelta(minutes=minutes)
    name = ("view", "cart", "buy")[number % 3]
    return EventRecord("web", f"m{number:05d}", name, at, at, number, keys)


def start(graph: Graph) -> None:
    """Twelve people with a journey each; two pairs of them are there to be merged and unmerged."""
    empty(graph)
    first = [event(n, f"cookie:{n % PEOPLE}", minutes=n) for n in range(3 * PEOPLE)]
    first += [event(900, "cookie:20", "user:20", minutes=0), event(901, "cookie:21", minutes=1)]
    first += [event(902, "cookie:22", minutes=2), event(903, "cookie:23", minutes=3)]
    load_records(graph, first, path="first", key="first")
    resolve(graph, HOW)
    build_journeys(graph)
    merge(graph, "cookie:21", "cookie:22", ANALYST, HOW)


def load(begin: int) -> Step:
    """Events of everybody, some late; each tenth ties a cookie to a user. And accounts, most of nobody."""
    some: list[Record] = [
        event(
            n,
            f"cookie:{20 + n % 4}" if n % 15 == 14 else f"cookie:{n % PEOPLE}",
            *([f"user:{n % PEOPLE}"] if n % 10 == 0 else []),
            minutes=n * 13 % 700,
        )
        for n in range(begin, begin + 30)
    ]
    some += [
        UserRecord("crm", str(n), (f"user:{n}",) if n % 3 == 0 else (), NOON + timedelta(days=n % 2))
        for n in range(begin % 100, begin % 100 + 20, 4)
    ]
    return lambda graph: load_records(graph, some, path="more", key=f"more {begin}", batch_size=7)


def live(graph: Graph) -> None:
    """A live source, which resolves and extends journeys in the transaction of its events."""
    for n in range(6):
        ingest(graph, [event(5_000 + n, f"cookie:{n}", minutes=800 + n)], resolve_with=HOW)


def decide(graph: Graph) -> None:
    """A merge, an unmerge and an undo, each of people to whom the loads add events and no evidence."""
    merge(graph, "cookie:20", "cookie:23", ANALYST, HOW)
    (link,) = graph.statement(
        "MATCH (:Identifier {key: 'user:20'})-[l:LINK]-({key: 'cookie:20'}) RETURN l.key AS key"
    )
    (oneid,) = graph.ask("internal/identity/who", keys=["user:20"])
    unmerge(graph, oneid["oneid"], [link["key"]], ANALYST, HOW)
    (made,) = graph.statement(
        "MATCH (d:Decision {kind: 'merge', in_force: true}) WHERE d.said[0] CONTAINS 'cookie:21' "
        "RETURN d.key AS key"
    )
    undo(graph, made["key"], ANALYST, HOW)


STEPS: list[Step] = [load(1_000), load(1_015), live, decide]
"""The two loads have half of their rows in common."""


def keep_resolving(graph: Graph, over: threading.Event) -> None:
    turn = 0
    while not over.is_set():
        turn += 1
        with suppress(Refused):
            resolve(graph, HOW, full=turn % 6 == 0, wait_seconds=20)
        over.wait(0.1)


def keep_building(graph: Graph, over: threading.Event) -> None:
    while not over.is_set():
        build_journeys(graph)
        over.wait(0.05)


def finished(graph: Graph) -> list[dict[str, Any]]:
    """People, journeys, sessions and events after all that is due is done."""
    resolve(graph, HOW)
    build_journeys(graph)
    found = verify(graph)
    assert found.clean, found
    assert (found.identifiers_due, found.journeys_due) == (0, 0)
    return [
        *graph.statement(
            "MATCH (p:Person)<-[:IDENTIFIES]-(i) OPTIONAL MATCH (p)-[:WALKED]->(j) "
            "WITH p, i, j ORDER BY i.key "
            "RETURN p.oneid AS oneid, collect(i.key) AS keys, properties(j) AS journey ORDER BY oneid"
        ),
        *graph.statement("MATCH (i:Identifier) RETURN properties(i) AS identifier ORDER BY i.key"),
        *graph.statement(
            "MATCH (e:Event)-[:IN]->(s) "
            "RETURN e.key AS event, e.journey_position AS n, s.key AS session ORDER BY event"
        ),
        *graph.statement(
            "MATCH ()-[l:LINK]->() WHERE l.rule <> 'by_hand' RETURN properties(l) AS link ORDER BY l.key"
        ),
    ]


@pytest.fixture(scope="module")
def one_after_the_other(settings: Settings, prepared: Prepared) -> list[dict[str, Any]]:
    with Graph.open(settings) as graph:
        prepared.fill(graph, nothing)
        start(graph)
        for step in STEPS:
            step(graph)
        return finished(graph)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_any_interleaving_ends_in_the_graph_that_one_after_the_other_gives(
    graph: Graph, one_after_the_other: list[dict[str, Any]], number: int
):
    start(graph)
    over = threading.Event()
    with ThreadPoolExecutor(len(STEPS) + 3) as pool:
        others = [pool.submit(keep, graph, over) for keep in (keep_resolving, keep_building, keep_building)]
        try:
            for one in [pool.submit(step, graph) for step in STEPS]:
                one.result()
        finally:
            over.set()
        for other in others:
            other.result()
    assert finished(graph) == one_after_the_other


def test_events_that_are_loaded_while_a_journey_is_built_are_due_again(graph: Graph):
    start(graph)
    load_records(graph, [event(2_000, "cookie:1", minutes=60)], path="one", key="one")
    with ThreadPoolExecutor(1) as pool:

        def build(transaction: Transaction) -> Any:
            (held,) = transaction.run("internal/journeys/hold_due", oneids=_due(graph))
            later = pool.submit(
                load_records, graph, [event(2_001, "cookie:1", minutes=61)], path="two", key="two"
            )
            transaction.run("internal/journeys/build", oneids=[held["oneid"]], letters=_letters(graph))
            return later

        graph.in_transaction(build).result()
    assert len(_due(graph)) == 1
    build_journeys(graph)
    assert verify(graph).clean


def test_two_loads_of_the_same_rows_at_once_load_each_row_once(graph: Graph):
    rows = [event(n, f"cookie:{n % 3}", f"user:{n % 3}", minutes=n) for n in range(400)]
    with ThreadPoolExecutor(3) as pool:
        loads = [
            pool.submit(load_records, graph, rows, path="same", key=f"same {n}", batch_size=20)
            for n in range(3)
        ]
        done = [one.result() for one in loads]
    assert sum(one.loaded for one in done) == 400
    assert sum(one.duplicates for one in done) == 800
    assert graph.statement("MATCH (i:Identifier) RETURN sum(i.event_count) AS n") == [{"n": 800}]
    assert graph.statement("MATCH ()-[l:LINK]->() RETURN sum(l.count) AS n") == [{"n": 400}]


def test_two_builds_at_once_build_each_journey_once(graph: Graph):
    load_records(graph, [event(n, f"cookie:{n}", minutes=n) for n in range(300)], path="f", key="f")
    resolve(graph, HOW)
    with ThreadPoolExecutor(3) as pool:
        built = [one.result().built for one in [pool.submit(build_journeys, graph) for _ in range(3)]]
    assert sum(built) == 300
    assert verify(graph).clean


class TestRepair:
    """What an older onepath, or a hand in the database, has left behind."""

    def damaged(self, graph: Graph, *statements: str) -> list[dict[str, Any]]:
        start(graph)
        expected = finished(graph)
        for statement in statements:
            graph.statement(statement)
        assert not verify(graph).clean
        return expected

    def test_events_in_no_journey_are_in_one_again(self, graph: Graph):
        expected = self.damaged(
            graph,
            "MATCH (e:Event {key: 'web:m00013'})-[r:IN]->() DELETE r "
            "WITH e MATCH (e)-[:BY]->()-[:IDENTIFIES]->()-[:WALKED]->(j) SET j.length = j.length - 1",
            "MATCH (:Person)-[:WALKED]->(j) WITH j ORDER BY j.oneid LIMIT 1 DETACH DELETE j",
            "CREATE (:Journey {oneid: 'nobody'})",
        )
        assert repair(graph, HOW).clean
        assert finished(graph) == expected

    def test_identifiers_of_nobody_or_of_two_get_their_person_again(self, graph: Graph):
        expected = self.damaged(
            graph,
            "MATCH (:Identifier {key: 'cookie:3'})-[:IDENTIFIES]->(p) DETACH DELETE p",
            "MATCH (:Identifier {key: 'cookie:4'})-[r:IDENTIFIES]->() DELETE r",
            "MATCH (i:Identifier {key: 'cookie:5'}), (:Identifier {key: 'cookie:6'})-[:IDENTIFIES]->(p) "
            "CREATE (i)-[:IDENTIFIES]->(p)",
            "MATCH (:Identifier {key: 'cookie:7'})-[:IDENTIFIES]->(p) SET p.identifier_count = 9",
            "MATCH (:Tombstone)-[r:MERGED_INTO]->() DELETE r",
        )
        assert repair(graph, HOW).clean
        assert finished(graph) == expected


def _due(graph: Graph) -> list[str]:
    return [row["oneid"] for row in graph.ask("internal/journeys/next_due")]


def _letters(graph: Graph) -> dict[str, dict[str, str]]:
    return {"web": {row["name"]: row["letter"] for row in graph.ask("internal/journeys/letters")}}


def test_straight_after_an_offline_load_verify_says_that_a_resolve_is_due(graph: Graph):
    load_records(graph, [event(1, "cookie:1", minutes=1)], path="f", key="f")
    graph.statement("MATCH (i:Identifier) REMOVE i:ResolveDue")  # as an offline import leaves them
    found = verify(graph)
    assert found.clean
    assert found.identifiers_due == 1
