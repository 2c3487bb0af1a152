"""`load --bulk` gives the same graph as `load`, and never touches a graph that has something in it."""

import json
from pathlib import Path
from typing import Any

import pytest
from onepath.app.commands import cli
from onepath.graph.engine import Engine
from onepath.graph.errors import Refused
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.simulator import simulate
from typer.testing import CliRunner
from whole_graph import empty, everything


@pytest.fixture(autouse=True)
def managed(engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONEPATH_HOME", str(engine.home))
    monkeypatch.chdir(tmp_path)


def load(*words: str) -> dict[str, Any]:
    result = CliRunner().invoke(cli, ["load", *words, "--json"], catch_exceptions=False)
    assert result.exit_code in (0, 1), result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_bulk_gives_the_same_graph_as_load(graph: Graph, tmp_path: Path, engine: Engine):
    simulate(tmp_path / "data", people=60, seed=7, hard=True)
    (tmp_path / "data" / "users.crm.csv").write_text("source,user_id,phone,city\ncrm,1,,Rome\ncrm,2,,Paris\n")
    load(str(tmp_path / "data"))
    # The first resolve takes everybody, so that --bulk leaves no list of whom to resolve.
    graph.run("internal/identity/forget_due")
    wanted = everything(graph)
    empty(graph)

    answer = load("--bulk", str(tmp_path / "data"))

    assert answer["rejected"] == 0
    with Graph.open(Settings()) as imported:
        found = everything(imported)
    assert len(found) > 2_000
    assert found == wanted


def test_bulk_is_refused_with_the_reason_where_the_graph_is_not_empty(graph: Graph, tmp_path: Path):
    graph.statement("CREATE (:Person {oneid: 'somebody'})")
    (tmp_path / "events.csv").write_text("source,name,original_at,cookie\nweb,a,2026-01-01T00:00:00Z,c\n")
    with pytest.raises(Refused, match="the graph has 1 nodes"):
        load("--bulk", str(tmp_path / "events.csv"))
    assert graph.ask("internal/explore/nodes") == [{"nodes": 1, "relationships": 0}]


def test_bulk_is_refused_for_a_server_that_is_not_the_managed_one(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("NEO4J_URI", str(settings.neo4j_uri))
    (tmp_path / "events.csv").write_text("source,name,original_at,cookie\nweb,a,2026-01-01T00:00:00Z,c\n")
    with pytest.raises(Refused, match="does not manage"):
        load("--bulk", str(tmp_path / "events.csv"))
