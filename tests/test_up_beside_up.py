"""Commands that start and stop the server of one data home at the same time: one acts, the others wait."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from command_line import ONEPATH

pytestmark = pytest.mark.usefixtures("short_lived_servers")


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("ONEPATH_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    ended("down")


def begin(*words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [ONEPATH, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ}
    )


def ended(*words: str) -> str:
    """What a command printed that was run by itself."""
    return result(begin(*words))


def result(command: "subprocess.Popen[str]") -> str:
    printed, said = command.communicate()
    assert command.returncode == 0, said
    return printed


def test_two_up_at_once_start_one_server_and_down_beside_up_leaves_it_whole(home: Path):
    first, second = begin("up", "--json"), begin("up", "--json")
    servers = [json.loads(result(one)) for one in (first, second)]
    assert servers[0]["bolt"] == servers[1]["bolt"]
    assert servers[0]["version"] == servers[1]["version"]
    ended("query", "--cypher", "RETURN 1 AS one")

    # The one that comes second finds a server, or none; either way it ends well, or says why not.
    starting, stopping = begin("up"), begin("down")
    result(stopping)
    _, said = starting.communicate()
    assert "Traceback" not in said
    assert starting.returncode == 0 or "Error:" in said, said
    ended("up")
    ended("query", "--cypher", "RETURN 1 AS one")
