"""The note about a home's server process: there from its start until it is stopped on purpose."""

import json
from dataclasses import asdict, dataclass, replace

import psutil

from .home import EngineHome

__all__ = ["ProcessNote", "delete_note", "note_answer", "note_start", "read_note"]


@dataclass(frozen=True)
class ProcessNote:
    """A server's process, which outlives neither a crash nor a copy of the home that the note is in."""

    pid: int
    create_time: float
    home: str
    answered: bool = False
    """Whether it has come up. One that never did is not restarted automatically."""
    restarts: tuple[float, ...] = ()
    """When it was restarted automatically, in seconds since 1970."""


def read_note(home: EngineHome) -> ProcessNote | None:
    """The note of this home; None also for that of the home which this one was copied from."""
    try:
        note = ProcessNote(**json.loads(home.process_file.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None
    return replace(note, restarts=tuple(note.restarts)) if note.home == str(home.root) else None


def note_start(home: EngineHome, process: psutil.Process, restarts: tuple[float, ...] = ()) -> None:
    """Under the lock: this process is the server, and does not answer yet."""
    _write(home, ProcessNote(process.pid, process.create_time(), str(home.root), restarts=restarts))


def note_answer(home: EngineHome, process: psutil.Process) -> None:
    """Under the lock: this process is the server, and has answered."""
    note = read_note(home)
    if note is None or note.pid != process.pid:
        note = ProcessNote(process.pid, process.create_time(), str(home.root))
    if not note.answered:
        _write(home, replace(note, answered=True))


def delete_note(home: EngineHome) -> None:
    """Under the lock: the server is to be down."""
    home.process_file.unlink(missing_ok=True)


def _write(home: EngineHome, note: ProcessNote) -> None:
    # Complete under another name first: other commands read it without the lock.
    draft = home.process_file.with_suffix(".draft")
    with home.disk_errors():
        draft.write_text(json.dumps(asdict(note)), encoding="utf-8")
        draft.replace(home.process_file)
