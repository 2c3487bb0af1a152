"""Every example of docs/mappings.md is loaded, and gives the records that the page shows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from onepath.app.commands import cli
from onepath.graph.identity import default_rules
from onepath.loaders.mapping import EventPart, IdentifierPart, Mapping, SessionPart, UserPart, load_mapping
from onepath.loaders.reader import read_records
from onepath.loaders.records import EventRecord, IdentifierRecord, Record, Reject, SessionRecord, UserRecord
from onepath.loaders.references import IdentifierReference, PropertyReference, TimeReference
from typer.testing import CliRunner

PAGE = Path(__file__).parent.parent / "docs" / "mappings.md"
BLOCK = re.compile(r"^```(?P<about>\w+)(?: (?P<name>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> Iterator[tuple[str, str, str]]:
    for found in BLOCK.finditer(PAGE.read_text("utf-8")):
        yield found["about"], found["name"] or "", found["body"]


def examples() -> list[tuple[str, str, str, str]]:
    """A file's name and text, its mapping, and the records that are shown."""
    found, told = [], list(blocks())
    for (_, name, data), (about, _, mapping), (_, _, shown) in zip(told, told[1:], told[2:], strict=False):
        if about == "toml":
            found.append((name, data, mapping, shown))
    return found


def line_of(record: Record | Reject) -> str:
    """A record in one line, as the page shows it."""
    if isinstance(record, Reject):
        return f"rejected: {record.reason}"
    if isinstance(record, IdentifierRecord):
        return f"identifier {record.key} of {record.source}"
    if isinstance(record, EventRecord):
        parts = [f"event {record.name} of {record.source} at {record.corrected_at:%Y-%m-%d %H:%M:%S}"]
        parts += [f"session {record.session_id}"] if record.session_id else []
        more = {**record.properties}
        if len(record.message_id) < 32:
            parts.append(f"message id {record.message_id}")
    elif isinstance(record, UserRecord):
        parts = [f"account {record.user_id} of {record.source}"]
        parts += [f"updated at {record.updated_at:%Y-%m-%d %H:%M:%S}"] if record.updated_at else []
        more = record.attributes
    else:
        assert isinstance(record, SessionRecord)
        parts = [f"session {record.session_id} of {record.source}"]
        times = [record.started_at, record.ended_at]
        parts += [f"{time:%Y-%m-%d %H:%M:%S}" for time in times if time]
        more = record.attributes
    parts += getattr(record, "identifiers", ())
    parts += [f"{name} = {value}" for name, value in more.items()]
    return ", ".join(parts)


@pytest.mark.parametrize(("name", "data", "mapping", "shown"), examples())
def test_an_example_gives_the_records_that_the_page_shows(
    tmp_path: Path, name: str, data: str, mapping: str, shown: str
) -> None:
    (tmp_path / "mapping.toml").write_text(mapping, "utf-8")
    read = load_mapping(tmp_path / "mapping.toml")
    (tmp_path / name).write_text(data, read.encoding or "utf-8")
    records = read_records(tmp_path / name, read, rules=default_rules())
    assert "".join(f"{line_of(record)}\n" for record in records) == shown


def test_the_page_has_an_example_of_every_setting() -> None:
    models = (Mapping, EventPart, UserPart, SessionPart, IdentifierPart,
              TimeReference, IdentifierReference, PropertyReference)  # fmt: skip
    text = "\n".join(body for about, _, body in blocks() if about == "toml")
    missing = {
        field for model in models for field in model.model_fields if not re.search(rf"\b{field}\b", text)
    }
    assert missing == set()


def test_the_proposal_on_the_page_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = list(blocks())
    at = next(number for number, (about, _, _) in enumerate(told) if about == "console")
    (_, name, data), (_, _, dialogue) = told[at - 1 : at + 1]
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(data, "utf-8")
    command, _, printed = dialogue.partition("\n")
    result = CliRunner().invoke(cli, command.split()[2:], catch_exceptions=False)
    assert (result.exit_code, result.stdout) == (0, printed)
