"""Who is who on the command line, as an analyst goes through it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from onepath.app.commands import cli
from onepath.graph.errors import Refused
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from test_incremental import record
from typer.testing import CliRunner

Say = Callable[..., str]


@pytest.fixture
def say(here: Path, graph: Graph) -> Say:
    """Runs a command in front of two people: a member with a phone, and a cookie."""
    made = [record(0, "event", ("member:0", "phone:0"), 0), record(1, "event", ("cookie:0",), 1)]
    load_records(graph, made, path="test", key="k")
    resolve(graph)
    build_journeys(graph)

    def run(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(cli, ["identity", *words], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.stdout

    return run


def answer(text: str) -> Any:
    return json.loads(text)


def test_a_join_is_explained_recorded_and_taken_back(say: Say):
    assert "Two people" in say("explain", "member:0", "cookie:0")
    joined = answer(say("join", "member:0", "cookie:0", "--reason", "she said so", "--json"))
    assert "One person" in say("explain", "member:0", "cookie:0")
    path = answer(say("explain", "phone:0", "cookie:0", "--json"))["path"]
    assert [step["rule"] for step in path] == ["same_event", "by_hand"]
    assert joined["key"] in say("history", "cookie:0")
    (decision,) = answer(say("history", "cookie:0", "--json"))["decisions"]
    assert (decision["kind"], decision["reason"], decision["moved"]) == ("join", "she said so", ["cookie:0"])
    assert "became" in say("undo", joined["key"])
    assert "Two people" in say("explain", "member:0", "cookie:0")
    assert "Clean" in say("verify")


def test_a_split_cuts_the_link_that_it_names(say: Say):
    assert "became" in say("split", "member:0", "--cut", "same_event|web|member:0|phone:0", "--reason", "his")
    assert answer(say("partition", "--json"))["people"] == 3
    assert answer(say("verify", "--json"))["clean"]


def test_what_the_rules_hold_apart_is_confirmed_by_two_identifiers(say: Say, graph: Graph):
    load_records(graph, [record(2, "event", ("member:0", "member:1"), 2)], path="test", key="more")
    resolve(graph)
    assert "member:1" in say("suspicions")
    apart = answer(say("apart", "phone:0", "member:1", "--reason", "two sisters", "--json"))
    assert apart["before"] == apart["after"]
    assert "No suspicions" in say("suspicions")
    say("undo", apart["key"])
    assert "member:1" in say("suspicions")


@pytest.mark.parametrize(
    ("other", "said"), [("phone:0", "are one person"), ("cookie:0", "hold nothing apart")]
)
def test_what_is_not_held_apart_cannot_be_confirmed(say: Say, other: str, said: str):
    with pytest.raises(Refused, match=said):
        say("apart", "member:0", other)


def test_a_block_that_moves_nobody_is_in_the_history_too(say: Say):
    assert "stays what it was" in say("block", "cookie:0", "--reason", "the kiosk")
    assert "the kiosk" in say("history", "cookie:0")
    assert "by hand" in say("suspicions")


def test_where_there_is_nothing_to_show_the_commands_say_so(say: Say):
    assert "Nothing was decided" in say("history", "cookie:0")
    assert "No suspicions" in say("suspicions")


def test_the_partition_is_told_now_and_on_a_past_day(say: Say, here: Path):
    assert "2 people with 3 identifiers" in say("partition")
    assert "1 people with 2 identifiers at the end of 2026-03-01" in say(
        "partition", "--as-of", "2026-03-01", "--to", "then.csv"
    )
    rows = (here / "then.csv").read_text("utf-8").split()
    assert [row.partition(",")[0] for row in rows] == ["identifier", "member:0", "phone:0"]
    assert answer(say("partition", "--as-of", "2026-02-28", "--json"))["members"] == []


def test_a_day_that_is_none_is_told(say: Say):
    say("partition", "--as-of", "yesterday", code=2)
