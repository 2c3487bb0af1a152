"""What people do one after the other: paths, what follows what, who is where, and whole journeys."""

from dataclasses import asdict

import streamlit as st
from onepath.app.explorer.catalog import kept, known_events
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.filters import Filters, choose_filters, end_of_nobody
from onepath.app.explorer.inputs import choose_one_of
from onepath.app.explorer.language import say, word
from onepath.app.explorer.pages.journeys.form import Asked, choose_lens
from onepath.app.explorer.pages.journeys.matrices import show_next, show_steps
from onepath.app.explorer.pages.journeys.paths import show_paths
from onepath.app.explorer.pages.journeys.transitions import show_transitions
from onepath.app.explorer.pages.journeys.variants import show_variants
from onepath.graph.conditions import group_of
from onepath.graph.flows import transitions

_VIEWS = {
    "paths": show_paths,
    "transitions": show_transitions,
    "steps": show_steps,
    "next": show_next,
    "variants": show_variants,
}


def view_name(code: str) -> str:
    """What a view is called."""
    return word(f"journeys.view_{code}")


st.title(say("journeys.title"))
graph = open_graph()
with working(say("journeys.reading")):
    if not known_events(graph):
        hint_when_empty(graph.ask("sources/overview")[0]["events"])
        hint_without_journeys()
    filters = choose_filters(graph)
    group = kept(graph, group_of, **asdict(filters))
view = choose_one_of(say("journeys.view"), list(_VIEWS), "view", named=view_name)
asked = Asked(graph, choose_lens(), group, filters)
if filters != Filters():
    # No transition, not even from the start to the end: there is nobody.
    end_of_nobody(filters, len(asked.answer(transitions)))
_VIEWS[view](asked)
