"""People found by anything that is known of them, a page at a time; and examples to begin with."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from onepath.graph.identity import load_rules
from onepath.graph.people import Match, search_people
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ...cache import cached
from ...formats import plain, short
from ...language import say, word
from ...tables import show_table
from .address import open_person, person_button

__all__ = ["show_examples", "show_search_results"]

_PAGE = 25
_LONGEST = 90
_REASONS = {"most identifiers": "identifiers", "most events": "events", "latest event": "latest"}


def show_search_results(graph: Graph, text: str) -> bool:
    """The people that the text may mean, each with a button; False if there is nobody."""
    found = cached(graph, search_people, text, rules=load_rules(Settings().rules))
    if not found.accounts:
        st.info(say("people.no_index"), icon=":material/manage_search:")
    if not found.people:
        return False
    n = len(found.people)
    pages = -(-n // _PAGE)
    page = st.pagination(pages, key=f"found_{text}") if pages > 1 else 1
    shown = found.people[(page - 1) * _PAGE : page * _PAGE]
    first = (page - 1) * _PAGE + 1
    count = {"first": first, "last": first + len(shown) - 1, "n": n}
    st.caption(say("people.found_more", **count) if found.more else say("people.found", **count))
    _show_matches(graph, shown)
    return True


def _show_matches(graph: Graph, matches: Sequence[Match]) -> None:
    known = {
        row["oneid"]: row
        for row in cached(
            graph, Graph.ask, "internal/explore/people", oneids=[match.oneid for match in matches]
        )
    }
    with st.container(border=True, key="found", gap="xsmall"):
        for match in matches:
            person = known.get(match.oneid)
            if person is None:
                continue
            left, middle, right = st.columns([3, 4, 3], vertical_alignment="center")
            with left:
                person_button(match.oneid, plain(short(person["known_as"], 40)), "found")
            with middle:
                text = "; ".join(match.by[:20])
                st.caption(plain(short(text, _LONGEST)), help=plain(text) if len(text) > _LONGEST else None)
            with right:
                st.caption(say("people.sizes", n=person["identifiers"], events=person["events"]))


def show_examples(rows: Sequence[Mapping[str, Any]]) -> None:
    """People to look at, for readers who know no identifier."""
    reasons = [reason for reason in _REASONS if any(row["reason"] == reason for row in rows)]
    for column, reason in zip(st.columns(max(1, len(reasons))), reasons, strict=False):
        with column:
            st.markdown(f"**{say(f'people.example_{_REASONS[reason]}')}**")
            for place, row in enumerate(row for row in rows if row["reason"] == reason):
                st.button(
                    plain(short(row["key"], 34)),
                    key=f"example_{reason}_{place}",
                    help=say("people.sizes", n=row["identifiers"], events=row["events"]),
                    on_click=open_person,
                    args=(row["key"],),
                    width="stretch",
                )
    with st.expander(say("people.examples_table")):
        named = [
            {**row, "reason": word(f"people.example_{_REASONS[row['reason']]}")}
            if row["reason"] in _REASONS
            else row
            for row in rows
        ]
        show_table(named, "examples", columns=("reason", "key"))
