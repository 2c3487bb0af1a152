"""Records in one transaction: written, resolved, journeys current. The same graph as load and rebuild."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.errors import QueryFailed, Refused
from onepath.graph.identity import Author, ResolveOptions, default_rules, merge, resolve, verify
from onepath.graph.identity.lock import alone
from onepath.graph.ingest import Ingested, ingest, load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph, Transaction
from onepath.loaders.records import EventRecord, UserRecord
from whole_graph import empty, everything

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOW = ResolveOptions(default_rules(), inactivity_minutes=30)
ANALYST = Author("analyst", "because")
KEYS = ("cookie:1", "cookie:2", "device:1", "phone:1", "phone:2", "user:1")

identifiers = st.lists(st.sampled_from(KEYS), min_size=1, max_size=2, unique=True).map(tuple)
arrivals = st.tuples(
    identifiers,
    st.integers(0, 5) | st.integers(0, 400),  # minutes: some at once, some in a new session
    st.sampled_from(["web", "app"]),
    st.sampled_from([None, None, "s1", "s2"]),
    st.sampled_from(["view", "cart", "buy"]),
)
batches = st.lists(arrivals, min_size=1, max_size=6)


def event(
    number: int,
    *keys: str,
    minutes: float = 0,
    source: str = "web",
    session: str | None = None,
    name: str = "view",
) -> EventRecord:
    at = NOON + timedelta(minutes=minutes)
    return EventRecord(source, f"m{number:03d}", name, at, at, number, keys, session_id=session)


def resolved(graph: Graph) -> None:
    """Everybody was resolved once, as after the first load; from then on a live source is enough."""
    ingest(graph, [event(999, "cookie:9")])
    resolve(graph, HOW)
    build_journeys(graph)


def nothing_is_due(graph: Graph) -> None:
    assert graph.statement("MATCH (n:ResolveDue|JourneyDue) RETURN n") == []
    assert verify(graph).clean, verify(graph)


def equals_a_rebuild(graph: Graph) -> None:
    before = everything(graph)
    graph.statement("MATCH (person:Person) SET person:JourneyDue")
    build_journeys(graph)
    assert everything(graph) == before


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(batches, min_size=1, max_size=8), st.booleans())
def test_journeys_extended_by_a_live_source_equal_journeys_built_from_nothing(graph: Graph, some, in_order):
    empty(graph)
    resolved(graph)
    if in_order:
        flat = iter(sorted((one for batch in some for one in batch), key=lambda one: one[1]))
        some = [[next(flat) for _ in batch] for batch in some]
    number = 0
    for batch in some:
        made = []
        for keys, minutes, source, session, name in batch:
            number += 1
            made.append(event(number, *keys, minutes=minutes, source=source, session=session, name=name))
        ingest(graph, made, resolve_with=HOW)
        nothing_is_due(graph)
    equals_a_rebuild(graph)


def test_an_event_after_the_journeys_end_is_appended_and_a_late_one_rebuilds(graph: Graph):
    resolved(graph)
    assert ingest(graph, [event(1, "cookie:1")], resolve_with=HOW).rebuilt == 1
    for number, minutes in ((2, 5), (3, 34), (4, 100)):
        done = ingest(graph, [event(number, "cookie:1", minutes=minutes)], resolve_with=HOW)
        assert (done.extended, done.rebuilt) == (1, 0)
    done = ingest(graph, [event(5, "cookie:1", minutes=50, name="late")], resolve_with=HOW)
    assert (done.extended, done.rebuilt) == (0, 1)
    (journey,) = graph.statement(
        "MATCH (j:Journey) WHERE j.length > 1 "
        "RETURN j.path AS path, [trail IN j.session_trails | size(trail)] AS sessions"
    )
    assert journey == {"path": ["view", "view", "view", "late", "view"], "sessions": [4, 1]}
    equals_a_rebuild(graph)


def test_events_of_the_sources_own_sessions_are_appended_to_the_last_one(graph: Graph):
    resolved(graph)
    ingest(graph, [event(1, "cookie:1", session="s1")], resolve_with=HOW)
    assert ingest(graph, [event(2, "cookie:1", minutes=500, session="s1")], resolve_with=HOW).extended == 1
    assert ingest(graph, [event(3, "cookie:1", minutes=501, session="s2")], resolve_with=HOW).extended == 1
    # The session before the last: its trail stands in the middle of the journey's.
    assert ingest(graph, [event(4, "cookie:1", minutes=502, session="s1")], resolve_with=HOW).rebuilt == 1
    equals_a_rebuild(graph)


def test_the_same_records_again_change_nothing(graph: Graph):
    resolved(graph)
    some = [event(1, "cookie:1", "phone:1"), UserRecord("crm", "7", ("phone:1", "user:1"), NOON)]
    ingest(graph, some, resolve_with=HOW)
    before = everything(graph)
    assert ingest(graph, some[:1], resolve_with=HOW).new == 0
    assert everything(graph) == before


def test_two_people_that_an_event_shows_to_be_one_have_one_journey_at_once(graph: Graph):
    resolved(graph)
    ingest(graph, [event(1, "cookie:1"), event(2, "user:1", minutes=1)], resolve_with=HOW)
    ingest(graph, [event(3, "user:1", "cookie:1", minutes=2)], resolve_with=HOW)
    nothing_is_due(graph)
    assert graph.statement("MATCH (j:Journey) WHERE j.length > 1 RETURN j.length AS n") == [{"n": 3}]


def test_before_everybody_was_resolved_a_live_source_only_marks_what_is_due(graph: Graph):
    assert ingest(graph, [event(1, "cookie:1")], resolve_with=HOW).new == 1
    assert graph.statement("MATCH (i:ResolveDue) RETURN i.key AS key") == [{"key": "cookie:1"}]
    resolve(graph, HOW)
    build_journeys(graph)
    nothing_is_due(graph)


@dataclass
class Queue:
    """A source whose position is in the graph, as a live inbox keeps it."""

    position: int
    fails: bool = False

    def move(self, transaction: Transaction, ingested: Ingested) -> None:
        transaction.run("internal/load/begin", key="queue", path="queue", file="", mapping="", rejects="")
        transaction.run(
            "internal/load/progress_write",
            key="queue",
            rows=self.position,
            loaded=ingested.new,
            rejected=0,
            conflicts=0,
            finished=False,
        )
        if self.fails:
            # Two event types with one letter, which the server refuses.
            rows = [{"letter": "A", "source": "web", "name": name} for name in ("one", "two")]
            transaction.run("internal/journeys/letters_new", rows=rows)


def test_the_sources_cursor_moves_with_its_records_or_not_at_all(graph: Graph):
    resolved(graph)
    ingest(graph, [event(1, "cookie:1")], cursor=Queue(1), resolve_with=HOW)
    with pytest.raises(QueryFailed):
        ingest(graph, [event(2, "cookie:1", minutes=1)], cursor=Queue(2, fails=True), resolve_with=HOW)
    assert graph.ask("internal/load/progress", key="queue")[0]["rows"] == 1
    assert graph.statement("MATCH (e:Event) RETURN count(e) AS n") == [{"n": 2}]


def test_a_stream_of_small_batches_does_not_keep_a_decision_waiting(graph: Graph):
    resolved(graph)
    ingest(graph, [event(1, "cookie:1"), event(2, "phone:1", minutes=1)], resolve_with=HOW)
    decided = False

    def stream(source: int) -> int:
        sent = 0
        while not decided:
            sent += 1
            ingest(graph, [event(source + sent, f"device:{source}", minutes=sent)], resolve_with=HOW)
        return sent

    with ThreadPoolExecutor(2) as pool:
        streams = [pool.submit(stream, number) for number in (1_000, 100_000)]
        try:
            merge(graph, "cookie:1", "phone:1", Author("analyst", "", wait_seconds=20), HOW)
        finally:
            decided = True
        sent = [one.result() for one in streams]
    assert all(sent)
    nothing_is_due(graph)
    assert graph.statement("MATCH (e:Event) RETURN count(e) AS n") == [{"n": 3 + sum(sent)}]


def test_a_decision_is_refused_with_a_reason_while_everybody_is_resolved(graph: Graph):
    resolved(graph)
    ingest(graph, [event(1, "cookie:1"), event(2, "phone:1", minutes=1)], resolve_with=HOW)
    with alone(graph), pytest.raises(Refused, match="Somebody else has been resolving"):
        merge(graph, "cookie:1", "phone:1", Author("analyst", "", wait_seconds=1), HOW)


def test_a_load_and_a_live_source_end_in_the_same_graph(graph: Graph):
    some = [
        event(1, "cookie:1"),
        event(2, "cookie:1", "phone:1", minutes=3),
        event(3, "phone:1", minutes=90, source="app", name="buy"),
        UserRecord("crm", "7", ("phone:1", "user:1"), NOON),
    ]
    resolved(graph)
    for record in some:
        ingest(graph, [record], resolve_with=HOW)
    live = people_and_journeys(graph)
    empty(graph)
    resolved(graph)
    load_records(graph, some, path="events.csv", key="k")
    resolve(graph, HOW)
    build_journeys(graph)
    assert people_and_journeys(graph) == live


def people_and_journeys(graph: Graph):
    return graph.statement(
        "MATCH (p:Person)<-[:IDENTIFIES]-(i) OPTIONAL MATCH (p)-[:WALKED]->(j) WITH p, i, j ORDER BY i.key "
        "RETURN p.oneid AS oneid, collect(i.key) AS keys, properties(j) AS journey ORDER BY oneid"
    )
