"""The answer of a query: its rows as a table, as a graph where they contain one, and as a chart."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from io import BytesIO
from numbers import Real
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import streamlit as st
from onepath.graph.console import AdhocAnswer, found_graph, readable
from onepath.graph.store import Row

from ...charts import GRID, draw
from ...inputs import choose
from ...language import say, word
from ...tables import frame, show_table
from .answer_graph import show_answer_graph

__all__ = ["parquet_bytes", "show_answer"]

_LINES = 200
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
        )
    if view == "graph":
        show_answer_graph(nodes, links, name)
    elif view == "chart":
        _show_chart(rows, answer.columns, numbers, name)
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


def _show_chart(rows: Sequence[Row], columns: Sequence[str], numbers: list[str], name: str) -> None:
    # Another query has other columns: its choices are widgets of their own.
    key = hashlib.blake2b("\n".join(columns).encode(), digest_size=4).hexdigest()
    across, up, kind = st.columns([2, 3, 1])
    others = [column for column in columns if column not in numbers] or list(columns)
    x = across.selectbox(say("query.x"), list(columns), index=columns.index(others[0]), key=f"x_{key}")
    y = up.multiselect(
        say("query.y"), numbers, default=[one for one in numbers if one != x][:1], key=f"y_{key}"
    )
    form = kind.selectbox(
        say("query.form"),
        ["bar", "line"],
        format_func=lambda one: word(f"query.form_{one}"),
        key=f"form_{key}",
    )
    if not y:
        st.caption(say("query.choose_y"))
        return
    shown = rows[:_LINES]
    if len(rows) > _LINES:
        st.caption(say("query.chart_first", shown=_LINES, n=len(rows)))
    alt = word("query.chart_alt", y=", ".join(y), x=x)
    draw(_chart(shown, x, y, form), f"chart_{name}", alt, 380)


def _chart(rows: Sequence[Mapping[str, Any]], x: str, y: Sequence[str], form: str) -> dict[str, Any]:
    table = frame(rows)
    return {
        "tooltip": {"trigger": "axis", "valueFormatter": "localized"},
        "legend": {"type": "scroll", "top": 0},
        "grid": GRID,
        "xAxis": {"type": "category", "name": x, "data": [str(value) for value in table[x]]},
        "yAxis": {"type": "value"},
        "series": [
            {"type": form, "name": column, "data": [row[column] for row in rows], "barMaxWidth": 40}
            for column in y
        ],
    }
