"""Cypher that somebody typed reads the graph, and can do nothing else."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from onepath.app.commands import cli
from onepath.graph.console import CypherQuestion, found_graph, readable, run_cypher, run_library
from onepath.graph.console.bounds import check_bounds
from onepath.graph.console.guard import check_plan, check_words
from onepath.graph.errors import QueryFailed, Refused
from onepath.graph.saved_questions import list_questions, save_question
from onepath.graph.store import Graph, all_queries
from stored import store
from test_library import any_parameters
from typer.testing import CliRunner

WRITES = [
    "CREATE (:X)",
    "INSERT (:X)",
    "MERGE (n:X {a: 1}) RETURN n",
    "MATCH (n) SET n.a = 1",
    "MATCH (n) REMOVE n.name RETURN n",
    "MATCH (n) DETACH DELETE n",
    "UNWIND [1] AS i CALL (i) { CREATE (:X) RETURN 1 AS one } RETURN one",
    "UNWIND [1] AS i CALL (i) { CREATE (:X) } IN TRANSACTIONS OF 1 ROWS",
    "UNWIND [1] AS i CALL (i) { MATCH (n) RETURN n } IN TRANSACTIONS OF 1 ROWS RETURN n",
    "MATCH (n) FOREACH (i IN [1] | CREATE (:X))",
    "CYPHER 25 WHEN true THEN { CREATE (:X) }",
    "RETURN 1 AS one UNION CREATE (:X) RETURN 2 AS one",
    "/* harmless */ CREATE (:X) // MATCH",
    "// harmless\nCREATE (:X)",
    "CYPHER 5 CREATE (:X)",
    "CYPHER runtime=slotted CREATE (:X)",
    "\\u0043REATE (:X)",
    "EXPLAIN CREATE (:X)",
    "PROFILE CREATE (:X)",
    "RETURN 1; CREATE (:X)",
    "CALL db.createLabel('X')",
    "CALL gds.wcc.write('none', {writeProperty: 'x'})",
    "CREATE INDEX mine FOR (n:X) ON (n.a)",
    "DROP INDEX event_name IF EXISTS",
    "CREATE USER bob SET PASSWORD 'long enough'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'long enough'",
    "CREATE DATABASE other",
    "STOP DATABASE neo4j",
]
"""Whatever would change the data, the schema or the server."""

REACHES = [
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "load /* */ csv from 'http://127.0.0.1:1/' AS line RETURN line",
    "RETURN CASE WHEN true THEN COUNT { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } END AS n",
    "RETURN [i IN [1] | COLLECT { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line }] AS n",
    "CALL dbms.listConfig()",
    "CALL dbms.components() YIELD name RETURN name",
    "CALL dbms.killConnection('bolt-1')",
    "CALL tx.setMetaData({a: 1})",
    "CALL db.clearQueryCaches()",
    "CALL db.stats.clear('QUERIES')",
    "CALL db.prepareForReplanning()",
    "CALL gds.graph.list()",
    "CALL gds.graph.drop('mine')",
    "CALL gds.wcc.stream('mine')",
    "OPTIONAL CALL gds.graph.drop('mine') YIELD graphName RETURN graphName",
    "CALL `db`.`clearQueryCaches`()",
    "CALL/**/db.clearQueryCaches()",
    "CALL\u180edb.clearQueryCaches()",
    "RETURN [i IN [1] | COLLECT { CALL db.clearQueryCaches() YIELD value RETURN value }] AS n",
    "MATCH (n) WHERE EXISTS { CALL dbms.listConfig() YIELD name RETURN name } RETURN n",
    "RETURN gds.graph.project('mine', null, null) AS made",
    "RETURN [1, `gds`.graph.`project`('mine', null, null)] AS made",
    "RETURN `gds.graph.project`('mine', null, null) AS made",
    "RETURN `gds`.`version`() AS version",
    "RETURN `gds` /* */ . // here\n `version` () AS version",
    "RETURN [i IN [1] | COLLECT { CALL `db.clearQueryCaches`() YIELD value RETURN value }] AS n",
    "RETURN \\u0067ds.version() AS version",
    "RETURN \\\\u0067ds.version() AS version",
    "RETURN gds\u200b.version() AS version",
    "RETURN apoc.cypher.runFirstColumnSingle('CREATE (:X) RETURN 1', {}) AS made",
    "RETURN genai.vector.encode('what I know', 'OpenAI', {token: 'x'}) AS sent",
    "SHOW USERS",
    "SHOW SETTINGS",
    "SHOW TRANSACTIONS",
    "SHOW DATABASES",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "USE system SHOW USERS",
    "USE neo4j MATCH (n) RETURN n",
    "CYPHER 25 USE neo4j MATCH (n) RETURN n",
    "CALL () { USE neo4j MATCH (n) RETURN n } RETURN n",
]  # fmt: skip
"""What is no write to the server, and all the same reaches past this graph, or into the server."""

READS = [
    "MATCH (n) RETURN n",
    "MATCH (n:Person)-[:WALKED]->(j) WHERE EXISTS { MATCH (n)<-[:IDENTIFIES]-() } RETURN n, j LIMIT 1",
    "MATCH (n) RETURN COLLECT { MATCH (n)-->(m) RETURN m } AS all",
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.schema.visualization()",
    "SHOW INDEXES",
    "SHOW CONSTRAINTS YIELD name RETURN name",
    "CYPHER 25 MATCH (n) FILTER n.name = 'a' RETURN n",
    "MATCH p = SHORTEST 1 (a:Person)-->+(b:Journey) RETURN p",
    "MATCH p = shortestPath((a:Person)-[*..4]-(b:Event)) RETURN p LIMIT 1",
    "MATCH (a:Event)-[r*1..3]-(b:Person) RETURN DISTINCT b",
    "UNWIND [1, 2] AS n RETURN n UNION ALL RETURN 3 AS n",
    "RETURN point.distance(point({x: 1, y: 1}), point({x: 1, y: 2})) AS d",
    "RETURN date.truncate('day', datetime()) AS t",
    "RETURN 'CALL dbms.listConfig() LOAD CSV' AS `LOAD CSV; CREATE (:X)`",
    "MATCH (call:Event), (use:Event) RETURN call, use ORDER BY call DESC",
    "RETURN 1;",
]


def everything(graph: Graph) -> dict[str, Any]:
    return {
        "data": graph.statement("MATCH (n) RETURN elementId(n) AS id, properties(n) AS told ORDER BY id"),
        "indexes": graph.statement("SHOW INDEXES YIELD name RETURN name ORDER BY name"),
        "users": graph.statement("SHOW USERS YIELD user RETURN user ORDER BY user"),
    }


@pytest.mark.parametrize("text", [*WRITES, *REACHES])
def test_what_does_not_only_read_this_graph_is_refused_and_changes_nothing(graph: Graph, text: str):
    store(graph, [[("a", 1)]])
    before = everything(graph)
    with pytest.raises((Refused, QueryFailed)) as refusal:
        run_cypher(graph, text)
    # What the server takes for reading, and runs, is refused by the guard itself.
    assert text in WRITES or isinstance(refusal.value, Refused)
    assert refusal.value.kept.startswith("Nothing was changed")
    assert refusal.value.action or isinstance(refusal.value, QueryFailed)
    assert everything(graph) == before


@pytest.mark.parametrize("text", READS)
def test_what_only_reads_is_answered(graph: Graph, text: str):
    store(graph, [[("a", 1), ("b", 2)]])
    assert run_cypher(graph, text).columns


def test_every_query_of_the_library_that_reads_can_be_pasted_as_it_is(graph: Graph):
    own = ("gds.", "dbms.components", "IN TRANSACTIONS")
    asked = 0
    for query in all_queries().values():
        if any(word in query.text for word in own):
            continue
        check_words(query.text)
        if not query.internal:
            check_bounds(query.text, any_parameters(query))
        with graph.reading(query.name, 30) as transaction:
            explained = transaction.run(f"EXPLAIN {query.text}", any_parameters(query)).consume()
        if explained.query_type == "r":
            check_plan("r", explained.plan)
            asked += 1
    assert asked > 80


def test_the_answer_ends_at_the_limit_and_says_so(graph: Graph):
    answer = run_cypher(graph, "UNWIND range(1, 1000000000) AS n RETURN n", rows=3)
    assert [row["n"] for row in answer.rows] == [1, 2, 3]
    assert answer.truncated_by == "rows"
    assert run_cypher(graph, "UNWIND range(1, 3) AS n RETURN n", rows=3).truncated_by is None


def test_few_rows_of_very_much_are_cut_too(graph: Graph):
    answer = run_cypher(graph, "UNWIND range(1, 10) AS n RETURN n, range(1, 600000) AS all")
    assert answer.truncated_by == "values"
    assert len(answer.rows) == 3


def test_a_query_without_end_is_stopped_in_time_and_says_so(graph: Graph):
    text = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b) AS n"
    with pytest.raises(QueryFailed, match="stopped after 1 second"):
        run_cypher(graph, text, seconds=1)


def test_a_server_that_does_not_stop_in_time_is_said(graph: Graph, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onepath.graph.console.adhoc.check_bounds", lambda text, parameters: None)
    monkeypatch.setattr("onepath.graph.console.adhoc._GRACE_SECONDS", 0.5)
    with pytest.raises(QueryFailed, match="has not stopped it yet"):
        run_cypher(graph, "RETURN reduce(s = 0, i IN range(1, 200000000) | s + 1) AS s", seconds=1)
    assert run_cypher(graph, "RETURN 1 AS one").rows == [{"one": 1}]


@pytest.mark.parametrize("value", [10**20, -(2**63) - 1, "\ud800"])
def test_a_value_that_the_server_cannot_take_is_said(graph: Graph, value: Any):
    with pytest.raises(QueryFailed, match="cannot be sent"):
        run_cypher(graph, "RETURN $value AS value", {"value": value})


def test_parameters_are_values_and_a_missing_one_is_said(graph: Graph):
    assert run_cypher(graph, "RETURN $text AS it", {"text": "'; CREATE (:X)"}).rows == [
        {"it": "'; CREATE (:X)"}
    ]
    with pytest.raises(QueryFailed, match="text"):
        run_cypher(graph, "RETURN $text AS it")


def test_cypher_that_is_none_is_told_with_the_place(graph: Graph):
    with pytest.raises(QueryFailed, match="RETRUN"):
        run_cypher(graph, "MATCH (n) RETRUN n")
    with pytest.raises(QueryFailed, match=r"\(line 2, column 3\)") as told:
        run_cypher(graph, "MATCH (n)\n  RETRUN n")
    assert "EXPLAIN" not in told.value.message
    with pytest.raises(Refused, match="query is empty"):
        run_cypher(graph, "  ")


def test_nodes_relationships_and_paths_become_one_small_graph(graph: Graph):
    store(graph, [[("a", 1)]])
    text = "MATCH p = (person)-[r:WALKED]->(:Journey) RETURN p, person, [r] AS links"
    answer = run_cypher(graph, text)
    nodes, links = found_graph(answer.rows)
    assert sorted(node.labels[0] for node in nodes) == ["Journey", "Person"]
    assert [link.type for link in links] == ["WALKED"]
    assert "-[:WALKED]->(:Journey" in str(answer.rows[0]["p"])


def test_a_relationship_without_its_nodes_still_has_two_ends(graph: Graph):
    store(graph, [[("a", 1)]])
    nodes, links = found_graph(run_cypher(graph, "MATCH ()-[r:WALKED]->() RETURN r").rows)
    assert {node.id for node in nodes} == {links[0].start, links[0].end}


def test_a_query_of_the_library_has_the_same_limits(graph: Graph):
    store(graph, [[("a", 1), ("b", 2), ("c", 3)]])
    answer = run_library(graph, "internal/journeys/letters", {}, rows=2)
    assert (len(answer.rows), answer.truncated_by) == (2, "rows")
    assert answer.columns == ("letter", "source", "name", "role")


def test_every_value_of_the_graph_can_be_written_as_text(graph: Graph):
    text = "RETURN duration('P1D') AS d, point({x: 1, y: 2}) AS p, [datetime('2026-03-01T00:00Z')] AS t"
    row = {key: readable(value) for key, value in run_cypher(graph, text).rows[0].items()}
    assert row["d"] == "P1D"
    assert row["p"] == "CartesianPoint(1.0, 2.0)"
    assert row["t"] == [datetime(2026, 3, 1, tzinfo=UTC)]


def test_custom_cypher_is_run_saved_and_run_again_by_command(graph: Graph, here: Path):
    def onepath(*words: str) -> Any:
        result = CliRunner().invoke(cli, [*words, "--json"], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    store(graph, [[("a", 1)], [("b", 2)]])
    text = "MATCH (p:Person) WHERE p.oneid IN $who RETURN p.oneid AS oneid ORDER BY oneid"
    asked = onepath("query", "--cypher", text, "--param", 'who=["p0", "p1"]', "--limit", "1", "--save", "Who")
    assert asked == {"columns": ["oneid"], "rows": [{"oneid": "p0"}], "truncated_by": "rows"}
    assert onepath("question", "run", "Who") == asked
    assert onepath("question", "list")["questions"][0]["link"] == "/query?question=Who"


def test_a_saved_question_that_writes_is_refused_when_it_is_run(graph: Graph, here: Path):
    save_question(graph, "Evil", CypherQuestion(text="MATCH (n) DETACH DELETE n"))
    result = CliRunner().invoke(cli, ["question", "run", "Evil"])
    assert isinstance(result.exception, Refused)
    assert [one.name for one in list_questions(graph)] == ["Evil"]
