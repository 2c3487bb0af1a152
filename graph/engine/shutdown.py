"""How the server is stopped: by its checkpoint, or by a kill where it writes none. It always ends."""

import time
from contextlib import suppress

import psutil

from ..errors import EngineError
from .home import MEGABYTE, EngineHome, Progress
from .process import find_server, has_ended
from .process_note import delete_note

__all__ = ["CHECKPOINT_PATIENCE_SECONDS", "stop_halted_server", "stop_server"]

STOP_PATIENCE_SECONDS = 120.0
CHECKPOINT_PATIENCE_SECONDS = 1_800.0
"""For what cannot do without the checkpoint, however much there is to write."""
HALTED_PATIENCE_SECONDS = 15.0
KILLED_PATIENCE_SECONDS = 30.0
ROOM_FOR_CHECKPOINT = 16 * MEGABYTE


def stop_server(home: EngineHome, progress: Progress | None, *, patience: float | None = None) -> bool:
    """Under the lock: end the server, if it runs. Whether it ended without a kill, its checkpoint written.

    A killed one has lost nothing: the next start replays its transaction log, as after any crash.
    """
    process = find_server(home)
    # First, so that a server which ends after this command was interrupted still counts as stopped.
    delete_note(home)
    if process is None:
        return True
    began = time.monotonic()
    try:
        process.terminate()
        if _ended(process, began + HALTED_PATIENCE_SECONDS, progress):
            return True
        # Without room it would wait for ever; what was committed is in its log, in space that it has.
        has_room = psutil.disk_usage(str(home.root)).free >= ROOM_FOR_CHECKPOINT
        if has_room and _ended(process, began + (patience or STOP_PATIENCE_SECONDS), progress):
            return True
        _kill(process, progress)
    except psutil.NoSuchProcess:
        return True
    return False


def stop_halted_server(home: EngineHome, process: psutil.Process, progress: Progress | None) -> None:
    """Stop a server that has closed its database, by a kill if it waits for a checkpoint."""
    delete_note(home)
    with suppress(psutil.NoSuchProcess):
        process.terminate()
        if not _ended(process, time.monotonic() + HALTED_PATIENCE_SECONDS, progress):
            _kill(process, progress)


def _kill(process: psutil.Process, progress: Progress | None) -> None:
    process.kill()
    if not _ended(process, time.monotonic() + KILLED_PATIENCE_SECONDS, progress):
        raise EngineError(
            f"Neo4j (process {process.pid}) was killed, and the system has not ended it yet.",
            kept="What was committed is kept.",
            action="It most likely waits for a disk that does not answer. Look again with: onepath status",
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
