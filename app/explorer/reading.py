"""What pages ask of the graph: asked once, and kept until the graph changes."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

import streamlit as st
from onepath.graph.changes import Incident, find_changes
from onepath.graph.journeys import EventName, event_names, suggest_funnel
from onepath.graph.questions import People, Question
from onepath.graph.store import Graph, Row

from .shelf import Shelf

__all__ = [
    "answer_of",
    "changes_of",
    "first_funnel",
    "kept",
    "kept_of_loads",
    "known_events",
    "known_sources",
    "look_at",
    "people_of",
    "rows_of",
    "version_of",
]

# The version notices every load, resolve, decision and journey build. The rest, such as a query typed into
# Neo4j Browser, is seen after this time.
_KEPT = timedelta(minutes=10)
_VERSION = "version_of_the_graph"
_ANSWERS = 64
_LOADED = ("events", "event_types", "users", "last_load", "last_event")
_ALL, _OF_LOADS = slice(None), slice(1 + len(_LOADED))
_Answer = TypeVar("_Answer")


def kept(graph: Graph, ask: Callable[..., _Answer], /, *given: Any, **named: Any) -> _Answer:
    """What `ask(graph, ...)` answers, from memory where the graph is as it was when it was last asked.

    What is given has a text (`repr`) that says all of it. All readers share the answers: they must not be
    changed.
    """
    return _kept(graph, _ALL, ask, given, named)


def answer_of(graph: Graph, question: Question[_Answer]) -> _Answer:
    """A question's answer, from memory where the graph is as it was."""
    answer: _Answer = kept(graph, _answer, question)
    return answer


def people_of(graph: Graph, question: Question[Any], of: str, *, details: bool = True) -> People[Any]:
    """The people behind one number of a question, from memory where the graph is as it was."""
    return kept(graph, _people, question, of, details)


def _answer(graph: Graph, question: Question[_Answer]) -> _Answer:
    answer: _Answer = question.answer(graph)
    return answer


def _people(graph: Graph, question: Question[Any], of: str, details: bool) -> People[Any]:
    return question.people(graph, of, details=details)


def kept_of_loads(graph: Graph, ask: Callable[..., _Answer], /, *given: Any, **named: Any) -> _Answer:
    """The same for what depends on loads alone: no decision about people makes it another."""
    return _kept(graph, _OF_LOADS, ask, given, named)


def _kept(
    graph: Graph, part: slice, ask: Callable[..., _Answer], given: tuple[Any, ...], named: dict[str, Any]
) -> _Answer:
    question = f"{ask.__module__}.{ask.__qualname__}{given!r}{sorted(named.items())!r}"
    answer: _Answer = _shelf().answer(
        question,
        version_of(graph)[part],
        lambda: look_at(graph)[part],
        lambda: ask(graph, *given, **named),
    )
    return answer


def version_of(graph: Graph) -> tuple[str, ...]:
    """Other texts whenever a load, a resolve, a decision or a journey build has changed the graph."""
    version: tuple[str, ...] | None = st.session_state.get(_VERSION)
    return version or look_at(graph)


def look_at(graph: Graph) -> tuple[str, ...]:
    """Reads the version; once a run of a page, so that everything on it is of one state of the graph."""
    # Counts and the ends of an index: milliseconds, however large the graph is.
    row = graph.ask("explore/version")[0]
    loaded = [f"{name} {row.pop(name)}" for name in _LOADED]
    version = (f"{graph.uri} {graph.database}", *loaded, str(row))
    st.session_state[_VERSION] = version
    return version


def rows_of(graph: Graph, name: str) -> list[Row]:
    """The answer of a query without parameters that reads every event or journey."""
    return kept(graph, Graph.ask, name)


def known_events(graph: Graph) -> list[EventName]:
    """Every event name, the most frequent first."""
    return kept(graph, event_names)


def known_sources(graph: Graph) -> list[str]:
    """Every source that a journey has an event of, by name."""
    return sorted({str(row["source"]) for row in rows_of(graph, "journeys/letters")})


def first_funnel(graph: Graph, names: Sequence[EventName]) -> list[str]:
    """The steps that the funnel page opens with."""
    return kept(graph, suggest_funnel, list(names))


def changes_of(graph: Graph, longest: int, value: str, **more: Any) -> list[Incident]:
    """What was unusual, with the values of one property if it is named; `more` is as at `find_changes`."""
    return kept(graph, find_changes, longest=longest, values_of=[value] if value else [], **more)


@st.cache_resource(show_spinner=False)
def _shelf() -> Shelf:
    return Shelf(_ANSWERS, _KEPT)
