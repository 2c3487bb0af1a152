"""Saved questions: chosen on a page or opened by a link, saved from what a page asks, and deleted."""

from typing import Any, TypeVar

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.questions import Question
from onepath.graph.saved_questions import delete_question, list_questions, save_question, write_document
from onepath.graph.store import Graph

from .calendars import in_view
from .connection import working
from .language import say, word

__all__ = ["choose_saved_question", "close_saved_question", "offer_to_save"]

_KEY = "question"
_WIDGET = "saved_choice"
_Question = TypeVar("_Question", bound=Question[Any])


def choose_saved_question(
    graph: Graph, filters: Filter, *kinds: type[_Question], clears: tuple[str, ...] = ()
) -> _Question | None:
    """The saved question of these kinds that was chosen or linked, if any, with the page's filters.

    Its name is in the address; a choice removes `clears` from it.
    """
    with working(say("saved_questions.loading")):
        saved = {one.name: one.question for one in list_questions(graph) if isinstance(one.question, kinds)}
    named = st.query_params.get(_KEY)
    if named is not None and named not in saved:
        st.warning(say("saved_questions.unknown", name=named), icon=":material/bookmark_remove:")
    if not saved:
        return None
    st.session_state[_WIDGET] = named if named in saved else None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("saved_questions.label"), list(saved), index=None, key=_WIDGET,
            placeholder=word("saved_questions.none"), on_change=_change, args=(clears,),
        )  # fmt: skip
        if named in saved:
            _offer_to_delete(graph, named)
    if named not in saved:
        return None
    question = saved[named]
    with st.expander(say("saved_questions.definition"), expanded=False):
        st.code(write_document(question), language="json")
    return in_view(question.replace(filter=question.filter & filters) if filters else question)


def offer_to_save(graph: Graph, question: Question[Any]) -> None:
    """Draws the button that saves what the page asks, under a name."""
    with st.popover(say("saved_questions.save_question"), icon=":material/bookmark:"):
        name = st.text_input(
            say("saved_questions.name"), key="save_as", placeholder=word("saved_questions.example")
        ).strip()
        if st.button(say("saved_questions.save"), key="save", disabled=not name):
            with working(say("saved_questions.saving")):
                replaced = save_question(graph, name, question)
            st.success(
                say("saved_questions.replaced", name=name)
                if replaced
                else say("saved_questions.saved", name=name)
            )
        st.caption(say("saved_questions.export"))


def close_saved_question() -> None:
    """Goes back to the page's form."""
    st.query_params.pop(_KEY, None)


def _offer_to_delete(graph: Graph, name: str) -> None:
    with st.popover(say("saved_questions.delete"), icon=":material/bookmark_remove:"):
        st.markdown(say("saved_questions.delete_sure", name=name))
        if st.button(say("saved_questions.do_delete"), key="delete"):
            with working(say("saved_questions.deleting")):
                delete_question(graph, name)
            close_saved_question()
            st.rerun()


def _change(clears: tuple[str, ...]) -> None:
    name = st.session_state[_WIDGET]
    # All at once, so that Back undoes it in one step.
    st.query_params.update({one: [] for one in (*clears, "open") if one in st.query_params})
    if name is None:
        close_saved_question()
    else:
        st.query_params[_KEY] = name
