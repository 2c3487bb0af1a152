"""What several pages read and what is slow on a large graph: kept until the graph changes."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st
from onepath.graph.changes import Incident, find_changes
from onepath.graph.journeys import EventName, event_names, suggest_funnel
from onepath.graph.store import Graph, Row

__all__ = ["changes_of", "first_funnel", "known_events", "rows_of", "version_of"]

# The version below notices every load, resolve and journey build. The rest, such as a query typed into
# Neo4j Browser, is seen after this time.
_KEPT = timedelta(minutes=2)


def rows_of(graph: Graph, name: str) -> list[Row]:
    """The answer of a query without parameters that reads every event or journey."""
    return _rows(graph, _version(graph), name)


def known_events(graph: Graph) -> list[EventName]:
    """Every event name, the most frequent first."""
    return _names(graph, _version(graph))


def first_funnel(graph: Graph, names: Sequence[EventName]) -> list[str]:
    """The steps that the funnel page opens with."""
    return _suggestion(graph, _version(graph), list(names))


def changes_of(graph: Graph, longest: int, value: str) -> list[Incident]:
    """What was unusual, with the values of one property if it is named."""
    return _changes(graph, _version(graph), longest, value)


def _version(graph: Graph) -> str:
    # Counts and the ends of an index: milliseconds, however large the graph is.
    return f"{graph.uri} {graph.database} {graph.ask('explore/overview')} {graph.ask('explore/unfinished')}"


@st.cache_data(ttl=_KEPT, max_entries=16, show_spinner=False)
def _rows(_graph: Graph, version: str, name: str) -> list[Row]:
    return _graph.ask(name)


@st.cache_data(ttl=_KEPT, max_entries=8, show_spinner=False)
def _names(_graph: Graph, version: str) -> list[EventName]:
    return event_names(_graph)


@st.cache_data(ttl=_KEPT, max_entries=8, show_spinner=False)
def _suggestion(_graph: Graph, version: str, _names: list[EventName]) -> list[str]:
    return suggest_funnel(_graph, _names)


@st.cache_data(ttl=_KEPT, max_entries=4, show_spinner=False)
def _changes(_graph: Graph, version: str, longest: int, value: str) -> list[Incident]:
    return find_changes(_graph, longest=longest, values_of=[value] if value else [])


def version_of(graph: Graph) -> str:
    """Another text whenever a load, a resolve or a journey build has changed the graph."""
    return _version(graph)
