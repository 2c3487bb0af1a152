"""How long a query may take and how many rows it may return; and the answer that is looked at."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from onepath.graph.console import AdhocAnswer
from onepath.graph.store import Graph

from ...cache import graph_version
from ...inputs import choose
from ...language import say, word

__all__ = ["Limits", "choose_limits", "remembered_answer"]

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


def remembered_answer(
    graph: Graph, question: str, ask: Callable[[], AdhocAnswer], *, again: bool
) -> AdhocAnswer:
    """The answer to what is looked at, run again on request or when the graph has changed.

    One for each reader, and not shared: it may be large.
    """
    key = f"{graph_version(graph)} {question}"
    held = st.session_state.get("answer")
    if again or held is None or held[0] != key:
        st.session_state.pop("answer", None)
        held = (key, ask())
        st.session_state["answer"] = held
    answer: AdhocAnswer = held[1]
    return answer
