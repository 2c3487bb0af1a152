"""How the graph is filled: loads, rejected rows, sources, mappings, and the server."""

import streamlit as st
from onepath.app.explorer.connection import open_graph
from onepath.app.explorer.inputs import choose
from onepath.app.explorer.language import say, word
from onepath.app.explorer.loads import show_failures, show_progress
from onepath.app.explorer.pages.data.loads import show_loads, show_pending
from onepath.app.explorer.pages.data.mappings import show_mappings
from onepath.app.explorer.pages.data.rejects import show_rejects
from onepath.app.explorer.pages.data.server import show_server
from onepath.app.explorer.pages.data.sources import show_sources

_VIEWS = ("loads", "rejects", "sources", "mappings", "engine")

st.title(say("pages.data"))
graph = open_graph()
show_progress()
show_failures()
show_pending(graph)
view = choose(say("data.view"), _VIEWS, "view", named=lambda one: word(f"data.{one}"), buttons=True)
if view == "loads":
    show_loads(graph)
elif view == "rejects":
    show_rejects(graph)
elif view == "sources":
    show_sources(graph)
elif view == "mappings":
    show_mappings(graph)
else:
    show_server()
