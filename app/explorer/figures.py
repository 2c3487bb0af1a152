"""A figure: what it shows and means, its chart, its table, and the way to the people behind its numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from onepath.graph.store import find_query

from .charts import draw
from .drill_down import Opening, choose_open, click_in
from .language import say
from .tables import show_table

__all__ = ["figure", "heading"]


def heading(title: str, meaning: str, queries: Sequence[str] = (), command: str | None = None) -> None:
    """A figure's title, and behind its question mark what it means, its Cypher, and its command line.

    `title` and `meaning` are Markdown; `queries` are names of queries.
    """
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="left"):
        st.subheader(title, anchor=False, width="content")
        with st.popover("?", help=say("figure.help")):
            st.markdown(meaning)
            if command:
                st.caption(say("figure.command"))
                st.code(command, language="bash")
            for name in queries:
                st.caption(say("figure.cypher", name=name))
                st.code(find_query(name).text, language="cypher")


def figure(
    option: Mapping[str, Any],
    key: str,
    *,
    title: str,
    alt: str,
    meaning: str,
    rows: Sequence[Mapping[str, Any]],
    height: int,
    columns: Sequence[str] = (),
    queries: Sequence[str] = (),
    command: str | None = None,
    note: str = "",
    opens: Sequence[Opening] = (),
    people: str | None = None,
    wide: int = 0,
) -> str | None:
    """Draws one figure. The token of the number of it that is open now, if `opens` says which do.

    `alt` says in words what is to be seen; `note` is a caption; `wide` from 1 to 5 scrolls a wide chart;
    `people` names a column of OneIDs in `rows`, each a link.
    """
    heading(title, meaning, queries, command)
    chart, table = st.tabs([say("figure.chart"), say("figure.table")])
    with chart:
        with st.container(key=f"wide_{wide}_{key}"):
            state = draw(option, key, alt, height, selects=bool(opens))
        if note:
            st.caption(note)
    with table:
        show_table(rows, key, columns=columns, people=people)
    if not opens:
        return None
    return choose_open(key, opens, click_in(key, state))
