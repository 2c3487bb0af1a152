"""The people behind a number: a list with a link to each, and all of them as CSV."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from onepath.graph.questions import PersonOccurrences, Question
from onepath.graph.store import Graph

from .connection import working
from .drill_down import Measure, find_open
from .formats import plain
from .language import named, say
from .navigation import switch_to
from .questions import people_of
from .selectable_tables import pick_row
from .tables import download

__all__ = ["LazyRows", "person_row", "show_measure_people", "show_people", "show_people_behind"]

_PAGE = 50
_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LazyRows:
    """The people of a number where a row takes long to make: `row` makes that of a place."""

    oneids: Sequence[str]
    row: Callable[[int], _Row]


def show_people_behind(
    graph: Graph,
    question: Question[Any],
    measures: Iterable[Measure],
    name: str,
    *,
    columns: Sequence[str] = (),
    details: bool = True,
) -> None:
    """Draws the people behind the number that is open, if it is one of these, with these `columns` of each.

    A column is a field of the person, or `path`: the events that count, in order.
    """
    chosen = find_open(measures)
    if chosen is not None:
        show_measure_people(graph, question, chosen, name, columns=columns, details=details)


def show_measure_people(
    graph: Graph,
    question: Question[Any],
    measure: Measure,
    name: str,
    *,
    columns: Sequence[str] = (),
    details: bool = True,
) -> None:
    """Draws the people behind a number."""
    with working(say("people_list.finding")):
        found = people_of(graph, question, measure.of, details=details)
    title = plain(named(measure.label))
    if measure.occurrences is not None:
        title = say("people_list.behind", what=measure.label, n=found.occurrences)
        if measure.count is None and measure.occurrences != found.occurrences:
            st.warning(
                say("people_list.occurrences_differ", n=found.occurrences, expected=measure.occurrences)
            )
    rows = LazyRows(found.oneids, lambda place: person_row(found.people[place], columns))
    show_people(graph, rows, name, title=title, expected=measure.count)


def person_row(person: PersonOccurrences, columns: Sequence[str]) -> dict[str, Any]:
    """These columns of a person; a session is there where sessions are counted."""
    values = {"oneid": person.oneid} | ({} if person.session is None else {"session": person.session})
    for column in columns:
        values[column] = _path(person) if column == "path" else getattr(person, column)
    return values


def _path(person: PersonOccurrences) -> str:
    return " > ".join(f"{one.name} ({one.source})" if one.source else one.name for one in person.events)


@st.fragment
def show_people(
    graph: Graph, rows: Sequence[_Row] | LazyRows, name: str, *, title: str, expected: int | None = None
) -> None:
    """Draws the people of a number: all `rows`, each with a `oneid` and whatever else is shown of the person.

    `expected` is the number that was opened; if the list ever differs from it, a warning says so. A fragment,
    so that turning a page of the list runs the list alone.
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
