"""A server that ended although nobody stopped it: why, and whether it may be restarted automatically."""

import re
import time
from dataclasses import dataclass
from typing import Literal

import psutil

from .home import EngineHome
from .process import find_server, last_words
from .process_note import read_note

__all__ = ["END_REASONS", "EndReason", "UnexpectedEnd", "find_unexpected_end"]

EndReason = Literal["memory", "machine", "stopped", "killed"]

MOST_RESTARTS = 3
RESTART_WINDOW_SECONDS = 600.0
_BOOT_TOLERANCE_SECONDS = 5.0
END_REASONS: dict[EndReason, str] = {
    "memory": "it ran out of memory",
    "machine": "the machine was restarted",
    "stopped": "another program stopped it",
    "killed": "it was killed or it crashed",
}


@dataclass(frozen=True)
class UnexpectedEnd:
    """Why a server ended that had come up, and when it was restarted automatically before, not long ago."""

    reason: EndReason
    restarts: tuple[float, ...] = ()

    @property
    def may_restart(self) -> bool:
        """Whether it is worth another restart: what ended it may be the work that follows on each one."""
        return len(self.restarts) < MOST_RESTARTS

    def __str__(self) -> str:
        again = (
            ""
            if self.may_restart
            else f" It was restarted {len(self.restarts)} times in the last "
            f"{RESTART_WINDOW_SECONDS / 60:.0f} minutes."
        )
        return f"The local Neo4j ended unexpectedly: {END_REASONS[self.reason]}.{again}"

    @property
    def action(self) -> str:
        """What to do where it is not restarted automatically."""
        if self.may_restart or self.reason != "memory":
            return "Start it with: onepath up"
        return "Ask for less at once (a date range, a filter, a smaller batch). Start it with: onepath up"


def find_unexpected_end(home: EngineHome) -> UnexpectedEnd | None:
    """How the server ended that had come up and that nobody stopped; None in any other state."""
    note = read_note(home)
    if note is None or not note.answered or find_server(home) is not None:
        return None
    since = time.time() - RESTART_WINDOW_SECONDS
    return UnexpectedEnd(
        _reason(home, note.create_time), tuple(moment for moment in note.restarts if moment > since)
    )


def _reason(home: EngineHome, started: float) -> EndReason:
    if home.out_of_memory.exists():
        return "memory"
    if started < psutil.boot_time() - _BOOT_TOLERANCE_SECONDS:
        return "machine"
    return "stopped" if re.search(r"\bINFO +Stopped\.", last_words(home)) else "killed"
