"""Questions that are kept: chosen on a page, opened by a link, and kept from what a page asks."""

import streamlit as st
from onepath.app.explorer.connection import working
from onepath.app.explorer.text import plain
from onepath.graph.questions import Question, save_question, saved_questions, write_document
from onepath.graph.store import Graph

__all__ = ["keep_question", "kept_question"]

_NONE = "(what is chosen below)"


def kept_question(graph: Graph, kind: str) -> Question | None:
    """The question of this kind that was chosen or that the link names; None where none is."""
    with working("Reading the questions that are kept"):
        kept = {one.name: one.question for one in saved_questions(graph) if one.question.kind == kind}
    if not kept:
        return None
    chosen = st.selectbox("Kept question", [_NONE, *kept], key="question", bind="query-params")
    if chosen == _NONE:
        return None
    with st.expander("What it asks", expanded=False):
        st.code(write_document(kept[chosen]), language="json")
    return kept[chosen]


def keep_question(graph: Graph, question: Question) -> None:
    """Offers to keep what the page asks, under a name."""
    with st.popover("Keep this question", icon=":material/bookmark:"):
        name = st.text_input("Name", key="keep_as", placeholder="such as Checkout")
        if st.button("Keep", key="keep", disabled=not name.strip()):
            with working("Keeping it"):
                replaced = save_question(graph, name, question)
            st.success(
                plain(f"{'Replaced' if replaced else 'Kept'}: {name}. Its link ends with ?question={name}")
            )
        st.caption("As a file: onepath question show NAME > file.json")
