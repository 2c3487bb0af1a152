"""A backup is one verified file; restored anywhere it gives the same graph, and harms none before."""

import json
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import HEADER, answered, complaint, printed, row
from onepath.graph.engine import Engine, Memory, bundled_version
from onepath.graph.engine.home import MEGABYTE
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from whole_graph import everything

SMALL = Memory(512 * MEGABYTE, 64 * MEGABYTE)
pytestmark = pytest.mark.usefixtures("short_lived_servers")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("backed up") / "home"
    yield home
    Engine(home).down()


@pytest.fixture
def here(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """In front of a running server with some events, people and journeys."""
    monkeypatch.setattr("onepath.graph.engine.server.size_memory", lambda: SMALL)
    monkeypatch.setenv("ONEPATH_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    Engine(home).up()
    (tmp_path / "events.csv").write_text(HEADER + "".join(row(n, cookie=f"c{n % 9}") for n in range(40)))
    for words in (("up",), ("load", "events.csv"), ("resolve",), ("journeys", "build")):
        printed(*words)
    return tmp_path


def content() -> list[str]:
    with Graph.open(Settings()) as graph:
        return everything(graph)


def test_a_backup_is_restored_in_another_home_and_damage_is_noticed_before_anything_is_touched(
    here: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "mappings").mkdir(exist_ok=True)
    (home / "mappings" / "orders.toml").write_text('record = "event"')
    before = content()
    made = answered("backup", "graph.backup")
    assert made["counts"]["events"] == 40
    assert content() == before, "the server runs again, with the same graph"
    assert stat.S_IMODE((here / "graph.backup").stat().st_mode) == 0o600
    assert [path.name for path in here.iterdir() if path.name.startswith(".")] == []
    assert "is there already" in complaint("backup", "graph.backup")

    other = here / "other"
    monkeypatch.setenv("ONEPATH_HOME", str(other))
    try:
        assert answered("restore", "graph.backup")["counts"] == made["counts"]
        assert content() == before
        assert (other / "mappings" / "orders.toml").exists()

        with Graph.open(Settings()) as graph:
            graph.statement("CREATE (:Mine)")
        mine = content()
        assert "--replace" in complaint("restore", "graph.backup")
        damaged = (here / "graph.backup").read_bytes()
        middle = len(damaged) // 2
        (here / "damaged").write_bytes(damaged[:middle] + b"\xff\x00\xff" + damaged[middle + 3 :])
        assert "cannot be restored" in complaint("restore", "damaged", "--replace")
        assert "not a backup of onepath" in complaint("restore", "events.csv", "--replace")
        assert content() == mine
        printed("restore", "graph.backup", "--replace")
        assert content() == before
    finally:
        Engine(other).down()


def with_manifest(file: Path, target: Path, **changed: object) -> None:
    """The same backup, whose manifest says something else."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                content = json.dumps({**json.loads(content), **changed}).encode()
            new.writestr(name, content)


def test_a_backup_of_an_older_neo4j_is_restored_and_one_of_a_newer_or_with_other_content_is_refused(
    here: Path, home: Path
) -> None:
    printed("backup", "graph.backup")
    before = content()
    with_manifest(here / "graph.backup", here / "newer", neo4j="2999.01.0", onepath="9.9")
    message = complaint("restore", "newer", "--replace")
    assert "made by Neo4j 2999.01.0 (onepath 9.9)" in message
    assert "Update onepath" in message
    with_manifest(here / "graph.backup", here / "less", counts={"events": 1})
    assert "the backup says" in complaint("restore", "less", "--replace")
    assert content() == before

    with Graph.open(Settings()) as graph:
        graph.statement("CREATE (:Mine)")
    with_manifest(here / "graph.backup", here / "older", neo4j="5.26.0")
    assert "upgraded from Neo4j 5.26.0 to" in " ".join(printed("restore", "older", "--replace").split())
    assert content() == before
    assert json.loads((home / "engine" / "version.json").read_text()) == {"neo4j": bundled_version()}


def test_a_store_of_another_neo4j_is_told_before_it_is_touched(here: Path, home: Path) -> None:
    Engine(home).down()
    file = home / "engine" / "version.json"
    assert json.loads(file.read_text()) == {"neo4j": bundled_version()}
    file.write_text('{"neo4j": "2999.01.0"}')
    assert "Update onepath" in complaint("up")
    file.write_text('{"neo4j": "5.26.0"}')
    assert "onepath up --upgrade" in complaint("up")
    printed("up", "--upgrade")
    assert json.loads(file.read_text()) == {"neo4j": bundled_version()}


def test_a_copied_home_starts_a_server_of_its_own_and_a_moved_one_starts(here: Path, home: Path) -> None:
    running = Engine(home).status()
    before = content()
    copied, moved = here / "copied", here / "moved"
    shutil.copytree(home, copied)
    try:
        assert Engine(copied).up().pid != running.pid
        assert Engine(home).status().pid == running.pid
        with Graph.open(Engine(copied).settings) as graph:
            assert everything(graph) == before
        Engine(copied).down()
        copied.rename(moved)
        with Graph.open(Engine(moved).up() and Engine(moved).settings) as graph:
            assert everything(graph) == before
    finally:
        Engine(moved).down()
        Engine(copied).down()
