"""A load undone: the graph is as if it had never been loaded."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.errors import GraphError, Refused
from onepath.graph.identity import Author, block, merge, resolve, verify
from onepath.graph.ingest import load_records, remove_load, undo_load
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, IdentifierRecord, Record, SessionRecord, UserRecord
from test_incremental import HOW
from whole_graph import empty, everything

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANALYST = Author("analyst", "because")
KEYS = ("cookie:1", "cookie:2", "device:1", "phone:1", "phone:2", "user:1")


def at(minute: int) -> datetime:
    return NOON + timedelta(minutes=minute)


def event(number: int, *keys: str, minute: int = 0, session: str | None = None, name: str = "view"):
    time = at(minute)
    return EventRecord("web", f"m{number}", name, time, time, number, keys, session_id=session)


def load(graph: Graph, name: str, *records: Record) -> int:
    number = load_records(graph, records, path=f"{name}.csv", key=name, batch_size=3).load
    assert number is not None
    return number


def up_to_date(graph: Graph) -> None:
    resolve(graph, HOW)
    build_journeys(graph)


def as_it_is(graph: Graph) -> list[str]:
    """All nodes and relationships but the history (decisions, tombstones, letters) and the loads."""
    assert verify(graph).clean, verify(graph)
    assert graph.statement("MATCH (n:ResolveDue|JourneyDue|Forgotten) RETURN n") == []
    graph.statement("MATCH (n:Load|ResolveState|Tombstone|Decision|EventType) DETACH DELETE n")
    graph.statement("MATCH (n) WHERE n._loads IS NOT NULL SET n._loads = []")
    graph.statement("MATCH (j:Journey) REMOVE j.trail, j.session_trails")
    return everything(graph)


keys = st.lists(st.sampled_from(KEYS), min_size=1, max_size=2, unique=True).map(tuple)
minutes = st.integers(0, 5) | st.integers(0, 400) | st.integers(0, 600_000)
events = st.builds(
    lambda number, keys, minute, session: event(number, *keys, minute=minute, session=session),
    st.integers(0, 9), keys, minutes, st.sampled_from([None, None, "s1", "s2"]),
)  # fmt: skip
users = st.builds(
    lambda who, keys, day, city: UserRecord(
        "crm", who, keys, None if day is None else at(day * 1_440), {} if day is None else {"city": city}
    ),
    st.sampled_from("12"), keys | st.just(()), st.none() | st.integers(0, 4),
    st.sampled_from(["Rome", "Paris"]),
)  # fmt: skip
sessions = st.builds(
    lambda which, begin, length, device: SessionRecord(
        "web", which, at(begin), at(begin + length), {"screen": device}
    ),
    st.sampled_from(["s1", "s2", "s3"]), st.integers(0, 90), st.integers(0, 90), st.sampled_from("ab"),
)  # fmt: skip
listed = st.sampled_from(KEYS).map(lambda key: IdentifierRecord(*key.split(":"), source="list"))
records = st.lists(events | users | sessions | listed, max_size=8)


def consistent(some: list[Record]) -> list[Record]:
    """Without events that repeat a message id with other content: the first load would win."""
    known: dict[str, Record] = {}
    for one in some:
        if isinstance(one, EventRecord):
            known.setdefault(one.key, one)
    return [known[one.key] if isinstance(one, EventRecord) else one for one in some]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(records, records, st.booleans(), st.booleans())
def test_a_load_that_is_undone_leaves_the_graph_of_the_other_alone(
    graph: Graph, first, second, wanted_first: bool, resolved_between: bool
):
    both = consistent([*first, *second])
    first, second = both[: len(first)], both[len(first) :]
    empty(graph)
    load(graph, "wanted", *first)
    up_to_date(graph)
    alone = as_it_is(graph)

    empty(graph)
    numbers = {}
    for name, some in (("wanted", first), ("wrong", second))[:: 1 if wanted_first else -1]:
        numbers[name] = load(graph, name, *some)
        if resolved_between:
            up_to_date(graph)
    undo_load(graph, numbers["wrong"], HOW)
    up_to_date(graph)
    assert as_it_is(graph) == alone


def test_an_event_that_two_loads_brought_leaves_with_the_second_of_them(graph: Graph):
    first = load(graph, "a", event(1, "cookie:1"), event(2, "cookie:1", minute=5))
    second = load(graph, "b", event(2, "cookie:1", minute=5))
    up_to_date(graph)
    assert undo_load(graph, first, HOW).events == 1
    assert graph.statement("MATCH (e:Event) RETURN e.key AS key") == [{"key": "web:m2"}]
    assert undo_load(graph, second, HOW).events == 1
    assert graph.ask("internal/explore/nodes")[0]["nodes"] <= 8  # letters, locks and the like
    assert graph.statement("MATCH (n:Identifier|Person|Session|Journey|Load) RETURN n") == []


@pytest.mark.parametrize("stopped_after", [0, 1, 2, 3, 5, 8])
def test_an_undo_that_was_stopped_is_resumed(graph: Graph, monkeypatch, stopped_after: int):
    wanted = [event(1, "cookie:1", "phone:1"), UserRecord("crm", "1", ("phone:1", "user:1"), NOON)]
    wrong = [event(n, "cookie:1", f"device:{n}", minute=n) for n in range(2, 9)]
    wrong += [UserRecord("crm", "1", ("phone:2", "user:1"), at(9)), IdentifierRecord("cookie", "9", "list")]
    load(graph, "wanted", *wanted)
    up_to_date(graph)
    alone = as_it_is(graph)
    empty(graph)
    load(graph, "wanted", *wanted)
    number = load(graph, "wrong", *wrong)
    up_to_date(graph)

    monkeypatch.setattr("onepath.graph.ingest.undo._AT_ONCE", 2)
    whole, done = Graph.in_transaction, 0

    def killed(self: Graph, work):
        nonlocal done
        if done == stopped_after:
            raise KeyboardInterrupt
        done += 1
        return whole(self, work)

    monkeypatch.setattr(Graph, "in_transaction", killed)
    with pytest.raises(KeyboardInterrupt):
        undo_load(graph, number, HOW)
    monkeypatch.setattr(Graph, "in_transaction", whole)
    undo_load(graph, number, HOW)
    assert as_it_is(graph) == alone


def test_manual_decisions_stay_and_so_do_the_identifiers_they_are_about(graph: Graph):
    load(graph, "a", event(1, "cookie:1"), event(2, "phone:1"))
    wrong = load(graph, "b", event(3, "device:1"), event(4, "device:2"), event(5, "device:3"))
    up_to_date(graph)
    merge(graph, "cookie:1", "device:1", ANALYST, HOW)
    block(graph, "device:2", ANALYST, HOW)
    undo_load(graph, wrong, HOW)
    left = graph.statement("MATCH (i:Identifier) RETURN i.key AS key ORDER BY key")
    assert [row["key"] for row in left] == ["cookie:1", "device:1", "device:2", "phone:1"]
    load(graph, "again", event(3, "device:1"))
    up_to_date(graph)
    (person,) = graph.statement(
        "MATCH (:Identifier {key: 'device:1'})-[:IDENTIFIES]->(p:Person) MATCH (p)<-[:IDENTIFIES]-(i) "
        "RETURN collect(i.key) AS keys"
    )
    assert set(person["keys"]) == {"cookie:1", "device:1"}


def test_links_that_were_too_old_by_the_day_of_a_wrong_load_are_young_again(graph: Graph):
    load(graph, "a", event(1, "cookie:1", "user:1"))
    up_to_date(graph)
    alone = as_it_is(graph)
    empty(graph)
    load(graph, "a", event(1, "cookie:1", "user:1"))
    wrong = load(graph, "b", event(2, "cookie:2", minute=60 * 24 * 150))
    up_to_date(graph)
    undo_load(graph, wrong, HOW)
    assert as_it_is(graph) == alone


def test_a_load_that_runs_is_refused_as_soon_as_it_is_undone(graph: Graph):
    def rows():
        for number in range(20):
            if number == 12:
                remove_load(graph, 1)
            yield event(number, "cookie:1", minute=number)

    with pytest.raises(Refused, match="was undone while it ran"):
        load_records(graph, rows(), path="running.csv", key="running", batch_size=3)


def test_a_number_that_no_load_has_is_told(graph: Graph):
    with pytest.raises(GraphError, match="There is no load 7"):
        undo_load(graph, 7, HOW)
