"""The data home: where all of the managed server lies, who may change it, and what can go wrong on disk."""

import contextlib
import errno
import fcntl
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from ..errors import DiskFull, EngineError, EngineStartFailed

__all__ = ["EngineHome", "Progress"]

Progress = Callable[[str, float | None], None]
"""Called with what is being done and which share of it is done (None where nobody knows)."""

MEGABYTE = 1024 * 1024
NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
NO_ROOM_TEXT = re.compile("No space left on device|Disk quota exceeded|File too large")
"""The same, as Java writes it into its logs."""
ROOM_TO_START = 256 * MEGABYTE
LOCK_PATIENCE_SECONDS = 600.0


@dataclass(frozen=True)
class EngineHome:
    """The paths below one data home. Two homes never share anything but Maven's own cache."""

    root: Path

    @property
    def engine(self) -> Path:
        """The server's own home directory."""
        return self.root / "engine"

    @property
    def lib(self) -> Path:
        """Every jar of the server."""
        return self.engine / "lib"

    @property
    def plugins(self) -> Path:
        """The jars that bring procedures: graph data science."""
        return self.engine / "plugins"

    @property
    def conf(self) -> Path:
        """The directory of neo4j.conf."""
        return self.engine / "conf"

    @property
    def data(self) -> Path:
        """The present store."""
        return self.engine / "data"

    @property
    def building(self) -> Path:
        """Where an offline import builds the next store."""
        return self.engine / "building"

    @property
    def previous(self) -> Path:
        """The store before the last swap. While it is there, the swap is not yet confirmed."""
        return self.engine / "previous"

    @property
    def discarded(self) -> Path:
        """A store on its way out: whatever is found here may be deleted."""
        return self.engine / "discarded"

    @property
    def logs(self) -> Path:
        """The server's logs."""
        return self.engine / "logs"

    @property
    def console(self) -> Path:
        """What the server printed since its last start."""
        return self.logs / "console.log"

    @property
    def server_log(self) -> Path:
        """What the server itself noted since its last start."""
        return self.logs / "neo4j.log"

    @property
    def process_file(self) -> Path:
        """Which process is the server."""
        return self.engine / "process.json"

    @property
    def ports_file(self) -> Path:
        """Which ports this home uses."""
        return self.engine / "ports.json"

    @property
    def password_file(self) -> Path:
        """The generated password of user neo4j, readable by its owner only."""
        return self.root / "password"

    def create(self) -> None:
        """Make the directories, and say clearly when that cannot be done."""
        with self.disk_errors():
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            for directory in (self.lib, self.plugins, self.conf, self.data, self.logs):
                directory.mkdir(parents=True, exist_ok=True)
            if not os.access(self.root, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, "not writable", str(self.root))

    def require_room(self, needed: int = ROOM_TO_START) -> None:
        """Refuse before anything is written, when the disk has less than `needed` bytes left."""
        free = psutil.disk_usage(str(self.root)).free
        if free < needed:
            raise DiskFull(
                f"The disk of {self.root} has {free // MEGABYTE:,} MB left; "
                f"{needed // MEGABYTE:,} MB are needed.",
                kept="Nothing was changed.",
                action="Free some space, or set ONEPATH_HOME to a directory on a larger disk.",
            )

    @contextlib.contextmanager
    def disk_errors(self) -> Iterator[None]:
        """Turn the operating system's refusals inside this home into ours."""
        try:
            yield
        except OSError as error:
            if error.errno in NO_ROOM:
                raise self.disk_full() from error
            if error.errno is not None:  # without one it is the network's, whose errors are of the same class
                raise EngineError(
                    f"The data home {self.root} cannot be written: {error.strerror} ({error.filename}).",
                    kept="Nothing was changed.",
                    action="Make it writable, or set ONEPATH_HOME to a directory that is yours.",
                ) from error
            raise

    def disk_full(self) -> DiskFull:
        """The error for a disk that filled up while something was being written."""
        return DiskFull(
            f"The disk of {self.root} is full.",
            kept="What was committed before is kept.",
            action="Free some space and run the same command again, or set ONEPATH_HOME to a larger disk.",
        )

    @contextlib.contextmanager
    def lock(self, progress: Progress | None = None) -> Iterator[None]:
        """Only one at a time starts, stops or swaps; the others wait here.

        The operating system frees the lock when its holder dies, so no stale lock is ever left behind.
        """
        with self.disk_errors():
            handle = os.open(self.engine / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._wait_for(handle, progress)
            yield
        finally:
            os.close(handle)

    def _wait_for(self, handle: int, progress: Progress | None) -> None:
        deadline = time.monotonic() + LOCK_PATIENCE_SECONDS
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise EngineStartFailed(
                        f"Another onepath command has been busy in {self.root} for ten minutes.",
                        kept="Nothing was changed.",
                        action="Wait for it to end, or stop it, and try again.",
                    ) from None
                if progress:
                    progress("Waiting for another onepath command", None)
                time.sleep(0.1)

    def password(self) -> str:
        """The password of user neo4j on the managed server."""
        try:
            return self.password_file.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise EngineError(
                f"The managed server in {self.root} was never started: there is no password yet.",
                action="Start it with `onepath up`.",
            ) from None

    def ensure_password(self) -> str:
        """The password, generated the first time. Call it under the lock."""
        if not self.password_file.exists():
            # Written whole under another name first: a kill here never leaves half a password.
            draft = self.password_file.with_suffix(".draft")
            with self.disk_errors():
                handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    # Never a leading hyphen: Neo4j's admin tool would take it for an option.
                    file.write(secrets.token_hex(16) + "\n")
                draft.replace(self.password_file)
        return self.password()
