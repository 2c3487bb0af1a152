"""What was decided about a person: every merge, unmerge and block, each of which can be undone."""

import streamlit as st
from onepath.graph.identity import decision_history, undo
from onepath.graph.store import Graph

from ...cache import cached
from ...language import say, word
from ...reasons import kind_text
from ...tables import show_table
from .decision_list import decision_row
from .decisions import ask_to_confirm

__all__ = ["show_history"]


def show_history(graph: Graph, oneid: str) -> None:
    """Every decision about this person and everybody who was merged into them, the latest first."""
    st.caption(say("person_history.hint"))
    decisions = cached(graph, decision_history, oneid).decisions
    if not decisions:
        st.caption(say("person_history.none"))
        return
    show_table([decision_row(one) for one in decisions], "decisions")
    standing = {
        one.key: word("person_history.option", kind=kind_text(one.kind), by=one.by, key=one.key)
        for one in decisions if one.in_force
    }  # fmt: skip
    if not standing:
        return
    chosen = st.selectbox(
        say("person_history.choose"), list(standing), key="undo_decision",
        format_func=lambda key: standing.get(key, key),
    )  # fmt: skip
    if chosen and st.button(say("person_history.undo"), key="undo", icon=":material/undo:"):
        ask_to_confirm(
            say("decide.undo", what=standing[chosen]), say("decide.undo_effect"),
            lambda who, rules: undo(graph, chosen, who, rules),
        )  # fmt: skip
