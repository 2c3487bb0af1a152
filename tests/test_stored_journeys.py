"""Stored journeys: the same whether kept current or built from nothing, and equal to the events."""

from datetime import UTC, datetime, timedelta
from itertools import groupby

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.errors import GraphError
from onepath.graph.identity import Author, ResolveOptions, block, default_rules, merge, resolve, undo, unmerge
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from onepath.graph.trails import Alphabet
from onepath.graph.trails.alphabet import _alphabet
from onepath.loaders.records import EventRecord
from whole_graph import empty

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOW = ResolveOptions(default_rules())
ANALYST = Author("analyst", "because")
KEYS = ["member:a", "user:a", "device:a", "device:b", "cookie:a", "cookie:b"]

events = st.tuples(
    st.sampled_from(["web", "app"]),
    st.sampled_from(["view", "cart", "pay"]),
    st.integers(0, 200),  # minutes, late ones among them, many at one instant
    st.lists(st.sampled_from(KEYS), min_size=1, max_size=2, unique=True),
    st.sampled_from([None, None, "s1", "s2"]),
)
batches = st.lists(events, min_size=1, max_size=6)
decisions = st.sampled_from(["merge", "unmerge", "block", "undo"])
words = st.tuples(decisions, st.integers(0, 99), st.integers(0, 99))
lives = st.lists(st.one_of(batches, words), min_size=1, max_size=6)


def stored(graph: Graph):
    return graph.statement("MATCH (j:Journey) RETURN j {.*} AS journey ORDER BY j.oneid")


def say(graph: Graph, word: str, first: int, second: int) -> None:
    known = [row["key"] for row in graph.statement("MATCH (i:Identifier) RETURN i.key AS key ORDER BY key")]
    known = known or ["cookie:nobody"]
    try:
        if word == "merge":
            merge(graph, known[first % len(known)], known[second % len(known)], ANALYST, HOW)
        elif word == "block":
            block(graph, known[first % len(known)], ANALYST, HOW)
        elif word == "unmerge":
            rows = graph.statement(
                "MATCH (p:Person)<-[:IDENTIFIES]-(:Identifier)-[l:LINK]->(:Identifier)-[:IDENTIFIES]->(p) "
                "RETURN p.oneid AS oneid, l.key AS link ORDER BY link"
            )
            chosen = rows[first % len(rows)] if rows else {"oneid": "none", "link": "none"}
            unmerge(graph, chosen["oneid"], [chosen["link"]], ANALYST, HOW)
        else:
            made = graph.statement("MATCH (d:Decision {in_force: true}) RETURN d.key AS key ORDER BY key")
            undo(graph, made[first % len(made)]["key"] if made else "none", ANALYST, HOW)
    except GraphError:
        pass  # what cannot be said changes nothing, which is what is tested here


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(life=lives)
def test_journeys_kept_current_are_those_built_from_nothing(graph: Graph, life):
    empty(graph)
    number = 0
    for turn, part in enumerate(life):
        if isinstance(part, tuple):
            say(graph, *part)
            continue
        records = []
        for source, name, minute, keys, session in part:
            at = NOON + timedelta(minutes=minute)
            number += 1
            records.append(
                EventRecord(source, f"m{number}", name, at, at, number, tuple(keys), session_id=session)
            )
        load_records(graph, records, path="test", key=f"batch {turn}")
        resolve(graph, HOW)
        build_journeys(graph)
    build_journeys(graph)
    kept = stored(graph)
    graph.statement("MATCH (j:Journey) DETACH DELETE j")
    graph.statement("MATCH (p:Person) SET p:JourneyDue")
    build_journeys(graph)
    assert kept == stored(graph)
    told_by_events(graph)


def told_by_events(graph: Graph) -> None:
    """Each journey says in every form what its events say."""
    alphabet = Alphabet.read(graph)
    rows = graph.statement(
        "MATCH (p:Person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(e:Event)-[:IN]->(s:Session) "
        "RETURN p.oneid AS oneid, e.name AS name, e.source AS source, s.key AS session, "
        "e.corrected_at.epochMillis * 1000 AS at ORDER BY oneid, e.corrected_at, e.sequence, e.key"
    )
    people = {oneid: list(own) for oneid, own in groupby(rows, key=lambda row: row["oneid"])}
    for row in stored(graph):
        journey = row["journey"]
        own = people.get(journey["oneid"], [])
        assert journey["path"] == [event["name"] for event in own]
        assert journey["at"] == [event["at"] for event in own]
        assert alphabet.path(journey["trail"]) == journey["path"]
        assert [alphabet.source[letter] for letter in journey["trail"]] == journey["sources"]
        assert times(journey["clock"]) == journey["at"]
        sessions: dict[str, list] = {}
        for event in own:
            sessions.setdefault(event["session"], []).append(event)
        ordered = [visit for _, visit in sorted(sessions.items(), key=lambda one: (one[1][0]["at"], one[0]))]
        assert [alphabet.path(trail) for trail in journey["session_trails"]] == [
            [event["name"] for event in visit] for visit in ordered
        ]
        assert [times(clock) for clock in journey["session_clocks"]] == [
            [event["at"] for event in visit] for visit in ordered
        ]


def times(clock: str) -> list[int]:
    return [int(clock[place : place + 16]) for place in range(0, len(clock), 16)]


def test_a_person_of_a_hundred_thousand_events_has_a_journey_like_any(graph: Graph):
    names = ("view", "cart", "pay")
    records = (
        EventRecord(
            "web", f"m{n}", names[n % 3], NOON + timedelta(seconds=n), NOON + timedelta(seconds=n), n,
            ("cookie:busy",),
        )
        for n in range(100_000)
    )  # fmt: skip
    load_records(graph, records, path="test", key="busy")
    resolve(graph, HOW)
    build_journeys(graph)
    told_by_events(graph)
    (length,) = graph.statement("MATCH (j:Journey) RETURN size(j.trail) AS trail, size(j.clock) AS clock")
    assert length == {"trail": 100_000, "clock": 1_600_000}


def test_letters_are_letters_and_none_is_given_twice():
    letters = list(_alphabet())
    assert len(set(letters)) == len(letters) > 20_000
    assert all(letter.isalpha() for letter in letters)
