"""Saved questions: chosen on a page or opened by a link, and saved from what a page asks."""

import streamlit as st
from onepath.graph.questions import Question, save_question, saved_questions, write_document
from onepath.graph.store import Graph

from .connection import working
from .language import say, word

__all__ = ["choose_saved_question", "offer_to_save"]


def choose_saved_question(graph: Graph, kind: str) -> Question | None:
    """The saved question of this kind that was chosen or that the link names, if any."""
    with working(say("saved_questions.loading")):
        saved = {one.name: one.question for one in saved_questions(graph) if one.question.kind == kind}
    if not saved:
        return None
    chosen = st.selectbox(
        say("saved_questions.label"), list(saved), index=None, key="question", bind="query-params",
        placeholder=word("saved_questions.none"),
    )  # fmt: skip
    if chosen is None:
        return None
    with st.expander(say("saved_questions.definition"), expanded=False):
        st.code(write_document(saved[chosen]), language="json")
    return saved[chosen]


def offer_to_save(graph: Graph, question: Question) -> None:
    """Draws the button that saves what the page asks, under a name."""
    with st.popover(say("saved_questions.save_question"), icon=":material/bookmark:"):
        name = st.text_input(
            say("saved_questions.name"), key="keep_as", placeholder=word("saved_questions.example")
        )
        if st.button(say("saved_questions.save"), key="keep", disabled=not name.strip()):
            with working(say("saved_questions.saving")):
                replaced = save_question(graph, name, question)
            st.success(
                say("saved_questions.replaced", name=name)
                if replaced
                else say("saved_questions.saved", name=name)
            )
        st.caption(say("saved_questions.export"))
