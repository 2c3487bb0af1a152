"""What the managed server is doing."""

from dataclasses import dataclass
from pathlib import Path

import psutil

from .bulk import size_on_disk
from .configuration import Memory, remembered_ports
from .home import EngineHome
from .process import find_server
from .readiness import server_version
from .unexpected_end import UnexpectedEnd, find_unexpected_end

__all__ = ["EngineStatus", "read_engine_status"]


@dataclass(frozen=True)
class EngineStatus:
    """What the managed server is doing. Sizes are in bytes; what only a running server has is else None.

    `unexpected_end`: how a server ended that nobody stopped.
    """

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
    unexpected_end: UnexpectedEnd | None


def read_engine_status(home: EngineHome, memory: Memory) -> EngineStatus:
    """Whether it runs, where, and how large it is. Starts nothing and waits for nobody."""
    process = find_server(home)
    ports = remembered_ports(home) if process else None
    return EngineStatus(
        running=ports is not None,
        home=home.root,
        version=server_version(ports, home.password()) if ports else None,
        pid=process.pid if process else None,
        bolt_uri=ports.bolt_uri if ports else None,
        http_uri=ports.http_uri if ports else None,
        browser_uri=ports.browser_uri if ports else None,
        memory_bytes=_memory_of(process),
        store_bytes=size_on_disk(home.data),
        heap=memory.heap,
        page_cache=memory.page_cache,
        unexpected_end=None if process else find_unexpected_end(home),
    )


def _memory_of(process: psutil.Process | None) -> int | None:
    try:
        return int(process.memory_info().rss) if process else None
    except psutil.Error:
        return None
