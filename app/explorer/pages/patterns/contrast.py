"""Patterns in which two groups differ: as a list of chips, as a chart, and the people behind each number."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from onepath.graph.patterns import Contrast, Pattern, Patterns, PatternsQuestion
from onepath.graph.store import Graph

from ...drill_down import Measure
from ...figures import figure
from ...filters import counting, end_of_nobody
from ...formats import percent
from ...language import say, word
from ...people import show_people_behind
from ...questions import answer_of, command_line
from .charts import DRAWN, drawn_note, share_bars
from .chips import ChipRow, show_chips, warn_nothing_found
from .groups import Groups, groups_of, measures_of

__all__ = ["show_contrast"]


def show_contrast(graph: Graph, question: PatternsQuestion, colours: Mapping[str, str]) -> None:
    """Patterns in which people who convert to the target and the others, or two groups, differ."""
    groups = groups_of(question)
    with counting(say("patterns.comparing"), question.filter):
        found = answer_of(graph, question)
    end_of_nobody(question.filter, found.units)
    _show_totals(question, found, groups)
    if not found.patterns:
        return warn_nothing_found()
    pairs = [
        measures_of(one.pattern, (_contrast(one).converters, _contrast(one).non_converters), groups, place)
        for place, one in enumerate(found.patterns)
    ]
    measures = [one for pair in pairs for one in pair]
    _show_list(question, found.patterns, pairs, groups, colours)
    rows = [_row(pattern) for pattern in found.patterns]
    figure(
        share_bars(
            [row["pattern"] for row in rows], groups,
            [row["share_first"] for row in rows], [row["share_second"] for row in rows],
        ),
        "contrast",
        title=say("patterns.contrast_title"), alt=word("patterns.contrast_alt", n=len(rows[:DRAWN])),
        meaning=say("patterns.contrast_meaning"), rows=rows, height=90 + 40 * len(rows[:DRAWN]),
        queries=("internal/patterns/trails", "internal/patterns/count"),
        command=command_line(question), note=drawn_note(len(rows), found.found),
        drill_downs=[one.drill_down for one in measures],
    )  # fmt: skip
    return show_people_behind(graph, question, measures, "pattern", columns=("first", "last", "path"))


def _show_totals(question: PatternsQuestion, found: Patterns, groups: Groups) -> None:
    first = found.converters or 0
    st.caption(
        say(
            "patterns.contrast_found", first=groups[0], a=first, second=groups[1], b=found.units - first,
            unit=word(f"patterns.count_{question.count}"), found=found.found, sure=found.significant or 0,
        )
        + " "
        + (say("patterns.by_people") if question.by_people else say("patterns.by_effect"))
    )  # fmt: skip


def _show_list(
    question: PatternsQuestion,
    patterns: Sequence[Pattern],
    pairs: Sequence[tuple[Measure, Measure]],
    groups: Groups,
    colours: Mapping[str, str],
) -> None:
    rows = [
        ChipRow(
            pattern.events[:-1] if question.target else pattern.events,
            _effect(_contrast(pattern)),
            (("●", first.count or 0, first.of), ("○", second.count or 0, second.of)),
            pattern.events[-1] if question.target else "",
        )
        for pattern, (first, second) in zip(patterns, pairs, strict=True)
    ]
    marks = {"first": groups[0], "second": groups[1]}
    st.caption(say("patterns.marks_target", **marks) if question.target else say("patterns.marks", **marks))
    show_chips(rows, colours, "contrast")


def _contrast(pattern: Pattern) -> Contrast:
    assert pattern.contrast is not None
    return pattern.contrast


def _effect(one: Contrast) -> str:
    return say(
        "patterns.contrast_row", first=percent(one.converters_support),
        second=percent(one.non_converters_support), lift="–" if one.lift is None else f"{one.lift:.2f}",
        sure="" if one.q <= 0.05 else word("patterns.not_sure"),
    )  # fmt: skip


def _row(pattern: Pattern) -> dict[str, Any]:
    one = _contrast(pattern)
    return {
        "pattern": pattern.pattern, "first_group": one.converters, "second_group": one.non_converters,
        "share_first": one.converters_support, "share_second": one.non_converters_support, "lift": one.lift,
        "odds_ratio": one.odds_ratio, "low": one.low, "high": one.high, "p": one.p, "q": one.q,
    }  # fmt: skip
