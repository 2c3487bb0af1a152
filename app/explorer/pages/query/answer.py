"""The answer of a query: its rows as a table, as a graph where they contain one, and as a chart."""

from collections.abc import Sequence
from contextlib import nullcontext
from io import BytesIO
from numbers import Real
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import streamlit as st
from onepath.graph.console import AdhocAnswer, found_graph, readable
from onepath.graph.store import Row

from ...inputs import choose
from ...language import say, word
from ...tables import show_table
from .answer_graph import show_answer_graph
from .chart import show_chart

__all__ = ["parquet_bytes", "show_answer"]

_VIEWS = ("table", "graph", "chart")


def show_answer(answer: AdhocAnswer, name: str) -> None:
    """Draws the answer; `name` is that of its files and differs between queries."""
    rows = [{key: readable(value) for key, value in row.items()} for row in answer.rows]
    st.caption(say("query.took", n=len(rows), seconds=f"{answer.seconds:.2f}"))
    if answer.truncated_by == "rows":
        st.warning(say("query.cut_rows", n=len(rows)), icon=":material/content_cut:")
    elif answer.truncated_by == "values":
        st.warning(say("query.cut_values", n=len(rows)), icon=":material/content_cut:")
    nodes, links = found_graph(answer.rows)
    numbers = _numeric(answer)
    offered = [view for view, there in zip(_VIEWS, (True, nodes, numbers and rows), strict=True) if there]
    view = "table"
    if len(offered) > 1:
        view = choose(
            say("query.shown_as"),
            offered,
            "shown_as",
            named=lambda one: word(f"query.as_{one}"),
            buttons=True,
            view=True,
        )
    if view == "graph":
        show_answer_graph(nodes, links, name)
    elif view == "chart":
        show_chart(rows, answer.columns, numbers, name)
    with nullcontext() if view == "table" else st.expander(say("query.as_table")):
        _show_table(rows, answer.columns, name)


def _show_table(rows: Sequence[Row], columns: Sequence[str], name: str) -> None:
    show_table(rows, name, columns=columns, named=True)
    st.download_button(
        say("query.parquet"),
        data=lambda: parquet_bytes(rows, columns),
        file_name=f"{name}.parquet",
        mime="application/vnd.apache.parquet",
        key=f"parquet_{name}",
        icon=":material/download:",
        on_click="ignore",
    )


def parquet_bytes(rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    """The rows as a Parquet file with the types that they have; a column of several types becomes text."""
    table = pa.table({column: _column([row[column] for row in rows]) for column in columns})
    file = BytesIO()
    parquet.write_table(table, file)
    return file.getvalue()


def _column(values: list[Any]) -> pa.Array:
    try:
        return pa.array(values)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        return pa.array([None if value is None else str(value) for value in values])


def _numeric(answer: AdhocAnswer) -> list[str]:
    """Columns of numbers only."""
    return [
        column
        for column in answer.columns
        if (values := [row[column] for row in answer.rows if row[column] is not None])
        and all(isinstance(value, Real) and not isinstance(value, bool) for value in values)
    ]
