"""People who were deleted by Cypher: what is wrong is reported, repaired, and a load says the truth."""

from datetime import UTC, datetime, timedelta

from onepath.graph.identity import resolve, verify
from onepath.graph.ingest import LoadSummary, load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord
from test_incremental import HOW

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def load(graph: Graph) -> LoadSummary:
    events = [
        EventRecord("web", f"m{n}", "view", at, at, n, (key,))
        for n, key in enumerate(("cookie:1", "cookie:1", "cookie:2"))
        for at in (NOON + timedelta(minutes=n),)
    ]
    return load_records(graph, events, path="a.csv", key="a")


def up_to_date(graph: Graph, *, full: bool = False) -> None:
    resolve(graph, HOW, full=full)
    build_journeys(graph)


def failed(graph: Graph) -> set[str]:
    return {check.name for check in verify(graph).checks if check.failed}


def test_a_deleted_person_is_reported_and_comes_back_with_a_full_resolve(graph: Graph):
    load(graph)
    up_to_date(graph)
    graph.statement(
        "MATCH (:Identifier {key: 'cookie:1'})-[:IDENTIFIES]->(person) "
        "CREATE (:Tombstone {oneid: 'old', anchor: 'cookie:1'})-[:MERGED_INTO]->(person), "
        "(:Tombstone {oneid: 'lost', anchor: 'cookie:0'})-[:MERGED_INTO]->(person)"
    )
    graph.statement("MATCH (:Identifier {key: 'cookie:1'})-[:IDENTIFIES]->(person) DETACH DELETE person")
    assert failed(graph) == {
        "every identifier belongs to exactly one person",
        "every journey is one person's",
        "every tombstone leads to one person in one hop",
    }
    up_to_date(graph, full=True)
    assert failed(graph) == set()
    assert graph.statement("MATCH (t:Tombstone) RETURN t.oneid AS oneid") == [{"oneid": "old"}]
    assert graph.statement("MATCH (j:Journey) RETURN j.length AS n ORDER BY n") == [{"n": 1}, {"n": 2}]


def test_a_person_deleted_with_all_that_is_theirs_leaves_a_graph_that_is_right(graph: Graph):
    load(graph)
    up_to_date(graph)
    graph.statement(
        "MATCH (identifier:Identifier {key: 'cookie:1'})-[:IDENTIFIES]->(person)-[:WALKED]->(journey) "
        "MATCH (identifier)<-[:BY]-(event)-[:IN]->(session) "
        "DETACH DELETE person, journey, event, session, identifier"
    )
    assert failed(graph) == set()
    assert (load(graph).loaded, load(graph).duplicates) == (2, 3)
    up_to_date(graph)
    assert failed(graph) == set()
    assert graph.ask("internal/journeys/size")[0]["events"] == 3
