"""Saved questions: chosen on a page or opened by a link, and saved from what a page asks."""

import streamlit as st
from onepath.graph.questions import Question, save_question, saved_questions, write_document
from onepath.graph.store import Graph

from .connection import working
from .language import say, word

__all__ = ["choose_saved_question", "offer_to_save"]


def choose_saved_question(graph: Graph, kind: str) -> Question | None:
    """The saved question of this kind that was chosen or that the link names, if any."""
    with working(say("keeping.reading")):
        saved = {one.name: one.question for one in saved_questions(graph) if one.question.kind == kind}
    if not saved:
        return None
    chosen = st.selectbox(
        say("keeping.kept"), list(saved), index=None, key="question", bind="query-params",
        placeholder=word("keeping.none"),
    )  # fmt: skip
    if chosen is None:
        return None
    with st.expander(say("keeping.asks"), expanded=False):
        st.code(write_document(saved[chosen]), language="json")
    return saved[chosen]


def offer_to_save(graph: Graph, question: Question) -> None:
    """Draws the button that saves what the page asks, under a name."""
    with st.popover(say("keeping.offer"), icon=":material/bookmark:"):
        name = st.text_input(say("keeping.name"), key="keep_as", placeholder=word("keeping.such_as"))
        if st.button(say("keeping.keep"), key="keep", disabled=not name.strip()):
            with working(say("keeping.working")):
                replaced = save_question(graph, name, question)
            st.success(say("keeping.replaced", name=name) if replaced else say("keeping.done", name=name))
        st.caption(say("keeping.file"))
