"""Frequent sequences of events, those in which two groups differ, and drivers of a conversion."""

from collections.abc import Sequence

import streamlit as st
from onepath.app.explorer.calendars import in_view
from onepath.app.explorer.catalog import journey_events, suggested_steps
from onepath.app.explorer.connection import open_graph, working
from onepath.app.explorer.filters import choose_filters
from onepath.app.explorer.inputs import choose
from onepath.app.explorer.language import say, word
from onepath.app.explorer.pages.patterns.chips import chip_colours
from onepath.app.explorer.pages.patterns.contrast import show_contrast
from onepath.app.explorer.pages.patterns.drivers import show_drivers
from onepath.app.explorer.pages.patterns.form import choose_contrast, choose_drivers, choose_frequent
from onepath.app.explorer.pages.patterns.frequent import show_frequent
from onepath.app.explorer.saved_questions import choose_saved_question, offer_to_save
from onepath.graph.conditions import Filter
from onepath.graph.patterns import DriversQuestion, PatternsQuestion
from onepath.graph.store import Graph

_VIEWS = ("frequent", "contrast", "drivers")


def choose_question(
    graph: Graph, names: Sequence[str], suggested: Sequence[str], filters: Filter
) -> PatternsQuestion | DriversQuestion:
    """The question of the view's form; ends the page while it is not complete."""
    view = choose(
        say("patterns.view"), _VIEWS, "view", named=lambda one: word(f"patterns.view_{one}"), buttons=True
    )
    with working(say("patterns.checking")):
        if view == "frequent":
            return choose_frequent(graph, names, filters)
        if view == "contrast":
            return choose_contrast(graph, names, suggested, filters)
        return choose_drivers(graph, names, suggested, filters) or st.stop()


st.title(say("pages.patterns"))
graph = open_graph()
events = journey_events(graph)
suggested = suggested_steps(graph, events)
names = [row.name for row in events]
filters = choose_filters(graph)
question = choose_saved_question(graph, filters, PatternsQuestion, DriversQuestion)
if question is None:
    question = in_view(choose_question(graph, names, suggested, filters))
offer_to_save(graph, question)
if isinstance(question, DriversQuestion):
    show_drivers(graph, question)
elif isinstance(question, PatternsQuestion):
    (show_contrast if question.compares else show_frequent)(graph, question, chip_colours(names))
