"""Who is active and how often, and how many journeys and sessions begin and how long they last."""

from typing import Any

import streamlit as st
from onepath.app.explorer.calendars import in_view
from onepath.app.explorer.catalog import journey_events
from onepath.app.explorer.connection import open_graph
from onepath.app.explorer.filters import choose_filters
from onepath.app.explorer.language import say
from onepath.app.explorer.pages.activity.active_users import show_active_users
from onepath.app.explorer.pages.activity.arrivals import show_arrivals
from onepath.app.explorer.pages.activity.duration import show_durations
from onepath.app.explorer.pages.activity.form import choose_question
from onepath.app.explorer.pages.activity.frequency import show_frequency
from onepath.app.explorer.pages.activity.lifecycle import show_lifecycle
from onepath.app.explorer.saved_questions import choose_saved_question, offer_to_save
from onepath.graph.activity import (
    ActiveUsersQuestion,
    ArrivalsQuestion,
    DurationsQuestion,
    FrequencyQuestion,
    LifecycleQuestion,
)
from onepath.graph.questions import Question
from onepath.graph.store import Graph

_KINDS: tuple[type[Question[Any]], ...] = (
    ActiveUsersQuestion, LifecycleQuestion, FrequencyQuestion, DurationsQuestion, ArrivalsQuestion,
)  # fmt: skip


def show_answer(graph: Graph, question: Question[Any]) -> None:
    """The view of the question's kind."""
    match question:
        case ActiveUsersQuestion():
            show_active_users(graph, question)
        case LifecycleQuestion():
            show_lifecycle(graph, question)
        case FrequencyQuestion():
            show_frequency(graph, question)
        case DurationsQuestion():
            show_durations(graph, question)
        case ArrivalsQuestion():
            show_arrivals(graph, question)


st.title(say("pages.activity"))
graph = open_graph()
events = journey_events(graph)
filters = choose_filters(graph)
question = choose_saved_question(graph, filters, *_KINDS)
if question is None:
    question = in_view(choose_question([row.name for row in events], filters))
    offer_to_save(graph, question)
show_answer(graph, question)
