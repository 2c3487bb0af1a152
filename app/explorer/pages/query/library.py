"""The questions of the library: looked for, asked by a form of their parameters, opened by a link."""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st
from onepath.graph.console import ask_library
from onepath.graph.store import Graph, Query, all_queries

from ...connection import working
from ...formats import plain
from ...inputs import choose
from ...language import say, word
from ...tables import show_rows
from .answer import show_answer
from .limits import Limits, answer_once
from .parameters import ask_parameter

__all__ = ["show_library"]

_FIRST = "sources/overview"
_EVERY, _INTERNAL = "every_group", "internal"


def show_library(graph: Graph, limits: Limits) -> None:
    """Draws the library and the question that is chosen, with its answer once it was asked."""
    offered = _offered()
    name = _choose(offered)
    query = offered[name]
    st.subheader(name, anchor=False)
    st.markdown(f"**{plain(query.answers)}**")
    st.caption(say("query.grain", grain=query.grain))
    asked, values, problems = _form(query, _given())
    for problem in problems:
        st.error(say("query.unreadable"), icon=":material/edit:")
        st.text(problem)
    if asked and not problems:
        # At once, so that Back undoes it in one step.
        st.query_params.update({"query": name, "values": json.dumps(values, ensure_ascii=False)})
    elif not problems and "values" not in st.query_params:
        values = None
    if values is not None and not problems:
        with working(word("query.asking", seconds=limits.seconds)):
            answer = answer_once(
                graph, f"{name} {values!r} {limits!r}",
                lambda: ask_library(graph, name, values, seconds=limits.seconds, rows=limits.rows),
                anew=asked,
            )  # fmt: skip
        show_answer(answer, name.replace("/", "_"))
    _show_source(query)


def _offered() -> dict[str, Query]:
    """What can be asked here, the library first, then what onepath asks itself."""
    queries = [query for query in all_queries().values() if query.reads]
    return {
        query.name: query for query in sorted(queries, key=lambda q: (q.internal, q.name != _FIRST, q.name))
    }


def _choose(offered: Mapping[str, Query]) -> str:
    """The question that the address names; the choice is written there, so that Back undoes it."""
    search, folder = st.columns([3, 2], vertical_alignment="bottom")
    library = [query for query in offered.values() if not query.internal]
    wanted = search.text_input(
        say("query.search", n=len(library)), key="search", bind="query-params",
        placeholder=word("query.search_hint"),
    )  # fmt: skip
    groups = sorted({query.group for query in library})
    with folder:
        within = choose(
            say("query.group"), [_EVERY, *groups, _INTERNAL], "group",
            named=lambda one: word(f"query.{one}") if one in (_EVERY, _INTERNAL) else one,
        )  # fmt: skip
    words = wanted.lower().split()
    hits = [
        name
        for name, query in offered.items()
        if (query.internal if within == _INTERNAL else not query.internal and within in (_EVERY, query.group))
        and all(one in f"{name} {query.answers} {' '.join(query.returns)}".lower() for one in words)
    ]
    named = st.query_params.get("query")
    if named is not None and named not in offered:
        st.warning(say("query.not_there", name=named), icon=":material/search_off:")
    chosen = named if named is not None and named in offered else _FIRST
    if not hits:
        st.caption(say("query.none_found"))
    elif named is None and chosen not in hits:
        chosen = hits[0]
    choices = hits if chosen in hits or not hits else [chosen, *hits]
    st.session_state["query_choice"] = chosen
    st.selectbox(
        say("query.choose", n=len(hits)), choices or [chosen], key="query_choice", on_change=_chosen,
        format_func=lambda name: f"{name} · {offered[name].answers}",
    )  # fmt: skip
    if wanted or within != _EVERY:
        with st.expander(say("query.hits", n=len(hits)), expanded=bool(wanted)):
            show_rows(
                [
                    {"query": name, "answers": offered[name].answers, "grain": offered[name].grain}
                    for name in hits
                ],
                columns=("query", "answers", "grain"),
            )
    return chosen


def _chosen() -> None:
    st.query_params.pop("values", None)
    st.query_params["query"] = st.session_state["query_choice"]


def _given() -> dict[str, Any]:
    try:
        given = json.loads(st.query_params.get("values", "{}"))
    except json.JSONDecodeError:
        return {}
    return given if isinstance(given, dict) else {}


def _form(query: Query, given: Mapping[str, Any]) -> tuple[bool, dict[str, Any] | None, list[str]]:
    """Whether the form was sent, its values by name, and which of them cannot be read."""
    values: dict[str, Any] = {}
    problems = []
    with st.form(f"form_{query.name}"):
        for parameter in query.parameters:
            try:
                key = f"{query.name}.{parameter.name}"
                values[parameter.name] = ask_parameter(parameter, key, given.get(parameter.name))
            except ValueError as error:
                problems.append(f"{parameter.name}: {error}")
        if not query.parameters:
            st.caption(say("query.no_parameters"))
        return st.form_submit_button(say("query.ask"), type="primary"), values, problems


def _show_source(query: Query) -> None:
    with st.expander(say("query.returns", n=len(query.returns))):
        rows = [
            {"column": column.partition(" ")[0], "type": column.partition(" ")[2]} for column in query.returns
        ]
        show_rows(rows, columns=("column", "type"))
    with st.expander(say("query.cypher")):
        st.code(query.text, language="cypher")
        st.caption(say("query.command"))
        st.code(f"onepath query {query.name}" if query.internal else query.example, language="bash")
