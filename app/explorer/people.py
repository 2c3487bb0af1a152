"""The people behind a number, each a link to their page, all of them as CSV."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from onepath.app.explorer.language import say
from onepath.app.explorer.rows import pick_row
from onepath.app.explorer.tables import download
from onepath.graph.store import Graph

__all__ = ["show_people"]

_PAGE = 50


def show_people(
    graph: Graph, rows: Sequence[Mapping[str, Any]], name: str, *, title: str, expected: int | None = None
) -> None:
    """Draws the people of a number. `rows` hold `oneid` and whatever else belongs to each; all are given.

    `expected` is the number that was opened: should the list ever differ from it, that is said.
    """
    with st.container(border=True, key=f"people_{name}"):
        st.markdown(f"**{title}**")
        people = len({row["oneid"] for row in rows})
        count = say("people_list.count", n=people)
        st.caption(count if people == len(rows) else say("people_list.rows", n=people, rows=len(rows)))
        if expected is not None and expected != len(rows):
            st.warning(say("people_list.differs", n=len(rows), expected=expected))
        if not rows:
            return
        pages = -(-len(rows) // _PAGE)
        # A list of another number begins at its first page.
        page = st.pagination(pages, key=f"page_{name}_{len(rows)}") if pages > 1 else 1
        shown = rows[(page - 1) * _PAGE : page * _PAGE]
        known = {row["oneid"]: row for row in graph.ask("explore/people", oneids=[r["oneid"] for r in shown])}
        listed = [{**row, **known.get(row["oneid"], {})} for row in shown]
        who = pick_row(listed, [row["oneid"] for row in shown], f"listed_{name}", people="oneid")
        st.caption(say("people_list.pick"))
        download(lambda: _with_contacts(graph, rows), f"people_{name}", say("people_list.csv", n=len(rows)))
    if who is not None:
        st.switch_page("views/people.py", query_params={"who": who})


def _with_contacts(graph: Graph, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows with what one needs to reach these people: whoever gets the file has no graph."""
    oneids = list({row["oneid"] for row in rows})
    contacts = {row.pop("oneid"): row for row in graph.ask("explore/contacts", oneids=oneids)}
    return [{**row, **contacts.get(row["oneid"], {})} for row in rows]
