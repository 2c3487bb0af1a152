"""What somebody types is understood in the same way by every command."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from onepath.app.commands import cli
from onepath.graph.errors import GraphError
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.people import find_oneid, require_identifier, search_people
from onepath.graph.store import Graph
from onepath.loaders.records import UserRecord
from test_decisions import NOON
from typer.testing import CliRunner

Run = Callable[..., str]

SPELLINGS = ("phone:+8613800000001", "13800000001", "138 0000 0001", "ANN@x.com", "ann@x.com", "crm:42")
"""All of these are Ann."""


@pytest.fixture
def run(here: Any, graph: Graph) -> Run:
    """Runs a command in front of two people: Ann with an account in the CRM, and Bob in the app."""
    ann = UserRecord("crm", "42", ("phone:+8613800000001", "email:ann@x.com", "user:ANN"), NOON, {})
    bob = UserRecord("app", "7", ("user:BOB", "wechat_openid:o7"), NOON, {})
    load_records(graph, [ann, bob], path="test", key="k")
    resolve(graph)
    build_journeys(graph)

    def run(*words: str) -> str:
        result = CliRunner().invoke(cli, [*words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


@pytest.fixture
def ann(run: Run, graph: Graph) -> str:
    found = find_oneid(graph, "user:ANN")
    assert found is not None
    return found.oneid


@pytest.mark.parametrize("text", [*SPELLINGS, "user:ANN", "ANN"])
def test_every_command_finds_ann_however_she_is_typed(run: Run, graph: Graph, ann: str, text: str):
    assert json.loads(run("person", text, "--json"))["oneid"] == ann
    assert json.loads(run("identity", "history", text, "--json"))["oneid"] == ann
    explained = json.loads(run("identity", "explain", text, "user:BOB", "--json"))
    assert explained["oneid_a"] == ann
    assert [match.oneid for match in search_people(graph, text).people] == [ann]

    def decide(*words: str) -> None:
        made = json.loads(run("identity", *words, "--json"))
        assert ann in made["before"]
        run("identity", "undo", made["key"])

    decide("merge", text, "BOB", "--reason", "it is her", "--yes")
    decide("block", text)
    decide("unmerge", text)


def test_a_oneid_stands_for_its_person_where_a_person_is_meant(run: Run, ann: str):
    made = json.loads(run("identity", "merge", ann, "app:7", "--reason", "it is her", "--yes", "--json"))
    assert len(made["after"]) == 1
    with pytest.raises(GraphError, match="is a OneID: the identifier is meant"):
        run("identity", "block", ann)


def test_people_of_a_blocked_link_are_kept_separate_however_they_are_typed(run: Run, graph: Graph):
    cay = UserRecord("shop", "9", ("user:CAY", "email:ann@x.com"), NOON, {})
    both = UserRecord("shop", "10", ("user:ANN", "user:CAY"), NOON, {})
    load_records(graph, [cay, both], path="test", key="more")
    resolve(graph)
    made = json.loads(run("identity", "keep-separate", "crm:42", "CAY", "--json"))
    assert made["kind"] == "keep_separate"


def test_a_text_that_may_be_several_identifiers_is_asked_about(graph: Graph):
    load_records(
        graph,
        [UserRecord("crm", "1", ("member:13800000001",), NOON, {}),
         UserRecord("crm", "2", ("phone:+8613800000001",), NOON, {})],
        path="test", key="k",
    )  # fmt: skip
    with pytest.raises(GraphError, match="may be member:13800000001 or phone:"):
        require_identifier(graph, "13800000001")
    assert require_identifier(graph, "member:13800000001") == "member:13800000001"


def test_what_is_not_there_is_reported_in_the_same_words(graph: Graph):
    with pytest.raises(GraphError, match="No person has the identifier, account or OneID 'crm:1'"):
        require_identifier(graph, "crm:1")
