"""Every number and day has a range, and what is outside of it, or no number at all, is one message."""

from pathlib import Path

import pytest
from onepath.app.commands import cli
from onepath.graph.errors import QuestionInvalid, RulesInvalid, SettingsInvalid
from onepath.graph.identity import load_rules
from onepath.graph.saved_questions import read_document
from onepath.graph.settings import Settings
from onepath.loaders.errors import MappingInvalid
from onepath.loaders.mapping import load_mapping
from typer.testing import CliRunner

HUGE = "99999999999999999999"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("query", "--cypher", "RETURN 1", "--timeout", "inf"), "3600"),
        (("query", "--cypher", "RETURN 1", "--timeout", "1e300"), "3600"),
        (("query", "--cypher", "RETURN 1", "--timeout", "nan"), "3600"),
        (("query", "--cypher", "RETURN 1", "--limit", HUGE), "1000000"),
        (("person", "cookie:1", "--as-of", "9999-12-31"), "2199-12-31"),
        (("person", "cookie:1", "--limit", HUGE), "1000000"),
        (("paths", "--from", "view", "--since", "0001-01-01"), "1900-01-01"),
        (("paths", "--from", "view", "--until", "9999-12-31"), "2199-12-31"),
        (("journeys", "build", "--inactivity", HUGE), "525600"),
        (("patterns", "--max-length", HUGE), "20"),
        (("transitions", "--limit", HUGE), "1000000"),
        (("retention", "--periods", HUGE), "10000"),
    ],
)
def test_a_number_outside_of_its_range_is_refused_with_the_range(words: tuple[str, ...], said: str) -> None:
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 2 or isinstance(result.exception, QuestionInvalid), result.output
    text = result.output.replace("_", "") + str(result.exception)
    assert any(one in text for one in said.split("|")), text


def test_an_empty_query_is_one_message() -> None:
    result = CliRunner().invoke(cli, ["query", "--cypher", ""])
    assert result.exit_code == 2
    assert "query is empty" in result.output


@pytest.mark.parametrize(
    "text", [f"a = {'9' * 5_000}", f"a = {'[' * 2_000}{']' * 2_000}", "a = 1979-13-45", "a = \x00"]
)
def test_toml_that_no_computer_reads_is_one_message(tmp_path: Path, text: str) -> None:
    file = tmp_path / "file.toml"
    file.write_text(text)
    with pytest.raises(RulesInvalid):
        load_rules(file)
    with pytest.raises(MappingInvalid):
        load_mapping(file)


@pytest.mark.parametrize(
    "text",
    [
        '{"kind": "patterns", "support": 1e999}',
        '{"kind": "patterns", "support": NaN}',
        f'{{"kind": "patterns", "max_events": {"9" * 5_000}}}',
        "[" * 100_000,
        '{"kind": "patterns", "version": 7}',
        '{"kind": "patterns", "limit": {"a": [1]}}',
        '{"kind": "funnel", "steps": ["a", "b"], "within": 1e300}',
    ],
)
def test_a_question_that_cannot_be_read_is_one_message(text: str) -> None:
    with pytest.raises(QuestionInvalid, match="is not a question"):
        read_document(text, "Theirs")


def test_a_password_in_the_address_is_refused_and_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://neo4j:secret@127.0.0.1:7687")
    with pytest.raises(SettingsInvalid) as refusal:
        Settings()
    assert "secret" not in str(refusal.value)
    assert "NEO4J_PASSWORD" in str(refusal.value)
