"""The library of queries, asked read-only."""

import re
from time import perf_counter

import streamlit as st
from onepath.app.explorer.connection import open_graph, working
from onepath.app.explorer.parameters import ask_parameter
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import number, plain
from onepath.graph.store import Query, library

_WRITES = re.compile(
    r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|LOAD\s+CSV)\b|IN\s+(\d+\s+CONCURRENT\s+)?TRANSACTIONS"
)
_SECONDS = 120.0


def reads(query: Query) -> bool:
    """Whether a query only asks. The server refuses the others here anyway; this keeps them off the list."""
    body = "\n".join(line for line in query.text.splitlines() if not line.lstrip().startswith("//"))
    return _WRITES.search(body) is None and not re.search(r"gds\.[\w.]+\.(write|mutate)|gds\.graph\.", body)


st.title("Query library")
graph = open_graph()
queries = {name: query for name, query in library().items() if reads(query)}
name = st.selectbox("Query", list(queries), key="query", bind="query-params")
query = queries[name]
st.text(query.answers)
st.caption(plain(query.grain))
with st.form(f"form_{name}"):
    values, problems = {}, []
    for parameter in query.parameters:
        try:
            values[parameter.name] = ask_parameter(parameter, f"{name}.{parameter.name}")
        except ValueError as error:
            problems.append(f"{parameter.name}: {error}")
    if not query.parameters:
        st.caption("This query takes no parameters.")
    asked = st.form_submit_button("Ask", type="primary")
with st.expander("The Cypher, to paste into Neo4j Browser"):
    st.code(query.text, language="cypher")
for problem in problems:
    st.warning("This value cannot be read:", icon=":material/edit:")
    st.text(problem)
if asked and not problems:
    begun = perf_counter()
    with working("Asking the graph"):
        rows = graph.ask(name, seconds=_SECONDS, **values)
    st.session_state["answer"] = (name, rows, perf_counter() - begun)
answered, rows, seconds = st.session_state.get("answer", (None, [], 0.0))
if answered == name:
    st.caption(f"{number(len(rows))} rows in {seconds:.2f} s")
    show_table(rows, name.replace("/", "_"), columns=query.columns)
