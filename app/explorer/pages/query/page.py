"""Queries to the graph: those of the library, and custom Cypher, both read-only."""

import streamlit as st
from onepath.app.explorer.address import is_given
from onepath.app.explorer.connection import open_graph
from onepath.app.explorer.inputs import choose
from onepath.app.explorer.language import say, word
from onepath.app.explorer.pages.query.editor import show_editor
from onepath.app.explorer.pages.query.library import show_library
from onepath.app.explorer.pages.query.limits import choose_limits

_WAYS = ("library", "own")

st.title(say("pages.query"))
graph = open_graph()
# A link to custom Cypher opens it without saying on which side it stands.
first = "own" if is_given("cypher") or is_given("question") else "library"
way = choose(
    say("query.way"), _WAYS, "way", named=lambda one: word(f"query.way_{one}"), default=first, buttons=True
)
limits = choose_limits()
if way == "own":
    show_editor(graph, limits)
else:
    show_library(graph, limits)
