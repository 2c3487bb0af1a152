"""The saved questions, and the recent ones of this browser window."""

from datetime import UTC, datetime

import streamlit as st
from onepath.graph.saved_questions import (
    UnreadableQuestion,
    delete_question,
    list_questions,
    unreadable_questions,
)
from onepath.graph.store import Graph

from ...connection import working
from ...dates import ago
from ...figures import heading
from ...language import say, word
from ...navigation import link_to
from ...page_files import PAGE_OF_KIND
from ...recent_questions import recent_questions, show_recent
from ...saved_questions import saved_filter

__all__ = ["show_recent_questions", "show_saved_questions"]

_SHOWN = 8


def show_saved_questions(graph: Graph) -> None:
    """The saved questions, the newest first, each with a link to its page."""
    heading(say("home.saved"), say("home.saved_none"), ("internal/questions/saved",), "onepath question list")
    questions = sorted(list_questions(graph), key=lambda one: one.saved_at, reverse=True)
    if not questions:
        st.caption(say("home.saved_none"))
    now = datetime.now(UTC)
    for one in questions[:_SHOWN]:
        page = PAGE_OF_KIND[one.question.kind]
        with st.container(horizontal=True, vertical_alignment="center"):
            label = say("home.saved_name", name=one.name, page=word(f"pages.{page}"))
            link_to(page, label, {"question": one.name, **saved_filter(one.question)}, icon=None)
            st.caption(say("home.saved_at", ago=ago(one.saved_at, now)))
    for unreadable in unreadable_questions(graph):
        _offer_to_remove(graph, unreadable)


def _offer_to_remove(graph: Graph, question: UnreadableQuestion) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(say("home.saved_unreadable", name=question.name, why=question.why))
        if st.button(say("saved_questions.delete"), key=f"delete_{question.name}"):
            with working(say("saved_questions.deleting")):
                delete_question(graph, question.name)
            st.rerun()


def show_recent_questions() -> None:
    """The recent questions of this window."""
    if recent_questions():
        heading(say("home.recent"), say("home.recent_meaning"))
        show_recent()
