"""The table that stands beside every chart, with its download."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st
from onepath.app.explorer.text import cell, defuse, number, plain

__all__ = ["SHOWN", "csv_bytes", "frame", "show_table"]

SHOWN = 1_000
"""How many rows a page shows; the download holds all of them."""
_PERSON = "person?who="


def frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> pd.DataFrame:
    """Rows as a table. `columns` names the columns of a table that may have no row."""
    table = pd.DataFrame([{key: cell(value) for key, value in row.items()} for row in rows])
    table = table if len(table.columns) else pd.DataFrame(columns=list(columns))
    for column in table.columns:
        # One column of several types cannot be sent to the browser: it becomes text.
        if pd.api.types.infer_dtype(table[column], skipna=True).startswith("mixed"):
            table[column] = table[column].map(lambda value: value if value is None else str(value))
    return table


def csv_bytes(table: pd.DataFrame) -> bytes:
    """The table as UTF-8 CSV that opens in a spreadsheet: with its mark, and without live formulas."""
    safe = table.map(defuse)
    safe.columns = pd.Index([defuse(str(name)) for name in table.columns])
    return safe.to_csv(index=False).encode("utf-8-sig")


def show_table(
    rows: Sequence[Mapping[str, Any]],
    name: str,
    *,
    columns: Sequence[str] = (),
    height: int | None = None,
    people: str | None = None,
) -> None:
    """Draws the rows and a button that downloads all of them as NAME.csv.

    `people` names a column of OneIDs: each leads to its person's page.
    """
    table = frame(rows, columns)
    if len(table) > SHOWN:
        st.caption(f"The first {number(SHOWN)} of {number(len(table))} rows; the download has all.")
    shown, formats = table.head(SHOWN), _formats(table)
    if people:
        shown = shown.assign(**{people: [_PERSON + quote(str(oneid), safe="") for oneid in shown[people]]})
        formats[people] = st.column_config.LinkColumn(people, display_text=re.escape(_PERSON) + "(.*)")
    st.dataframe(
        shown,
        hide_index=True,
        height=height or "auto",
        column_config=formats,
        placeholder="",
        key=None,
    )
    st.download_button(
        "Download CSV",
        data=lambda: csv_bytes(table),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"download_{name}",
        icon=":material/download:",
        on_click="ignore",
    )


def _formats(table: pd.DataFrame) -> dict[str, Any]:
    """How each column is headed and written. The download keeps the names that queries use."""
    return {str(column): _format(str(column), table[column]) for column in table.columns}


def _format(name: str, values: pd.Series) -> Any:
    # A heading is Markdown to Streamlit, and a column may be named by whoever sent the data.
    label = plain(name.replace("_", " "))
    if pd.api.types.is_bool_dtype(values):
        return st.column_config.CheckboxColumn(label)
    if pd.api.types.is_integer_dtype(values):
        return st.column_config.NumberColumn(label, format="localized")
    if pd.api.types.is_float_dtype(values):
        share = name.startswith(("from_", "share"))
        return st.column_config.NumberColumn(label, format="percent" if share else None)
    if pd.api.types.is_datetime64_any_dtype(values):
        return st.column_config.DatetimeColumn(f"{label} (UTC)", format="YYYY-MM-DD HH:mm:ss")
    return st.column_config.Column(label)
