"""What becomes of a file that is loaded again in another way: reported, replaced, or undone."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import answered, complaint, printed
from onepath.graph.store import Graph

MAPPING = 'source = "shop"\n[event]\nname = "what"\noriginal_at = "at"\n[event.identifiers]\nuser = "uid"\n'
TILL = (
    'source = "pos"\n[event]\nname = "action"\noriginal_at = "time"\nmessage_id = "id"\n'
    '[event.identifiers]\nuser = "user"\n'
)
OTHERS = {
    "zone": 'time_zone = "Asia/Shanghai"\n' + MAPPING,
    "kind": MAPPING.replace("user =", "member ="),
    "name": MAPPING.replace('name = "what"', 'name = { constant = "x" }'),
}


@pytest.fixture
def shop(here: Path, graph: Graph) -> Path:
    (here / "a.csv").write_text("uid,what,at\nr1,open,2026-05-01 09:00:00\nr1,close,2026-05-01 10:00:00\n")
    (here / "first.toml").write_text(MAPPING)
    printed("load", "a.csv", "--mapping", "first.toml")
    return here


def load(*words: str, code: int = 0) -> dict[str, Any]:
    answer: dict[str, Any] = answered("load", *words, code=code)
    return answer


def events(graph: Graph) -> list[tuple[str, str, str]]:
    rows = graph.statement(
        "MATCH (e:Event)-[:BY]->(i) "
        "RETURN e.name AS name, toString(e.original_at) AS at, i.key AS key ORDER BY at"
    )
    return [(row["name"], row["at"], row["key"]) for row in rows]


@pytest.mark.parametrize("other", OTHERS)
def test_another_mapping_of_the_same_file_is_not_silently_ignored(shop: Path, graph: Graph, other: str):
    before = events(graph)
    (shop / "other.toml").write_text(OTHERS[other])
    said = complaint("load", "a.csv", "--mapping", "other.toml")
    assert "a.csv was loaded before with another mapping (load 1)" in said
    assert "--replace" in said
    assert events(graph) == before
    answer = load("a.csv", "--mapping", "other.toml", code=1)
    assert (answer["loaded"], answer["conflicts"], answer["duplicates"]) == (0, 2, 0)
    with (shop / "rejects.csv").open(encoding="utf-8-sig", newline="") as rejects:
        (first, _) = csv.DictReader(rejects)
    assert first["row"] == "1"
    assert first["reason"].startswith("conflict: the message id ")
    assert json.loads(first["content"]) == {"uid": "r1", "what": "open", "at": "2026-05-01 09:00:00"}


@pytest.mark.parametrize("other", OTHERS)
def test_a_load_with_a_corrected_mapping_replaces_the_first(shop: Path, graph: Graph, other: str):
    printed("resolve")
    (shop / "other.toml").write_text(OTHERS[other])
    answer = load("a.csv", "--mapping", "other.toml", "--replace")
    assert (answer["loaded"], answer["conflicts"]) == (2, 0)
    assert [(one["load"], one["events"]) for one in answer["replaced"]] == [(1, 2)]
    assert events(graph) == {
        "zone": [
            ("open", "2026-05-01T01:00:00Z", "user:r1"), ("close", "2026-05-01T02:00:00Z", "user:r1")
        ],
        "kind": [
            ("open", "2026-05-01T09:00:00Z", "member:r1"), ("close", "2026-05-01T10:00:00Z", "member:r1")
        ],
        "name": [("x", "2026-05-01T09:00:00Z", "user:r1"), ("x", "2026-05-01T10:00:00Z", "user:r1")],
    }[other]  # fmt: skip
    assert graph.statement("MATCH (i:Identifier)-[:IDENTIFIES]->(:Person) RETURN count(i) AS n") == [{"n": 1}]
    printed("identity", "verify")


def test_the_same_load_again_can_replace_itself(shop: Path, graph: Graph):
    before = events(graph)
    assert load("a.csv", "--mapping", "first.toml")["duplicates"] == 2
    assert load("a.csv", "--mapping", "first.toml", "--replace")["loaded"] == 2
    assert events(graph) == before


def test_rows_of_a_known_message_id_with_other_content_are_conflicts(here: Path, graph: Graph):
    (here / "day.toml").write_text(TILL)
    (here / "day1.csv").write_text("id,action,user,time\n1,view,u1,2026-03-01\n2,pay,u2,2026-03-01\n")
    (here / "day2.csv").write_text(
        "id,action,user,time\n1,refund,u3,2026-03-02\n2,pay,u2,2026-03-01\n3,view,u1,2026-03-02\n"
    )
    printed("load", "day1.csv", "--mapping", "day.toml")
    answer = load("day2.csv", "--mapping", "day.toml", code=1)
    assert (answer["loaded"], answer["conflicts"], answer["duplicates"]) == (1, 1, 1)
    (known,) = graph.statement("MATCH (e:Event {key: 'pos:1'}) RETURN e.name AS name")
    assert known == {"name": "view"}
    again = load("day2.csv", "--mapping", "day.toml", code=1)
    assert (again["loaded"], again["conflicts"], again["duplicates"]) == (0, 1, 2)
    (listed, _) = load("--list")["loads"]
    assert (listed["loaded"], listed["conflicts"], listed["duplicates"]) == (1, 1, 1)


def test_ids_that_repeat_within_one_file_are_conflicts_too(here: Path, graph: Graph):
    (here / "log.toml").write_text(TILL)
    rows = "".join(f"{n % 3 + 1},view,u{n},2026-03-01\n" for n in range(30))
    (here / "log.csv").write_text("id,action,user,time\n" + rows)
    answer = load("log.csv", "--mapping", "log.toml", code=1)
    assert (answer["loaded"], answer["conflicts"]) == (3, 27)


def test_a_load_is_listed_with_its_number_and_undone_by_it(shop: Path, graph: Graph):
    printed("resolve")
    (listed,) = load("--list")["loads"]
    assert (listed["load"], listed["path"], listed["loaded"], listed["finished"]) == (1, "a.csv", 2, True)
    assert load("--undo", "1") == {
        "load": 1, "path": "a.csv", "events": 2, "account_records": 0, "session_records": 0
    }  # fmt: skip
    assert load("--list")["loads"] == []
    assert graph.statement("MATCH (n:Event|Identifier|Person) RETURN n") == []
    assert "There is no load 1" in complaint("load", "--undo", "1")
    assert load("a.csv", "--mapping", "first.toml")["files"][0]["load"] == 2


def test_an_undo_names_the_loads_whose_rows_the_wrong_one_kept_out(here: Path, graph: Graph):
    (here / "till.toml").write_text(TILL)
    for name, user in (("wrong", "u9"), ("right", "u1")):
        (here / f"{name}.csv").write_text(f"id,action,user,time\n1,pay,{user},2026-03-01\n")
    printed("load", "wrong.csv", "--mapping", "till.toml")
    assert load("right.csv", "--mapping", "till.toml", code=1)["conflicts"] == 1
    said = printed("load", "--undo", "1")
    assert "Load 2 of right.csv left 1 rows out as conflicts" in said
    assert events(graph) == []
    assert load("right.csv", "--mapping", "till.toml")["loaded"] == 1
    assert events(graph) == [("pay", "2026-03-01T00:00:00Z", "user:u1")]


@pytest.mark.parametrize("words", [(), ("--undo", "1", "--list"), ("a.csv", "--undo", "1"), ("--replace",)])
def test_a_load_names_files_or_says_what_else_to_do(here: Path, words: tuple[str, ...]):
    assert "name files to load" in complaint("load", *words, code=2)
