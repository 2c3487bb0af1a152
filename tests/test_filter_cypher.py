"""The Cypher of filters: kept in `tests/snapshots/filters/` for a reader, and run on a real server."""

import re

import pytest
from onepath.graph.conditions import EVERYBODY, Filter
from onepath.graph.store import Graph, Query, all_queries
from snapshot import check_snapshot
from stored import store

FILTERED = {name: query for name, query in all_queries().items() if "/* filter" in query.text}
REPRESENTATIVE = {
    "did": {"did": "purchase"},
    "did_not_from_web_since": {"did_not": "refund", "source": "web", "since": "1970-01-02"},
    "often_in_dates_or_gold": {
        "where": {
            "kind": "or",
            "conditions": [
                {"kind": "event", "event": "purchase", "at_least": 2},
                {"kind": "event", "event": "purchase", "since": "1970-01-01", "last_days": 30},
                {"kind": "attribute", "source": "crm", "name": "tier", "value": "gold"},
            ],
        }
    },
    "not_begun_on_web": {"where": {"kind": "not", "condition": {"kind": "source", "sources": ["web"]}}},
}
SHAPES = {
    "units": "internal/flows/variant_people",
    "places": "internal/patterns/timed_trails",
    "journey": "internal/outcomes/followed",
    "entry": "internal/outcomes/retention",
}
"""A query of each way in which queries are filtered."""


@pytest.fixture
def shop(graph: Graph) -> Graph:
    store(graph, [[("view", 0), ("purchase", 1)], [("app/refund", 2)]])
    graph.statement("MERGE (:User {key: 'crm:1', source: 'crm', user_id: '1', tier: 'gold'})")
    return graph


def body(text: str) -> str:
    """A query without its header."""
    return re.sub(r"\A(?://.*\n)+", "", text)


@pytest.mark.parametrize("name", REPRESENTATIVE)
def test_the_composed_cypher_is_the_one_that_was_read(shop: Graph, name: str) -> None:
    group = Filter.from_options(REPRESENTATIVE[name]).compile(shop, shop.calendar)
    for shape, query in SHAPES.items():
        text, values = group.fill(all_queries()[query].text)
        parameters = "".join(f"// {key}: {value!r}\n" for key, value in values.items())
        check_snapshot(f"filters/{name}.{shape}.cypher", f"// {query}\n{parameters}{body(text)}\n")


@pytest.mark.parametrize("name", sorted(FILTERED))
def test_a_filtered_query_runs_and_answers_its_columns(shop: Graph, name: str) -> None:
    query = FILTERED[name]
    with shop.driver.session() as session, session.begin_transaction() as transaction:
        for chosen in REPRESENTATIVE.values():
            text, values = Filter.from_options(chosen).compile(shop, shop.calendar).fill(query.text)
            found = transaction.run(text, {**any_parameters(query), **values})
            assert tuple(found.keys()) == query.columns
            found.consume()
        transaction.rollback()


def any_parameters(query: Query) -> dict[str, object]:
    values: dict[str, object] = {"INTEGER": 1, "BOOLEAN": True, "FLOAT": 1.0, "MAP": {}}
    return {
        parameter.name: values.get(parameter.type, [] if parameter.type.startswith("LIST") else "none")
        for parameter in query.parameters
    }


def test_every_query_of_a_question_over_journeys_can_be_filtered() -> None:
    rooms = (
        "internal/activity/",
        "internal/flows/",
        "internal/funnels/",
        "internal/outcomes/",
        "internal/patterns/",
    )
    over_journeys = {
        name
        for name, query in all_queries().items()
        if name.startswith(rooms) and "(journey:Journey" in query.text
    }
    unfiltered = {"outcomes/last_letters", "outcomes/span", "patterns/count"}
    """Of one person, of the whole graph, and the plain form that the explorer shows beside a pattern."""
    assert over_journeys - set(FILTERED) == {f"internal/{name}" for name in unfiltered}


def test_an_empty_filter_leaves_every_query_as_it_is() -> None:
    for query in FILTERED.values():
        assert EVERYBODY.fill(query.text) == (query.text, {})


def test_no_value_of_a_filter_is_written_into_a_query(shop: Graph) -> None:
    wild = "it's \" // } RETURN 1"
    chosen = Filter.from_options({"attribute": f"tier={wild}"})
    text, values = chosen.compile(shop, shop.calendar).fill(FILTERED["internal/flows/paths"].text)
    assert wild not in text
    assert values["filter_0_other"]["text"] == wild


def test_a_query_without_a_place_for_a_filter_says_so(shop: Graph) -> None:
    with pytest.raises(ValueError, match="no place for a filter"):
        shop.ask(
            "internal/outcomes/span",
            now=1,
            filter=Filter.from_options({"did": "view"}).compile(shop, shop.calendar),
        )
