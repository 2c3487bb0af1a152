"""The people behind a number: a list with a link to each, and all of them as CSV."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from onepath.graph.store import Graph

from .language import say
from .navigation import switch_to
from .selectable_tables import pick_row
from .tables import download

__all__ = ["LazyRows", "show_people"]

_PAGE = 50
_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LazyRows:
    """The people of a number where a row takes long to make: `row` makes that of a place."""

    oneids: Sequence[str]
    row: Callable[[int], _Row]


def show_people(
    graph: Graph, rows: Sequence[_Row] | LazyRows, name: str, *, title: str, expected: int | None = None
) -> None:
    """Draws the people of a number: all `rows`, each with a `oneid` and whatever else is shown of the person.

    `expected` is the number that was opened; if the list ever differs from it, a warning says so.
    """
    with st.container(border=True, key=f"people_{name}"):
        st.markdown(f"**{title}**")
        oneids = rows.oneids if isinstance(rows, LazyRows) else [row["oneid"] for row in rows]
        people, number = len(set(oneids)), len(oneids)
        count = say("people_list.count", n=people)
        st.caption(count if people == number else say("people_list.rows", n=people, rows=number))
        if expected is not None and expected != number:
            st.warning(say("people_list.differs", n=number, expected=expected))
        if not number:
            return
        pages = -(-number // _PAGE)
        # A list of another number begins at its first page.
        page = st.pagination(pages, key=f"page_{name}_{number}") if pages > 1 else 1
        shown = _rows_at(rows, range(number)[(page - 1) * _PAGE : page * _PAGE])
        known = {
            row["oneid"]: row
            for row in graph.ask("internal/explore/people", oneids=[r["oneid"] for r in shown])
        }
        listed = [_described(row, known.get(row["oneid"], {})) for row in shown]
        who = pick_row(listed, [row["oneid"] for row in shown], f"listed_{name}", people="oneid")
        st.caption(say("people_list.pick"))
        download(
            lambda: _with_contacts(graph, _rows_at(rows, range(number))),
            f"people_{name}", say("people_list.csv", n=number),
        )  # fmt: skip
    if who is not None:
        switch_to("people", {"who": who})


def _rows_at(rows: Sequence[_Row] | LazyRows, places: range) -> list[_Row]:
    row = rows.row if isinstance(rows, LazyRows) else rows.__getitem__
    return [row(place) for place in places]


def _described(row: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """The person comes first, then what belongs to the number, then the rest of what is known."""
    return {"oneid": row["oneid"], "known_as": known.get("known_as"), **row, **known}


def _with_contacts(graph: Graph, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows with what one needs to reach these people: readers of the file have no graph."""
    oneids = list({row["oneid"] for row in rows})
    contacts = {row.pop("oneid"): row for row in graph.ask("internal/explore/contacts", oneids=oneids)}
    return [{**row, **contacts.get(row["oneid"], {})} for row in rows]
