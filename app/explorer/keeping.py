"""Questions that are kept: chosen on a page, opened by a link, and kept from what a page asks."""

import streamlit as st
from onepath.graph.saved_questions import AnyQuestion, list_questions, save_question, write_document
from onepath.graph.store import Graph

from .connection import working
from .language import say, word

__all__ = ["keep_question", "kept_question"]


def kept_question(graph: Graph, kind: str) -> AnyQuestion | None:
    """The question of this kind that was chosen or that the link names; None where none is."""
    with working(say("keeping.reading")):
        kept = {one.name: one.question for one in list_questions(graph) if one.question.kind == kind}
    if not kept:
        return None
    chosen = st.selectbox(
        say("keeping.kept"), list(kept), index=None, key="question", bind="query-params",
        placeholder=word("keeping.none"),
    )  # fmt: skip
    if chosen is None:
        return None
    with st.expander(say("keeping.asks"), expanded=False):
        st.code(write_document(kept[chosen]), language="json")
    return kept[chosen]


def keep_question(graph: Graph, question: AnyQuestion) -> None:
    """Offers to keep what the page asks, under a name."""
    with st.popover(say("keeping.offer"), icon=":material/bookmark:"):
        name = st.text_input(say("keeping.name"), key="keep_as", placeholder=word("keeping.such_as"))
        if st.button(say("keeping.keep"), key="keep", disabled=not name.strip()):
            with working(say("keeping.working")):
                replaced = save_question(graph, name, question)
            st.success(say("keeping.replaced", name=name) if replaced else say("keeping.done", name=name))
        st.caption(say("keeping.file"))
