"""Every file of cypher/ explains itself, and can be run."""

import warnings
from ast import literal_eval
from pathlib import Path
from typing import Any

import pytest
from neo4j import ResultSummary
from onepath.graph.errors import QueryUnknown
from onepath.graph.schema.model import Event
from onepath.graph.store import Graph, Parameter, all_queries, find_query, parameter_value
from onepath.graph.store.library import Query, all_fragments, parse, parse_fragment


def test_every_header_is_read_and_its_parameters_are_the_ones_used():
    assert len(all_queries()) > 30


def test_every_query_of_onepath_itself_is_run_by_it():
    programs = [
        *Path(__file__).parent.parent.glob("graph/**/*.py"),
        *Path(__file__).parent.parent.glob("app/**/*.py"),
    ]
    text = "".join(program.read_text("utf-8") for program in programs)
    internal = [query.name for query in all_queries().values() if query.internal]
    assert [name for name in internal if f'"{name}"' not in text] == []


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


def test_the_fields_of_every_event_are_listed_as_the_model_has_them():
    fields = all_fragments()["fragments/event_fields"].text.strip()
    model = Event.defined_properties(rels=False, aliases=False)
    assert set(literal_eval(fields)) == {one.db_property or name for name, one in model.items()}
    # A query of the library includes nothing: it has the list itself.
    assert fields in find_query("sources/event_properties").text


PROJECTION = ("internal/identity/project", "internal/identity/components", "internal/identity/drop")
"""Queries that need what the one before made."""


@pytest.mark.parametrize("name", sorted(all_queries().keys() - set(PROJECTION)))
def test_the_server_accepts_the_query_and_its_columns_are_the_ones_declared(graph: Graph, name: str):
    query = all_queries()[name]
    given = any_parameters(query)
    with graph.driver.session() as session, session.begin_transaction() as transaction:
        assert tuple(transaction.run(query.text, given).keys()) == query.columns
        transaction.rollback()


def test_a_projection_is_made_read_and_dropped(graph: Graph):
    with graph.driver.session() as session:
        session.run(
            "CREATE (:Identifier {key: 'cookie:a'})-[:LINK {confidence: 1.0}]->(:Identifier {key: 'phone:b'})"
        )
        answers = []
        for query in map(find_query, PROJECTION):
            answer = session.run(query.text, any_parameters(query) | {"graph": "two"})
            assert tuple(answer.keys()) == query.columns
            answers.append([dict(row) for row in answer])
    (projected,), (component,), (dropped,) = answers
    assert projected == {"identifiers": 2, "links": 2}
    assert sorted(component["keys"]) == ["cookie:a", "phone:b"]
    assert len(set(component["components"])) == 1
    assert dropped == {"name": "two"}


@pytest.mark.parametrize("name", sorted(all_queries()))
def test_no_query_uses_what_is_deprecated(graph: Graph, name: str):
    remarks = explained(graph, name).gql_status_objects
    assert [one.status_description for one in remarks if one.raw_classification == "DEPRECATION"] == []


def explained(graph: Graph, name: str) -> ResultSummary:
    """What the server says of a query without running it."""
    query = all_queries()[name]
    with graph.driver.session() as session, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return session.run(f"EXPLAIN {query.text}", any_parameters(query)).consume()


def any_parameters(query: Query) -> dict[str, Any]:
    values: dict[str, Any] = {"INTEGER": 1, "BOOLEAN": True, "FLOAT": 1.0, "MAP": {}}

    def value(parameter: Parameter) -> Any:
        if query.internal or parameter.default is None:
            return values.get(parameter.type, [] if parameter.type.startswith("LIST") else "none")
        return parameter_value(parameter, parameter.default)

    return {parameter.name: value(parameter) for parameter in query.parameters}
