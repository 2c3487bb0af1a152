"""What the server does for a query must not depend on what it has counted so far.

A plan is chosen once and used until the counts are quite different: a query that is planned on an empty graph
runs on a full one, in the same load.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.schema import install_schema
from onepath.graph.store import Graph, all_queries
from onepath.graph.store.library import Query
from onepath.loaders.records import EventRecord, UserRecord
from test_library import any_parameters, explained

ONE_THING = (
    "internal/load/",
    *(
        f"internal/journeys/{name}"
        for name in ("build", "clear", "due_among", "ends", "extend", "infer", "sessions_before")
    ),
    *(
        f"internal/identity/{name}"
        for name in (
            "find", "person", "survivor", "who",
            # A resolve around a new link, a decision by hand, and an explanation.
            "touch", "links_among", "mates", "members", "neighbours", "change_", "bury", "found", "override",
            "decision", "link_ends", "links_between", "links_until", "boundary", "anchors", "evidence",
            "history", "walked",
        )
    ),
)  # fmt: skip
"""Queries that look up what they are asked about: their cost must not grow with the graph."""
LISTS = ("internal/identity/decisions", "internal/identity/decision_authors")
"""Beside these, some that list everything of a kind."""


START = datetime(2026, 3, 1, tzinfo=UTC)
RECORDS = [
    *(
        EventRecord("web", f"m{n}", "look", START + timedelta(hours=n), START, 0, (f"case:{n // 4}",))
        for n in range(2_000)
    ),
    UserRecord("crm", "1", ("case:1", "phone:+8613800138000"), START, {}),
]  # fmt: skip
"""Events without sessions, which journeys are the first to write."""


@pytest.mark.parametrize("name", sorted(all_queries()))
def test_no_query_walks_over_all_nodes_of_an_empty_graph(graph: Graph, name: str):
    assert "AllNodesScan" not in scans(explained(graph, name).plan)


def test_what_looks_something_up_never_walks_over_all_of_its_kind(graph: Graph):
    """On an empty graph, on one with events but without sessions, and on a full one; for one and for many."""
    forget_what_was_counted(graph)
    walks = plans_that_walk(graph, "empty")
    load_records(graph, RECORDS, path="log.csv", key="log")
    walks += plans_that_walk(graph, "loaded")
    resolve(graph)
    walks += plans_that_walk(graph, "resolved")
    build_journeys(graph)
    assert walks + plans_that_walk(graph, "full") == []


def forget_what_was_counted(graph: Graph) -> None:
    """Indexes that the server has not sampled, as they are when a graph is new."""
    for kind, all_of_them in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
        for row in graph.statement(f"SHOW {all_of_them} YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
            graph.statement(f"DROP {kind} `{row['name']}`")
    install_schema(graph)


def plans_that_walk(graph: Graph, state: str) -> list[str]:
    graph.statement("CALL db.clearQueryCaches()")
    found = []
    for name, query in all_queries().items():
        if name.startswith(ONE_THING) and name not in LISTS:
            for size in (1, 1_000):
                with graph.driver.session() as session:
                    plan = session.run(f"EXPLAIN {query.text}", lists_of(query, size)).consume().plan
                found += [f"{state}, {size:,}: {name} has a {scan}" for scan in scans(plan)]
    return found


def lists_of(query: Query, size: int) -> dict[str, Any]:
    """Parameters of which each list has this size, by which the server estimates its work."""
    one = {"LIST<STRING>": "none", "LIST<MAP>": {}, "LIST<INTEGER>": 1}
    lists = {
        parameter.name: [one.get(parameter.type, [])] * size
        for parameter in query.parameters
        if parameter.type.startswith("LIST")
    }
    return any_parameters(query) | lists


def scans(plan: Mapping[str, Any]) -> list[str]:
    return [operator for operator in operators(plan) if operator.endswith("Scan")]


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].split("@")[0]
    for child in plan.get("children", []):
        yield from operators(child)
