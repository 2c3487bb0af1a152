"""Frequent patterns: as a list of chips, as a chart, and the people behind each number."""

from collections.abc import Mapping

import streamlit as st
from onepath.graph.patterns import PatternsQuestion
from onepath.graph.store import Graph

from ...drill_down import Measure
from ...figures import figure
from ...filters import counting, end_of_nobody
from ...formats import percent
from ...language import say, word
from ...people import show_people_behind
from ...questions import answer_of, command_line
from .charts import DRAWN, count_bars, drawn_note
from .chips import ChipRow, show_chips, warn_nothing_found

__all__ = ["show_frequent"]


def show_frequent(graph: Graph, question: PatternsQuestion, colours: Mapping[str, str]) -> None:
    """The most frequent patterns."""
    with counting(say("patterns.looking"), question.filter):
        found = answer_of(graph, question)
    end_of_nobody(question.filter, found.units)
    unit = word(f"patterns.count_{question.count}")
    st.caption(say("patterns.frequent_found", found=found.found, units=found.units, unit=unit))
    if not found.patterns:
        return warn_nothing_found()
    measures = [
        Measure(one.pattern, one.pattern, one.units, (("main", 0, place),))
        for place, one in enumerate(found.patterns)
    ]
    rows = [
        ChipRow(
            one.events,
            say("patterns.support_of", share=percent(one.support)),
            (("", one.units, one.pattern),),
        )
        for one in found.patterns
    ]
    show_chips(rows, colours, "frequent")
    drawn = len(measures[:DRAWN])
    figure(
        count_bars([one.pattern for one in found.patterns], [one.units for one in found.patterns], unit),
        "frequent",
        title=say("patterns.frequent_title"), alt=word("patterns.frequent_alt", n=drawn),
        meaning=say("patterns.frequent_meaning"),
        rows=[
            {"pattern": one.pattern, "units": one.units, "share": one.support} for one in found.patterns
        ],
        height=60 + 30 * drawn, queries=("internal/patterns/trails", "internal/patterns/count"),
        command=command_line(question), note=drawn_note(len(measures), found.found),
        drill_downs=[one.drill_down for one in measures],
    )  # fmt: skip
    return show_people_behind(graph, question, measures, "pattern", columns=("first", "last", "path"))
