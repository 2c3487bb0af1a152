"""A figure: title, explanation, chart and table, and the choice of a number to open."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import streamlit as st
from onepath.graph.store import find_query

from .charts import draw
from .drill_down import DrillDown, choose_drill_down, clicked_place
from .language import say
from .tables import show_table

__all__ = ["figure", "heading"]


def heading(title: str, meaning: str, queries: Sequence[str] = (), command: str | None = None) -> None:
    """A figure's title, and behind a question mark its explanation, its Cypher and its command line.

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
    drill_downs: Sequence[DrillDown] = (),
    people: str | None = None,
    wide: int = 0,
    of: str = "",
    labels: Mapping[str, str] = MappingProxyType({}),
) -> str | None:
    """Draws one figure. The token of its number that is open now, of those that `drill_downs` names.

    `alt` describes it for screen readers; `note` is a caption; `wide` from 1 to 5 scrolls a wide chart;
    `people` names a column of OneIDs in `rows`, each a link; `labels` heads columns by other names than their
    own. `of`: what the chart is of, if that can change on the page; what was selected in a chart of something
    else is not selected in this one.
    """
    heading(title, meaning, queries, command)
    chart, table = st.tabs([say("figure.chart"), say("figure.table")])
    with chart:
        with st.container(key=f"wide_{wide}_{key}"):
            chart_key = f"{key}-{sha256(of.encode()).hexdigest()[:8]}" if of else key
            state = draw(option, chart_key, alt, height, selects=bool(drill_downs))
        if note:
            st.caption(note)
    with table:
        show_table(rows, key, columns=columns, people=people, labels=labels)
    if not drill_downs:
        return None
    return choose_drill_down(key, drill_downs, clicked_place(chart_key, state))
