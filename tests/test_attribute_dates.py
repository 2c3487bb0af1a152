"""Birth dates and other dates of accounts: of any year, dates in the graph, the same by every way in."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from onepath.app.commands import cli
from onepath.graph.conditions import Filter
from onepath.graph.engine import Engine
from onepath.graph.identity import ResolveOptions, default_rules, resolve
from onepath.graph.journeys import build_journeys
from onepath.graph.people import read_person
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from typer.testing import CliRunner
from whole_graph import empty, everything

USERS = """source,user_id,member,birth_date:date,valid_until:time,last_order:time
crm,1,m1,1954-03-31,9999-12-31,2025-12-01 10:00:00
crm,2,m2,1980年5月5日,,0000-00-00 00:00:00
crm,3,m3,0000-00-00,,0001-01-01T00:00:00Z
"""


@pytest.fixture(autouse=True)
def managed(engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONEPATH_HOME", str(engine.home))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "users.csv").write_text(USERS, "utf-8")


def run(*words: str) -> Any:
    result = CliRunner().invoke(cli, [*words, "--json"], catch_exceptions=False)
    assert result.exit_code in (0, 1), result.output
    return json.loads(result.stdout)


def test_a_birth_date_of_any_year_is_a_date_of_the_account(graph: Graph):
    assert run("load", "users.csv")["rejected"] == 0
    resolve(graph)
    build_journeys(graph)
    person = read_person(graph, "member:m1", ResolveOptions(default_rules()))
    assert person is not None
    assert person.users[0]["birth_date"] == date(1954, 3, 31)
    assert run("person", "member:m1")["users"][0]["birth_date"] == "1954-03-31"
    assert run("person", "member:m1")["users"][0]["valid_until"].startswith("9999-12-31")
    stored = graph.statement(
        "MATCH (u:User) RETURN u.key AS key, u {.birth_date, .last_order} AS all ORDER BY key"
    )
    assert [sorted(name for name, value in row["all"].items() if value is not None) for row in stored] == [
        ["birth_date", "last_order"],
        ["birth_date"],
        [],
    ]


def test_people_are_found_by_their_birth_date(graph: Graph):
    run("load", "users.csv")
    resolve(graph)
    build_journeys(graph)
    rows = graph.statement("MATCH (u:User) WHERE u.birth_date = date('1980-05-05') RETURN u.key AS key")
    assert rows == [{"key": "crm:2"}]
    assert Filter.from_options({"attribute": "crm.birth_date=1980-05-05"}).compile(graph, graph.calendar)
    found = run("query", "people/by_attribute", "--param", "attribute=birth_date")
    assert {"1954-03-31", "1980-05-05"} <= {str(row["value"]) for row in found["rows"]}


def test_a_bulk_load_gives_the_same_dates(graph: Graph):
    users = USERS.replace("crm,4,m4,12/31/1980,,\n", "")
    Path("users.csv").write_text(users, "utf-8")
    run("load", "users.csv")
    graph.run("internal/identity/forget_due")
    wanted = everything(graph)
    empty(graph)
    run("load", "--bulk", "users.csv")
    with Graph.open(Settings()) as imported:
        assert everything(imported) == wanted
