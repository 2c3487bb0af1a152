"""Frequent sequences of events, those in which two groups differ, and what goes with coming to an event."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import streamlit as st
from onepath.app.explorer.choosing import choose, choose_one_of
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.filters import Filters, choose_filters
from onepath.app.explorer.keeping import keep_question, kept_question
from onepath.app.explorer.language import say, word
from onepath.app.explorer.patterns.chips import chip_colours
from onepath.app.explorer.patterns.drivers import show_drivers
from onepath.app.explorer.patterns.shown import show_contrast, show_frequent
from onepath.app.explorer.patterns.versus import choose_versus
from onepath.app.explorer.reading import first_funnel, kept, known_events, known_sources
from onepath.graph.patterns import SCOPES, PatternQuestion
from onepath.graph.saved_questions import PatternDocument
from onepath.graph.store import Graph, moment

_VIEWS = ("frequent", "contrast", "drivers")


def ask_limits(names: Sequence[str]) -> dict[str, Any]:
    """The choices that hold for frequent patterns and for the contrast."""
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
        left, middle, right = st.columns(3)
        gap = left.number_input(say("patterns.gap"), 0, 1_000, None, key="gap", bind="query-params")
        within = left.number_input(say("patterns.hours"), 1, 100_000, None, key="hours", bind="query-params")
        ignore = middle.multiselect(
            say("patterns.ignore"), names, key="ignore", bind="query-params",
            placeholder=word("patterns.none"),
        )  # fmt: skip
        closed = right.checkbox(say("patterns.closed"), key="closed", bind="query-params")
        collapse = right.checkbox(say("patterns.collapse"), key="collapse", bind="query-params")
    return {
        "contains": contains, "support": support / 100, "length": length, "scope": scope, "max_gap": gap,
        "within": None if within is None else timedelta(hours=within), "ignore": tuple(ignore),
        "closed": closed, "collapse": collapse,
    }  # fmt: skip


def ask_target(names: Sequence[str], suggested: Sequence[str]) -> str:
    """The event that people come to, or not."""
    place = names.index(suggested[-1]) if suggested else 0
    return st.selectbox(say("patterns.target"), names, index=place, key="target", bind="query-params")


def ask_contrast(graph: Graph, names: Sequence[str], suggested: Sequence[str]) -> PatternQuestion:
    """Whose patterns are compared, and which patterns."""
    first = suggested[-1] if suggested else names[0]
    versus = choose_versus(names, known_sources(graph), lambda: kept(graph, days_of), first)
    target = ask_target(names, suggested) if versus is None else None
    limits = ask_limits(names)
    if versus is not None and versus.startswith("did:"):
        # That they did it is known: only what else they did can tell the two apart.
        limits["ignore"] = tuple(dict.fromkeys([*limits["ignore"], versus.removeprefix("did:")]))
        st.caption(say("patterns.did_ignored"))
    return PatternQuestion(**limits, target=target, versus=versus, shortest=1 if target is None else 2)


def days_of(graph: Graph) -> tuple[date, date]:
    """The first and the last day of the data."""
    (span,) = graph.ask("outcomes/span")
    return moment(span["first"]).date(), moment(span["last"]).date()


def show(graph: Graph, question: PatternQuestion, filters: Filters, names: Sequence[str]) -> None:
    """The patterns that are asked for."""
    compared = question.target is not None or question.versus is not None
    (show_contrast if compared else show_frequent)(graph, question, filters, chip_colours(names))


st.title(say("pages.patterns"))
graph = open_graph()
with working(say("patterns.reading_names")):
    events = known_events(graph)
    if not events:
        hint_when_empty(graph.ask("explore/overview")[0]["events"])
        hint_without_journeys()
with working(say("patterns.suggesting")):
    suggested = first_funnel(graph, events)
names = [row.name for row in events]
filters = choose_filters(graph)

document = kept_question(graph, "patterns")
if isinstance(document, PatternDocument):
    with working(say("patterns.reading_question")):
        asked = document.question
    show(graph, asked, Filters.of(document), names)
    st.stop()
view = choose_one_of(say("patterns.view"), _VIEWS, "view", named=lambda one: word(f"patterns.view_{one}"))
if view == "drivers":
    show_drivers(graph, ask_target(names, suggested), filters)
else:
    with working(say("patterns.reading_question")):
        if view == "frequent":
            asked = PatternQuestion(**ask_limits(names), shortest=2)
        else:
            asked = ask_contrast(graph, names, suggested)
    keep_question(graph, PatternDocument(**asdict(asked), **asdict(filters)))
    show(graph, asked, filters, names)
