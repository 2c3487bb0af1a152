"""The data home: where all of the managed server lies, who may change it, and what can go wrong on disk."""

import contextlib
import errno
import fcntl
import os
import re
import secrets
import shutil
import stat
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
_IMPORT = "import-"
_OURS = frozenset({"engine", "password", "uploads", "mappings", "demo", "rejects"})
_OUR_STARTS = (_IMPORT, "bench-", "password.")
"""What onepath itself makes in a data home, by name and by how names begin."""


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
    def out_of_memory(self) -> Path:
        """There if the server ran out of memory since its last start."""
        return self.logs / "out-of-memory"

    @property
    def process_file(self) -> Path:
        """The note about the server's process."""
        return self.engine / "process.json"

    @property
    def ports_file(self) -> Path:
        """Which ports this home uses."""
        return self.engine / "ports.json"

    @property
    def version_file(self) -> Path:
        """Which Neo4j the store was last used by."""
        return self.engine / "version.json"

    @property
    def password_file(self) -> Path:
        """The generated password of user neo4j, readable by its owner only."""
        return self.root / "password"

    def create(self) -> None:
        """Make the directories, closed to other users, and say clearly when that cannot be done."""
        with self.disk_errors():
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.engine.mkdir(exist_ok=True, mode=0o700)
            for directory in (self.lib, self.plugins, self.conf, self.data, self.logs):
                directory.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not os.access(self.root, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, "not writable", str(self.root))
        self._close()
        self._clear_imports()

    def import_folder(self) -> Path:
        """Where a bulk load of this process gathers its files: personal data, until they are imported."""
        return self.root / f"{_IMPORT}{os.getpid()}"

    def _close(self) -> None:
        """Take away what other users may do in a home that was made before, or by a careless hand."""
        ours = [
            path for path in self.root.iterdir() if path.name in _OURS or path.name.startswith(_OUR_STARTS)
        ]
        # A home inside of a folder with other things closes what is its own, and leaves the folder as it is.
        alone = {path.name for path in self.root.iterdir()} <= {path.name for path in ours}
        for path in [*ours, *([self.root] if alone else [])]:
            mode = stat.S_IMODE(path.stat().st_mode)
            if not mode & 0o077:
                continue
            try:
                path.chmod(mode & 0o700)
            except PermissionError as error:
                raise EngineError(
                    f"Other users of this machine can read {path}, which holds personal data.",
                    kept="Nothing was changed.",
                    action=f"Close it as its owner: chmod go-rwx {path}",
                ) from error

    def _clear_imports(self) -> None:
        """What a bulk load left behind that was killed while it gathered its files."""
        for folder in self.root.glob(f"{_IMPORT}*"):
            process = folder.name.removeprefix(_IMPORT)
            if process.isdigit() and not psutil.pid_exists(int(process)):
                shutil.rmtree(folder, ignore_errors=True)

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
            if self.has_store:
                raise EngineError(
                    f"The file with the password of the managed server is gone: {self.password_file}.",
                    kept="The data is kept.",
                    action="Put it back, or let onepath set a new password: onepath down, then onepath up",
                ) from None
            raise EngineError(
                f"The managed server in {self.root} was never started: there is no password yet.",
                action="Start it with `onepath up`.",
            ) from None

    @property
    def has_store(self) -> bool:
        """Whether a server was started here before."""
        return (self.data / "databases" / "system").exists()

    def forget_users(self) -> None:
        """Take away the users and passwords of a stopped server, so that it can be given a new password."""
        with self.disk_errors():
            for piece in ("databases/system", "transactions/system", "dbms"):
                shutil.rmtree(self.data / piece, ignore_errors=True)

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
