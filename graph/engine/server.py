"""The managed local Neo4j: up, down, status."""

import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from ..errors import EngineError
from ..settings import Settings
from . import bulk
from .configuration import Memory, Ports, choose_ports, remembered_ports, size_memory, write_configuration
from .home import MEGABYTE, EngineHome, Progress
from .process import find_server, has_ended, run_admin_tool, start_server
from .readiness import DatabaseHalted, PortTaken, server_version, start_failed, wait_until_ready

__all__ = ["Engine", "EngineStatus"]

USERNAME = "neo4j"
DATABASE = "neo4j"
STOP_PATIENCE_SECONDS = 120.0
HALTED_PATIENCE_SECONDS = 15.0
ROOM_FOR_CHECKPOINT = 16 * MEGABYTE
PORT_ATTEMPTS = 3


@dataclass(frozen=True)
class EngineStatus:
    """What the managed server is doing. Sizes are in bytes; what only a running server has is else None."""

    running: bool
    home: Path
    version: str | None
    pid: int | None
    bolt_uri: str | None
    http_uri: str | None
    browser_uri: str | None
    memory_bytes: int | None
    store_bytes: int
    heap: int
    page_cache: int


class Engine:
    """A real Neo4j that belongs to one data home and listens on this machine only."""

    username = USERNAME
    database = DATABASE

    def __init__(self, home: Path, *, memory: Memory | None = None) -> None:
        self._home = EngineHome(home.expanduser().absolute())
        self._memory = memory or size_memory()
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def home(self) -> Path:
        """The data home."""
        return self._home.root

    @property
    def settings(self) -> Settings:
        """Settings that name this server, which runs, whatever the environment says."""
        return Settings(
            home=self.home,
            neo4j_uri=self.status().bolt_uri,
            neo4j_username=self.username,
            neo4j_password=self.password,
            neo4j_database=self.database,
        )

    @property
    def password(self) -> str:
        """The generated password, kept with mode 0600 in the data home."""
        return self._home.password()

    def up(self, progress: Progress | None = None) -> EngineStatus:
        """Start the server in the background and wait until it answers; nothing happens if it does already.

        Safe to call from many programs at once: one starts it, the others wait and find it running.
        """
        self._home.create()
        with self._home.lock(progress):
            self._start(progress)
        return self.status()

    def down(self, progress: Progress | None = None) -> EngineStatus:
        """Stop the server and wait for its checkpoint. It is never killed: that would cost a recovery."""
        if self._home.engine.exists():
            with self._home.lock(progress):
                self._stop(progress)
        return self.status()

    def status(self) -> EngineStatus:
        """Whether it runs, where, and how large it is. Starts nothing and waits for nobody."""
        process = find_server(self._home)
        ports = remembered_ports(self._home) if process else None
        return EngineStatus(
            running=ports is not None,
            home=self.home,
            version=server_version(ports, self.password) if ports else None,
            pid=process.pid if process else None,
            bolt_uri=ports.bolt_uri if ports else None,
            http_uri=ports.http_uri if ports else None,
            browser_uri=ports.browser_uri if ports else None,
            memory_bytes=_memory_of(process),
            store_bytes=bulk.size_on_disk(self._home.data),
            heap=self._memory.heap,
            page_cache=self._memory.page_cache,
        )

    def import_offline(
        self,
        nodes: Sequence[bulk.Part],
        relationships: Sequence[bulk.Part],
        verify: Callable[[str, str], None],
        progress: Progress | None = None,
        *,
        options: bulk.ImportOptions | None = None,
    ) -> EngineStatus:
        """Build a new store by Neo4j's own offline import and put it in the place of the present one.

        Each part is (label or type, header file or None, data files), as `neo4j-admin database import`
        takes them. `verify(uri, password)` looks at the new store while it runs and raises when it is not
        right: then, and after any other failure, the present store is back as it was.
        """
        self._home.create()
        with self._home.lock(progress):
            if not self._has_store():
                self._start(progress)
            # Stopped while the new store is built, so that nothing is written that the swap would lose.
            self._stop(progress)
            bulk.recover(self._home)
            self._install_jars(progress)
            try:
                bulk.build(self._home, nodes, relationships, options or bulk.ImportOptions(), progress)
                bulk.swap_in(self._home)
                self._confirm(verify, progress)
            finally:
                self._start(progress)
        return self.status()

    def _confirm(self, verify: Callable[[str, str], None], progress: Progress | None) -> None:
        try:
            ports = self._start(progress, recover=False)
            if progress:
                progress("Verifying the new store", None)
            verify(ports.bolt_uri, self.password)
        except BaseException:
            self._stop(progress)
            bulk.swap_back(self._home)
            raise
        bulk.confirm_swap(self._home)

    def _start(self, progress: Progress | None, *, recover: bool = True) -> Ports:
        """Under the lock: make sure that the server answers."""
        process, ports = find_server(self._home), remembered_ports(self._home)
        if process and ports and self._answers(process, ports, progress):
            return ports
        if recover:
            bulk.recover(self._home)
        self._install_jars(progress)
        self._home.require_room()
        for attempt in range(1, PORT_ATTEMPTS + 1):
            ports = choose_ports(self._home)
            write_configuration(self._home, ports, self._memory)
            self._ensure_password()
            self._child = start_server(self._home, self._memory)
            try:
                self._wait(psutil.Process(self._child.pid), ports, progress)
                return ports
            except PortTaken:
                # Somebody else took the port between our look and the server's.
                if attempt == PORT_ATTEMPTS:
                    raise
        raise AssertionError("unreachable")

    def _install_jars(self, progress: Progress | None) -> None:
        # Only here, where a server is started: what fetches packages takes longer to load than most commands.
        from .jars import install_jars

        install_jars(self._home, progress)

    def _answers(self, process: psutil.Process, ports: Ports, progress: Progress | None) -> bool:
        """Whether the server does; one that has closed its database is stopped, to be started again."""
        try:
            self._wait(process, ports, progress)
            return True
        except DatabaseHalted:
            self._home.require_room()
            self._stop_halted(process, progress)
            return False

    def _wait(self, process: psutil.Process, ports: Ports, progress: Progress | None) -> None:
        wait_until_ready(self._home, process, ports, self._home.password(), progress)

    def _has_store(self) -> bool:
        return (self._home.data / "databases" / "system").exists()

    def _ensure_password(self) -> None:
        if self._has_store():
            self._home.password()
            return
        password = self._home.ensure_password()
        arguments = ["dbms", "set-initial-password", password]
        code, output = run_admin_tool(self._home, arguments, server_home=self._home.engine)
        if code != 0:
            raise start_failed(self._home, "The first password could not be set.", output)

    def _stop(self, progress: Progress | None) -> None:
        """Under the lock: stop the server, if it runs, and wait until its store is closed."""
        process = find_server(self._home)
        if process:
            self._terminate(process, progress)
        self._home.process_file.unlink(missing_ok=True)

    def _stop_halted(self, process: psutil.Process, progress: Progress | None) -> None:
        """Stop a server that has closed its database. No checkpoint will come: a kill loses nothing.

        The next start recovers what was committed, as after any crash.
        """
        deadline = time.monotonic() + HALTED_PATIENCE_SECONDS
        with suppress(psutil.NoSuchProcess):
            process.terminate()
            if not self._ended(process, deadline, progress):
                process.kill()
                self._ended(process, deadline + HALTED_PATIENCE_SECONDS, progress)
        self._home.process_file.unlink(missing_ok=True)

    def _terminate(self, process: psutil.Process, progress: Progress | None) -> None:
        deadline = time.monotonic() + STOP_PATIENCE_SECONDS
        with suppress(psutil.NoSuchProcess):
            process.terminate()
            if self._ended(process, deadline, progress):
                return
            # On a full disk it waits for room, and ends by itself when there is some.
            self._home.require_room(ROOM_FOR_CHECKPOINT)
            raise EngineError(
                f"Neo4j (process {process.pid}) is still writing its checkpoint after two minutes.",
                kept="It was asked to stop and will, with everything in it; it is not killed.",
                action="Look again with `onepath status`.",
            )

    @staticmethod
    def _ended(process: psutil.Process, deadline: float, progress: Progress | None) -> bool:
        while time.monotonic() < deadline:
            if progress:
                progress("Stopping Neo4j: writing its checkpoint", None)
            try:
                process.wait(timeout=0.5)
                return True
            except psutil.TimeoutExpired:
                if has_ended(process):
                    return True
        return False


def _memory_of(process: psutil.Process | None) -> int | None:
    try:
        return int(process.memory_info().rss) if process else None
    except psutil.Error:
        return None
