"""An account of which no identifier is known is a person like any other."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from command_line import answered, printed
from onepath.graph.identity import AccountRecord, Author, account_of, merge, resolve, undo, verify
from onepath.graph.ingest import ingest, load_records, undo_load
from onepath.graph.people import find_oneid, require_identifier, search_people
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, UserRecord
from test_incremental import ANALYST, HOW

MAY = datetime(2026, 5, 1, tzinfo=UTC)
OWN = "source_account:crm:42"
USERS = "source,user_id,email,full_name,birth_date\n"


def account(user_id: str, *keys: str, day: int = 0, **said: str) -> UserRecord:
    return UserRecord("crm", user_id, keys, MAY + timedelta(days=day), dict(said))


def load(graph: Graph, *records: UserRecord | EventRecord, key: str = "a") -> None:
    load_records(graph, records, path=f"{key}.csv", key=key)
    resolve(graph, HOW)


def people(graph: Graph) -> set[frozenset[str]]:
    rows = graph.statement(
        "MATCH (i:Identifier)-[:IDENTIFIES]->(p:Person) RETURN p.oneid AS oneid, collect(i.key) AS keys"
    )
    return {frozenset(row["keys"]) for row in rows}


def oneid(graph: Graph, text: str) -> str:
    found = find_oneid(graph, text)
    assert found is not None, text
    return found.oneid


@pytest.fixture
def files(here: Path) -> Path:
    rows = "crm,42,,Wang Fang,1970-01-02\ncrm,7,li@x.com,Li Qiang,1999-05-06\nshop,9,,王芳,1970-01-02\n"
    (here / "users.csv").write_text(USERS + rows, "utf-8")
    return here


def test_it_is_found_counted_and_mapped_like_any_other(files: Path, graph: Graph):
    printed("load", "users.csv")
    printed("resolve")
    assert answered("identity", "map")["people"] == 3
    mapped = {one["account"]: one["oneid"] for one in answered("identity", "map")["accounts"]}
    assert mapped["crm:42"] == oneid(graph, "crm:42") == oneid(graph, OWN)
    assert len(set(mapped.values())) == 3
    assert answered("status")["people"] == 3
    person = answered("person", "crm:42")
    assert [one["key"] for one in person["identifiers"]] == [OWN]
    assert [one["full_name"] for one in person["users"]] == ["Wang Fang"]
    assert [match.oneid for match in search_people(graph, "fang").people] == [mapped["crm:42"]]
    assert verify(graph).clean


def test_it_may_be_similar_to_another(files: Path, graph: Graph):
    printed("load", "users.csv")
    assert answered("identity", "similar")["merging"] == 1
    printed("resolve")
    assert oneid(graph, "crm:42") == oneid(graph, "shop:9") != oneid(graph, "crm:7")


def test_an_identifier_that_it_gets_later_is_the_same_persons(graph: Graph):
    load(graph, account("42"))
    before = oneid(graph, "crm:42")
    load(graph, account("42", "email:a@x.com", day=9), key="b")
    assert people(graph) == {frozenset({OWN, "email:a@x.com"})}
    assert oneid(graph, before) == oneid(graph, "crm:42"), "the former OneID leads to the person"
    assert require_identifier(graph, "crm:42") == "email:a@x.com"


def test_an_account_whose_last_identifier_left_is_a_person_without_it(graph: Graph):
    load(graph, account("42", "phone:1"), account("7", "member:7"))
    load(graph, account("42", day=9), account("7", "member:7", "phone:1", day=9), key="b")
    assert people(graph) == {frozenset({OWN}), frozenset({"member:7", "phone:1"})}


def test_it_is_merged_and_the_merge_undone_by_hand(graph: Graph):
    load(graph, account("42"), account("7", "member:7"))
    done = merge(graph, OWN, "member:7", Author("analyst", "asked"), HOW)
    assert people(graph) == {frozenset({OWN, "member:7"})}
    undo(graph, done.key, ANALYST, HOW)
    assert people(graph) == {frozenset({OWN}), frozenset({"member:7"})}


def test_it_leaves_with_the_load_that_brought_it(graph: Graph):
    load(graph, account("7", "member:7"))
    number = load_records(graph, [account("42")], path="b.csv", key="b").load
    resolve(graph, HOW)
    assert number is not None
    undo_load(graph, number, HOW)
    assert people(graph) == {frozenset({"member:7"})}
    assert verify(graph).clean


def test_a_live_source_gives_it_a_person_at_once(graph: Graph):
    load(graph, account("7", "member:7"))
    ingest(graph, [account("42")], resolve_with=HOW)
    assert people(graph) == {frozenset({OWN}), frozenset({"member:7"})}


def test_every_record_of_the_account_names_its_own_identifier_in_any_order():
    first = AccountRecord.of("crm", "42", 1, {}, ["email:a"], ("email",), (1,))
    tier = AccountRecord.of("crm", "42", 2, {"tier": "gold"}, [], (), (2,))
    for records in ([first, tier], [tier, first]):
        found = account_of(records)
        assert found is not None
        assert found.identifiers == {"email:a", OWN}
        assert [(one.a, one.b, one.ended_at) for one in found.links.values()] == [("email:a", OWN, None)]


def test_the_map_says_so_for_a_past_day(files: Path, graph: Graph):
    load(graph, account("42"), account("7", "member:7", day=9))
    then = json.loads(printed("identity", "map", "--as-of", "2026-05-02", "--json"))
    assert [one["account"] for one in then["accounts"]] == ["crm:42"]
    assert then["people"] == 1
