"""Identity resolution on the command line, as an analyst uses it."""

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
from onepath.loaders.records import UserRecord
from test_incremental import record
from typer.testing import CliRunner

Run = Callable[..., str]


@pytest.fixture
def identity(here: Path, graph: Graph) -> Run:
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


def test_a_merge_is_explained_recorded_and_undone(identity: Run):
    assert "Two people" in identity("explain", "member:0", "cookie:0")
    merged = answer(identity("merge", "member:0", "cookie:0", "--reason", "she told us", "--yes", "--json"))
    assert "One person" in identity("explain", "member:0", "cookie:0")
    path = answer(identity("explain", "phone:0", "cookie:0", "--json"))["path"]
    assert [link["rule"] for link in path] == ["same_event", "by_hand"]
    assert merged["key"] in identity("history", "cookie:0")
    (decision,) = answer(identity("history", "cookie:0", "--json"))["decisions"]
    assert (decision["kind"], decision["reason"], decision["moved"]) == ("merge", "she told us", ["cookie:0"])
    assert decision["manual_decisions"] == [{"kind": "merge", "a": "cookie:0", "b": "member:0"}]
    assert "became" in identity("undo", merged["key"])
    assert "Two people" in identity("explain", "member:0", "cookie:0")
    assert "All checks passed" in identity("verify")


MERGE = ("merge", "member:0", "phone:1", "--reason", "she told us")


@pytest.fixture
def two_numbers(identity: Run, graph: Graph) -> Run:
    """With a third person: another phone number, of which the rules allow one."""
    load_records(graph, [record(2, "event", ("phone:1",), 2)], path="test", key="more")
    resolve(graph)
    return identity


def test_a_merge_shows_first_whom_it_merges_and_which_limits_it_exceeds(two_numbers: Run):
    preview = answer(two_numbers(*MERGE, "--dry-run", "--json"))
    sizes = sorted((one["identifiers"], one["events"]) for one in preview["people"])
    assert sizes == [(1, 1), (2, 1)]
    assert len(preview["after"]) == 1
    assert preview["exceeds"] == ["2 phone where the rules allow 1"]
    assert "Beyond the rules: 2 phone" in two_numbers(*MERGE, "--dry-run")
    assert "Two people" in two_numbers("explain", "member:0", "phone:1")
    assert answer(two_numbers("history", "member:0", "--json"))["decisions"] == []


def test_a_merge_that_nobody_can_confirm_is_refused_with_its_consequence(two_numbers: Run):
    with pytest.raises(Refused, match="2 phone where the rules allow 1") as refused:
        two_numbers(*MERGE)
    assert "2 identifiers, 1 events" in refused.value.message
    assert "--yes" in (refused.value.action or "")
    assert "Two people" in two_numbers("explain", "member:0", "phone:1")


@pytest.mark.parametrize(("reply", "people"), [("n", "Two people"), ("y", "One person")])
def test_somebody_at_a_terminal_is_asked(
    two_numbers: Run, monkeypatch: pytest.MonkeyPatch, reply: str, people: str
):
    monkeypatch.setattr("onepath.app.commands.identity.decisions.can_ask", lambda: True)
    result = CliRunner().invoke(cli, ["identity", *MERGE], input=f"{reply}\n")
    assert "Merge them?" in result.output
    assert result.exit_code == (reply == "n")
    assert people in two_numbers("explain", "member:0", "phone:1")


def test_a_preview_names_accounts_that_contradict_each_other(identity: Run, graph: Graph):
    born = {"birth_date": "1970-01-02"}, {"birth_date": "1999-05-06"}
    accounts = [UserRecord("crm", str(n), (f"email:{n}@x.com",), None, said) for n, said in enumerate(born)]
    load_records(graph, accounts, path="accounts", key="accounts")
    resolve(graph)
    words = ("merge", "crm:0", "crm:1", "--reason", "one woman", "--dry-run", "--json")
    assert answer(identity(*words))["exceeds"] == ["different birth dates"]


def test_a_person_is_unmerged_at_the_link_that_is_named(identity: Run):
    words = ("member:0", "--link", "same_event|web|member:0|phone:0", "--reason", "his phone")
    assert "became" in identity("unmerge", *words)
    assert answer(identity("map", "--json"))["people"] == 3
    assert answer(identity("verify", "--json"))["clean"]


def test_a_blocked_merge_is_confirmed_by_two_identifiers_and_leaves_the_review_queue(
    identity: Run, graph: Graph
):
    load_records(graph, [record(2, "event", ("member:0", "member:1"), 2)], path="test", key="more")
    resolve(graph)
    assert "member:1" in identity("review")
    kept = answer(identity("keep-separate", "phone:0", "member:1", "--reason", "two sisters", "--json"))
    assert (kept["kind"], kept["before"]) == ("keep_separate", kept["after"])
    assert "The review queue is empty" in identity("review")
    identity("undo", kept["key"])
    assert "member:1" in identity("review")


@pytest.mark.parametrize(
    ("other", "why"), [("phone:0", "are one person"), ("cookie:0", "No rule blocks a link")]
)
def test_what_no_rule_blocks_cannot_be_confirmed(identity: Run, other: str, why: str):
    with pytest.raises(Refused, match=why):
        identity("keep-separate", "member:0", other)


def test_a_block_that_moves_no_one_is_in_the_history_too(identity: Run):
    assert "is unchanged" in identity("block", "cookie:0", "--reason", "the kiosk")
    assert "the kiosk" in identity("history", "cookie:0")
    assert "by hand" in identity("review")


def test_where_there_is_nothing_to_show_the_commands_report_that(identity: Run):
    assert "No decisions" in identity("history", "cookie:0")
    assert "The review queue is empty" in identity("review")


def test_the_identity_map_is_shown_for_now_and_for_a_past_day(identity: Run, here: Path):
    assert "2 people with 3 identifiers and 0 accounts" in identity("map")
    assert "1 people with 2 identifiers and 0 accounts at the end of 2026-03-01" in identity(
        "map", "--as-of", "2026-03-01", "--output", "then.csv"
    )
    rows = (here / "then.csv").read_text("utf-8-sig").split()
    assert [row.partition(",")[0] for row in rows] == ["identifier", "member:0", "phone:0"]
    past = answer(identity("map", "--as-of", "2026-02-28", "--json"))
    assert (past["as_of"], past["members"]) == ("2026-02-28", [])


def test_a_day_that_cannot_be_read_is_refused(identity: Run):
    identity("map", "--as-of", "yesterday", code=2)


def test_everybodys_decisions_are_listed_and_filtered(identity: Run):
    assert "No decisions match" in identity("decisions")
    identity("merge", "member:0", "cookie:0", "--reason", "she told us", "--yes")
    assert "she told us" in identity("decisions", "--kind", "merge", "--manual")
    assert answer(identity("decisions", "--until", "2026-01-01", "--json")) == {"total": 0, "decisions": []}
    identity("decisions", "--kind", "gossip", code=2)


def test_an_identifier_is_taken_out_of_its_person(identity: Run):
    assert "1 person became 2" in identity("unmerge", "phone:0", "--reason", "his phone")
    assert "that they are two people: his phone" in identity("explain", "member:0", "phone:0")
    with pytest.raises(Refused, match=r"cannot be merged: .* said on .* two people: his phone"):
        identity("merge", "member:0", "phone:0", "--reason", "hers after all", "--yes")


def test_every_account_is_written_with_its_person(identity: Run, here: Path):
    identity("map", "--accounts-output", "accounts.csv")
    assert (here / "accounts.csv").read_text("utf-8-sig").split() == ["account,oneid"]
