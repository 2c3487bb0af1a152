"""What people do one after the other: paths, transitions, matrices, and variants."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from onepath.app.explorer.catalog import journey_events
from onepath.app.explorer.connection import open_graph, working
from onepath.app.explorer.filters import choose_filters, end_of_nobody
from onepath.app.explorer.inputs import choose
from onepath.app.explorer.language import say, word
from onepath.app.explorer.pages.journeys.form import JourneyForm, choose_form
from onepath.app.explorer.pages.journeys.matrices import (
    choose_step_matrix,
    choose_transition_matrix,
    show_step_matrix,
    show_transition_matrix,
)
from onepath.app.explorer.pages.journeys.paths import choose_paths, show_paths
from onepath.app.explorer.pages.journeys.rework import show_rework
from onepath.app.explorer.pages.journeys.transitions import choose_transitions, show_transitions
from onepath.app.explorer.pages.journeys.variants import choose_variants, show_variants
from onepath.app.explorer.questions import answer_of
from onepath.app.explorer.saved_questions import choose_saved_question, offer_to_save
from onepath.graph.conditions import Filter
from onepath.graph.flows import (
    FlowQuestion,
    PathsQuestion,
    ReworkQuestion,
    StepMatrixQuestion,
    TransitionMatrixQuestion,
    TransitionsQuestion,
    VariantsQuestion,
)
from onepath.graph.store import Graph

_FORMS: Mapping[str, Callable[[JourneyForm], FlowQuestion[Any]]] = {
    "paths": choose_paths,
    "transitions": choose_transitions,
    "steps": choose_step_matrix,
    "next": choose_transition_matrix,
    "variants": choose_variants,
}
_KINDS: tuple[type[FlowQuestion[Any]], ...] = (
    PathsQuestion, TransitionsQuestion, ReworkQuestion, StepMatrixQuestion, TransitionMatrixQuestion,
    VariantsQuestion,
)  # fmt: skip


def choose_question(graph: Graph, filters: Filter) -> FlowQuestion[Any]:
    """The question of the view's form; ends the page where the filters leave nobody."""
    view = choose(
        say("journeys.view"),
        list(_FORMS),
        "view",
        named=lambda one: word(f"journeys.view_{one}"),
        buttons=True,
    )
    with working(say("journeys.counting")):
        form = choose_form(graph, filters)
        # Raises QuestionInvalid for an event group that cannot be read.
        everything = TransitionsQuestion(**form.fields)
        if filters:
            # No transition, not even from the start to the end: nobody is left.
            end_of_nobody(filters, len(answer_of(graph, everything).transitions))
        return _FORMS[view](form)


def show_answer(graph: Graph, question: FlowQuestion[Any]) -> None:
    """The view of the question's kind."""
    match question:
        case PathsQuestion():
            show_paths(graph, question)
        case TransitionsQuestion():
            show_transitions(graph, question)
        case ReworkQuestion():
            show_rework(graph, question)
        case StepMatrixQuestion():
            show_step_matrix(graph, question)
        case TransitionMatrixQuestion():
            show_transition_matrix(graph, question)
        case VariantsQuestion():
            show_variants(graph, question)


st.title(say("journeys.title"))
graph = open_graph()
journey_events(graph)
filters = choose_filters(graph)
question = choose_saved_question(graph, filters, *_KINDS)
if question is None:
    question = choose_question(graph, filters)
offer_to_save(graph, question)
show_answer(graph, question)
