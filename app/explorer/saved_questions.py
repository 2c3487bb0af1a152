"""Saved questions: chosen on a page or opened by a link, saved from what a page asks, and deleted.

The address has the name, and beside it what can be changed: the filters and the view.
"""

from typing import Any, TypeVar

import streamlit as st
from onepath.graph.changes import ChangesQuestion, DayRange
from onepath.graph.conditions import Filter
from onepath.graph.questions import Question
from onepath.graph.saved_questions import delete_question, list_questions, save_question, write_document
from onepath.graph.store import Graph

from . import address
from .calendars import follow_saved_question, in_view, saved_calendar
from .connection import working
from .language import say, word

__all__ = ["choose_saved_question", "close_saved_question", "named_question", "offer_to_save", "saved_filter"]

_KEY = "question"
_WIDGET = "saved_choice"
_Question = TypeVar("_Question", bound=Question[Any])


def named_question(graph: Graph) -> Question[Any] | None:
    """The saved question that the address names, as it was saved."""
    named = address.given(_KEY)
    if not named:
        return None
    return next((one.question for one in list_questions(graph) if one.name == named), None)


def saved_filter(question: Question[Any]) -> dict[str, list[str]]:
    """What a question is filtered by, as an address says it."""
    filters = question.filter
    if isinstance(question, ChangesQuestion) and question.days:
        filters = Filter.from_options({"since": question.days.first, "until": question.days.last})
    return _in_address(filters)


def choose_saved_question(
    graph: Graph, filters: Filter, *kinds: type[_Question], clears: tuple[str, ...] = ()
) -> _Question | None:
    """The saved question of these kinds that was chosen or linked, if any, with the page's filters.

    Its name is in the address; a choice removes `clears` from it.
    """
    with working(say("saved_questions.loading")):
        saved = {one.name: one.question for one in list_questions(graph) if isinstance(one.question, kinds)}
    named = address.given(_KEY)
    if named is not None and named not in saved:
        st.warning(say("saved_questions.unknown", name=named), icon=":material/bookmark_remove:")
    follow_saved_question(saved.get(named or ""))
    if not saved:
        return None
    st.session_state[_WIDGET] = named if named in saved else None
    own = {name: _own(question) for name, question in saved.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("saved_questions.label"), list(saved), index=None, key=_WIDGET,
            placeholder=word("saved_questions.none"), on_change=_change, args=(own, filters, clears),
        )  # fmt: skip
        if named in saved:
            _offer_to_delete(graph, named)
    if named not in saved:
        return None
    with st.expander(say("saved_questions.definition"), expanded=False):
        st.code(write_document(saved[named]), language="json")
    return in_view(_filtered(saved[named], filters))


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
    address.change({_KEY: []})


def _filtered(question: _Question, filters: Filter) -> _Question:
    """The question with these filters in place of its own."""
    if isinstance(question, ChangesQuestion):
        first, last = filters.dates
        return question.replace(days=DayRange(first, last) if first or last else None)
    return question.replace(filter=filters) if question.takes_filter else question


def _own(question: Question[Any]) -> dict[str, list[str]]:
    """What its choice changes in the address: its filters are written, and no time zone hides its own."""
    return {**saved_filter(question), **{key: [] for key in saved_calendar(question)}}


def _in_address(filters: Filter) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in filters.pairs():
        found.setdefault(name, []).append(value)
    return found


def _offer_to_delete(graph: Graph, name: str) -> None:
    with st.popover(say("saved_questions.delete"), icon=":material/bookmark_remove:"):
        st.markdown(say("saved_questions.delete_sure", name=name))
        if st.button(say("saved_questions.do_delete"), key="delete"):
            with working(say("saved_questions.deleting")):
                delete_question(graph, name)
            close_saved_question()
            st.rerun()


def _change(own: dict[str, dict[str, list[str]]], filters: Filter, clears: tuple[str, ...]) -> None:
    """Opens the chosen question with its own filters; where none is chosen, the filters stay."""
    name = st.session_state[_WIDGET]
    gone: dict[str, list[str]] = {key: [] for key in clears}
    shown = _in_address(filters)
    if name is None:
        address.change({**gone, **shown, _KEY: []})
    else:
        address.change({**gone, **{key: [] for key in shown}, _KEY: [name], **own[name]})
