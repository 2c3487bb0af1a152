"""The managed server ends although nobody stopped it: the next command or page restarts it, and says why."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import streamlit as st
from command_line import ONEPATH, answered, complaint, printed
from explorer_pages import somebody_new
from onepath.graph.engine import EndReason, Engine, Memory
from onepath.graph.engine.home import MEGABYTE, EngineHome
from onepath.graph.engine.process_note import note_answer, note_start
from onepath.graph.engine.unexpected_end import MOST_RESTARTS, UnexpectedEnd, find_unexpected_end
from onepath.graph.errors import ServerUnreachable
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

SMALL = Memory(512 * MEGABYTE, 64 * MEGABYTE)
COUNT = ("query", "--json", "--cypher", "MATCH (saved:Saved) RETURN count(saved) AS saved")
EIGHT_GIGABYTES = "RETURN size(reduce(text = '12345678', i IN range(1, 30) | text + text))"
PATIENCE = 300
pytestmark = pytest.mark.usefixtures("short_lived_servers")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A server that these tests may kill."""
    own = Engine(tmp_path_factory.mktemp("own") / "home", memory=SMALL)
    yield own
    own.down()


@pytest.fixture
def here(own: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The server that the settings mean."""
    monkeypatch.setattr("onepath.graph.engine.server.size_memory", lambda: SMALL)
    monkeypatch.setenv("ONEPATH_HOME", str(own.home))
    return own


@pytest.fixture
def running(here: Engine) -> Engine:
    """The same, which runs."""
    here.up()
    return here


@pytest.fixture
def killed(here: Engine) -> Engine:
    """The same, killed after a node was committed."""
    if here.status().unexpected_end is None:
        here.up()
        with Graph.open(Settings()) as graph:
            graph.statement("MERGE (:Saved)")
        process = psutil.Process(here.status().pid)
        process.kill()
        process.wait(PATIENCE)
    return here


def saved(printed: str) -> int:
    return int(json.loads(printed)["rows"][0]["saved"])


def servers(engine: Engine) -> list[int]:
    """Every process that is a server of this home."""
    found = []
    for process in psutil.process_iter(["pid", "name", "cmdline", "status"]):
        about = process.info
        of_this_home = f"--home-dir={engine.home / 'engine'}" in (about["cmdline"] or [])
        if about["name"] == "java" and of_this_home and about["status"] != psutil.STATUS_ZOMBIE:
            found.append(about["pid"])
    return found


def test_a_page_of_the_explorer_restarts_a_server_that_ran_out_of_memory_and_says_so(running: Engine) -> None:
    st.cache_resource.clear()
    explorer = somebody_new()
    explorer.run(timeout=PATIENCE)
    assert not explorer.error
    with Graph.open(Settings()) as graph, pytest.raises(ServerUnreachable):
        graph.statement(EIGHT_GIGABYTES)
    # The first run meets the banner, which restarts the server and shows the page again.
    explorer.run(timeout=PATIENCE)
    assert not explorer.exception
    assert not explorer.error
    assert [toast.value for toast in explorer.toast] == [
        "The local Neo4j ended unexpectedly: it ran out of memory. It was restarted, and what was committed "
        "is kept."
    ]
    assert len(servers(running)) == 1
    st.cache_resource.clear()


def test_status_says_that_a_server_was_killed_and_starts_nothing(killed: Engine) -> None:
    assert "ended unexpectedly: it was killed or it crashed" in " ".join(printed("status").split())
    assert answered("status")["ended"] == "killed"
    assert servers(killed) == []


def test_a_server_that_the_settings_name_is_never_started(
    killed: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    assert "No Neo4j answers" in complaint(*COUNT)
    assert servers(killed) == []


def test_two_commands_after_a_kill_restart_one_server_say_why_and_lose_nothing(killed: Engine) -> None:
    commands = [
        subprocess.Popen([ONEPATH, *COUNT], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    answers = [command.communicate() for command in commands]

    assert [command.returncode for command in commands] == [0, 0], answers
    assert [saved(answer) for answer, _ in answers] == [1, 1]
    said = "".join(errors for _, errors in answers)
    assert said.count("ended unexpectedly: it was killed or it crashed. It is being restarted") == 1
    assert servers(killed) == [killed.status().pid]
    assert answered("status")["ended"] is None


def test_a_server_that_down_stopped_stays_down(running: Engine) -> None:
    printed("down")
    assert "is not running" in complaint(*COUNT)
    assert servers(running) == []


class TestNote:
    """What a home remembers of a process that is gone."""

    @pytest.fixture
    def home(self, tmp_path: Path) -> EngineHome:
        home = EngineHome(tmp_path / "home")
        home.create()
        return home

    def note_ended(
        self, home: EngineHome, *, answered: bool = True, restarts: tuple[float, ...] = ()
    ) -> None:
        with subprocess.Popen(["sleep", "60"]) as process:
            note_start(home, psutil.Process(process.pid), restarts)
            if answered:
                note_answer(home, psutil.Process(process.pid))
            process.kill()

    def test_java_leaves_a_mark_when_it_runs_out_of_memory(self, home: EngineHome) -> None:
        self.note_ended(home)
        home.out_of_memory.touch()
        assert find_unexpected_end(home) == UnexpectedEnd("memory")

    @pytest.mark.parametrize(("last", "reason"), [("Stopped.", "stopped"), ("Started.", "killed")])
    def test_the_log_tells_a_server_that_was_stopped_from_one_that_was_killed(
        self, home: EngineHome, last: str, reason: EndReason
    ) -> None:
        self.note_ended(home)
        home.server_log.write_text(f"2026-11-28 10:00:00.000+0000 INFO  {last}\n")
        assert find_unexpected_end(home) == UnexpectedEnd(reason)

    def test_a_server_from_before_the_machine_started_ended_with_it(
        self, home: EngineHome, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.note_ended(home)
        monkeypatch.setattr(psutil, "boot_time", lambda: time.time() + 60)
        assert find_unexpected_end(home) == UnexpectedEnd("machine")

    def test_a_server_that_never_came_up_is_not_restarted(self, home: EngineHome) -> None:
        self.note_ended(home, answered=False)
        assert find_unexpected_end(home) is None

    def test_a_server_that_ends_again_and_again_is_not_restarted_any_more(self, home: EngineHome) -> None:
        now = time.time()
        self.note_ended(home, restarts=(now - 3_600, *[now - 60] * MOST_RESTARTS))
        home.out_of_memory.touch()
        with pytest.raises(ServerUnreachable, match="restarted 3 times in the last 10 minutes") as raised:
            Graph.open(Settings(home=home.root))
        assert "Ask for less at once" in str(raised.value.action)

    def test_down_after_the_end_is_final(self, home: EngineHome) -> None:
        self.note_ended(home)
        Engine(home.root).down()
        assert find_unexpected_end(home) is None

    def test_a_copied_home_does_not_restart_what_ended_in_the_other(
        self, home: EngineHome, tmp_path: Path
    ) -> None:
        self.note_ended(home)
        shutil.copytree(home.root, tmp_path / "copy")
        assert find_unexpected_end(home)
        assert find_unexpected_end(EngineHome(tmp_path / "copy")) is None

    def test_a_restart_long_ago_does_not_count(self, home: EngineHome) -> None:
        self.note_ended(home, restarts=(time.time() - 3_600,) * MOST_RESTARTS)
        assert find_unexpected_end(home) == UnexpectedEnd("killed")
