"""Who sends, and where it is kept: the sources, and the server."""

import shutil

import streamlit as st
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, read_status

from ...catalog import kept_of_loads
from ...connection import working
from ...figures import heading
from ...language import say, word
from ...metrics import Tile, draw_tiles
from ...tables import show_table

__all__ = ["show_engine", "show_sources"]

_GIB = 2**30


def show_sources(graph: Graph) -> None:
    """How much each source sends, since when and until when."""
    heading(
        say("data.sources"),
        say("data.sources_meaning"),
        ("sources/by_source",),
        "onepath query sources/by_source",
    )
    with working(word("data.counting")):
        rows = kept_of_loads(graph, Graph.ask, "sources/by_source")
    if not rows:
        st.caption(say("data.no_loads"))
    show_table(rows, "sources", columns=("source", "events", "users", "first_event", "last_event"))


def show_engine() -> None:
    """What the server is, and how large."""
    settings = Settings()
    with working(word("data.asking_engine")):
        status = read_status(settings)
    state = word("data.running") if status.running else word("data.not_running")
    draw_tiles(
        [
            Tile(say("data.server"), state, word("data.managed") if status.managed else word("data.foreign")),
            Tile(say("data.version"), status.version or "–", status.edition or ""),
            Tile(say("data.store"), _size(status.store_bytes), word("data.store_note")),
            Tile(
                say("data.memory"),
                _size(status.memory_bytes),
                _memory(status.heap_bytes, status.page_cache_bytes),
            ),
        ]
    )
    rows: list[dict[str, str | None]] = [
        {"setting": word("data.address"), "value": status.bolt},
        {"setting": word("data.browser"), "value": status.browser},
        {"setting": word("data.database"), "value": settings.neo4j_database},
        {"setting": word("data.user"), "value": settings.neo4j_username},
        {"setting": word("data.home"), "value": str(settings.home)},
        {"setting": word("data.disk"), "value": _free(settings)},
    ]
    show_table([row for row in rows if row["value"]], "engine", columns=("setting", "value"))
    st.caption(say("data.engine_commands"))
    st.code("onepath status\nonepath up\nonepath down", language="bash")


def _size(bytes_: int | None) -> str:
    return "–" if bytes_ is None else f"{bytes_ / _GIB:,.2f} GiB"


def _memory(heap: int | None, cache: int | None) -> str:
    return word("data.memory_note", heap=_size(heap), cache=_size(cache)) if heap else ""


def _free(settings: Settings) -> str:
    try:
        return _size(shutil.disk_usage(settings.home).free)
    except OSError:
        return ""
