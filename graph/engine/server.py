"""The managed local Neo4j: up, down, status."""

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import psutil

from ..errors import EngineError
from ..settings import Settings
from . import bulk
from .configuration import Memory, Ports, choose_ports, remembered_ports, size_memory, write_configuration
from .dump import check_dump, load_dump, write_dump
from .home import EngineHome, Progress
from .process import find_server, run_admin_tool, start_server
from .readiness import DatabaseHalted, PortTaken, server_version, start_failed, wait_until_ready
from .shutdown import stop_halted_server, stop_server
from .versions import bundled_version, check_version, remember_version

__all__ = ["Engine", "EngineStatus"]

Seen = TypeVar("Seen")

USERNAME = "neo4j"
DATABASE = "neo4j"
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

    def up(self, progress: Progress | None = None, *, upgrade: bool = False) -> EngineStatus:
        """Start the server in the background and wait until it answers; nothing happens if it does already.

        Safe to call from many programs at once: one starts it, the others wait and find it running. Raises
        Refused for a store of another Neo4j, unless it is an older one that is to be `upgrade`d.
        """
        self._home.create()
        with self._home.lock(progress):
            self._start(progress, upgrade=upgrade)
        return self.status()

    def down(self, progress: Progress | None = None) -> EngineStatus:
        """Stop the server and wait for its checkpoint, for which a full disk has no room.

        Then it is killed after a short while: the next start recovers what was committed.
        """
        if self._home.engine.exists():
            with self._home.lock(progress):
                stop_server(self._home, progress)
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
            if not self._home.has_store:
                self._start(progress)
            # Stopped while the new store is built, so that nothing is written that the swap would lose.
            stop_server(self._home, progress)
            bulk.recover(self._home)
            self._install_jars(progress)
            try:
                bulk.build(self._home, nodes, relationships, options or bulk.ImportOptions(), progress)
                bulk.swap_in(self._home)
                self._confirm(verify, progress)
            finally:
                self._start(progress)
        return self.status()

    def dump(self, folder: Path, look: Callable[[str, str], Seen], progress: Progress | None = None) -> Seen:
        """Dump the store into a folder; what `look(uri, password)` saw in it.

        The server is stopped for it, and runs afterwards if it ran before. Raises EngineError where somebody
        else writes at the same time: nobody would know what is in the dump.
        """
        if not self._home.has_store:
            raise EngineError(
                f"There is no store in {self._home.root} to back up.", action="Start one with: onepath up"
            )
        self._home.create()
        with self._home.lock(progress):
            ran = find_server(self._home) is not None
            # Started also if it was down: a store that a crash left behind is recovered by that.
            ports = self._start(progress)
            seen = look(ports.bolt_uri, self.password)
            try:
                stop_server(self._home, progress)
                if progress:
                    progress("Dumping the store", None)
                write_dump(self._home, folder)
                check_dump(self._home, folder)
            finally:
                if ran:
                    ports = self._start(progress)
        if ran and look(ports.bolt_uri, self.password) != seen:
            raise EngineError(
                "The graph was changed while it was backed up.",
                kept="The graph is as it was, and no backup was made.",
                action="Wait until nobody loads, resolves or builds, then back up again.",
            )
        return seen

    def restore(
        self, folder: Path, verify: Callable[[str, str], None], progress: Progress | None = None
    ) -> None:
        """Put the dump in a folder in the place of the present store, as `import_offline` does with files."""
        self._home.create()
        with self._home.lock(progress):
            if not self._home.has_store:
                self._start(progress)
            stop_server(self._home, progress)
            bulk.recover(self._home)
            if progress:
                progress("Restoring the store", None)
            try:
                bulk.prepare(self._home)
                load_dump(self._home, folder)
                bulk.swap_in(self._home)
                self._confirm(verify, progress)
            finally:
                self._start(progress)

    def _confirm(self, verify: Callable[[str, str], None], progress: Progress | None) -> None:
        try:
            ports = self._start(progress, recover=False)
            if progress:
                progress("Verifying the new store", None)
            verify(ports.bolt_uri, self.password)
        except BaseException:
            stop_server(self._home, progress)
            bulk.swap_back(self._home)
            raise
        bulk.confirm_swap(self._home)

    def _start(self, progress: Progress | None, *, recover: bool = True, upgrade: bool = False) -> Ports:
        """Under the lock: make sure that the server answers."""
        process, ports = find_server(self._home), remembered_ports(self._home)
        if process and ports and self._answers(process, ports, progress):
            return ports
        ours = bundled_version()
        # A store that was just built by this Neo4j is not what the version file speaks of.
        check_version(self._home, ours, upgrade=upgrade or not recover)
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
                remember_version(self._home, ours)
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
            stop_halted_server(self._home, process, progress)
            return False

    def _wait(self, process: psutil.Process, ports: Ports, progress: Progress | None) -> None:
        wait_until_ready(self._home, process, ports, self._home.password(), progress)

    def _ensure_password(self) -> None:
        if self._home.has_store and self._home.password_file.exists():
            return
        if self._home.has_store:
            # The file with the password is lost. Who owns this folder owns the data, and gets a new one.
            self._home.forget_users()
        password = self._home.ensure_password()
        arguments = ["dbms", "set-initial-password", password]
        code, output = run_admin_tool(self._home, arguments, server_home=self._home.engine)
        if code != 0:
            raise start_failed(self._home, "The first password could not be set.", output)


def _memory_of(process: psutil.Process | None) -> int | None:
    try:
        return int(process.memory_info().rss) if process else None
    except psutil.Error:
        return None
