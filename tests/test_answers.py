"""What `--json` prints is promised: the JSON Schema of each command's answers is kept as a snapshot."""

import json

import pytest
from onepath.app.commands.answer_types import ANSWER_TYPES
from onepath.graph.answers import answer_schema
from snapshot import SNAPSHOTS, check_snapshot


@pytest.mark.parametrize("command", ANSWER_TYPES)
def test_the_shapes_of_a_command_are_as_promised(command: str):
    schemas = [answer_schema(shape) for shape in ANSWER_TYPES[command]]
    check_snapshot(f"answers/{command.replace(' ', '_')}.json", json.dumps(schemas, indent=2) + "\n")


def test_no_snapshot_is_left_of_a_command_that_is_gone():
    kept = {file.stem for file in (SNAPSHOTS / "answers").glob("*.json")}
    assert kept == {command.replace(" ", "_") for command in ANSWER_TYPES}
