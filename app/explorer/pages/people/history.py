"""What was decided about a person: every merge, unmerge and block, each of which can be undone."""

from typing import Any

import streamlit as st
from onepath.graph.identity import undo
from onepath.graph.store import Graph

from ...language import say, word
from ...tables import show_table
from .decisions import ask_to_confirm

__all__ = ["show_history"]


def show_history(graph: Graph, oneid: str) -> None:
    """Every decision about this person and everybody who was merged into them, the latest first."""
    st.caption(say("person_history.hint"))
    rows: list[dict[str, Any]] = graph.ask("internal/identity/history", oneid=oneid)
    if not rows:
        st.caption(say("person_history.none"))
        return
    shown = [
        {
            "decision": row["key"], "at": row["at"], "kind": row["kind"], "by": row["by"],
            "reason": row["reason"],
            "moved": len(row["moved"]), "people_before": len(row["before"]),
            "people_after": len(row["after"]), "undone_by": row["undone_by"],
        }
        for row in rows
    ]  # fmt: skip
    show_table(shown, "decisions")
    standing = {
        row["key"]: word("person_history.option", kind=row["kind"], by=row["by"], key=row["key"])
        for row in rows if row["in_force"]
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
