"""What the server does for a query must not depend on what it has counted so far.

A plan is chosen once and used until the counts are quite different: a query that is planned on an empty graph
runs on a full one, in the same load.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from onepath.graph.identity import Author, ResolveOptions, default_rules, merge, resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.schema import install_schema
from onepath.graph.store import Graph, all_queries
from onepath.graph.store.library import Query
from onepath.loaders.records import EventRecord, UserRecord
from prepared import Prepare, filled_with
from test_library import any_parameters, explained

KEYS = {"key", "keys", "oneid", "oneids", "a", "b", "rows", "links", "beginnings"}
"""A query with one of these parameters looks up what they name: its cost must not grow with the graph."""
AT_ONCE = (
    "internal/load/",
    *(
        f"internal/journeys/{name}"
        for name in ("build", "clear", "due_among", "ends", "extend", "infer", "sessions_before")
    ),
    *(
        f"internal/identity/{name}"
        for name in (
            "find", "person", "survivor", "who",
            # A resolve around a new link, a manual decision, and an explanation.
            "touch", "links_among", "mates", "members", "neighbours", "change_", "bury", "found", "override",
            "link_ends", "links_between", "links_until", "boundary", "anchors", "evidence", "history",
            "walked",
        )
    ),
)  # fmt: skip
"""Those that run while a graph is being filled, and must not wait for the server to count what there is."""
MANY = ("Event", "Identifier")
"""There may be hundreds of millions of these."""
FEW = ("EventType",)
"""As many as there are names of events: a list of them is short."""


START = datetime(2026, 3, 1, tzinfo=UTC)
RECORDS = [
    *(
        EventRecord("web", f"m{n}", "look", START + timedelta(hours=n), START, 0, (f"case:{n // 4}",))
        for n in range(2_000)
    ),
    UserRecord("crm", "1", ("case:1", "phone:+8613800138000"), START, {}),
]  # fmt: skip
"""Events without sessions, which journeys are the first to write."""
FULL = filled_with(RECORDS)


@pytest.mark.parametrize("name", sorted(all_queries()))
def test_no_query_walks_over_all_nodes_of_an_empty_graph(graph: Graph, name: str):
    assert "AllNodesScan" not in scans(explained(graph, name).plan)


def test_no_query_walks_over_all_nodes_of_a_full_graph(prepare: Prepare):
    graph = prepare(FULL)
    walks = [name for name in all_queries() if "AllNodesScan" in scans(explained(graph, name).plan)]
    assert walks == []


def test_what_reads_trails_walks_over_no_events_and_identifiers(prepare: Prepare):
    graph = prepare(FULL)
    trails = [name for name, query in all_queries().items() if re.search(r"\.(session_)?trail", query.text)]
    assert "internal/patterns/trails" in trails
    assert [(name, walk) for name in trails for walk in walks_over_many(explained(graph, name).plan)] == []


def test_what_looks_something_up_never_walks_over_all_of_its_kind(graph: Graph):
    """While a graph is being filled, before the server has counted anything; then all, when it has."""
    forget_what_was_counted(graph)
    walks = plans_that_walk(graph, "empty", AT_ONCE)
    load_records(graph, RECORDS, path="log.csv", key="log")
    walks += plans_that_walk(graph, "loaded", AT_ONCE)
    resolve(graph)
    merge(graph, "case:1", "case:2", Author("analyst", "alike"), ResolveOptions(default_rules()))
    walks += plans_that_walk(graph, "resolved", AT_ONCE)
    build_journeys(graph)
    walks += plans_that_walk(graph, "full", AT_ONCE)
    graph.statement("CALL db.prepareForReplanning(60)")
    assert walks + plans_that_walk(graph, "counted", ("",)) == []


def forget_what_was_counted(graph: Graph) -> None:
    """Indexes that the server has not sampled, as they are when a graph is new."""
    for kind, all_of_them in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
        for row in graph.statement(f"SHOW {all_of_them} YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
            graph.statement(f"DROP {kind} `{row['name']}`")
    install_schema(graph)


def plans_that_walk(graph: Graph, state: str, prefixes: tuple[str, ...]) -> list[str]:
    graph.statement("CALL db.clearQueryCaches()")
    found = []
    for name, query in all_queries().items():
        if name.startswith(prefixes) and KEYS & {parameter.name for parameter in query.parameters}:
            lists = any(parameter.type.startswith("LIST") for parameter in query.parameters)
            for size in (1, 1_000) if lists else (1,):
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
    found = [one for one in parts(plan) if operator(one).endswith("Scan")]
    return [operator(one) for one in found if one["args"]["Details"].rpartition(":")[2] not in FEW]


def walks_over_many(plan: Mapping[str, Any]) -> list[str]:
    """By their label, or by the index of their keys, which has them all."""
    walks = [one["args"]["Details"] for one in parts(plan) if operator(one).endswith("Scan")]
    return [one for one in walks if re.search(rf":({'|'.join(MANY)})($|\(key\))", one)]


def parts(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", []):
        yield from parts(child)


def operator(part: Mapping[str, Any]) -> str:
    name: str = part["operatorType"].split("@")[0]
    return name
