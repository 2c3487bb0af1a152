"""Custom Cypher: written, run read-only, saved under a name, opened by a link."""

import hashlib
import json
from typing import Any

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.console import CypherQuestion
from onepath.graph.store import Graph, find_query

from ...address import change, given, is_given
from ...connection import working
from ...language import say, word
from ...saved_questions import choose_saved_question, offer_to_save
from .answer import show_answer
from .chart import ADDRESS as CHART
from .limits import Limits, remembered_answer

__all__ = ["file_name", "show_editor"]

_LONGEST_LINK = 1_500
_EXAMPLE = "internal/explore/first_query"
_RAN, _TOO_LONG, _FOLLOWED = "ran", "too_long", "followed"
_ADDRESS = ("cypher", "parameters", *CHART)


def show_editor(graph: Graph, limits: Limits) -> None:
    """Draws the saved queries and the editor, and the answer to the last run."""
    saved = choose_saved_question(graph, Filter(), CypherQuestion, clears=_ADDRESS)
    _follow_address(saved)
    text = st.text_area(
        say("query.editor"), key="cypher_text", height=190, placeholder=find_query(_EXAMPLE).body
    )
    question = _read(text, limits)
    with st.container(horizontal=True):
        run = st.button(say("query.run"), type="primary", key="run", icon=":material/play_arrow:")
        if question is not None:
            offer_to_save(graph, question)
    if run:
        _run(question, saved)
    st.caption(say("query.only_reads"))
    last: CypherQuestion | None = st.session_state.get(_RAN)
    if last is None:
        if question is not None and is_given("cypher"):
            st.info(say("query.linked"), icon=":material/link:")
        return
    last = last.replace(timeout=limits.seconds, limit=limits.rows)
    with working(word("query.running", seconds=limits.seconds)):
        answer = remembered_answer(graph, repr(last), lambda: last.answer(graph), again=run)
    show_answer(answer, file_name(last))


def file_name(question: CypherQuestion) -> str:
    """A name for its files and widgets: what is chosen for one query is not taken for another's."""
    text = f"{question.text} {_json(question.parameters)}"
    return "cypher_" + hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def _read(text: str, limits: Limits) -> CypherQuestion | None:
    """What stands in the editor; None while there is nothing, or its parameters cannot be read."""
    parameters = _parameters()
    if parameters is None or not text.strip():
        return None
    with working(say("query.editor")):
        return CypherQuestion(text=text, parameters=parameters, timeout=limits.seconds, limit=limits.rows)


def _follow_address(saved: CypherQuestion | None) -> None:
    """Puts what the address says into the editor, unless it was there before and is edited.

    Only what was saved, or was run by a click before, is run: anybody can write a link.
    """
    question = saved
    if question is None and is_given("cypher"):
        question = CypherQuestion(text=given("cypher") or " ", parameters=_parameters_in_address())
    if question is None and st.session_state.get(_TOO_LONG):
        return
    linked = (given("question"), question)
    if st.session_state.get(_FOLLOWED) == linked and "cypher_text" in st.session_state:
        return
    st.session_state[_FOLLOWED] = linked
    trusted = question is not None and (saved is not None or file_name(question) in _clicked())
    st.session_state[_RAN] = question if trusted else None
    if question is not None:
        st.session_state["cypher_text"] = question.text
        st.session_state["cypher_parameters"] = _json(question.parameters)


def _run(question: CypherQuestion | None, saved: CypherQuestion | None) -> None:
    """Puts what is run into the address, if it is short enough."""
    st.session_state[_RAN] = question
    if question is not None:
        _clicked().add(file_name(question))
    if question is None or (saved is not None and file_name(saved) == file_name(question)):
        return
    gone: dict[str, list[str]] = {name: [] for name in _ADDRESS if given("cypher") != question.text}
    st.session_state[_TOO_LONG] = len(question.text) > _LONGEST_LINK
    if st.session_state[_TOO_LONG]:
        change({**gone, "question": []})
        st.caption(say("query.too_long"))
        return
    parameters = [_json(question.parameters)] if question.parameters else []
    change({**gone, "question": [], "cypher": [question.text], "parameters": parameters})
    # As `_follow_address` will read it: the address has no limits.
    read = CypherQuestion(text=question.text, parameters=question.parameters)
    st.session_state[_FOLLOWED] = (None, read)


def _clicked() -> set[str]:
    """What was run by a click since the explorer was opened, so that Back shows its answer again."""
    clicked: set[str] = st.session_state.setdefault("cypher_clicked", set())
    return clicked


def _parameters_in_address() -> dict[str, Any]:
    try:
        values = json.loads(given("parameters") or "{}")
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _json(parameters: dict[str, Any]) -> str:
    return json.dumps(parameters, ensure_ascii=False) if parameters else ""


def _parameters() -> dict[str, Any] | None:
    """The values of the parameters, as JSON; None for anything else."""
    with st.expander(say("query.parameters"), expanded=bool(st.session_state.get("cypher_parameters"))):
        text = st.text_input(
            say("query.parameters_label"),
            key="cypher_parameters",
            placeholder='{"event": "purchase", "n": 10}',
        )
    try:
        values = json.loads(text or "{}")
    except (ValueError, RecursionError) as error:
        st.error(say("query.parameters_unreadable", why=str(error)), icon=":material/edit:")
        return None
    if not isinstance(values, dict):
        st.error(say("query.parameters_unreadable", why=text), icon=":material/edit:")
        return None
    return values
