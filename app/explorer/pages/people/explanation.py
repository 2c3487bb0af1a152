"""Why two identifiers are one person, or why they are not."""

import streamlit as st
from onepath.graph.identity import EvidenceStep, Explanation, explain, load_rules, unmerge
from onepath.graph.people import require_identifier
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ...cache import cached
from ...calendars import view_day
from ...connection import working
from ...inputs import choose_one
from ...language import say
from ...reasons import kind_text, reason_text
from ...tables import show_table
from .decisions import ask_to_confirm, ask_to_merge

__all__ = ["show_explanation", "show_path"]


def show_explanation(graph: Graph, oneid: str) -> None:
    """The strongest path of evidence between one of the person's identifiers and any other."""
    st.caption(say("person_why.explain"))
    keys = [row["key"] for row in cached(graph, Graph.ask, "internal/identity/person_drawn", oneid=oneid)]
    left, right = st.columns(2)
    usual = (keys[0] if keys else None, keys[-1] if len(keys) > 1 else None)
    first = choose_one(say("person_why.from"), keys, "from", usual=usual[0], view=True, place=left)
    other = choose_one(
        say("person_why.to"), keys, "to", usual=usual[1], free=True, view=True, place=right,
        help=say("person_why.to_help"),
    )  # fmt: skip
    if not first or not other or first == other:
        st.caption(say("person_why.choose_two") if len(keys) > 1 else say("person_why.only_one"))
        return
    if other not in keys:
        other = require_identifier(graph, other, load_rules(Settings().rules), or_person=True)
    show_path(graph, first, other)


def show_path(graph: Graph, a: str, b: str) -> Explanation:
    """Shows the path between two identifiers; if they are two people's, with a button to merge them."""
    with working(say("person_why.looking")):
        found: Explanation = cached(graph, explain, a, b, rules=load_rules(Settings().rules))
    if found.same_person:
        st.markdown(say("person_why.one"))
    else:
        st.markdown(say("person_why.two", why=reason_text(found.why_not or "")))
        if (
            found.oneid_a
            and found.oneid_b
            and st.button(say("person_why.merge"), key="join_pair", icon=":material/call_merge:")
        ):
            ask_to_merge(graph, a, b)
    rows = [
        {
            "a": step.a, "b": step.b, "rule": step.rule, "source": step.source, "count": step.count,
            "confidence": step.confidence, "first_seen": step.first_seen, "last_seen": step.last_seen,
            "from": ", ".join([event["key"] for event in step.events] + step.accounts),
            "cut": _stopped_by(step),
        }
        for step in found.path
    ]  # fmt: skip
    if rows:
        show_table(rows, "explain")
    if found.same_person and found.path:
        _offer_unmerge(graph, found)
    return found


def _stopped_by(step: EvidenceStep) -> str | None:
    """The manual decision that made or stops a link, or the rule that stops it."""
    note = step.decision
    if note is None:
        return step.blocked_by and reason_text(step.blocked_by)
    return f"{kind_text(note.kind)}, {note.by}, {view_day(note.at)}: {note.why}"


def _offer_unmerge(graph: Graph, found: Explanation) -> None:
    """Unmerges the person at a link of the path; the weakest is proposed."""
    oneid = str(found.oneid_a)
    weakest = min(found.path, key=lambda step: (step.confidence, step.count))
    link = weakest
    if len(found.path) > 1:
        by_key = {step.key: step for step in sorted(found.path, key=lambda step: step is not weakest)}
        chosen = st.selectbox(
            say("person_why.unmerge_at"), list(by_key), key="explain_split",
            format_func=lambda key: f"{by_key[key].a} – {by_key[key].b} ({by_key[key].rule})",
        )  # fmt: skip
        link = by_key[str(chosen)]
    if st.button(say("person_why.unmerge"), key="split_path", icon=":material/call_split:"):
        ask_to_confirm(
            say("decide.unmerge", a=link.a, b=link.b), say("decide.unmerge_effect"),
            lambda who, rules: unmerge(graph, oneid, [link.key], who, rules),
        )  # fmt: skip
