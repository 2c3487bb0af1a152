"""Frequent sequences of events, those in which two groups differ, and what goes with coming to an event."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import streamlit as st
from onepath.app.explorer.charts import draw
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.keeping import keep_question, kept_question
from onepath.app.explorer.pattern_charts import DRAWN, count_bars, share_bars
from onepath.app.explorer.patterns_asked import (
    UNITS,
    drivers_of,
    patterns_of,
    show_driver_people,
    show_holders,
)
from onepath.app.explorer.reading import first_funnel, known_events
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import number, plain
from onepath.graph.patterns import KINDS, SCOPES, DriverQuestion, Pattern, PatternQuestion, pattern_text
from onepath.graph.questions import PatternDocument
from onepath.graph.store import Graph

_ANY = "(any)"
_UNITS = {"hours": timedelta(hours=1), "days": timedelta(days=1), "weeks": timedelta(weeks=1)}


def ask_limits(names: Sequence[str]) -> dict[str, Any]:
    """The choices that hold for frequent patterns and for the contrast."""
    which, least, longest, by = st.columns([4, 3, 3, 3], vertical_alignment="bottom")
    contains = which.selectbox("Contains", [_ANY, *names], key="contains", bind="query-params")
    support = least.number_input("Support in %", 0.01, 100.0, 5.0, key="support", bind="query-params")
    length = longest.slider("Length", 2, 8, 4, key="length", bind="query-params")
    scope = by.selectbox("Counted by", SCOPES, index=1, key="scope", bind="query-params")
    with st.expander("Gaps, repeats and more"):
        left, middle, right = st.columns(3)
        gap = left.number_input(
            "Events between, at most (empty: any)", 0, 1_000, None, key="gap", bind="query-params"
        )
        within = left.number_input(
            "Hours from first to last, at most (empty: any)", 1, 100_000, None, key="hours",
            bind="query-params",
        )  # fmt: skip
        ignore = middle.multiselect("Ignored", names, key="ignore", bind="query-params")
        closed = right.checkbox("Closed patterns only", key="closed", bind="query-params")
        collapse = right.checkbox("Repeats are one event", key="collapse", bind="query-params")
    return {
        "contains": None if contains == _ANY else contains,
        "support": support / 100,
        "length": length,
        "scope": scope,
        "max_gap": gap,
        "within": None if within is None else timedelta(hours=within),
        "ignore": tuple(ignore),
        "closed": closed,
        "collapse": collapse,
    }


def show_frequent(graph: Graph, question: PatternQuestion) -> None:
    """The most frequent patterns."""
    with working("Looking for patterns"):
        found = patterns_of(graph, question)
    unit = UNITS[question.scope]
    st.caption(
        f"{number(found.found)} patterns of two events or more in {number(found.units)} {unit}; a pattern "
        "counts once for each of them, however often it is there. Other events may lie between."
    )
    if not found.patterns:
        return nothing_found()
    names = [pattern_text(pattern.events) for pattern in found.patterns]
    counts = [pattern.units for pattern in found.patterns]
    chart, table = st.tabs(["Chart", "Table"])
    with chart:
        words = f"Bars: {unit} by pattern"
        draw(count_bars(names, counts, unit), "frequent_bars", words, 60 + 30 * len(names[:DRAWN]))
    with table:
        rows = [
            {"pattern": name, unit: pattern.units, "share": pattern.support}
            for name, pattern in zip(names, found.patterns, strict=True)
        ]
        show_table(rows, "patterns")
    open_one(graph, question, found.patterns)
    return None


def show_contrast(graph: Graph, question: PatternQuestion) -> None:
    """Patterns in which those who come to the target and the others differ."""
    target = question.target or ""
    with working("Comparing both groups"):
        found = patterns_of(graph, question)
    unit = UNITS[question.scope]
    converters = found.converters or 0
    st.caption(
        f"{number(converters)} {unit} come to {plain(target)}, {number(found.units - converters)} do not. "
        f"{number(found.found)} patterns before it, {number(found.significant or 0)} of them surely "
        "different (q up to 0.05). "
        + (
            "First those that most converters hold."
            if question.by_people
            else "First what differs most surely."
        )
    )
    if not found.patterns:
        return nothing_found()
    rows = [{"pattern": pattern_text(pattern.events), **_contrast(pattern)} for pattern in found.patterns]
    chart, table = st.tabs(["Chart", "Table"])
    with chart:
        bars = share_bars(
            [row["pattern"] for row in rows],
            [row["share_converters"] for row in rows],
            [row["share_others"] for row in rows],
        )
        draw(bars, "contrast_bars", "Bars: share of both groups by pattern", 90 + 40 * len(rows[:DRAWN]))
    with table:
        show_table(rows, "contrast")
    open_one(graph, question, found.patterns)
    return None


def _contrast(pattern: Pattern) -> dict[str, Any]:
    assert pattern.contrast is not None
    row = asdict(pattern.contrast)
    for group in ("converters", "others"):
        row[f"share_{group}"] = row.pop(f"{group}_support")
    return row


def open_one(graph: Graph, question: PatternQuestion, patterns: Sequence[Pattern]) -> None:
    """Who holds one of the patterns."""
    chosen = st.selectbox(
        f"Open a pattern: its {UNITS[question.scope]}, and the events behind it",
        range(len(patterns)),
        index=None,
        format_func=lambda place: f"{place + 1}. {pattern_text(patterns[place].events)}",
        key="opened",
    )
    if chosen is not None:
        show_holders(graph, question, patterns[chosen].events)


def show_drivers(graph: Graph, target: str) -> None:
    """What goes with coming to the target, or with not coming to it."""
    length, unit, which = st.columns([2, 2, 5], vertical_alignment="bottom")
    window = length.number_input("Within", 1, 10_000, 30, key="window", bind="query-params")
    measure = unit.selectbox("Unit", list(_UNITS), index=1, key="unit", bind="query-params")
    kinds = which.multiselect(
        "Kinds", KINDS, default=("event", "attribute"), key="kind", bind="query-params",
        help="Properties are read event by event, which takes longest.",
    )  # fmt: skip
    if not kinds:
        st.caption("Choose a kind.")
        return None
    least = st.number_input("People, at least", 1, 1_000_000, 25, key="least", bind="query-params")
    with working("Comparing both groups"):
        question = DriverQuestion(
            target, window=window * _UNITS[measure], kinds=tuple(kinds), least_people=least
        )
        found = drivers_of(graph, question)
    others = found.people - found.converters
    st.caption(
        f"{number(found.converters)} people come to {plain(target)}, {number(others)} do not. Events and "
        "their properties count in the time before it, or before the last event of those who do not come. "
        "Above 1 the odds ratio goes with coming. Had by at least 2 % of all."
    )
    if not found.drivers:
        return nothing_found()
    rows: list[dict[str, Any]] = [
        {
            "driver": one.text,
            "kind": one.kind,
            "converters": one.converters,
            "others": one.others,
            "share_converters": one.converters / found.converters if found.converters else 0.0,
            "share_others": one.others / others if others else 0.0,
            "odds_ratio": one.odds_ratio,
            "low": one.low,
            "high": one.high,
            "q": one.q,
        }
        for one in found.drivers
    ]
    chart, table = st.tabs(["Chart", "Table"])
    with chart:
        bars = share_bars(
            [one.text for one in found.drivers],
            [row["share_converters"] for row in rows],
            [row["share_others"] for row in rows],
        )
        draw(bars, "driver_bars", "Bars: share of both groups by driver", 90 + 40 * len(rows[:DRAWN]))
    with table:
        show_table(rows, "drivers")
    chosen = st.selectbox(
        "Open a driver: its people",
        range(len(rows)),
        index=None,
        format_func=lambda place: f"{place + 1}. {found.drivers[place].text}",
        key="driver",
    )
    if chosen is not None:
        show_driver_people(graph, question, found.drivers[chosen])
    return None


def nothing_found() -> None:
    """Says so, and what to change."""
    st.warning("Nothing is held by so many. Lower what it takes, above.", icon=":material/search_off:")


st.title("Patterns")
graph = open_graph()
with working("Reading the names of events"):
    events = known_events(graph)
    if not events:
        hint_when_empty(graph.ask("explore/overview")[0]["events"])
        hint_without_journeys()
with working("Looking for an event that people come to"):
    suggested = first_funnel(graph, events)

names = [row.name for row in events]
kept = kept_question(graph, "patterns")
if isinstance(kept, PatternDocument):
    with working("Reading the question"):
        asked = kept.question
    show_contrast(graph, asked) if kept.target else show_frequent(graph, asked)
    st.stop()
frequent, contrast, drivers = st.tabs(
    ["Frequent", "Contrast", "Drivers"], key="view", bind="query-params", on_change="rerun"
)
if frequent.open:
    with frequent:
        with working("Reading the question"):
            asked = PatternQuestion(**ask_limits(names), shortest=2)
        keep_question(graph, PatternDocument(**asdict(asked)))
        show_frequent(graph, asked)
else:
    with contrast if contrast.open else drivers:
        place = names.index(suggested[-1]) if suggested else 0
        target = st.selectbox("Coming to", names, index=place, key="target", bind="query-params")
        if contrast.open:
            with working("Reading the question"):
                asked = PatternQuestion(**ask_limits(names), target=target)
            keep_question(graph, PatternDocument(**asdict(asked)))
            show_contrast(graph, asked)
        else:
            show_drivers(graph, target)
