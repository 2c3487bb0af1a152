"""Every file of cypher/ explains itself, and can be run."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from onepath.graph.errors import QueryUnknown
from onepath.graph.store import Graph, all_queries, find_query
from onepath.graph.store.library import Query, parse, parse_fragment


def test_every_header_is_read_and_its_parameters_are_the_ones_used():
    assert len(all_queries()) > 30


def test_a_query_is_found_by_its_last_part():
    assert find_query("event_names").name == "sources/event_names"


def test_a_query_of_onepath_itself_is_found_by_its_whole_name_only():
    assert find_query("internal/flows/paths").internal
    with pytest.raises(QueryUnknown):
        find_query("there_and_back")


def test_an_unknown_query_is_answered_with_where_to_look():
    with pytest.raises(QueryUnknown, match="onepath query --list"):
        find_query("nothing_of_this_name")


HEADER = "// Answers: a\n// Grain: b\n// Parameters: none\n// Returns: n INTEGER\n// Example: c\n"


def test_a_parameter_that_is_not_declared_is_a_fault_of_the_file():
    with pytest.raises(ValueError, match=r"cypher/library/x\.cypher: .* uses \['n'\]"):
        parse("x", HEADER + "RETURN $n AS n")


def test_a_fragment_is_put_where_it_is_included_and_brings_its_parameters():
    fragment = parse_fragment(
        "fragments/positive",
        "// Fragment: whether a number is large enough. Needs: n.\n"
        "// Parameters:\n//   least: INTEGER = 1 - the least\n"
        "n >= $least\nAND n > 0\n",
    )
    text = HEADER + "UNWIND [1, 2] AS n\nWITH n WHERE\n  // include: fragments/positive\nRETURN n"
    query = parse("internal/x", text, {"fragments/positive": fragment})
    assert query.text == HEADER + "UNWIND [1, 2] AS n\nWITH n WHERE\n  n >= $least\n  AND n > 0\nRETURN n"
    assert [parameter.name for parameter in query.parameters] == ["least"]


def test_a_fragment_that_there_is_not_is_a_fault_of_the_file():
    with pytest.raises(ValueError, match=r"there is no cypher/fragments/none\.cypher"):
        parse("internal/x", HEADER + "RETURN 1 AS n\n// include: fragments/none")


@pytest.mark.parametrize("name", sorted(all_queries()))
def test_the_server_accepts_the_query_and_its_columns_are_the_ones_declared(graph: Graph, name: str):
    query = all_queries()[name]
    if "gds." in query.text:
        return  # a projection must be there first: tests/test_identity.py runs these
    given = any_parameters(query)
    with graph.driver.session() as session, session.begin_transaction() as transaction:
        assert tuple(transaction.run(query.text, given).keys()) == query.columns
        transaction.rollback()


ONE_THING = (
    "internal/load/",
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


@pytest.mark.parametrize("name", sorted(all_queries()))
def test_no_query_walks_over_nodes_that_it_is_not_asked_about(graph: Graph, name: str):
    query = all_queries()[name]
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
