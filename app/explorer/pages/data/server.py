"""The server: what it is, how large, and where."""

import shutil

import streamlit as st
from onepath.graph.settings import Settings
from onepath.graph.store import read_status

from ...connection import working
from ...language import say, word
from ...metrics import Metric, draw_metrics
from ...tables import show_table

__all__ = ["show_server"]

_GIB = 2**30


def show_server() -> None:
    """What the server is, and how large."""
    settings = Settings()
    with working(word("data.checking_engine")):
        status = read_status(settings)
    state = word("data.running") if status.running else word("data.not_running")
    draw_metrics(
        [
            Metric(
                say("data.server"), state, word("data.managed") if status.managed else word("data.foreign")
            ),
            Metric(say("data.version"), status.version or "–", status.edition or ""),
            Metric(say("data.store"), _size(status.store_bytes), word("data.store_note")),
            Metric(
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
