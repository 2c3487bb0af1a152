"""The library of queries, asked read-only."""

import re
from time import perf_counter
from typing import Any

import streamlit as st
from onepath.app.explorer.connection import open_graph, working
from onepath.app.explorer.parameters import ask_parameter
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import number, plain
from onepath.graph.store import Graph, Query, library

_WRITES = re.compile(
    r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|LOAD\s+CSV)\b|IN\s+(\d+\s+CONCURRENT\s+)?TRANSACTIONS"
)
_SECONDS = 120.0
_FIRST = "explore/overview"


def reads(query: Query) -> bool:
    """Whether a query only asks. The server refuses the others here anyway; this keeps them off the list."""
    body = "\n".join(line for line in query.text.splitlines() if not line.lstrip().startswith("//"))
    return _WRITES.search(body) is None and not re.search(r"gds\.[\w.]+\.(write|mutate)|gds\.graph\.", body)


def offered() -> dict[str, Query]:
    """What can be asked here: first what is meant for people, then what onepath asks itself."""
    queries = [query for query in library().values() if reads(query)]
    return {
        query.name: query
        for query in sorted(queries, key=lambda q: (q.name != _FIRST, q.run_by_a_command, q.name))
    }


def ask_values(query: Query) -> tuple[bool, dict[str, Any], list[str]]:
    """The form: whether it was sent, its values by name, and which of them cannot be read."""
    values, problems = {}, []
    with st.form(f"form_{query.name}"):
        for parameter in query.parameters:
            try:
                values[parameter.name] = ask_parameter(parameter, f"{query.name}.{parameter.name}")
            except ValueError as error:
                problems.append(f"{parameter.name}: {error}")
        if not query.parameters:
            st.caption("This query takes no parameters.")
        return st.form_submit_button("Ask", type="primary"), values, problems


def ask(graph: Graph, name: str, values: dict[str, Any]) -> None:
    """Asks, and keeps the answer for as long as this query is looked at."""
    st.session_state.pop("answer", None)
    begun = perf_counter()
    with working(f"Asking the graph; it has {_SECONDS:.0f} seconds"):
        rows = graph.ask(name, seconds=_SECONDS, **values)
    st.session_state["answer"] = (name, rows, perf_counter() - begun)


st.title("Query")
graph = open_graph()
queries = offered()
name = st.selectbox(
    f"One of the {len(queries)} questions of the library that only read",
    list(queries),
    key="query",
    bind="query-params",
)
query = queries[name]
st.markdown(f"**{plain(query.answers)}**")
st.caption(plain(f"Answers {query.grain}"))
asked, values, problems = ask_values(query)
for problem in problems:
    st.error("This value cannot be read:", icon=":material/edit:")
    st.text(problem)
if asked and not problems:
    ask(graph, name, values)
answered, rows, seconds = st.session_state.get("answer", (None, [], 0.0))
if answered == name:
    st.caption(f"{number(len(rows))} {'row' if len(rows) == 1 else 'rows'} in {seconds:.2f} seconds")
    show_table(rows, name.replace("/", "_"), columns=query.columns)
with st.expander("The Cypher, to paste into Neo4j Browser"):
    st.code(query.text, language="cypher")
    st.caption("On the command line:")
    st.code(f"onepath query {name}" if query.example.startswith("run by") else query.example, language="bash")
