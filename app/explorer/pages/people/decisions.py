"""Split, block, join and undo from a page: each is shown, confirmed with a reason, done, and told."""

import getpass
from collections.abc import Callable

import streamlit as st
from onepath.graph.identity import Decided, How, Who
from onepath.graph.settings import Settings

from ...connection import working
from ...language import say

__all__ = ["ask", "confirm", "tell_decided"]

Act = Callable[[Who, How], Decided]


def ask(what: str, effect: str, act: Act) -> None:
    """Remembers what somebody is about to decide, until it is confirmed or dismissed. Texts are Markdown."""
    st.session_state["asked"] = (what, effect, act)


def _dismissed() -> None:
    st.session_state.pop("asked", None)


def confirm() -> None:
    """Where somebody is about to decide: asks once more, with a reason for the record, and then does it."""
    if "asked" in st.session_state:
        st.dialog(say("decide.sure"), on_dismiss=_dismissed)(_ask_again)()


def _ask_again() -> None:
    what, effect, act = st.session_state["asked"]
    st.markdown(f"**{what}**")
    st.caption(effect)
    reason = st.text_input(say("decide.reason"), key="decision_reason")
    if st.button(say("decide.confirm"), type="primary", key="decision_confirm", icon=":material/gavel:"):
        _dismissed()
        with working(say("decide.deciding")):
            done = act(Who(getpass.getuser(), reason), How.by(Settings()))
        st.session_state["decided"] = done
        st.rerun()


def tell_decided() -> None:
    """Says once what the last decision did, and how to take it back."""
    done: Decided | None = st.session_state.pop("decided", None)
    if done is None:
        return
    before, after = len(done.before), len(done.after)
    people = say("decide.became", before=before, after=after) if before or after else say("decide.nobody")
    st.success(say("decide.told", key=done.key, kind=done.kind, people=people), icon=":material/gavel:")
