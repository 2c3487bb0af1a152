"""A load that is stopped resumes and ends in the same graph, whenever and however it was stopped."""

import json
import os
import signal
from pathlib import Path

from command_line import events, onepath, start_loading
from onepath.graph.store import Graph
from whole_graph import empty, everything

ROWS = 20_000
KILLS = int(os.environ.get("ONEPATH_TEST_KILLS", "2"))
"""How many kills, at moments spread over the load: CONTRIBUTING.md names the long form."""


def test_ctrl_c_says_that_the_work_goes_on_and_it_does(here: Path, graph: Graph):
    loading = start_loading(here, graph, ROWS)
    loading.send_signal(signal.SIGINT)
    said = loading.communicate()[1]
    assert loading.returncode == 130
    assert said.splitlines() == ["Interrupted. What was committed is saved; the same command resumes."]
    assert events(graph) < ROWS

    onepath("load", "events.csv", code=0)
    assert events(graph) == ROWS


def test_loads_that_were_killed_go_on_to_the_graph_of_an_undisturbed_one(here: Path, graph: Graph):
    start_loading(here, graph, ROWS, committed=0).communicate()
    wanted = everything(graph)
    empty(graph)

    for kill in range(1, KILLS + 1):
        loading = start_loading(here, graph, ROWS, committed=kill * ROWS * 9 // 10 // (KILLS + 1))
        loading.kill()
        loading.communicate()
        assert loading.returncode == -signal.SIGKILL
        assert events(graph) < ROWS
    answer = json.loads(onepath("load", "events.csv", "--json", code=0).stdout)

    assert answer["files"][0]["resumed_at"] > 0
    assert (answer["loaded"], events(graph)) == (ROWS, ROWS)
    (seen,) = graph.statement("MATCH (i:Identifier) RETURN sum(i.event_count) AS events, count(i) AS all")
    assert seen == {"events": ROWS, "all": 100}
    assert everything(graph) == wanted
