"""Who sends: the sources, and how much of each."""

import streamlit as st
from onepath.graph.store import Graph

from ...cache import cached_by_loads
from ...connection import working
from ...figures import heading
from ...language import say, word
from ...tables import show_table

__all__ = ["show_sources"]


def show_sources(graph: Graph) -> None:
    """How much each source sends, since when and until when."""
    heading(
        say("data.sources"),
        say("data.sources_meaning"),
        ("sources/by_source",),
        "onepath query sources/by_source",
    )
    with working(word("data.counting")):
        rows = cached_by_loads(graph, Graph.ask, "sources/by_source")
    if not rows:
        st.caption(say("data.no_loads"))
    show_table(rows, "sources", columns=("source", "events", "users", "first_event", "last_event"))
