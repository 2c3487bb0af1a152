"""Cypher of one's own: written, asked read-only, kept under a name, opened by a link."""

import hashlib
import json
from typing import Any

import streamlit as st
from onepath.graph.console import ask_freely
from onepath.graph.saved_questions import CypherDocument, delete_question, list_questions, save_question
from onepath.graph.store import Graph

from ..connection import working
from ..language import say, word
from ..text import plain
from .answers import show_answer
from .limits import Limits, answer_once

__all__ = ["file_name", "show_editor"]

_LONGEST_LINK = 1_500
_EXAMPLE = """MATCH (person:Person)-[:WALKED]->(journey:Journey)
RETURN person.oneid AS oneid, size(journey.trail) AS events
ORDER BY events DESC LIMIT 20"""


def show_editor(graph: Graph, limits: Limits) -> None:
    """Draws the kept queries and the editor, and the answer to what was asked last."""
    kept = _kept(graph)
    _choose(kept)
    _follow_the_address(kept)
    text = st.text_area(say("query.editor"), key="cypher_text", height=190, placeholder=_EXAMPLE)
    given = _parameters()
    with st.container(horizontal=True):
        asked = st.button(say("query.run"), type="primary", key="run", icon=":material/play_arrow:")
        if given is not None:
            _keep(graph, text, given)
        _forget(graph)
    if given is None:
        return
    if asked:
        _asked(CypherDocument(text=text, parameters=given) if text.strip() else None, kept)
    st.caption(say("query.only_reads"))
    document: CypherDocument | None = st.session_state.get("asked")
    if document is None:
        return
    with working(word("query.asking", seconds=limits.seconds)):
        answer = answer_once(
            graph, f"{document!r} {limits!r}",
            lambda: ask_freely(
                graph, document.text, document.parameters, seconds=limits.seconds, rows=limits.rows
            ),
            anew=asked,
        )  # fmt: skip
    show_answer(answer, file_name(document))


def file_name(document: CypherDocument) -> str:
    """A name for its files and widgets: what is chosen for one query is not taken for another's."""
    return "cypher_" + hashlib.blake2b(document.model_dump_json().encode(), digest_size=4).hexdigest()


def _kept(graph: Graph) -> dict[str, CypherDocument]:
    with working(word("query.reading_kept")):
        return {
            one.name: one.question
            for one in list_questions(graph)
            if isinstance(one.question, CypherDocument)
        }


def _choose(kept: dict[str, CypherDocument]) -> None:
    named = st.query_params.get("question")
    if named is not None and named not in kept:
        st.warning(say("query.not_kept", name=named), icon=":material/bookmark_remove:")
    if kept:
        st.session_state["kept_choice"] = named if named in kept else None
        st.selectbox(
            say("query.kept", n=len(kept)), list(kept), index=None, key="kept_choice", on_change=_open_kept,
            placeholder=word("query.kept_hint"),
        )  # fmt: skip


def _open_kept() -> None:
    name = st.session_state["kept_choice"]
    st.query_params.pop("cypher", None)
    st.query_params.pop("parameters", None)
    if name is None:
        st.query_params.pop("question", None)
    else:
        st.query_params["question"] = name


def _follow_the_address(kept: dict[str, CypherDocument]) -> None:
    """What the address says is asked and stands in the editor, unless it was there before and is edited."""
    document = kept.get(st.query_params.get("question", ""))
    if document is None and "cypher" in st.query_params:
        document = CypherDocument(text=st.query_params["cypher"] or " ", parameters=_in_the_address())
    if document is None and st.session_state.get("too_long"):
        return
    address = (st.query_params.get("question"), document)
    if st.session_state.get("address") == address and "cypher_text" in st.session_state:
        return
    st.session_state["address"] = address
    st.session_state["asked"] = document
    if document is not None:
        st.session_state["cypher_text"] = document.text
        st.session_state["cypher_parameters"] = _written(document.parameters)


def _asked(document: CypherDocument | None, kept: dict[str, CypherDocument]) -> None:
    """Puts what is asked into the address, as far as it has room."""
    st.session_state["asked"] = document
    named = st.query_params.get("question")
    if document is None or (named is not None and kept.get(named) == document):
        return
    st.query_params.pop("question", None)
    st.session_state["too_long"] = len(document.text) > _LONGEST_LINK
    if st.session_state["too_long"]:
        st.query_params.pop("cypher", None)
        st.query_params.pop("parameters", None)
        st.caption(say("query.too_long"))
        return
    st.query_params["cypher"] = document.text
    if document.parameters:
        st.query_params["parameters"] = _written(document.parameters)
    else:
        st.query_params.pop("parameters", None)
    st.session_state["address"] = (None, document)


def _in_the_address() -> dict[str, Any]:
    try:
        given = json.loads(st.query_params.get("parameters", "{}"))
    except json.JSONDecodeError:
        return {}
    return given if isinstance(given, dict) else {}


def _written(parameters: dict[str, Any]) -> str:
    return json.dumps(parameters, ensure_ascii=False) if parameters else ""


def _parameters() -> dict[str, Any] | None:
    """The values of the parameters, as JSON; None for what is none."""
    with st.expander(say("query.parameters"), expanded=bool(st.session_state.get("cypher_parameters"))):
        text = st.text_input(
            say("query.parameters_label"),
            key="cypher_parameters",
            placeholder='{"event": "purchase", "n": 10}',
        )
    try:
        given = json.loads(text or "{}")
    except json.JSONDecodeError as error:
        st.error(say("query.parameters_unreadable", why=str(error)), icon=":material/edit:")
        return None
    if not isinstance(given, dict):
        st.error(say("query.parameters_unreadable", why=text), icon=":material/edit:")
        return None
    return given


def _keep(graph: Graph, text: str, given: dict[str, Any]) -> None:
    with st.popover(say("query.keep"), icon=":material/bookmark:", disabled=not text.strip()):
        name = st.text_input(say("query.keep_name"), key="keep_as", placeholder=word("query.keep_hint"))
        if st.button(say("query.keep_do"), key="keep", disabled=not name.strip()):
            with working(word("query.keeping")):
                replaced = save_question(graph, name, CypherDocument(text=text, parameters=given))
            st.success(
                say("query.replaced", name=name.strip())
                if replaced
                else say("query.was_kept", name=name.strip())
            )
            st.code(f"onepath question run {json.dumps(name.strip(), ensure_ascii=False)}", language="bash")


def _forget(graph: Graph) -> None:
    named = st.query_params.get("question")
    if named is None or st.session_state.get("kept_choice") != named:
        return
    with st.popover(say("query.forget"), icon=":material/bookmark_remove:"):
        st.markdown(say("query.forget_sure", name=named))
        if st.button(say("query.forget_do"), key="forget"):
            with working(plain(named)):
                delete_question(graph, named)
            st.query_params.pop("question", None)
            st.rerun()
