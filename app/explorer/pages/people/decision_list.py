"""Everybody's decisions, by the rules and manual ones: filtered, opened and undone."""

import streamlit as st
from onepath.graph.identity import (
    Decision,
    DecisionFilter,
    DecisionKind,
    decision_authors,
    list_decisions,
    undo,
)
from onepath.graph.store import Graph

from ...cache import cached
from ...calendars import view_calendar
from ...drill_down import open_token, set_open
from ...inputs import choose_day, choose_several
from ...language import say, word
from ...reasons import kind_text, reason_text
from ...selectable_tables import choose_row
from ...tables import show_table
from .decisions import ask_to_confirm
from .review_queue import show_people

__all__ = ["decision_row", "show_decisions"]

_MOST = 1_000


def show_decisions(graph: Graph) -> None:
    """What was decided about anybody, the latest first; the one that is open with its people."""
    found = cached(graph, list_decisions, _choose_filter(graph), _MOST, view_calendar())
    if not found.decisions:
        st.caption(say("all_decisions.none"))
        return
    st.caption(say("all_decisions.found", n=found.total, shown=len(found.decisions)))
    keys = [one.key for one in found.decisions]
    chosen = choose_row([decision_row(one) for one in found.decisions], keys, "all_decisions")
    if chosen:
        set_open(chosen)
    opened = next((one for one in found.decisions if one.key == open_token()), None)
    if opened is None:
        st.caption(say("all_decisions.choose"))
    else:
        _show_open(graph, opened)


def decision_row(decision: Decision) -> dict[str, object]:
    """A decision as a row of a table."""
    return {
        "decision": decision.key, "at": decision.at, "kind": kind_text(decision.kind), "by": decision.by,
        "reason": reason_text(decision.reason), "moved": len(decision.moved),
        "people_before": len(decision.before), "people_after": len(decision.after),
        "undone_by": decision.undone_by,
    }  # fmt: skip


def _choose_filter(graph: Graph) -> DecisionFilter:
    """Days, kinds and authors; all of them are in the address."""
    first, last, kind, author = st.columns(4)
    since = choose_day(say("all_decisions.since"), "decided_since", place=first)
    until = choose_day(say("all_decisions.until"), "decided_until", place=last)
    kinds = choose_several(
        say("all_decisions.kind"), [one.value for one in DecisionKind], "decision_kind", place=kind
    )
    authors = choose_several(
        say("all_decisions.author"), cached(graph, decision_authors), "decision_author", place=author
    )
    return DecisionFilter(since, until, tuple(map(DecisionKind, kinds)), tuple(authors))


def _show_open(graph: Graph, decision: Decision) -> None:
    with st.container(border=True, key="open_decision"):
        what = word("person_history.option", kind=kind_text(decision.kind), by=decision.by, key=decision.key)
        st.text(f"{what}\n{reason_text(decision.reason)}" if decision.reason else what)
        show_people(graph, list(dict.fromkeys((*decision.after, *decision.before)))[:20])
        if decision.moved:
            moved = zip(decision.moved, decision.moved_from, decision.moved_to, strict=True)
            show_table([{"identifier": key, "moved_from": a, "moved_to": b} for key, a, b in moved], "moved")
        if decision.in_force and st.button(
            say("person_history.undo"), key="undo_any", icon=":material/undo:"
        ):
            ask_to_confirm(
                say("decide.undo", what=what), say("decide.undo_effect"),
                lambda who, rules: undo(graph, decision.key, who, rules),
            )  # fmt: skip
