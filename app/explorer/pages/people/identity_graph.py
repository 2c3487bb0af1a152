"""The identity graph of a person: the drawing, what is selected in it beside, and its tables below."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import streamlit as st
from onepath.graph.people import IdentifierRow, PersonDetails
from onepath.graph.store import Graph

from ...cache import cached
from ...language import say
from ...selectable_tables import choose_row
from . import address
from .canvas import Action, draw_picture, last_action, line_id
from .html_export import identity_page
from .picture import DRAWN, Picture, past_picture, picture_of
from .selection import show_selected

__all__ = ["show_identity_graph", "show_past_identity_graph"]


def show_identity_graph(graph: Graph, oneid: str) -> None:
    """The person's identifiers with their evidence, and what their expansions brought."""
    _follow(last_action())
    whole = cached(graph, picture_of, oneid, address.expansions())
    picture = _without(whole, address.hidden())
    _show_expansions(whole, picture)
    left, right = st.columns([5, 2])
    with left:
        _draw(picture, oneid)
    with right:
        show_selected(graph, picture, oneid)
    _show_tables(
        picture, lambda: cached(graph, Graph.ask, "internal/identity/person_identifiers", oneid=oneid)
    )


def show_past_identity_graph(person: PersonDetails) -> None:
    """The same as it was at the end of a day; nothing can be expanded or changed there."""
    _follow(last_action())
    picture = _without(past_picture(person.identifiers, person.links), address.hidden())
    left, right = st.columns([5, 2])
    with left:
        _draw(picture, person.oneid)
    with right:
        show_selected(None, picture, person.oneid)
    _show_tables(picture, lambda: [asdict(row) for row in person.identifiers])


def _draw(picture: Picture, oneid: str) -> None:
    draw_picture(picture, oneid, selected=_marked(), highlighted=address.highlighted())
    st.caption(say("person_graph.hint"))
    st.download_button(
        say("person_graph.export"),
        data=lambda: identity_page(picture).encode(),
        file_name=f"{oneid}.html",
        mime="text/html",
        key="export_graph",
        icon=":material/html:",
        on_click="ignore",
    )


def _follow(action: Action | None) -> None:
    """What was done in the drawing becomes part of the address."""
    match action:
        case Action("node", key):
            address.select(key)
        case Action("edge", line):
            address.select(*line.split("\n"))
        case Action("none", _):
            address.select()
        case Action("expand", key):
            address.expand(key)
        case Action("kind", kind):
            address.highlight(kind)


def _marked() -> Sequence[str]:
    keys = address.selected()
    return [line_id(*keys)] if len(keys) == 2 else keys


def _without(picture: Picture, hidden: Sequence[str]) -> Picture:
    gone = set(hidden)
    return replace(
        picture,
        dots=[dot for dot in picture.dots if dot.known.key not in gone],
        lines=[line for line in picture.lines if line.a not in gone and line.b not in gone],
    )


def _show_expansions(whole: Picture, picture: Picture) -> None:
    """How much is drawn; with buttons to undo the last expansion and to show what was hidden."""
    if whole.left_out:
        st.caption(say("person_graph.busiest", shown=DRAWN, n=len(whole.dots) + whole.left_out))
    away = len(whole.dots) - len(picture.dots)
    if not whole.brought and not away:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        for key, drawn in whole.brought.items():
            st.caption(
                say("person_graph.brought", shown=drawn, n=whole.totals[key], key=key), width="content"
            )
        if whole.brought:
            st.button(
                say("person_graph.step_back"), key="step_back", icon=":material/undo:",
                on_click=address.undo_expansion,
            )  # fmt: skip
        if away:
            st.button(
                say("person_graph.show_again", n=away), key="show_again", icon=":material/visibility:",
                on_click=address.show_hidden,
            )  # fmt: skip


def _show_tables(picture: Picture, by_source: Any) -> None:
    """The same as tables, for keyboards and screen readers: a chosen row is selected above."""
    names = ("identifiers", "links", "by_source")
    identifiers, links, sources = st.tabs(
        [say(f"person_graph.tab_{name}") for name in names], on_change="rerun"
    )
    with identifiers:
        if identifiers.open:
            _choose_identifier(picture)
    with links:
        if links.open:
            _choose_link(picture)
    with sources:
        if sources.open:
            _show_by_source([IdentifierRow(**row) if isinstance(row, dict) else row for row in by_source()])


def _choose_identifier(picture: Picture) -> None:
    rows = [
        {
            "kind": dot.known.kind, "value": dot.known.value, "events": dot.known.event_count or 0,
            "first_seen": dot.known.first_seen, "last_seen": dot.known.last_seen,
            "of_others": dot.known.beyond, "stands_alone": dot.known.why, "oneid": dot.known.oneid,
        }
        for dot in picture.dots
    ]  # fmt: skip
    keys = [dot.known.key for dot in picture.dots]
    chosen = choose_row(rows, keys, "identifiers", columns=("kind", "value"))
    if chosen:
        address.select(chosen)
        st.rerun()


def _choose_link(picture: Picture) -> None:
    between = [(line, link) for line in picture.lines for link in line.links]
    rows = [_link_row(asdict(link)) for _, link in between]
    ids = [f"{line_id(line.a, line.b)}\n{link.key}" for line, link in between]
    chosen = choose_row(rows, ids, "links", columns=("a", "b", "rule", "source"))
    if chosen:
        address.select(*chosen.split("\n")[:2])
        st.rerun()


def _link_row(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in row if name != "key"}


def _show_by_source(identifiers: Sequence[IdentifierRow]) -> None:
    """The identifiers under each source that showed them."""
    rows = [
        {
            "source": source, "kind": row.kind, "value": row.value, "events": row.event_count,
            "first_seen": row.first_seen, "last_seen": row.last_seen,
        }
        for row in identifiers
        for source in sorted(row.sources) or ["–"]
    ]  # fmt: skip
    rows.sort(key=lambda row: (str(row["source"]), str(row["kind"]), str(row["value"])))
    choose_row(rows, [str(place) for place in range(len(rows))], "identifiers_by_source")
