"""The server fails during a command: one clear message, what was committed is kept, and it resumes."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import HEADER, complaint, events, onepath, row, start_loading
from onepath.graph.engine import Engine, Memory
from onepath.graph.engine.home import MEGABYTE
from onepath.graph.schema import install_schema
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from whole_graph import empty

ROWS = 6_000
SMALL = Memory(512 * MEGABYTE, 64 * MEGABYTE)
pytestmark = pytest.mark.usefixtures("short_lived_servers")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A server that these tests may mistreat."""
    own = Engine(tmp_path_factory.mktemp("own") / "home", memory=SMALL)
    yield own
    own.down()


@pytest.fixture
def here(own: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder to work in, in front of the empty graph of a running server."""
    own.up()
    monkeypatch.setenv("ONEPATH_HOME", str(own.home))
    monkeypatch.chdir(tmp_path)
    with Graph.open(Settings()) as graph:
        empty(graph)
        install_schema(graph)
    return tmp_path


def counted() -> int:
    with Graph.open(Settings()) as graph:
        return events(graph)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own that is soon full."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700m", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root may mount the small file system that this test fills")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def fill(disk: Path, but: int) -> Path:
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(disk).free - but)
    return ballast


def test_a_server_stopped_in_the_middle_of_a_load_is_one_message_and_the_load_goes_on(
    here: Path, own: Engine
):
    with Graph.open(Settings()) as graph:
        loading = start_loading(here, graph, ROWS)
    own.down()
    said = loading.communicate()[1]
    assert loading.returncode == 1
    assert said.count("Error:") == 1
    assert "Traceback" not in said
    assert "run the same command again" in said

    own.up()
    assert 500 <= counted() < ROWS
    onepath("load", "events.csv", code=0, ONEPATH_BATCH_SIZE="500")
    assert counted() == ROWS


def test_a_disk_that_fills_up_during_a_load_is_told_and_up_and_load_go_on_when_there_is_room(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
):
    own = Engine(small_disk / "home", memory=SMALL)
    own.up()
    monkeypatch.setenv("ONEPATH_HOME", str(own.home))
    monkeypatch.chdir(small_disk.parent)
    note = "x" * 8_000
    rows = (f"{row(n).strip()},{note}\n" for n in range(ROWS))
    Path("events.csv").write_text(f"{HEADER.strip()},note\n" + "".join(rows))
    ballast = fill(small_disk, but=10 * MEGABYTE)

    assert "disk is most likely full" in complaint("load", "events.csv", ONEPATH_BATCH_SIZE="500")
    assert "onepath up" in complaint("status")
    assert "256 MB are needed" in complaint("up")

    ballast.unlink()
    onepath("up", code=0)
    assert 0 < counted() < ROWS
    onepath("load", "events.csv", code=0)
    assert counted() == ROWS
    own.down()


@pytest.mark.parametrize("words", [("simulate", "folder"), ("load", "--bulk", "events.csv")])
def test_a_folder_that_cannot_take_what_is_written_is_one_message(here: Path, words: tuple[str, ...]):
    (here / "events.csv").write_text(HEADER + "".join(row(n) for n in range(5_000)))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        message = complaint(*words)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "File too large" in message or "is full" in message
    assert counted() == 0
