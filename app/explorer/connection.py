"""The pages' connection to the graph, one for all readers, and what they see without it."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from onepath.graph.engine import Engine, UnexpectedEnd
from onepath.graph.errors import EngineError, ServerUnreachable, WrongPassword
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.errors import OnepathError

from .cache import read_version
from .formats import plain
from .language import say
from .page_files import script

__all__ = ["banner", "hint_unresolved", "hint_when_empty", "hint_without_journeys", "open_graph", "working"]

_LOOKS = 5
"""Seconds between two looks whether the server is back."""
_RESTARTED = "restarted"
"""Where a session keeps why the local server was restarted, until its reader is told."""


def open_graph() -> Graph:
    """The graph that the settings name. Where no server answers, a banner instead, and the page ends."""
    try:
        graph = _connection()
        read_version(graph)
    except OnepathError as error:
        _connection.clear()
        banner(error)
        st.stop()
    if end := st.session_state.pop(_RESTARTED, None):
        st.toast(say("connection.restarted", reason=_reason(end)), icon=":material/info:", duration="long")
    return graph


@contextmanager
def working(message: str) -> Iterator[None]:
    """Shows `message` with the seconds passed while the graph works; its errors become a banner."""
    try:
        with st.spinner(message, show_time=True):
            yield
    except OnepathError as error:
        banner(error)
        st.stop()


def hint_when_empty(events: int) -> None:
    """Says how to fill an empty graph, and ends the page."""
    if events:
        return
    st.info(say("connection.empty"), icon=":material/potted_plant:")
    st.page_link(script("home"), label=say("connection.begin"), icon=":material/monitoring:")
    _end_with("onepath demo\nonepath load events.csv")


def hint_without_journeys() -> None:
    """Says how journeys are built, and ends the page."""
    st.info(say("connection.no_journeys"), icon=":material/route:")
    _end_with("onepath resolve\nonepath journeys build")


def hint_unresolved(unresolved: int) -> None:
    """Says how many identifiers are unassigned, and the command that resolves their people."""
    if unresolved:
        st.info(say("connection.unresolved", n=unresolved), icon=":material/join:")


def _end_with(commands: str) -> None:
    st.code(commands, language="bash")
    st.button(say("connection.look_again"), key="look_again")
    st.stop()


@st.cache_resource(show_spinner=False, on_release=lambda graph: graph.close())
def _connection() -> Graph:
    # A page that waits for a restart would be blank: the banner restarts the server.
    return Graph.open(Settings(), restart=False)


def banner(error: OnepathError, *, again: bool = True) -> None:
    """Says what went wrong, what was kept and what to do; with a button that tries again."""
    away = isinstance(error, (ServerUnreachable, WrongPassword, EngineError))
    end = _unexpected_end() if isinstance(error, ServerUnreachable) else None
    if end and not end.may_restart:
        error = ServerUnreachable(str(end), kept=error.kept, action=end.action)
    title = say("connection.away") if away else say("connection.failed")
    lines = [plain(part) for part in (error.message, error.kept, error.action) if part]
    if end and end.may_restart and again:
        lines = [say("connection.restarting", reason=_reason(end))]
    st.error(f"**{title}**\n\n" + "\n\n".join(lines), icon=":material/error:")
    if not again:
        return
    st.button(say("connection.try_again"), key="try_again", type="primary")
    if away:
        st.caption(say("connection.comes_back", seconds=_LOOKS))
        _look_again()


@st.fragment(run_every=_LOOKS)
def _look_again() -> None:
    """While the banner stands: shows the page again as soon as a server answers.

    A local one that ended although nobody stopped it is restarted.
    """
    settings = Settings()
    try:
        if settings.managed:
            Engine(settings.home).restart_if_ended(_note_restart)
    except OnepathError as error:
        st.error("\n\n".join(plain(part) for part in (error.message, error.kept, error.action) if part))
        return
    try:
        Graph.open(settings, restart=False).close()
    except OnepathError:
        return
    st.rerun()


def _unexpected_end() -> UnexpectedEnd | None:
    settings = Settings()
    return Engine(settings.home).status().unexpected_end if settings.managed else None


def _note_restart(end: UnexpectedEnd) -> None:
    st.session_state[_RESTARTED] = end


def _reason(end: UnexpectedEnd) -> str:
    return say(f"connection.ended_{end.reason}")
