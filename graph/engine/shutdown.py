"""How the server is stopped: by its checkpoint, or without one where it can write none."""

import time
from contextlib import suppress

import psutil

from ..errors import EngineError
from .home import MEGABYTE, EngineHome, Progress
from .process import find_server, has_ended

__all__ = ["stop_halted_server", "stop_server"]

STOP_PATIENCE_SECONDS = 120.0
HALTED_PATIENCE_SECONDS = 15.0
KILLED_PATIENCE_SECONDS = 30.0
ROOM_FOR_CHECKPOINT = 16 * MEGABYTE


def stop_server(home: EngineHome, progress: Progress | None) -> None:
    """Under the lock: stop the server, if it runs, and wait until its store is closed."""
    process = find_server(home)
    if process:
        _terminate(home, process, progress)
    home.process_file.unlink(missing_ok=True)


def stop_halted_server(home: EngineHome, process: psutil.Process, progress: Progress | None) -> None:
    """Stop a server that can write no checkpoint, by a kill if it waits for one: that loses nothing.

    The next start recovers what was committed, as after any crash.
    """
    deadline = time.monotonic() + HALTED_PATIENCE_SECONDS
    with suppress(psutil.NoSuchProcess):
        process.terminate()
        if not _ended(process, deadline, progress):
            process.kill()
            _ended(process, time.monotonic() + KILLED_PATIENCE_SECONDS, progress)
    home.process_file.unlink(missing_ok=True)


def _terminate(home: EngineHome, process: psutil.Process, progress: Progress | None) -> None:
    began = time.monotonic()
    with suppress(psutil.NoSuchProcess):
        process.terminate()
        for patience in (HALTED_PATIENCE_SECONDS, STOP_PATIENCE_SECONDS):
            if _ended(process, began + patience, progress):
                return
            if psutil.disk_usage(str(home.root)).free < ROOM_FOR_CHECKPOINT:
                # It would wait for room for ever; what was committed is in its log, in space that it has.
                stop_halted_server(home, process, progress)
                return
        raise EngineError(
            f"Neo4j (process {process.pid}) is still writing its checkpoint after two minutes.",
            kept="It was asked to stop and will, with everything in it; it is not killed.",
            action="Check again with `onepath status`.",
        )


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
