"""The queries of the library: searched, run by a form of their parameters, opened by a link."""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st
from onepath.graph.console import run_library
from onepath.graph.store import Graph, Query

from ...address import change, given, is_given
from ...calendars import view_calendar
from ...connection import working
from ...formats import plain
from ...language import say, word
from ...tables import show_rows
from .answer import show_answer
from .library_search import choose_query, offered_queries
from .library_words import answers_of, grain_of, meaning_of
from .limits import Limits, remembered_answer
from .parameters import parameter_input

__all__ = ["show_library"]


def show_library(graph: Graph, limits: Limits) -> None:
    """Draws the library and the chosen query, with its answer once it was run."""
    offered = offered_queries()
    name = choose_query(offered)
    query = offered[name]
    st.subheader(name, anchor=False)
    st.markdown(f"**{plain(answers_of(query))}**")
    st.caption(say("query.grain", grain=grain_of(query)))
    sent, values, problems = _form(query, _values_in_address())
    for problem in problems:
        st.error(say("query.unreadable"), icon=":material/edit:")
        st.text(problem)
    if sent and not problems:
        change({"query": [name], "values": [json.dumps(values, ensure_ascii=False)]})
        _clicked().add(_run_of(name, values))
    elif not problems and (not is_given("values") or not _may_run(query, values)):
        if is_given("values"):
            st.info(say("query.linked"), icon=":material/link:")
        values = None
    if values is not None and not problems:
        with working(word("query.running", seconds=limits.seconds)):
            answer = remembered_answer(
                graph, f"{name} {values!r} {limits!r}",
                lambda: run_library(graph, name, values, seconds=limits.seconds, rows=limits.rows),
                again=sent,
            )  # fmt: skip
        show_answer(answer, name.replace("/", "_"))
    _show_source(query)


def _may_run(query: Query, values: Any) -> bool:
    """Whether a link may run a query with these values; those of onepath itself only after a click.

    Anybody can write a link, and the internal ones are not made for values that anybody has written.
    """
    return not query.internal or _run_of(query.name, values) in _clicked()


def _run_of(name: str, values: Any) -> str:
    return f"{name} {values!r}"


def _clicked() -> set[str]:
    """What was run by a click since the explorer was opened, so that Back shows its answer again."""
    clicked: set[str] = st.session_state.setdefault("library_clicked", set())
    return clicked


def _values_in_address() -> dict[str, Any]:
    try:
        values = json.loads(given("values") or "{}")
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _form(query: Query, linked: Mapping[str, Any]) -> tuple[bool, dict[str, Any] | None, list[str]]:
    """Whether the form was sent, its values by name, and which of them cannot be read."""
    values: dict[str, Any] = {}
    problems = []
    page = view_calendar()
    of_page = {"time_zone": page.zone, "week_start": page.week_start}
    with st.form(f"form_{query.name}"):
        for parameter in query.parameters:
            try:
                # After Back, other inputs: those of before would show what was typed into them.
                first = linked.get(parameter.name, of_page.get(parameter.name))
                meaning = meaning_of(query, parameter)
                key = f"{query.name}.{parameter.name}" + ("" if first is None else f" {first!r}")
                values[parameter.name] = parameter_input(parameter, meaning, key, first)
            except ValueError as error:
                problems.append(f"{parameter.name}: {error}")
        if not query.parameters:
            st.caption(say("query.no_parameters"))
        return st.form_submit_button(say("query.run_query"), type="primary"), values, problems


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
