"""What the server is, and whether it answers."""

from dataclasses import dataclass, replace
from pathlib import Path

from ..engine import EndReason, Engine
from ..errors import ServerUnreachable
from ..settings import Settings
from .graph import Graph

__all__ = ["ServerStatus", "read_status", "require_status"]

_COUNTED = ("people", "identifiers", "users", "sessions", "events", "links", "journeys")


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """The server that onepath uses, and how much is in its graph.

    `managed`: whether onepath manages it. Sizes are in bytes. What only a running server can report is null
    while it is down; sizes are also null if the server is not managed. `ended`: why a managed server ended
    that nobody stopped: `memory` (it ran out of memory), `machine` (restarted), `stopped` (by another
    program) or `killed` (or crashed).
    """

    running: bool
    managed: bool
    bolt: str | None
    version: str | None = None
    edition: str | None = None
    browser: str | None = None
    home: Path | None = None
    memory_bytes: int | None = None
    store_bytes: int | None = None
    heap_bytes: int | None = None
    page_cache_bytes: int | None = None
    people: int | None = None
    identifiers: int | None = None
    users: int | None = None
    sessions: int | None = None
    events: int | None = None
    links: int | None = None
    journeys: int | None = None
    ended: EndReason | None = None


def read_status(settings: Settings) -> ServerStatus:
    """What the server is and holds, as far as it answers; one that ended is not restarted for this.

    Raises GraphError, but for one that is down.
    """
    known = _known(settings)
    if settings.managed and not known.running:
        return known
    try:
        return _counted(known, settings, restart=False)
    except ServerUnreachable:
        # Also of a process that is there and takes no connection.
        return replace(known, running=False)


def require_status(settings: Settings) -> ServerStatus:
    """The same of a server that has to answer. Raises GraphError."""
    return _counted(_known(settings), settings, restart=True)


def _counted(known: ServerStatus, settings: Settings, *, restart: bool) -> ServerStatus:
    with Graph.open(settings, restart=restart) as graph:
        counts = graph.ask("sources/overview")[0]
        about = graph.ask("internal/explore/server")[0]
    return replace(
        known, running=True, version=about["version"], edition=about["edition"],
        **{name: counts[name] for name in _COUNTED},
    )  # fmt: skip


def _known(settings: Settings) -> ServerStatus:
    """What is known of the server without asking it."""
    if not settings.managed:
        return ServerStatus(running=False, managed=False, bolt=settings.neo4j_uri)
    engine = Engine(settings.home).status()
    return ServerStatus(
        running=engine.running, managed=True, version=engine.version, bolt=engine.bolt_uri,
        browser=engine.browser_uri, home=engine.home, memory_bytes=engine.memory_bytes,
        store_bytes=engine.store_bytes, heap_bytes=engine.heap, page_cache_bytes=engine.page_cache,
        ended=engine.unexpected_end.reason if engine.unexpected_end else None,
    )  # fmt: skip
