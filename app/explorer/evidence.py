"""What a person rests on: explain between two identifiers, suspicions, and the history of decisions."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from onepath.app.explorer.connection import working
from onepath.app.explorer.deciding import ask
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import plain
from onepath.graph.identity import (
    Explanation,
    IdentifierRow,
    LinkRow,
    Portrait,
    block,
    explain,
    join,
    load_rules,
    split,
    undo,
)
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

__all__ = ["show_by_source", "show_changes", "show_decisions", "show_explain", "show_suspicions"]


def show_by_source(identifiers: Sequence[IdentifierRow]) -> None:
    """The identifiers under each source that showed them."""
    rows = [
        {
            "source": source, "kind": row.kind, "value": row.value, "events": row.event_count,
            "first_seen": row.first_seen, "last_seen": row.last_seen,
        }
        for row in identifiers
        for source in sorted(row.sources) or ["(none yet)"]
    ]  # fmt: skip
    rows.sort(key=lambda row: (str(row["source"]), str(row["kind"]), str(row["value"])))
    show_table(rows, "identifiers_by_source")


def show_explain(graph: Graph, person: Portrait) -> None:
    """The strongest path of evidence between one of the person's identifiers and any other."""
    st.subheader("Explain")
    st.caption("Why are two identifiers one person, or why are they not? The strongest path of evidence.")
    keys = [row.key for row in person.identifiers]
    typed = st.session_state.get("explain_to")
    others = keys if typed is None or typed in keys else [*keys, typed]
    left, right = st.columns(2)
    with left:
        first = st.selectbox("From", keys, key="explain_from")
    with right:
        other = st.selectbox(
            "To", others, index=len(keys) - 1, key="explain_to", accept_new_options=True,
            help="One of this person's, or type any other: kind:value",
        )  # fmt: skip
    if not first or not other or first == other:
        st.caption("Choose two different identifiers.")
        return
    with working("Looking for the evidence"):
        found = explain(graph, first, other, load_rules(Settings().rules))
    _show_path(graph, found)


def _show_path(graph: Graph, found: Explanation) -> None:
    if found.same_person:
        st.markdown("**One person**, joined by this evidence:")
    else:
        st.markdown(f"**Two people**: {plain(found.why_not or '')}.")
        if found.oneid_a and found.oneid_b and st.button("Join them by hand…", key="join_pair"):
            ask(
                f"Join {found.a} and {found.b}",
                "Their people become one, against limits too, and stay so until it is undone.",
                lambda who, rules: join(graph, found.a, found.b, who, rules),
            )
    rows = [
        {
            "a": step.a, "b": step.b, "rule": step.rule, "source": step.source, "count": step.count,
            "confidence": step.confidence, "first_seen": step.first_seen, "last_seen": step.last_seen,
            "from": ", ".join([event["key"] for event in step.events] + step.accounts), "cut": step.cut,
        }
        for step in found.path
    ]  # fmt: skip
    if rows:
        show_table(rows, "explain")


def show_suspicions(graph: Graph, person: Portrait) -> None:
    """Links that the guards cut from this person, and identifiers that stand alone."""
    rows = graph.ask("identity/person_suspicions", oneid=person.oneid)
    if not rows:
        return
    st.subheader("Suspicions")
    st.caption("What the rules held apart from this person. Join it by hand in Explain, if you know better.")
    show_table(rows, "suspicions")


def show_changes(graph: Graph, person: Portrait) -> None:
    """Split at a link, or block an identifier."""
    st.subheader("Change")
    left, right = st.columns(2)
    with left:
        link = _choose_link(person.links)
        if link is not None and st.button("Split here…", key="split", icon=":material/call_split:"):
            ask(
                f"Split {link.a} from {link.b}",
                "The two are two people from now on, whatever else connects them, until it is undone.",
                lambda who, rules: split(graph, person.oneid, [link.key], who, rules),
            )
    with right:
        chosen = st.selectbox("Identifier", [row.key for row in person.identifiers], key="block_identifier")
        if chosen and st.button("Block it…", key="block", icon=":material/block:"):
            ask(
                f"Block {chosen}",
                "It is nobody's: it stands alone and joins nobody, until it is undone.",
                lambda who, rules: block(graph, chosen, who, rules),
            )


def _choose_link(links: Sequence[LinkRow]) -> LinkRow | None:
    if not links:
        st.caption("There is no link to split at.")
        return None
    by_key = {link.key: link for link in links}
    chosen = st.selectbox(
        "Link",
        list(by_key),
        key="split_link",
        format_func=lambda key: (
            f"{by_key[key].a} – {by_key[key].b} ({by_key[key].rule}, {by_key[key].source})"
        ),
    )
    return by_key.get(chosen or "")


def _named(link: LinkRow) -> str:
    return f"{link.a} to {link.b} ({link.rule}, {link.source})"


def show_decisions(graph: Graph, person: Portrait) -> None:
    """Every decision about this person and whoever was merged into them; any of them can be undone."""
    st.subheader("Decisions")
    rows: list[dict[str, Any]] = graph.ask("identity/history", oneid=person.oneid)
    if not rows:
        st.caption("Nothing was decided about this person: no merge, no split, no word by hand.")
        return
    shown = [
        {
            "decision": row["key"], "at": row["at"], "kind": row["kind"], "by": row["by"],
            "reason": row["reason"],
            "moved": len(row["moved"]), "people before": len(row["before"]),
            "people after": len(row["after"]), "undone by": row["undone_by"],
        }
        for row in rows
    ]  # fmt: skip
    show_table(shown, "decisions")
    standing = {row["key"]: f"{row['kind']} by {row['by']}, {row['key']}" for row in rows if row["in_force"]}
    if not standing:
        return
    chosen = st.selectbox(
        "Decision", list(standing), key="undo_decision", format_func=lambda key: standing[key]
    )
    if chosen and st.button("Undo it…", key="undo", icon=":material/undo:"):
        ask(
            f"Undo the {standing[chosen]}",
            "The people are again what they were before it.",
            lambda who, rules: undo(graph, chosen, who, rules),
        )
