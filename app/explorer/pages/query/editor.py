"""Custom Cypher: written, run read-only, saved under a name, opened by a link."""

import hashlib
import json
from typing import Any

import streamlit as st
from onepath.graph.console import ask_freely
from onepath.graph.saved_questions import CypherDocument, delete_question, list_questions, save_question
from onepath.graph.store import Graph

from ...connection import working
from ...formats import plain
from ...language import say, word
from .answer import show_answer
from .limits import Limits, remembered_answer

__all__ = ["file_name", "show_editor"]

_LONGEST_LINK = 1_500
_EXAMPLE = """MATCH (person:Person)-[:WALKED]->(journey:Journey)
RETURN person.oneid AS oneid, size(journey.trail) AS events
ORDER BY events DESC LIMIT 20"""


def show_editor(graph: Graph, limits: Limits) -> None:
    """Draws the saved queries and the editor, and the answer to the last run."""
    saved = _saved_queries(graph)
    _choose(saved)
    _follow_address(saved)
    text = st.text_area(say("query.editor"), key="cypher_text", height=190, placeholder=_EXAMPLE)
    given = _parameters()
    with st.container(horizontal=True):
        run = st.button(say("query.run"), type="primary", key="run", icon=":material/play_arrow:")
        if given is not None:
            _offer_to_save(graph, text, given)
        _offer_to_delete(graph)
    if given is None:
        return
    if run:
        _run(CypherDocument(text=text, parameters=given) if text.strip() else None, saved)
    st.caption(say("query.only_reads"))
    document: CypherDocument | None = st.session_state.get("ran")
    if document is None:
        return
    with working(word("query.running", seconds=limits.seconds)):
        answer = remembered_answer(
            graph, f"{document!r} {limits!r}",
            lambda: ask_freely(
                graph, document.text, document.parameters, seconds=limits.seconds, rows=limits.rows
            ),
            again=run,
        )  # fmt: skip
    show_answer(answer, file_name(document))


def file_name(document: CypherDocument) -> str:
    """A name for its files and widgets: what is chosen for one query is not taken for another's."""
    return "cypher_" + hashlib.blake2b(document.model_dump_json().encode(), digest_size=4).hexdigest()


def _saved_queries(graph: Graph) -> dict[str, CypherDocument]:
    with working(word("query.loading_saved")):
        return {
            one.name: one.question
            for one in list_questions(graph)
            if isinstance(one.question, CypherDocument)
        }


def _choose(saved: dict[str, CypherDocument]) -> None:
    named = st.query_params.get("question")
    if named is not None and named not in saved:
        st.warning(say("query.not_saved", name=named), icon=":material/bookmark_remove:")
    if saved:
        st.session_state["saved_choice"] = named if named in saved else None
        st.selectbox(
            say("query.saved", n=len(saved)), list(saved), index=None, key="saved_choice",
            on_change=_open_saved, placeholder=word("query.saved_hint"),
        )  # fmt: skip


def _open_saved() -> None:
    name = st.session_state["saved_choice"]
    st.query_params.pop("cypher", None)
    st.query_params.pop("parameters", None)
    if name is None:
        st.query_params.pop("question", None)
    else:
        st.query_params["question"] = name


def _follow_address(saved: dict[str, CypherDocument]) -> None:
    """Runs what the address says and puts it into the editor, unless it was there before and is edited."""
    document = saved.get(st.query_params.get("question", ""))
    if document is None and "cypher" in st.query_params:
        document = CypherDocument(text=st.query_params["cypher"] or " ", parameters=_parameters_in_address())
    if document is None and st.session_state.get("too_long"):
        return
    address = (st.query_params.get("question"), document)
    if st.session_state.get("address") == address and "cypher_text" in st.session_state:
        return
    st.session_state["address"] = address
    st.session_state["ran"] = document
    if document is not None:
        st.session_state["cypher_text"] = document.text
        st.session_state["cypher_parameters"] = _json(document.parameters)


def _run(document: CypherDocument | None, saved: dict[str, CypherDocument]) -> None:
    """Puts what is run into the address, if it is short enough."""
    st.session_state["ran"] = document
    named = st.query_params.get("question")
    if document is None or (named is not None and saved.get(named) == document):
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
        st.query_params["parameters"] = _json(document.parameters)
    else:
        st.query_params.pop("parameters", None)
    st.session_state["address"] = (None, document)


def _parameters_in_address() -> dict[str, Any]:
    try:
        given = json.loads(st.query_params.get("parameters", "{}"))
    except json.JSONDecodeError:
        return {}
    return given if isinstance(given, dict) else {}


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
        given = json.loads(text or "{}")
    except json.JSONDecodeError as error:
        st.error(say("query.parameters_unreadable", why=str(error)), icon=":material/edit:")
        return None
    if not isinstance(given, dict):
        st.error(say("query.parameters_unreadable", why=text), icon=":material/edit:")
        return None
    return given


def _offer_to_save(graph: Graph, text: str, given: dict[str, Any]) -> None:
    with st.popover(say("query.save"), icon=":material/bookmark:", disabled=not text.strip()):
        name = st.text_input(say("query.save_name"), key="keep_as", placeholder=word("query.save_hint"))
        if st.button(say("query.save_do"), key="keep", disabled=not name.strip()):
            with working(word("query.saving")):
                replaced = save_question(graph, name, CypherDocument(text=text, parameters=given))
            st.success(
                say("query.replaced", name=name.strip())
                if replaced
                else say("query.saved_as", name=name.strip())
            )
            st.code(f"onepath question run {json.dumps(name.strip(), ensure_ascii=False)}", language="bash")


def _offer_to_delete(graph: Graph) -> None:
    named = st.query_params.get("question")
    if named is None or st.session_state.get("saved_choice") != named:
        return
    with st.popover(say("query.delete"), icon=":material/bookmark_remove:"):
        st.markdown(say("query.delete_sure", name=named))
        if st.button(say("query.delete_do"), key="forget"):
            with working(plain(named)):
                delete_question(graph, named)
            st.query_params.pop("question", None)
            st.rerun()
