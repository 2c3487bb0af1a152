"""A load that is stopped goes on to the same graph, whenever and however it was stopped."""

import json
import os
import signal
from pathlib import Path

import pytest
from command_line import ROWS, events, onepath, start_loading
from onepath.graph.engine import Engine
from onepath.graph.store import Graph

KILLS = int(os.environ.get("ONEPATH_TEST_KILLS", "2"))
"""So many kills, at moments spread over the load: CONTRIBUTING.md names the long form."""


@pytest.fixture
def here(engine: Engine, graph: Graph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder to work in, in front of an empty graph."""
    monkeypatch.setenv("ONEPATH_HOME", str(engine.home))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def everything(graph: Graph) -> list[str]:
    """Every node and relationship as text, without the moment of loading."""
    nodes = graph.statement("MATCH (n) RETURN labels(n) AS labels, n {.*, finished_at: null} AS all")
    links = graph.statement(
        "MATCH (a)-[r]->(b) RETURN a.key AS a, type(r) AS kind, properties(r) AS all, b.key AS b"
    )
    return sorted(json.dumps(each, sort_keys=True, default=str) for each in nodes + links)


def test_ctrl_c_says_that_the_work_goes_on_and_it_does(here: Path, graph: Graph):
    loading = start_loading(here, graph)
    loading.send_signal(signal.SIGINT)
    said = loading.communicate()[1]
    assert loading.returncode == 130
    assert said.splitlines() == ["Stopped. What was committed is kept; the same command goes on from there."]
    assert events(graph) < ROWS

    onepath("load", "events.csv", code=0)
    assert events(graph) == ROWS


def test_loads_that_were_killed_go_on_to_the_graph_of_an_undisturbed_one(here: Path, graph: Graph):
    start_loading(here, graph, committed=0).communicate()
    wanted = everything(graph)
    graph.statement("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")

    for kill in range(1, KILLS + 1):
        loading = start_loading(here, graph, committed=kill * ROWS * 9 // 10 // (KILLS + 1))
        loading.kill()
        loading.communicate()
        assert loading.returncode == -signal.SIGKILL
        assert events(graph) < ROWS
    answer = json.loads(onepath("load", "events.csv", "--json", code=0).stdout)

    assert answer["files"][0]["resumed_at"] > 0
    assert everything(graph) == wanted
