"""Answers that all readers share, each until the graph changes."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

import streamlit as st
from onepath.graph.store import Graph, Row

__all__ = ["AnswerCache", "cached", "cached_by_loads", "cached_rows", "graph_version", "read_version"]

# The version notices every load, resolve, decision and journey build. The rest, such as a query typed into
# Neo4j Browser, is seen after this time.
_LIFETIME = timedelta(minutes=10)
_ANSWERS = 64
_VERSION = "graph_version"
_LOADED = ("events", "event_types", "users", "loads", "last_load", "last_event")
_ALL, _OF_LOADS = slice(None), slice(1 + len(_LOADED))
_Answer = TypeVar("_Answer")


@dataclass(slots=True)
class _Entry:
    """The newest answer to one question; the thread that computes it holds the lock."""

    lock: Lock = field(default_factory=Lock)
    version: object = None
    answer: Any = None
    expires: float = 0.0


class AnswerCache:
    """The newest answers to `size` questions, those asked last; none older than `lifetime`."""

    def __init__(self, size: int, lifetime: timedelta) -> None:
        self._size, self._lifetime = size, lifetime.total_seconds()
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._lock = Lock()

    def answer(
        self, question: str, version: object, look: Callable[[], object], ask: Callable[[], Any]
    ) -> Any:
        """What `ask` answers, cached for a version of the graph; `look` reads which version it has now.

        One question is computed once at a time. Readers who waited meanwhile, for whatever version, get the
        answer for the newest: ten readers of a graph that changes all the time do not compute ten answers.
        """
        entry = self._entry(question)
        with entry.lock:
            if self._is_valid(entry, version):
                return entry.answer
            newest = look()
            if not self._is_valid(entry, newest):
                entry.answer = ask()
                entry.version, entry.expires = newest, monotonic() + self._lifetime
            return entry.answer

    def _is_valid(self, entry: _Entry, version: object) -> bool:
        return entry.version == version and monotonic() < entry.expires

    def _entry(self, question: str) -> _Entry:
        with self._lock:
            entry = self._entries.setdefault(question, _Entry())
            self._entries.move_to_end(question)
            while len(self._entries) > self._size:
                self._entries.popitem(last=False)
            return entry


def cached(graph: Graph, ask: Callable[..., _Answer], /, *given: Any, **named: Any) -> _Answer:
    """What `ask(graph, ...)` answers, from memory as long as the graph does not change.

    The text (`repr`) of each argument must say all of it. All readers share the answers: they must not be
    changed.
    """
    return _cached(graph, _ALL, ask, given, named)


def cached_by_loads(graph: Graph, ask: Callable[..., _Answer], /, *given: Any, **named: Any) -> _Answer:
    """The same for what depends on loads alone: a decision about people does not change it."""
    return _cached(graph, _OF_LOADS, ask, given, named)


def cached_rows(graph: Graph, name: str) -> list[Row]:
    """The answer of a library query without parameters that reads every event or journey."""
    return cached(graph, Graph.ask, name)


def _cached(
    graph: Graph, part: slice, ask: Callable[..., _Answer], given: tuple[Any, ...], named: dict[str, Any]
) -> _Answer:
    question = f"{ask.__module__}.{ask.__qualname__}{given!r}{sorted(named.items())!r}"
    answer: _Answer = _answers().answer(
        question,
        graph_version(graph)[part],
        lambda: read_version(graph)[part],
        lambda: ask(graph, *given, **named),
    )
    return answer


def graph_version(graph: Graph) -> tuple[str, ...]:
    """Texts that differ whenever a load, a resolve, a decision or a journey build has changed the graph."""
    version: tuple[str, ...] | None = st.session_state.get(_VERSION)
    return version or read_version(graph)


def read_version(graph: Graph) -> tuple[str, ...]:
    """Reads the version; once per run of a page, so that all of it shows one state of the graph."""
    # Counts and the ends of an index: milliseconds, however large the graph is.
    row = graph.ask("internal/explore/version")[0]
    loaded = [f"{name} {row.pop(name)}" for name in _LOADED]
    version = (f"{graph.uri} {graph.database}", *loaded, str(row))
    st.session_state[_VERSION] = version
    return version


@st.cache_resource(show_spinner=False)
def _answers() -> AnswerCache:
    return AnswerCache(_ANSWERS, _LIFETIME)
