"""The review queue: what the rules did not merge, of one person or of all, to be merged or kept separate."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from onepath.graph.identity import keep_separate
from onepath.graph.store import Graph

from ...cache import cached
from ...drill_down import open_token, set_open
from ...language import say
from ...selectable_tables import choose_row
from ...tables import show_table
from .address import person_button
from .decisions import ask_to_confirm
from .explanation import show_path

__all__ = ["show_review_items", "show_review_queue"]

_MOST = 5_000
_NAMED = 20  # the query lists no more links and people than these


def show_review_queue(graph: Graph) -> None:
    """The queue of all people, the most evidence first."""
    found: list[dict[str, Any]] = cached(graph, Graph.ask, "internal/identity/suspicions", limit=_MOST)
    if not found:
        st.caption(say("review.none"))
        return
    st.caption(say("review.all", n=len(found)) if len(found) < _MOST else say("review.first", n=_MOST))
    rows = [
        {
            "one": row["one"], "other": row["other"], "reason": row["reason"],
            "links": _many(row["links"]), "people": _many(row["people"]),
        }
        for row in found
    ]  # fmt: skip
    _choose(graph, rows, found)


def show_review_items(graph: Graph, oneid: str) -> None:
    """Links of this person that the rules blocked, and unassigned identifiers."""
    found: list[dict[str, Any]] = cached(graph, Graph.ask, "internal/identity/person_suspicions", oneid=oneid)
    if not found:
        st.caption(say("review.none_of_person"))
        return
    st.caption(say("review.of_person", n=len(found)))
    rows = [
        {
            "identifier": row["identifier"], "other": row["other"],
            "oneid": row["other_oneid"], "reason": row["reason"],
        }
        for row in found
    ]  # fmt: skip
    whole = [
        {
            "one": row["identifier"], "other": row["other"], "reason": row["reason"],
            "links": [row["key"]] if row["key"] else [],
            "people": [oneid, row["other_oneid"]] if row["other"] else [],
        }
        for row in found
    ]  # fmt: skip
    _choose(graph, rows, whole)


def _choose(graph: Graph, rows: Sequence[Mapping[str, Any]], found: Sequence[dict[str, Any]]) -> None:
    """The list, and the one of it that is open."""
    names = [_name(row) for row in found]
    chosen = choose_row(rows, names, "review_items")
    if chosen:
        set_open(chosen)
    _show_open(graph, dict(zip(names, found, strict=True)))


def _many(named: Sequence[str]) -> str:
    return f"{_NAMED}+" if len(named) >= _NAMED else str(len(named))


def _name(row: dict[str, Any]) -> str:
    return f"{row['one']} | {row['other']}" if row["other"] else str(row["one"])


def _show_open(graph: Graph, by_name: dict[str, dict[str, Any]]) -> None:
    """The item that is open: its evidence, the people, and both decisions."""
    row = by_name.get(open_token() or "")
    if row is None:
        st.caption(say("review.choose"))
        return
    with st.container(border=True, key="suspicion"):
        st.text(f"{row['one']}\n{row['other']}" if row["other"] else row["one"])
        st.caption(say("review.reason", why=row["reason"]))
        _show_people(graph, row["people"])
        if not row["other"]:
            st.caption(say("review.isolated"))
            links = cached(graph, Graph.ask, "internal/identity/evidence", keys=row["links"], limit=3)
            show_table(
                [{name: link[name] for name in ("a", "b", "rule", "source", "count")} for link in links],
                "suspicion_links",
            )
            return
        show_path(graph, row["one"], row["other"])
        if st.button(say("review.keep_separate"), key="keep_separate", icon=":material/call_split:"):
            ask_to_confirm(
                say("decide.keep_separate", a=row["one"], b=row["other"]), say("decide.keep_separate_effect"),
                lambda who, rules: keep_separate(graph, row["links"], who, rules),
            )  # fmt: skip


def _show_people(graph: Graph, oneids: Sequence[str]) -> None:
    """A button for each of the people that it is about."""
    known = cached(graph, Graph.ask, "internal/explore/people", oneids=list(oneids))
    with st.container(horizontal=True):
        for person in known:
            label = say(
                "review.person", name=person["known_as"], n=person["identifiers"], events=person["events"]
            )
            person_button(person["oneid"], label, "review")
