"""How long a question may take, how many rows it may bring; and an answer kept while it is looked at."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from onepath.graph.console import FreeAnswer
from onepath.graph.store import Graph

from ...catalog import version_of
from ...inputs import choose
from ...language import say, word

__all__ = ["Limits", "answer_once", "choose_limits"]

_SECONDS = ("10", "30", "120", "600")
_ROWS = ("100", "1000", "10000", "50000")


@dataclass(frozen=True, slots=True)
class Limits:
    """The most seconds and rows of an answer."""

    seconds: int
    rows: int


def choose_limits() -> Limits:
    """Draws both limits; they are part of the address."""
    time, rows = st.columns(2)
    with time:
        seconds = choose(
            say("query.seconds"), _SECONDS, "seconds", default="30",
            named=lambda n: word("query.n_seconds", n=int(n)),
        )  # fmt: skip
    with rows:
        most = choose(
            say("query.rows"), _ROWS, "rows", default="1000", named=lambda n: word("query.n_rows", n=int(n))
        )
    return Limits(int(seconds), int(most))


def answer_once(graph: Graph, question: str, ask: Callable[[], FreeAnswer], *, anew: bool) -> FreeAnswer:
    """The answer to what is looked at, asked again when it is asked `anew` or the graph has changed.

    One for each reader, and not shared: it may be large.
    """
    key = f"{version_of(graph)} {question}"
    kept = st.session_state.get("answer")
    if anew or kept is None or kept[0] != key:
        st.session_state.pop("answer", None)
        kept = (key, ask())
        st.session_state["answer"] = kept
    answer: FreeAnswer = kept[1]
    return answer
