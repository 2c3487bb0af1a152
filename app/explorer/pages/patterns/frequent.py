"""Frequent patterns: as a list of chips, as a chart, and the people behind each number."""

from collections.abc import Mapping

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.patterns import PatternQuestion, pattern_text
from onepath.graph.store import Graph

from ...figures import figure
from ...filters import counting, end_of_nobody
from ...formats import percent
from ...language import say, word
from .answers import patterns_of
from .charts import DRAWN, count_bars, drawn_note
from .chips import ChipRow, show_chips, warn_nothing_found
from .form import command_line
from .people import PatternMeasure, show_pattern_people

__all__ = ["show_frequent"]


def show_frequent(
    graph: Graph, question: PatternQuestion, filters: Filter, colours: Mapping[str, str]
) -> None:
    """The most frequent patterns."""
    with counting(say("patterns.looking"), filters):
        found = patterns_of(graph, question, filters)
    end_of_nobody(filters, found.units)
    unit = word(f"patterns.{question.scope}s")
    st.caption(say("patterns.frequent_found", found=found.found, units=found.units, unit=unit))
    if not found.patterns:
        return warn_nothing_found()
    measures = [
        PatternMeasure(f"pattern.{text}.all", one, None, one.units, text)
        for one in found.patterns
        for text in (pattern_text(one.events),)
    ]
    rows = [
        ChipRow(
            one.pattern.events,
            say("patterns.support_of", share=percent(one.pattern.support)),
            (("", one.count, one.token),),
        )
        for one in measures
    ]
    show_chips(rows, colours, "frequent")
    names = [one.label for one in measures]
    figure(
        count_bars(names, [one.count for one in measures], unit), "frequent",
        title=say("patterns.frequent_title"), alt=word("patterns.frequent_alt", n=len(names[:DRAWN])),
        meaning=say("patterns.frequent_meaning"),
        rows=[
            {"pattern": one.label, "units": one.count, "share": one.pattern.support} for one in measures
        ],
        height=60 + 30 * len(names[:DRAWN]), queries=("internal/patterns/trails", "internal/patterns/count"),
        command=command_line(question, filters), note=drawn_note(len(names)),
        drill_downs=[one.drill_down(("main", 0, place)) for place, one in enumerate(measures)],
    )  # fmt: skip
    return show_pattern_people(graph, question, filters, measures)
