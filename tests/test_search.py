"""People found by what somebody remembers about them, and pairs that are kept separate by hand."""

from datetime import UTC, datetime

import pytest
from onepath.graph.errors import Refused
from onepath.graph.identity import Author, keep_separate, resolve, undo
from onepath.graph.identity.resolution import ResolveOptions
from onepath.graph.identity.rules import default_rules
from onepath.graph.ingest import load_records
from onepath.graph.people import find_oneid, search_people
from onepath.graph.schema import install_schema
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, UserRecord

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOW = ResolveOptions(default_rules())


def load(graph: Graph, *records: EventRecord | UserRecord) -> None:
    load_records(graph, list(records), path="search.csv", key="search")
    resolve(graph, HOW)


def user(number: str, identifier: str, **attributes: str | int) -> UserRecord:
    return UserRecord("crm", number, (identifier,), NOON, attributes)


def keys(graph: Graph, text: str) -> list[list[str]]:
    return [match.by for match in search_people(graph, text).people]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("singapore", "crm city: Singapore"),
        ("SING", "crm city: Singapore"),
        ("李伟", "crm full_name: 李伟"),
        ("1964", "crm birth_year: 1964"),
        ('say "no"', 'crm motto: say "no" AND (more)'),
    ],
)
def test_an_account_is_found_by_any_attribute(graph: Graph, text: str, by: str) -> None:
    load(
        graph,
        user(
            "1", "member:1", city="Singapore", full_name="李伟", birth_year=1964, motto='say "no" AND (more)'
        ),
        user("2", "member:2", city="Sydney", full_name="李娜", birth_year=1990),
    )
    assert keys(graph, text) == [[by]]


@pytest.mark.parametrize("text", ["", "  ", "NOT", "&& ||", "*", "a:b", "\\", '"', "~2", "[x TO y]"])
def test_what_means_something_to_the_index_means_nothing_here(graph: Graph, text: str) -> None:
    load(graph, user("1", "member:1", city="Singapore"))
    assert keys(graph, text) == []


def test_an_identifier_is_found_by_its_beginning_a_phone_without_its_country(graph: Graph) -> None:
    load(graph, user("1", "phone:+8613800138000"), user("2", "phone:+8613911112222"))
    assert keys(graph, "138 00") == [["phone:+8613800138000"]]
    assert keys(graph, "phone:+86139") == [["phone:+8613911112222"]]


def test_more_than_a_search_looks_at_is_said(graph: Graph) -> None:
    load(graph, *(user(str(place), f"cookie:c{place}") for place in range(5)))
    found = search_people(graph, "c", most=3)
    assert (len(found.people), found.more) == (3, True)
    assert not search_people(graph, "c", most=10).more


def test_a_changed_account_is_found_by_what_it_says_now(graph: Graph) -> None:
    load(graph, user("1", "member:1", city="Singapore"))
    later = UserRecord("crm", "1", ("member:1",), datetime(2026, 4, 1, tzinfo=UTC), {"city": "Sydney"})
    load_records(graph, [later], path="later.csv", key="later")
    assert keys(graph, "Singapore") == []
    assert keys(graph, "Sydney") == [["crm city: Sydney"]]


def test_accounts_without_words_get_them_when_the_index_is_made(graph: Graph) -> None:
    load(graph, user("1", "member:1", city="Singapore"))
    graph.statement("MATCH (user:User) REMOVE user._words")
    graph.statement("DROP INDEX fulltext_index_User__words")
    assert not search_people(graph, "Singapore").accounts
    install_schema(graph)
    assert keys(graph, "Singapore") == [["crm city: Singapore"]]


def two_members(graph: Graph) -> str:
    """Two members in one app, whose link the rules block. Returns its key."""
    load(
        graph,
        EventRecord("web", "m1", "home", NOON, NOON, 0, ("member:A", "cookie:a")),
        EventRecord("web", "m2", "home", NOON, NOON, 1, ("member:A", "member:B")),
    )
    (row,) = [row for row in graph.ask("internal/identity/suspicions") if row["other"]]
    return str(row["links"][0])


def test_a_suspicion_that_is_left_apart_is_none_any_more_until_it_is_undone(graph: Graph) -> None:
    link = two_members(graph)
    decided = keep_separate(graph, [link], Author("somebody"), HOW)
    assert graph.ask("internal/identity/suspicions") == []
    found = find_oneid(graph, "member:A")
    assert found is not None
    assert graph.ask("internal/identity/person_suspicions", oneid=found.oneid) == []
    undo(graph, decided.key, Author("somebody"), HOW)
    assert len(graph.ask("internal/identity/suspicions")) == 1


def test_a_link_inside_one_person_is_split_and_not_left_apart(graph: Graph) -> None:
    two_members(graph)
    with pytest.raises(Refused, match="are one person"):
        keep_separate(graph, ["same_event|web|cookie:a|member:A"], Author("somebody"), HOW)
