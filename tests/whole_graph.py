"""The graph as a whole: emptied, and written out as text."""

import json

from onepath.graph.store import Graph


def empty(graph: Graph) -> None:
    graph.statement("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")


def everything(graph: Graph) -> list[str]:
    """Every node and relationship as text, without the moments of loading and resolving."""
    nodes = graph.statement(
        "MATCH (n) UNWIND labels(n) AS label WITH n, label ORDER BY label "
        "RETURN collect(label) AS labels, n {.*, finished_at: null, created_at: null, seen_at: null} AS all"
    )
    links = graph.statement(
        "MATCH (a)-[r]->(b) RETURN coalesce(a.key, a.oneid) AS a, type(r) AS kind, properties(r) AS all, "
        "coalesce(b.key, b.oneid) AS b"
    )
    return sorted(json.dumps(row, sort_keys=True, default=str, ensure_ascii=False) for row in nodes + links)
