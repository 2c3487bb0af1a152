"""The managed Neo4j: it starts by itself, stops cleanly, and comes back from whatever happens to it."""

import hashlib
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import psutil
import pytest
from neo4j import GraphDatabase
from onepath.graph.engine import Engine, ImportFailed, Memory, bulk, jars, shutdown
from onepath.graph.engine.configuration import Ports, size_memory
from onepath.graph.engine.home import MEGABYTE, EngineHome
from onepath.graph.errors import DiskFull, EngineError, EngineStartFailed, RegistryUnreachable, WrongPassword

SMALL = Memory(heap=512 * MEGABYTE, page_cache=64 * MEGABYTE)
GIGABYTE = 1024 * MEGABYTE
CLOSED_PROXY = "http://127.0.0.1:9"
pytestmark = pytest.mark.usefixtures("short_lived_servers")


@pytest.fixture(scope="module")
def own(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A second server beside the one of the test session, whose home these tests may mistreat."""
    own = Engine(tmp_path_factory.mktemp("own home") / "data", memory=SMALL)
    yield own
    own.down()


def rows(engine: Engine, query: str) -> list[dict]:
    """What a query answers on this server."""
    return rows_at(engine.status().bolt_uri, engine.password, query)


def rows_at(uri: str | None, password: str, query: str) -> list[dict]:
    with GraphDatabase.driver(str(uri), auth=("neo4j", password)) as driver:
        return [record.data() for record in driver.execute_query(query, database_="neo4j").records]


def start_elsewhere(home: Path) -> "subprocess.Popen[str]":
    """Another program that starts the server of this home, and prints its process."""
    code = (
        "import sys; from pathlib import Path; from onepath.graph.engine import Engine;"
        "print(Engine(Path(sys.argv[1])).up().pid)"
    )
    return subprocess.Popen([sys.executable, "-c", code, str(home)], stdout=subprocess.PIPE, text=True)


def test_a_started_server_is_a_real_neo4j_with_graph_data_science(engine: Engine) -> None:
    assert engine.status().version == "2026.08.1"
    assert rows(engine, "RETURN gds.version() AS version") == [{"version": "2.26.0"}]


def test_starting_a_running_server_again_leaves_it_as_it_is(engine: Engine) -> None:
    assert engine.up().pid == engine.status().pid


def test_the_server_listens_on_this_machine_only(engine: Engine) -> None:
    connections = psutil.Process(engine.status().pid).net_connections(kind="tcp")
    listening = {each.laddr.ip.removeprefix("::ffff:") for each in connections if each.status == "LISTEN"}
    assert listening == {"127.0.0.1"}


def test_the_password_is_generated_and_readable_by_its_owner_only(engine: Engine) -> None:
    assert len(engine.password) >= 24
    assert stat.S_IMODE((engine.home / "password").stat().st_mode) == 0o600


def test_a_server_that_was_never_started_is_not_running_and_leaves_no_trace(tmp_path: Path) -> None:
    stranger = Engine(tmp_path / "nobody")
    assert not stranger.status().running
    assert not stranger.down().running
    assert not stranger.home.exists()


def test_two_starts_at_once_give_one_server_and_ports_in_use_are_avoided(engine: Engine, own: Engine) -> None:
    taken = json.loads((engine.home / "engine" / "ports.json").read_text())
    home = EngineHome(own.home)
    home.create()
    home.ports_file.write_text(json.dumps(asdict(Ports(**taken))))

    programs = [start_elsewhere(own.home), start_elsewhere(own.home)]
    printed = {program.communicate()[0].strip() for program in programs}

    assert printed == {str(own.status().pid)}
    assert own.status().bolt_uri != engine.status().bolt_uri


def test_a_server_whose_starter_was_killed_is_found_again(own: Engine) -> None:
    before = own.up().pid
    (own.home / "engine" / "process.json").unlink()
    assert own.up().pid == before


def test_a_crash_keeps_what_was_committed(own: Engine) -> None:
    before = own.up().pid
    rows(own, "CREATE (:Kept)")

    os.kill(before, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(before)] if psutil.pid_exists(before) else [])

    assert not own.status().running
    assert own.up().pid != before
    assert rows(own, "MATCH (kept:Kept) RETURN count(kept) AS kept") == [{"kept": 1}]


def test_a_changed_password_is_told_with_the_file_to_write_it_to(own: Engine) -> None:
    own.up()
    file = own.home / "password"
    right = file.read_text()
    file.write_text("something else")
    try:
        with pytest.raises(WrongPassword, match=str(file)):
            own.up()
    finally:
        file.write_text(right)


def test_a_server_that_cannot_start_says_why_and_keeps_its_store(own: Engine) -> None:
    own.up()
    own.down()
    with pytest.raises(EngineStartFailed, match="too little memory"):
        Engine(own.home, memory=Memory(heap=10**9 * GIGABYTE, page_cache=SMALL.page_cache)).up()
    assert own.up().running


class TestOfflineImport:
    """The first load: a new store beside the present one, swapped in only when it is right."""

    @pytest.fixture
    def identifiers(self, tmp_path: Path) -> bulk.Part:
        header, data = tmp_path / "header.csv", tmp_path / "data.csv"
        header.write_text("key:ID(Identifier),kind\n")
        data.write_text('phone:+8613800000001,phone\ncookie:a,cookie\n"name:two\nlines, ""quoted""",name\n')
        return ("Identifier", header, [data])

    @pytest.fixture
    def present(self, own: Engine) -> Engine:
        own.up()
        rows(own, "MATCH (n) DETACH DELETE n")
        rows(own, "CREATE (:Present)")
        return own

    def links(self, tmp_path: Path, lines: str) -> bulk.Part:
        file = tmp_path / "links.csv"
        file.write_text(":START_ID(Identifier),:END_ID(Identifier),rule\n" + lines)
        return ("LINK", None, [file])

    def test_a_verified_import_takes_the_place_of_the_present_store(
        self, present: Engine, identifiers: bulk.Part, tmp_path: Path
    ) -> None:
        seen: list[list[dict]] = []
        said: list[str] = []

        def verify(uri: str, password: str) -> None:
            seen.append(rows_at(uri, password, "MATCH (a)-[link:LINK]->(b) RETURN a.key, link.rule, b.key"))

        present.import_offline(
            [identifiers],
            [self.links(tmp_path, "phone:+8613800000001,cookie:a,together\n")],
            verify,
            lambda what, share: said.append(what),
        )

        assert seen == [[{"a.key": "phone:+8613800000001", "link.rule": "together", "b.key": "cookie:a"}]]
        assert rows(present, "MATCH (n) RETURN labels(n) AS labels, count(*) AS nodes") == [
            {"labels": ["Identifier"], "nodes": 3}
        ]
        assert "Node import" in said
        assert not {"building", "previous", "discarded"} & set(os.listdir(present.home / "engine"))

    def test_an_import_that_does_not_verify_leaves_the_present_store(
        self, present: Engine, identifiers: bulk.Part
    ) -> None:
        def refuse(uri: str, password: str) -> None:
            raise ValueError("one event is missing")

        with pytest.raises(ValueError, match="one event is missing"):
            present.import_offline([identifiers], [], refuse)

        assert rows(present, "MATCH (n) RETURN labels(n) AS labels") == [{"labels": ["Present"]}]

    def test_files_that_contradict_each_other_leave_the_present_store(
        self, present: Engine, identifiers: bulk.Part, tmp_path: Path
    ) -> None:
        with pytest.raises(ImportFailed, match="referring to missing node cookie:nobody"):
            present.import_offline(
                [identifiers], [self.links(tmp_path, "cookie:a,cookie:nobody,together\n")], lambda *_: None
            )

        assert rows(present, "MATCH (n) RETURN labels(n) AS labels") == [{"labels": ["Present"]}]


@pytest.mark.parametrize(
    "left_behind",
    [
        {"data": "present"},
        {"data": "present", "building": "half"},
        {"previous": "present", "building": "new"},
        {"previous": "present", "data": "new"},
        {"previous": "present", "data": "new", "discarded": "old"},
        {"previous": "present", "discarded": "new"},
        {"data": "present", "discarded": "old"},
    ],
    ids=lambda state: " and ".join(f"{name}={holds}" for name, holds in state.items()),
)
def test_a_kill_at_any_moment_of_a_swap_leaves_the_present_store(
    tmp_path: Path, left_behind: dict[str, str]
) -> None:
    home = EngineHome(tmp_path)
    for name, holds in left_behind.items():
        (home.engine / name).mkdir(parents=True)
        (home.engine / name / "store").write_text(holds)

    bulk.recover(home)

    assert os.listdir(home.engine) == ["data"]
    assert (home.data / "store").read_text() == "present"


class TestRegistry:
    """What happens when the jars cannot be had, or are not what they should be."""

    @pytest.fixture(autouse=True)
    def unreachable(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
        monkeypatch.setenv("HTTPS_PROXY", CLOSED_PROXY)
        monkeypatch.setenv("https_proxy", CLOSED_PROXY)
        monkeypatch.setenv("M2_REPO", str(tmp_path / "maven"))
        return tmp_path / "maven"

    def test_an_unreachable_registry_is_named_with_the_way_to_do_without(self, tmp_path: Path) -> None:
        with pytest.raises(RegistryUnreachable) as raised:
            Engine(tmp_path / "home").up()
        assert "Maven Central could not be reached" in str(raised.value)
        assert "NEO4J_URI" in str(raised.value)
        assert "http" not in str(raised.value)

    def test_a_jar_that_was_tampered_with_is_not_used(
        self, engine: Engine, unreachable: Path, tmp_path: Path
    ) -> None:
        for locked in jars.locked_jars():
            folder = unreachable.joinpath(*locked.groupId.split("."), locked.artifactId, locked.version)
            name = "-".join(filter(None, [locked.artifactId, locked.version, locked.classifier]))
            folder.mkdir(parents=True, exist_ok=True)
            os.link(engine.home / "engine" / "lib" / jars.jar_name(locked), folder / f"{name}.jar")
        jar = next(unreachable.rglob("*.jar"))
        jar.unlink()
        jar.write_bytes(b"not a jar")

        with pytest.raises(RegistryUnreachable, match="Maven Central"):
            Engine(tmp_path / "home").up()

        assert not list((tmp_path / "home" / "engine" / "lib").iterdir())


@pytest.fixture
def two_jars(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> EngineHome:
    """A home whose lock file names two jars, which can be fetched."""
    source = tmp_path / "fetched"
    source.mkdir()
    locked, paths = [], {}
    for name in ("one", "two"):
        content = name.encode()
        one = jars.Locked(
            groupId="org.example", artifactId=name, version="1", sha256=hashlib.sha256(content).hexdigest()
        )
        locked.append(one)
        (source / name).write_bytes(content)
        paths[source / name] = one
    monkeypatch.setattr(jars, "locked_jars", lambda: locked)
    monkeypatch.setattr(jars, "_fetch_all", lambda home, locked, progress: paths)
    home = EngineHome(tmp_path / "home")
    home.create()
    jars.install_jars(home)
    return home


def test_a_jar_that_was_changed_after_it_was_fetched_is_replaced_at_the_next_start(
    two_jars: EngineHome,
) -> None:
    jar = two_jars.lib / "org.example.one-1.jar"
    jar.unlink()
    jar.write_bytes(b"something else")
    (two_jars.lib / "org.example.stranger-1.jar").write_bytes(b"on the class path too")
    jars.install_jars(two_jars)
    assert jar.read_bytes() == b"one"
    assert sorted(path.name for path in two_jars.lib.iterdir()) == [
        "org.example.one-1.jar",
        "org.example.two-1.jar",
    ]


def test_a_home_that_other_users_can_read_is_closed(tmp_path: Path) -> None:
    root = tmp_path / "home"
    for folder in (root, root / "engine", root / "uploads"):
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)
    EngineHome(root).create()
    assert {stat.S_IMODE(path.stat().st_mode) for path in (root, *root.iterdir())} == {0o700}


def test_a_home_in_a_folder_with_other_things_closes_only_what_is_its_own(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    tmp_path.chmod(0o755)
    EngineHome(tmp_path).create()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "engine").stat().st_mode) == 0o700


def test_what_a_killed_bulk_load_left_behind_is_deleted_and_that_of_a_running_one_is_not(
    tmp_path: Path,
) -> None:
    home = EngineHome(tmp_path)
    home.create()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f"import-{dead.pid}").mkdir()
    home.import_folder().mkdir()
    home.create()
    assert sorted(path.name for path in tmp_path.glob("import-*")) == [home.import_folder().name]


@pytest.mark.parametrize(
    "needed", [10**9 * GIGABYTE, 0], ids=["for lack of room on the disk", "within the time for it"]
)
def test_a_server_that_cannot_write_its_checkpoint_is_killed_by_down_which_says_so_and_loses_nothing(
    own: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, needed: int
) -> None:
    server = psutil.Process(own.up().pid)
    rows(own, "MERGE (:Saved)")
    monkeypatch.setattr(shutdown, "ROOM_FOR_CHECKPOINT", needed)
    monkeypatch.setattr(shutdown, "HALTED_PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(shutdown, "STOP_PATIENCE_SECONDS", 0.4)
    server.suspend()  # as one that waits for room, or for a slow disk
    assert not own.down().running
    assert not server.is_running()
    assert "the next start replays the transaction log" in caplog.text
    assert own.up().running
    assert rows(own, "MATCH (saved:Saved) RETURN count(saved) AS saved") == [{"saved": 1}]


def test_a_lost_password_is_told_and_set_anew_by_a_restart(own: Engine) -> None:
    own.up()
    rows(own, "CREATE (:Saved)")
    (own.home / "password").unlink()
    with pytest.raises(EngineError, match="onepath down, then onepath up"):
        own.up()
    own.down()
    own.up()
    assert rows(own, "MATCH (saved:Saved) RETURN count(saved) > 0 AS saved") == [{"saved": True}]


def test_a_full_disk_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(DiskFull, match="ONEPATH_HOME"):
        EngineHome(tmp_path).require_room(10**9 * GIGABYTE)


def test_a_home_that_cannot_be_written_is_one_clear_message(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError, match="cannot be written"):
        Engine(tmp_path / "file" / "home").up()


@pytest.mark.parametrize(
    ("machine", "heap", "page_cache"),
    [
        (1 * GIGABYTE, 512 * MEGABYTE, 256 * MEGABYTE),
        (24 * GIGABYTE, 4 * GIGABYTE, 3 * GIGABYTE),
        (1024 * GIGABYTE, 16 * GIGABYTE, 32 * GIGABYTE),
    ],
)
def test_memory_is_a_share_of_the_machine_within_limits(machine: int, heap: int, page_cache: int) -> None:
    assert size_memory(machine) == Memory(heap=heap, page_cache=page_cache)
