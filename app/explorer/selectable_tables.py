"""A table in which a row can be chosen. A choice is reported once, by the row's id and never by its place."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from .language import named_in, say
from .tables import SHOWN, download, frame, headings, link_to_people, person_link

__all__ = ["choose_row", "pick_row", "table_key"]


def table_key(name: str, ids: Sequence[str]) -> str:
    """The table's name for Streamlit: a new one when its rows change, which drops the choice."""
    digest = hashlib.blake2b("\n".join(ids[:SHOWN]).encode(), digest_size=6)
    return f"{name}_{digest.hexdigest()}"


def choose_row(
    rows: Sequence[Mapping[str, Any]], ids: Sequence[str], name: str, *, columns: Sequence[str] = ()
) -> str | None:
    """Draws the rows with a download; the id of a row that was chosen since the last run."""
    if len(rows) > SHOWN:
        st.caption(say("table.first", shown=SHOWN, n=len(rows)))
    chosen = pick_row(rows[:SHOWN], ids, name, columns=columns)
    download(lambda: rows, name, say("table.csv"), columns=columns)
    return chosen


def pick_row(
    rows: Sequence[Mapping[str, Any]],
    ids: Sequence[str],
    name: str,
    *,
    columns: Sequence[str] = (),
    people: str | None = None,
) -> str | None:
    """The same without a download. `people` names a column of OneIDs, each a link to its page."""
    named = named_in(list(rows))
    table = frame([link_to_people(row, people) for row in named] if people else named, columns)
    formats = headings(table) | ({people: person_link(people)} if people else {})
    key = table_key(name, ids)
    state: Any = st.dataframe(
        table, hide_index=True, column_config=formats, placeholder="", key=key,
        on_select="rerun", selection_mode="single-row",
    )  # fmt: skip
    places = state["selection"]["rows"] if state else []
    chosen = ids[places[0]] if places and places[0] < len(ids) else None
    before = st.session_state.get(f"{key}_seen")
    st.session_state[f"{key}_seen"] = chosen
    return chosen if chosen != before else None
