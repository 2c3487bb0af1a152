"""People who were deleted by Cypher: what is wrong is reported, repaired, and a load says the truth."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from command_line import HEADER, answered, printed, row
from onepath.graph.identity import resolve, verify
from onepath.graph.ingest import LoadSummary, load_records, undo_load
from onepath.graph.journeys import build_journeys
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord
from test_incremental import HOW

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


DELETE = "MATCH (:Identifier {key: 'cookie:1'})-[:IDENTIFIES]->(person) DETACH DELETE person"


def load(
    graph: Graph, name: str = "a", keys: tuple[str, ...] = ("cookie:1", "cookie:1", "cookie:2")
) -> LoadSummary:
    events = [
        EventRecord("web", f"{name}{n}", "view", at, at, n, (key,))
        for n, key in enumerate(keys)
        for at in (NOON + timedelta(minutes=n),)
    ]
    return load_records(graph, events, path=f"{name}.csv", key=name)


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
    graph.statement(DELETE)
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


def test_a_load_is_undone_after_its_person_was_deleted(graph: Graph):
    load(graph)
    up_to_date(graph)
    wrong = load(graph, "wrong", ("cookie:1", "cookie:3")).load
    assert wrong is not None
    up_to_date(graph)
    graph.statement(DELETE)
    assert undo_load(graph, wrong, HOW).events == 2
    up_to_date(graph, full=True)
    assert failed(graph) == set()
    assert graph.statement("MATCH (j:Journey) RETURN j.length AS n ORDER BY n") == [{"n": 1}, {"n": 2}]
    assert (load(graph, "wrong", ("cookie:1", "cookie:3")).loaded, load(graph).duplicates) == (2, 3)


def test_what_was_deleted_with_its_person_is_not_counted_by_an_undo(graph: Graph):
    number = load(graph).load
    assert number is not None
    up_to_date(graph)
    graph.statement(
        "MATCH (identifier:Identifier {key: 'cookie:1'})-[:IDENTIFIES]->(person)-[:WALKED]->(journey) "
        "MATCH (identifier)<-[:BY]-(event)-[:IN]->(session) "
        "DETACH DELETE person, journey, event, session, identifier"
    )
    assert undo_load(graph, number, HOW).events == 1
    assert failed(graph) == set()
    assert graph.statement("MATCH (n:Identifier|Event|Person|Journey|Session) RETURN n") == []


def test_a_person_deleted_after_an_offline_load_is_reported_and_repaired(here: Path):
    rows = row(1, cookie="1"), row(2, cookie="1"), row(3, cookie="2")
    (here / "events.csv").write_text("".join((HEADER, *rows)))
    printed("load", "--bulk", "events.csv")
    printed("resolve")
    with Graph.open(Settings()) as graph:
        graph.statement(DELETE)
        assert "every identifier belongs to exactly one person" in failed(graph)
        again = answered("load", "events.csv")
        assert (again["loaded"], again["duplicates"]) == (0, 3)
        assert "every identifier belongs to exactly one person" in failed(graph)
        printed("identity", "verify", "--repair")
        assert failed(graph) == set()
