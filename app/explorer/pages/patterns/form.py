"""What the page Patterns asks: the bounds of a pattern, and the two groups that are compared."""

import shlex
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.durations import duration_code
from onepath.graph.patterns import SCOPES, PatternQuestion
from onepath.graph.store import Graph, moment

from ...cache import cached
from ...catalog import known_sources
from ...inputs import choose
from ...language import say, word
from .comparison import choose_comparison

__all__ = ["choose_bounds", "choose_contrast", "choose_target", "command_line"]


def choose_bounds(names: Sequence[str]) -> dict[str, Any]:
    """Draws the bounds of a pattern and answers these fields of the question."""
    which, least, longest, by = st.columns([4, 3, 3, 3], vertical_alignment="bottom")
    contains = which.selectbox(
        say("patterns.contains"), names, index=None, key="contains", bind="query-params",
        accept_new_options=True, placeholder=word("patterns.any"),
    )  # fmt: skip
    support = least.number_input(
        say("patterns.support"), 0.01, 100.0, 5.0, key="support", bind="query-params"
    )
    length = longest.slider(say("patterns.length"), 2, 8, 4, key="length", bind="query-params")
    with by:
        scope = choose(
            say("patterns.scope"), SCOPES, "scope", default="session",
            named=lambda one: word(f"patterns.scope_{one}"),
        )  # fmt: skip
    with st.expander(say("patterns.limits")):
        more = _choose_more(names)
    return {"contains": contains, "support": support / 100, "length": length, "scope": scope, **more}


def _choose_more(names: Sequence[str]) -> dict[str, Any]:
    left, middle, right = st.columns(3)
    gap = left.number_input(say("patterns.gap"), 0, 1_000, None, key="gap", bind="query-params")
    within = left.number_input(say("patterns.hours"), 1, 100_000, None, key="hours", bind="query-params")
    ignore = middle.multiselect(
        say("patterns.ignore"), names, key="ignore", bind="query-params", placeholder=word("patterns.none")
    )
    closed = right.checkbox(say("patterns.closed"), key="closed", bind="query-params")
    collapse = right.checkbox(say("patterns.collapse"), key="collapse", bind="query-params")
    return {
        "max_gap": gap, "within": None if within is None else timedelta(hours=within),
        "ignore": tuple(ignore), "closed": closed, "collapse": collapse,
    }  # fmt: skip


def choose_target(names: Sequence[str], suggested: Sequence[str]) -> str:
    """Draws the event that people convert to, or do not, and answers its name."""
    place = names.index(suggested[-1]) if suggested else 0
    return st.selectbox(say("patterns.target"), names, index=place, key="target", bind="query-params")


def choose_contrast(graph: Graph, names: Sequence[str], suggested: Sequence[str]) -> PatternQuestion:
    """Draws which groups are compared by which patterns, and answers the question."""
    first = suggested[-1] if suggested else names[0]
    versus = choose_comparison(names, known_sources(graph), lambda: cached(graph, _days_of), first)
    target = choose_target(names, suggested) if versus is None else None
    bounds = choose_bounds(names)
    if versus is not None and versus.startswith("did:"):
        # That they did it is known: only what else they did can tell the two apart.
        bounds["ignore"] = tuple(dict.fromkeys([*bounds["ignore"], versus.removeprefix("did:")]))
        st.caption(say("patterns.did_ignored"))
    return PatternQuestion(**bounds, target=target, versus=versus, shortest=1 if target is None else 2)


def command_line(question: PatternQuestion, filters: Filter) -> str:
    """The command that asks the same."""
    parts = ["onepath", "patterns"]
    for name, usual in (("contains", None), ("target", None), ("versus", None), ("support", 0.01),
                        ("length", 5), ("shortest", 1), ("max_gap", None), ("scope", "person")):  # fmt: skip
        value = getattr(question, name)
        if value != usual:
            parts += [f"--{name.replace('_', '-')}", f"{value:g}" if name == "support" else str(value)]
    parts += ["--within", duration_code(question.within)] if question.within else []
    parts += [f"--{name}" for name in ("closed", "collapse") if getattr(question, name)]
    for name in question.ignore:
        parts += ["--ignore", name]
    return shlex.join([*parts, *filters.options()])


def _days_of(graph: Graph) -> tuple[date, date]:
    """The first and the last day of the data."""
    (span,) = graph.ask("internal/outcomes/span")
    return moment(span["first"]).date(), moment(span["last"]).date()
