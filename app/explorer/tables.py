"""The table that stands beside every chart, with its download."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st
from onepath.loaders.safe_text import FOR_SPREADSHEETS

from .calendars import view_calendar
from .formats import cell, defuse
from .language import language as reader_language
from .language import named_in, say, words

__all__ = [
    "SHOWN",
    "csv_bytes",
    "download",
    "frame",
    "headings",
    "link_to_people",
    "person_link",
    "show_rows",
    "show_table",
]

SHOWN = 1_000
"""How many rows a page shows; the download holds all of them."""
_PERSON = "people?who="
_FORMATS: Mapping[str, str] = {
    # Most chances are far too small for a number with all its zeros.
    **dict.fromkeys(("p", "q"), "%.2g"),
    **dict.fromkeys(("lift", "odds_ratio", "low", "high", "confidence"), "%.2f"),
    **dict.fromkeys(("total_hours", "median_hours", "p90_hours", "minutes"), "%.1f"),
    **dict.fromkeys(("top1", "top3", "probability", "support"), "percent"),
    "log_loss": "%.3f",
}
"""How numbers with fractions are written, by the name of their column; all others with thousands."""


def frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> pd.DataFrame:
    """Rows as a table. `columns` names the columns of a table that may have no row."""
    zone = view_calendar().tzinfo
    table = pd.DataFrame([{key: _in_zone(cell(value), zone) for key, value in row.items()} for row in rows])
    table = table if len(table.columns) else pd.DataFrame(columns=list(columns))
    for column in table.columns:
        # One column of several types cannot be sent to the browser: it becomes text.
        if pd.api.types.infer_dtype(table[column], skipna=True).startswith("mixed"):
            table[column] = table[column].map(lambda value: value if value is None else str(value))
    return table


def _in_zone(value: object, zone: tzinfo) -> object:
    """A time of an instant as the clocks of a time zone show it."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(zone)
    return value


def csv_bytes(table: pd.DataFrame) -> bytes:
    """The table as UTF-8 CSV that opens in a spreadsheet: with its mark, and without live formulas."""
    safe = table.map(defuse)
    safe.columns = pd.Index([defuse(str(name)) for name in table.columns])
    return safe.to_csv(index=False).encode(FOR_SPREADSHEETS)


def show_table(
    rows: Sequence[Mapping[str, Any]],
    name: str,
    *,
    columns: Sequence[str] = (),
    height: int | None = None,
    people: str | None = None,
    named: bool = False,
    labels: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Draws the rows and a button that downloads all of them as NAME.csv.

    `people` names a column of OneIDs: each leads to its person's page. `named` is as in `headings`.
    """
    if len(rows) > SHOWN:
        st.caption(say("table.first", shown=SHOWN, n=len(rows)))
    shown = [link_to_people(row, people) for row in rows[:SHOWN]] if people else rows[:SHOWN]
    show_rows(shown, columns=columns, height=height, people=people or "oneid", named=named, labels=labels)
    download(lambda: rows, name, say("table.csv"), columns=columns)


def show_rows(
    rows: Sequence[Mapping[str, Any]],
    *,
    columns: Sequence[str] = (),
    height: int | None = None,
    people: str = "oneid",
    named: bool = False,
    labels: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Draws the rows alone; cells of `people` that are links by `link_to_people` lead to a person's page."""
    table = frame(rows if named else named_in(list(rows)), columns)
    formats = headings(table, named=named, labels=labels)
    if rows and str(rows[0].get(people, "")).startswith(_PERSON):
        formats[people] = person_link(people)
    st.dataframe(
        table,
        hide_index=True,
        height=height or "auto",
        column_config=formats,
        placeholder="",
        key=None,
    )


def headings(
    table: pd.DataFrame, *, named: bool = False, labels: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """How each column is headed and formatted.

    `named`: by its own name, as in the query; `labels` are headings that go before both.
    """

    def label(column: str) -> str:
        return labels.get(column) or (column if named else _label(column))

    return {str(column): _format(str(column), table[column], label(str(column))) for column in table.columns}


def link_to_people(row: Mapping[str, Any], column: str = "oneid") -> dict[str, Any]:
    """The row with its OneID as a link to that person's page."""
    return {**row, column: _PERSON + quote(str(row[column]), safe="")}


def person_link(column: str) -> Any:
    """How a column of `link_to_people` is formatted: only the OneID is visible."""
    return st.column_config.LinkColumn(_label(column), display_text=re.escape(_PERSON) + "(.*)")


def download(
    rows: Callable[[], Sequence[Mapping[str, Any]]], name: str, label: str, *, columns: Sequence[str] = ()
) -> None:
    """A button that downloads NAME.csv; `rows` is called when it is pressed. `label` is Markdown."""
    st.download_button(
        label,
        data=lambda: csv_bytes(frame(rows(), columns)),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"download_{name}",
        icon=":material/download:",
        on_click="ignore",
    )


def _label(name: str) -> str:
    # A heading is drawn as text: nothing has to be escaped.
    return words(reader_language()).get(f"columns.{name}") or name.replace("_", " ")


def _format(name: str, values: pd.Series, label: str) -> Any:
    if pd.api.types.is_bool_dtype(values):
        return st.column_config.CheckboxColumn(label)
    if pd.api.types.is_integer_dtype(values):
        return st.column_config.NumberColumn(label, format="localized")
    if pd.api.types.is_float_dtype(values):
        return st.column_config.NumberColumn(label, format=_FORMATS.get(name) or _fraction(name, values))
    if pd.api.types.is_datetime64_any_dtype(values):
        return st.column_config.DatetimeColumn(f"{label} ({values.dt.tz})", format="YYYY-MM-DD HH:mm:ss")
    return st.column_config.Column(label)


def _fraction(name: str, values: pd.Series) -> str:
    """A share is a percentage; counts of which one is missing have become fractions and are counts."""
    share = name.startswith(("conversion", "share")) or name.endswith(("share", "_rate"))
    # Not each share is one of its whole: a property may be called so.
    return "percent" if share and bool(values.dropna().between(-1, 1).all()) else "localized"
