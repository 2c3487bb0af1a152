"""What people do one after the other: paths, transitions, matrices, and variants."""

import streamlit as st
from onepath.app.explorer.catalog import journey_events
from onepath.app.explorer.connection import open_graph, working
from onepath.app.explorer.filters import choose_filters, end_of_nobody
from onepath.app.explorer.inputs import choose_one_of
from onepath.app.explorer.language import say, word
from onepath.app.explorer.pages.journeys.form import JourneyForm, choose_options
from onepath.app.explorer.pages.journeys.matrices import show_next, show_steps
from onepath.app.explorer.pages.journeys.paths import show_paths
from onepath.app.explorer.pages.journeys.transitions import show_transitions
from onepath.app.explorer.pages.journeys.variants import show_variants
from onepath.graph.flows import transitions

_VIEWS = {
    "paths": show_paths,
    "transitions": show_transitions,
    "steps": show_steps,
    "next": show_next,
    "variants": show_variants,
}


st.title(say("journeys.title"))
graph = open_graph()
journey_events(graph)
filters = choose_filters(graph)
with working(say("journeys.loading")):
    group = filters.group(graph)
view = choose_one_of(
    say("journeys.view"), list(_VIEWS), "view", named=lambda one: word(f"journeys.view_{one}")
)
form = JourneyForm(graph, choose_options(), group, filters)
if filters:
    # No transition, not even from the start to the end: nobody is left.
    end_of_nobody(filters, len(form.answer(transitions)))
_VIEWS[view](form)
