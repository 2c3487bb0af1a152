"""The graph of a test session, filled again only after something was written to it."""

from collections.abc import Callable, Sequence

import streamlit as st
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.schema import install_schema
from onepath.graph.store import Graph
from onepath.loaders.records import Record
from whole_graph import empty

Content = Callable[[Graph], object]
"""Fills an empty graph, always alike."""
Prepare = Callable[[Content], Graph]
"""The graph with nothing but this content."""


def nothing(graph: Graph) -> None:
    """The content of an empty graph."""


def filled_with(records: Sequence[Record]) -> Content:
    """These records with their people and journeys. Keep it: another call is another content."""

    def fill(graph: Graph) -> None:
        load_records(graph, records, path="shop.csv", key="shop")
        resolve(graph)
        build_journeys(graph)

    return fill


class Prepared:
    """What the graph was last filled with, and its state right after: any commit makes it another."""

    def __init__(self) -> None:
        self._content: Content | None = None
        self._state: frozenset[str] | None = None
        self._schema: list[str] | None = None

    def fill(self, graph: Graph, content: Content) -> None:
        """Leaves the graph with this content and its schema alone."""
        if self._content is content and self._state == _state(graph):
            return
        self._content = None  # until it is filled: a content that fails leaves something else
        empty(graph)
        if self._schema is None or self._schema != _schema(graph):
            install_schema(graph)
            self._schema = _schema(graph)
        content(graph)
        # Pages keep a connection and answers, of the graph as it was.
        st.cache_resource.clear()
        st.cache_data.clear()
        self._content, self._state = content, _state(graph)


def _schema(graph: Graph) -> list[str]:
    """The names of all constraints and indexes: installing them takes longer than most tests."""
    (row,) = graph.statement(
        "SHOW INDEXES YIELD name, state ORDER BY name RETURN collect(name + state) AS all"
    )
    return [str(one) for one in row["all"]]


def _state(graph: Graph) -> frozenset[str]:
    """Which database it is and the last transaction that was committed in it, as the server's bookmark."""
    with graph.driver.session(database=graph.database) as session:
        session.run("RETURN 1").consume()
        return session.last_bookmarks().raw_values
