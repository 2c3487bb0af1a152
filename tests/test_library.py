"""Every file of cypher/ explains itself, and can be run."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from onepath.graph.errors import QueryUnknown
from onepath.graph.store import Graph, find_query, library
from onepath.graph.store.library import Query, parse


def test_every_header_is_read_and_its_parameters_are_the_ones_used():
    assert len(library()) > 30


def test_a_query_is_found_by_its_last_part():
    assert find_query("event_names").name == "journeys/event_names"


def test_an_unknown_query_is_answered_with_where_to_look():
    with pytest.raises(QueryUnknown, match="onepath query --list"):
        find_query("nothing_of_this_name")


def test_a_parameter_that_is_not_declared_is_a_fault_of_the_file():
    header = "// Answers: a\n// Grain: b\n// Parameters: none\n// Returns: n INTEGER\n// Example: c\n"
    text = header + "RETURN $n AS n"
    with pytest.raises(ValueError, match="uses \\['n'\\]"):
        parse("x", text)


@pytest.mark.parametrize("name", sorted(library()))
def test_the_server_accepts_the_query_and_its_columns_are_the_ones_declared(graph: Graph, name: str):
    query = library()[name]
    if "gds." in query.text:
        return  # a projection must be there first: tests/test_identity.py runs these
    given = any_parameters(query)
    with graph.driver.session() as session, session.begin_transaction() as transaction:
        assert tuple(transaction.run(query.text, given).keys()) == query.columns
        transaction.rollback()


ONE_THING = (
    "load/", "identity/find", "identity/person", "identity/survivor", "identity/who",
    # A resolve around a new link, a decision by hand, and an explanation.
    "identity/touch", "identity/links_among", "identity/mates", "identity/members", "identity/neighbours",
    "identity/change_", "identity/bury", "identity/found", "identity/override", "identity/decision",
    "identity/link_ends", "identity/links_between", "identity/links_until", "identity/boundary",
    "identity/anchors", "identity/evidence", "identity/history", "identity/walked",
)  # fmt: skip
"""Queries that look up what they are asked about: their cost must not grow with the graph."""


@pytest.mark.parametrize("name", sorted(library()))
def test_no_query_walks_over_nodes_that_it_is_not_asked_about(graph: Graph, name: str):
    query = library()[name]
    with graph.driver.session() as session:
        plan = session.run(f"EXPLAIN {query.text}", any_parameters(query)).consume().plan
    scans = [operator for operator in operators(plan) if operator.endswith("Scan")]
    assert "AllNodesScan" not in scans
    if name.startswith(ONE_THING):
        assert scans == []


def any_parameters(query: Query) -> dict[str, Any]:
    values: dict[str, Any] = {"INTEGER": 1, "BOOLEAN": True, "FLOAT": 1.0, "MAP": {}}
    return {
        parameter.name: values.get(parameter.type, [] if parameter.type.startswith("LIST") else "none")
        for parameter in query.parameters
    }


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].split("@")[0]
    for child in plan.get("children", []):
        yield from operators(child)
