"""Decisions by hand: shown, confirmed with a reason, carried out, and reported."""

import getpass
from collections.abc import Callable

import streamlit as st
from onepath.graph.identity import Author, DecisionResult, ResolveOptions, merge, preview_merge
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ...connection import working
from ...language import say
from ...reasons import kind_text

__all__ = ["ask_to_confirm", "ask_to_merge", "show_confirmation", "show_decision"]

Decide = Callable[[Author, ResolveOptions], DecisionResult]


def ask_to_confirm(what: str, effect: str, decide: Decide) -> None:
    """Remembers a decision until it is confirmed or dismissed. Texts are Markdown."""
    st.session_state["to_confirm"] = (what, effect, decide)


def ask_to_merge(graph: Graph, a: str, b: str) -> None:
    """The same for a merge: with the people whom it merges, and the rules that it overrides."""
    with working(say("decide.deciding")):
        preview = preview_merge(graph, a, b, ResolveOptions.from_settings(Settings()))
    people = say(
        "decide.merge_people", n=len(preview.people), oneid=", ".join(preview.after),
        identifiers=sum(one.identifiers for one in preview.people),
        events=sum(one.events for one in preview.people),
    )  # fmt: skip
    beyond = [say("decide.merge_beyond", what="; ".join(preview.exceeds))] if preview.exceeds else []
    ask_to_confirm(
        say("decide.merge", a=a, b=b), "\n\n".join((people, *beyond, say("decide.merge_effect"))),
        lambda who, rules: merge(graph, a, b, who, rules),
    )  # fmt: skip


def _dismiss() -> None:
    st.session_state.pop("to_confirm", None)


def show_confirmation() -> None:
    """Where a decision is to be confirmed: asks for a reason for the record, and carries it out."""
    if "to_confirm" in st.session_state:
        st.dialog(say("decide.sure"), on_dismiss=_dismiss)(_confirm)()


def _confirm() -> None:
    what, effect, decide = st.session_state["to_confirm"]
    st.markdown(f"**{what}**")
    st.caption(effect)
    reason = st.text_input(say("decide.reason"), key="decision_reason")
    if st.button(say("decide.confirm"), type="primary", key="decision_confirm", icon=":material/gavel:"):
        _dismiss()
        with working(say("decide.deciding")):
            done = decide(Author(getpass.getuser(), reason), ResolveOptions.from_settings(Settings()))
        st.session_state["decided"] = done
        st.rerun()


def show_decision() -> None:
    """Reports once what the last decision did, and how to undo it."""
    done: DecisionResult | None = st.session_state.pop("decided", None)
    if done is None:
        return
    before, after = len(done.before), len(done.after)
    people = say("decide.became", before=before, after=after) if before or after else say("decide.nobody")
    st.success(
        say("decide.done", key=done.key, kind=kind_text(done.kind), people=people), icon=":material/gavel:"
    )
