"""Frequent sequences of events, those in which two groups differ, and drivers of a conversion."""

from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st
from onepath.app.explorer.catalog import journey_events, suggested_steps
from onepath.app.explorer.connection import open_graph, working
from onepath.app.explorer.filters import choose_filters
from onepath.app.explorer.inputs import choose_one_of
from onepath.app.explorer.language import say, word
from onepath.app.explorer.pages.patterns.chips import chip_colours
from onepath.app.explorer.pages.patterns.contrast import show_contrast
from onepath.app.explorer.pages.patterns.drivers import show_drivers
from onepath.app.explorer.pages.patterns.form import choose_bounds, choose_contrast, choose_target
from onepath.app.explorer.pages.patterns.frequent import show_frequent
from onepath.app.explorer.saved_questions import choose_saved_question, offer_to_save
from onepath.graph.conditions import Filter
from onepath.graph.patterns import PatternQuestion
from onepath.graph.questions import PatternDocument
from onepath.graph.store import Graph

_VIEWS = ("frequent", "contrast", "drivers")


def show_patterns(graph: Graph, question: PatternQuestion, filters: Filter, names: Sequence[str]) -> None:
    """The patterns of a question."""
    compared = question.target is not None or question.versus is not None
    (show_contrast if compared else show_frequent)(graph, question, filters, chip_colours(names))


st.title(say("pages.patterns"))
graph = open_graph()
events = journey_events(graph)
suggested = suggested_steps(graph, events)
names = [row.name for row in events]
filters = choose_filters(graph)

document = choose_saved_question(graph, "patterns")
if isinstance(document, PatternDocument):
    with working(say("patterns.checking")):
        question = document.question
    show_patterns(graph, question, document.filter, names)
    st.stop()
view = choose_one_of(say("patterns.view"), _VIEWS, "view", named=lambda one: word(f"patterns.view_{one}"))
if view == "drivers":
    show_drivers(graph, choose_target(names, suggested), filters)
else:
    with working(say("patterns.checking")):
        if view == "frequent":
            question = PatternQuestion(**choose_bounds(names), shortest=2)
        else:
            question = choose_contrast(graph, names, suggested)
    offer_to_save(graph, PatternDocument(**asdict(question), filter=filters))
    show_patterns(graph, question, filters, names)
