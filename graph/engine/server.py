"""The managed local Neo4j: up, down, status."""

import logging
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import psutil

from ..errors import EngineError, EngineStartFailed
from ..settings import Settings
from . import bulk
from .configuration import Memory, Ports, choose_ports, remembered_ports, size_memory, write_configuration
from .dump import check_dump, load_dump, write_dump
from .engine_status import EngineStatus, read_engine_status
from .home import EngineHome, Progress
from .process import find_server, has_ended, run_admin_tool, start_server
from .process_note import note_answer, read_note
from .readiness import DatabaseHalted, PortTaken, start_failed, wait_until_ready
from .shutdown import CHECKPOINT_PATIENCE_SECONDS, stop_halted_server, stop_server
from .unexpected_end import UnexpectedEnd, find_unexpected_end
from .versions import bundled_version, check_version, remember_version

__all__ = ["Engine"]

_log = logging.getLogger("onepath.engine")
"""Warnings about the server; commands show them on standard error."""

Seen = TypeVar("Seen")

USERNAME = "neo4j"
DATABASE = "neo4j"
PORT_ATTEMPTS = 3


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

    def restart_if_ended(
        self,
        on_restart: Callable[[UnexpectedEnd], None] = lambda end: _log.warning(
            "%s It is being restarted; what was committed is kept.", end
        ),
        progress: Progress | None = None,
    ) -> None:
        """Restart a server that ended although nobody stopped it, and wait for one that is starting.

        One that was stopped, never came up, or was restarted several times just now stays as it is. Safe to
        call from many programs at once, as `up` is. `on_restart` is called before the restart.
        """
        if not self._starts_or_ended():
            return
        with self._home.lock(progress):
            # Looked at again: another program may have restarted or stopped it in the meantime.
            end = find_unexpected_end(self._home)
            if end and end.may_restart:
                on_restart(end)
                self._start(progress, restarts=(*end.restarts, time.time()))
            elif find_server(self._home):
                self._start(progress)

    def _starts_or_ended(self) -> bool:
        process, note = find_server(self._home), read_note(self._home)
        if process:
            return note is None or note.pid != process.pid or not note.answered
        return note is not None and note.answered

    def down(self, progress: Progress | None = None) -> EngineStatus:
        """Stop the server: by its checkpoint, or by a kill where it writes none within two minutes.

        A killed one has lost nothing: the next start recovers what was committed, and a warning says so.
        """
        if self._home.engine.exists():
            with self._home.lock(progress):
                if not stop_server(self._home, progress):
                    _log.warning(
                        "Neo4j could not write its checkpoint and was killed. Nothing that was committed is "
                        "lost: the next start replays the transaction log, which may take a while."
                    )
        return self.status()

    def status(self) -> EngineStatus:
        """Whether it runs, where, and how large it is. Starts nothing and waits for nobody."""
        return read_engine_status(self._home, self._memory)

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
            ran = bool(find_server(self._home) or find_unexpected_end(self._home))
            # Started also if it was down: a store that a crash left behind is recovered by that.
            ports = self._start(progress)
            seen = look(ports.bolt_uri, self.password)
            try:
                if not stop_server(self._home, progress, patience=CHECKPOINT_PATIENCE_SECONDS):
                    raise EngineError(
                        "Neo4j could not write its checkpoint, without which its store cannot be backed up.",
                        kept="What was committed is kept, and no backup was made.",
                        action="Free some space, then back up again.",
                    )
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

    def _start(
        self,
        progress: Progress | None,
        *,
        recover: bool = True,
        upgrade: bool = False,
        restarts: tuple[float, ...] = (),
    ) -> Ports:
        """Under the lock: make sure that the server answers. `restarts`: the automatic ones until now."""
        process, ports = find_server(self._home), remembered_ports(self._home)
        if process and ports and self._answers(process, ports, progress):
            note_answer(self._home, process)
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
            self._child = start_server(self._home, self._memory, restarts)
            process = psutil.Process(self._child.pid)
            try:
                self._wait(process, ports, progress)
                note_answer(self._home, process)
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
        """Whether the server does. One that has closed its database is stopped, to be started again."""
        try:
            self._wait(process, ports, progress)
            return True
        except DatabaseHalted:
            self._home.require_room()
            stop_halted_server(self._home, process, progress)
            return False
        except EngineStartFailed:
            # One that somebody else was stopping.
            if not has_ended(process):
                raise
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
