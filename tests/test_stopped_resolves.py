"""A resolve that is killed at any moment is finished by the next one, and nothing is lost meanwhile."""

import os
import random
import subprocess
import time
from pathlib import Path

import pytest
from command_line import ONEPATH, onepath
from onepath.graph.engine import Engine
from onepath.graph.identity import ResolveOptions, load_rules, resolve, verify
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from test_incremental import from_nothing, who_is_who

KILLS = int(os.environ.get("ONEPATH_TEST_KILLS", "2"))
"""So many kills of the process, and a fifth of that of the server: CONTRIBUTING.md names the long form."""
STRICT = """
[kinds.member]
priority = 100
unique = true
[kinds.other]
priority = 50
"""
LOOSE = "[kinds.other]\npriority = 50\n"


@pytest.fixture
def shop(here: Path) -> Path:
    """People whose number changes with the rules."""
    onepath("simulate", "people", "--size", "120", "--hard", code=0)
    onepath("load", "people", code=0)
    (here / "strict.toml").write_text(STRICT)
    (here / "loose.toml").write_text(LOOSE)
    return here


def start(rules: str, **more: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "ONEPATH_RULES": rules, **more}
    return subprocess.Popen([ONEPATH, "resolve", "--full"], env=environment, stderr=subprocess.DEVNULL)


def test_a_killed_resolve_is_finished_by_the_next_one(shop: Path, graph: Graph):
    chance = random.Random(1)
    onepath("resolve", code=0, ONEPATH_RULES="strict.toml")
    build_journeys(graph)
    events = graph.ask("internal/journeys/size")[0]["events"]
    for turn in range(KILLS):
        rules = ("loose.toml", "strict.toml")[turn % 2]
        killed = start(rules)
        time.sleep(1.2 + chance.random() * 1.6)
        killed.kill()
        killed.wait()
        between = {check.name: check for check in verify(graph).checks}
        assert not between["every tombstone leads to one person in one hop"].failed
        assert not between["every event is in exactly one journey"].failed
        how = ResolveOptions(load_rules(Path(rules)))
        resolve(graph, how)
        assert verify(graph).clean, verify(graph)
        build_journeys(graph)
        assert graph.ask("internal/journeys/size")[0]["events"] == events
    found = who_is_who(graph)
    assert found == from_nothing(graph, how)


@pytest.mark.usefixtures("short_lived_servers")
def test_a_resolve_goes_on_after_its_server_was_killed(shop: Path, graph: Graph, tmp_path: Path):
    home = tmp_path / "own"
    onepath("up", code=0, ONEPATH_HOME=str(home))
    engine = Engine(home)
    try:
        onepath("load", "people", code=0, ONEPATH_HOME=str(home))
        chance = random.Random(2)
        for turn in range(max(1, KILLS // 5)):
            rules = ("loose.toml", "strict.toml")[turn % 2]
            resolving = start(rules, ONEPATH_HOME=str(home))
            time.sleep(1.2 + chance.random() * 1.6)
            os.kill(int(engine.status().pid or 0), 9)
            assert resolving.wait() in (0, 1)
            onepath("up", code=0, ONEPATH_HOME=str(home))
            onepath("resolve", code=0, ONEPATH_HOME=str(home), ONEPATH_RULES=rules)
            onepath("identity", "verify", code=0, ONEPATH_HOME=str(home))
    finally:
        engine.down()
