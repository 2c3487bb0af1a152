"""Loads, resolves, builds and decisions at the same time end in the graph that one after the other gives."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random
from time import sleep
from typing import Any

import pytest
from onepath.graph.errors import Refused
from onepath.graph.identity import (
    Author,
    ResolveOptions,
    block,
    default_rules,
    merge,
    repair,
    resolve,
    undo,
    unmerge,
    verify,
)
from onepath.graph.ingest import ingest, load_records, undo_load
from onepath.graph.ingest.removal import remove_events
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph, Transaction
from onepath.loaders.records import EventRecord, Record, UserRecord
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
    session = f"visit {number % 3}" if number % 4 == 3 else None  # of several people, as on a shared tablet
    return EventRecord("web", f"m{number:05d}", name, at, at, number, keys, session_id=session)


def start(graph: Graph) -> None:
    """Twelve people with a journey each, four more for manual decisions, and a load that will be undone."""
    empty(graph)
    first = [event(n, f"cookie:{n % PEOPLE}", minutes=n) for n in range(3 * PEOPLE)]
    first += [event(900, "cookie:20", "user:20", minutes=0), event(901, "cookie:21", minutes=1)]
    first += [event(902, "cookie:22", minutes=2), event(903, "cookie:23", minutes=3)]
    load_records(graph, first, path="first", key="first")
    resolve(graph, HOW)
    build_journeys(graph)
    merge(graph, "cookie:21", "cookie:22", ANALYST, HOW)
    load_records(graph, WRONG, path="wrong", key="wrong")
    resolve(graph, HOW)
    build_journeys(graph)


def rows(begin: int) -> list[Record]:
    """Events of everybody, some late, and accounts; many tie identifiers of those who are decided about."""
    some: list[Record] = [event(n, *_named(n), minutes=n * 13 % 700) for n in range(begin, begin + 30)]
    some += [
        UserRecord("crm", str(n), (f"user:{n}",) if n % 3 == 0 else (), NOON + timedelta(days=n % 2))
        for n in range(begin % 100, begin % 100 + 20, 4)
    ]
    # The number of an account moves from the people of one decision to those of another.
    some += [
        UserRecord("crm", f"a{n}", (f"user:{n}", f"phone:{n + begin % 2}"), NOON + timedelta(minutes=begin))
        for n in (20, 21, 22)
    ]
    return some


def _named(n: int) -> tuple[str, ...]:
    """Of each five events one is of people who are decided about, with another identifier of theirs."""
    who = 20 + n // 5 % 4
    match n % 5:
        case 0 if n % 10 == 0:
            return f"cookie:{n % PEOPLE}", f"user:{n % PEOPLE}"
        case 1:
            return f"cookie:{who}", f"device:{who}"
        case 2 if who == 20:
            return "user:20", "device:20"  # around the link that is cut by hand
        case 2:
            return (f"cookie:{who}",)
        case _:
            return (f"cookie:{n % PEOPLE}",)


WRONG: list[Record] = [
    *rows(1_000)[:12],  # which the right load brings too
    event(950, "cookie:21", "cookie:22", minutes=5),
    event(951, "cookie:20", "device:98", minutes=6),
    event(952, "cookie:23", "device:98", minutes=7),
    event(953, "cookie:3", "device:99", minutes=8),
    UserRecord("crm", "a20", ("user:20", "phone:99"), NOON + timedelta(days=9)),
]
"""Ties people who are nobody's: it is undone while everything else goes on."""


def load(begin: int) -> Step:
    return lambda graph: load_records(graph, rows(begin), path="more", key=f"more {begin}", batch_size=7)


def take_back(graph: Graph) -> None:
    """Undoes the wrong load; an undo that others kept waiting for too long is resumed by the same call."""
    (wrong,) = graph.statement("MATCH (load:Load {path: 'wrong'}) RETURN load.number AS number")
    while True:
        with suppress(Refused):
            undo_load(graph, wrong["number"], HOW)
            return


def live(graph: Graph) -> None:
    """A live source, which resolves and extends journeys in the transaction of its events."""
    for n in range(6):
        ingest(graph, [event(5_000 + n, f"cookie:{n}", minutes=800 + n)], resolve_with=HOW)
        ingest(
            graph, [event(5_100 + n, f"cookie:{20 + n % 4}", f"device:{30 + n}", minutes=820 + n)],
            resolve_with=HOW,
        )  # fmt: skip


def merged_by_hand(graph: Graph, a: str, b: str) -> str:
    """The decision that merged them."""
    (made,) = graph.statement(
        "MATCH (d:Decision {kind: 'merge', in_force: true}) "
        "WHERE d.said[0] CONTAINS $a AND d.said[0] CONTAINS $b RETURN d.key AS key", a=a, b=b,
    )  # fmt: skip
    return str(made["key"])


def cut(graph: Graph) -> None:
    """Unmerges at a link; its person may get another OneID in between."""
    (link,) = graph.statement(
        "MATCH (:Identifier {key: 'user:20'})-[l:LINK]-({key: 'cookie:20'}) RETURN l.key AS key"
    )
    while True:
        (who,) = graph.ask("internal/identity/who", keys=["user:20"])
        with suppress(Refused):
            unmerge(graph, who["oneid"], [link["key"]], ANALYST, HOW)
            return


MANUAL: tuple[tuple[Step, ...], ...] = (
    (lambda graph: merge(graph, "cookie:20", "cookie:10", ANALYST, HOW),),
    (cut,),
    (lambda graph: undo(graph, merged_by_hand(graph, "cookie:21", "cookie:22"), ANALYST, HOW),),
    (
        lambda graph: merge(graph, "cookie:23", "cookie:11", ANALYST, HOW),
        lambda graph: undo(graph, merged_by_hand(graph, "cookie:23", "cookie:11"), ANALYST, HOW),
    ),
    (lambda graph: block(graph, "cookie:22", ANALYST, HOW),),
    (lambda graph: merge(graph, "cookie:1", "cookie:2", ANALYST, HOW),),
)
"""Manual decisions about people to whom the loads add evidence. What stands together is in this order."""


def decide(seed: int) -> Step:
    """Some of the manual decisions, which ones, in which order and with which pauses drawn by the seed."""
    chance = Random(seed)
    drawn = chance.sample(MANUAL, chance.randint(3, len(MANUAL)))
    turns = [place for place, steps in enumerate(drawn) for _ in steps]
    chance.shuffle(turns)
    pauses = [chance.choice((0.0, 0.1, 0.5)) for _ in turns]

    def work(graph: Graph) -> None:
        left = [iter(steps) for steps in drawn]
        for turn, pause in zip(turns, pauses, strict=True):
            next(left[turn])(graph)
            sleep(pause)

    return work


def steps(seed: int) -> list[Step]:
    """The two loads have half of their rows in common."""
    return [load(1_000), load(1_015), live, decide(seed), take_back]


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
        *graph.statement(
            "MATCH (u:User)-[r:HAS|HAD]->(i) RETURN u.key AS account, type(r) AS type, i.key AS key "
            "ORDER BY account, type, key"
        ),
    ]


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_any_interleaving_ends_in_the_graph_that_one_after_the_other_gives(graph: Graph, seed: int):
    start(graph)
    for step in steps(seed):
        step(graph)
    one_after_the_other = finished(graph)

    start(graph)
    over = threading.Event()
    at_once = steps(seed)
    with ThreadPoolExecutor(len(at_once) + 3) as pool:
        others = [pool.submit(keep, graph, over) for keep in (keep_resolving, keep_building, keep_building)]
        try:
            for one in [pool.submit(step, graph) for step in at_once]:
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


def test_an_event_that_is_undone_while_another_load_brings_it_too_stays(graph: Graph):
    both = event(1, "cookie:1", "user:1", minutes=1)
    number = load_records(graph, [both, event(2, "cookie:1", minutes=2)], path="wrong", key="wrong").load
    assert number is not None
    with ThreadPoolExecutor(1) as pool:

        def remove(transaction: Transaction) -> Any:
            remove_events(transaction, [both.key], number)
            later = pool.submit(load_records, graph, [both], path="right", key="right")
            while not graph.statement(BLOCKED):
                sleep(0.05)
            return later

        assert graph.in_transaction(remove).result().loaded == 1
    undo_load(graph, number, HOW)
    assert graph.statement("MATCH (e:Event) RETURN e.key AS key") == [{"key": both.key}]
    resolve(graph, HOW)
    build_journeys(graph)
    assert verify(graph).clean
    assert graph.statement("MATCH (i:Identifier) RETURN sum(i.event_count) AS n") == [{"n": 2}]


BLOCKED = "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN status"


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
