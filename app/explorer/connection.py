"""The pages' way to the graph: one connection for all readers, and what they see when it is not there."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from onepath.app.explorer.text import number, plain
from onepath.graph.errors import EngineError, ServerUnreachable, WrongPassword
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.errors import OnepathError

__all__ = ["hint_unresolved", "hint_when_empty", "hint_without_journeys", "open_graph", "working"]


def open_graph() -> Graph:
    """The graph that the settings name. Where no server answers, a banner instead, and the page ends."""
    try:
        graph = _connection()
        graph.check()
    except OnepathError as error:
        _connection.clear()
        _banner(error)
        st.stop()
    return graph


@contextmanager
def working(message: str) -> Iterator[None]:
    """Shows `message` with the seconds passed while the graph works; its errors become a banner."""
    try:
        with st.spinner(message, show_time=True):
            yield
    except OnepathError as error:
        _banner(error)
        st.stop()


def hint_when_empty(events: int) -> None:
    """Says how to fill an empty graph, and ends the page."""
    if events:
        return
    st.info("The graph is still empty.", icon=":material/potted_plant:")
    st.markdown(
        "Fill it with a demonstration, or with files of your own; then come back and press **Look again**."
    )
    _end_with("onepath demo\nonepath load events.csv")


def hint_without_journeys() -> None:
    """Says how journeys are built, and ends the page."""
    st.info("There are events, but no journey yet. Build them, then look again.", icon=":material/route:")
    _end_with("onepath resolve\nonepath journeys build")


def hint_unresolved(unresolved: int) -> None:
    """Says how many identifiers belong to nobody yet, and the command that finds their people."""
    if unresolved:
        st.info(
            f"{number(unresolved)} identifiers belong to no person yet. Run: onepath resolve",
            icon=":material/join:",
        )


def _end_with(commands: str) -> None:
    st.code(commands, language="bash")
    st.button("Look again", key="look_again")
    st.stop()


@st.cache_resource(show_spinner=False, on_release=lambda graph: graph.close())
def _connection() -> Graph:
    return Graph.open(Settings())


def _banner(error: OnepathError) -> None:
    away = isinstance(error, (ServerUnreachable, WrongPassword, EngineError))
    title = "The graph cannot be reached." if away else "That did not work."
    lines = [plain(part) for part in (error.message, error.kept, error.action) if part]
    st.error(f"**{title}**\n\n" + "\n\n".join(lines), icon=":material/error:")
    st.button("Try again", key="try_again", type="primary")
