"""Patterns in which two groups differ: as a list of chips, as a chart, and the people behind each number."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.patterns import Pattern, PatternQuestion, PatternsFound, pattern_text
from onepath.graph.store import Graph

from ...figures import figure
from ...filters import counting, end_of_nobody
from ...formats import percent
from ...language import say, word
from .answers import patterns_of
from .charts import DRAWN, drawn_note, share_bars
from .chips import ChipRow, show_chips, warn_nothing_found
from .comparison import group_names
from .form import command_line
from .people import PatternMeasure, show_pattern_people

__all__ = ["show_contrast", "target_names"]

_Groups = tuple[str, str]


def show_contrast(
    graph: Graph, question: PatternQuestion, filters: Filter, colours: Mapping[str, str]
) -> None:
    """Patterns in which people who convert to the target and the others, or two groups, differ."""
    groups = group_names(question.versus) if question.versus else target_names(question.target or "")
    with counting(say("patterns.comparing"), filters):
        found = patterns_of(graph, question, filters)
    end_of_nobody(filters, found.units)
    _show_totals(question, found, groups)
    if not found.patterns:
        return warn_nothing_found()
    pairs = [_measures(pattern, groups) for pattern in found.patterns]
    _show_list(question, pairs, groups, colours)
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
        command=command_line(question, filters), note=drawn_note(len(rows)),
        drill_downs=[
            one.drill_down(("main", series, place))
            for place, pair in enumerate(pairs) for series, one in enumerate(pair)
        ],
    )  # fmt: skip
    return show_pattern_people(graph, question, filters, [one for pair in pairs for one in pair])


def target_names(target: str) -> _Groups:
    """What people who convert to the target and the others are called."""
    return word("patterns.converted", event=target), word("patterns.not_converted", event=target)


def _show_totals(question: PatternQuestion, found: PatternsFound, groups: _Groups) -> None:
    first = found.converters or 0
    st.caption(
        say(
            "patterns.contrast_found", first=groups[0], a=first, second=groups[1], b=found.units - first,
            unit=word(f"patterns.{question.scope}s"), found=found.found, sure=found.significant or 0,
        )
        + " "
        + (say("patterns.by_people") if question.by_people else say("patterns.by_effect"))
    )  # fmt: skip


def _show_list(
    question: PatternQuestion,
    pairs: Sequence[tuple[PatternMeasure, PatternMeasure]],
    groups: _Groups,
    colours: Mapping[str, str],
) -> None:
    rows = [
        ChipRow(
            one.pattern.events[:-1] if question.target else one.pattern.events,
            _effect(one.pattern),
            (("●", one.count, one.token), ("○", other.count, other.token)),
            one.pattern.events[-1] if question.target else "",
        )
        for one, other in pairs
    ]
    marks = {"first": groups[0], "second": groups[1]}
    st.caption(say("patterns.marks_target", **marks) if question.target else say("patterns.marks", **marks))
    show_chips(rows, colours, "contrast")


def _measures(pattern: Pattern, groups: _Groups) -> tuple[PatternMeasure, PatternMeasure]:
    """How many of either group have the pattern."""
    assert pattern.contrast is not None
    text = pattern_text(pattern.events)
    labels = [word("patterns.of", pattern=text, group=group) for group in groups]
    return (
        PatternMeasure(f"pattern.{text}.first", pattern, True, pattern.contrast.converters, labels[0]),
        PatternMeasure(f"pattern.{text}.second", pattern, False, pattern.contrast.others, labels[1]),
    )


def _effect(pattern: Pattern) -> str:
    one = pattern.contrast
    assert one is not None
    return say(
        "patterns.contrast_row", first=percent(one.converters_support), second=percent(one.others_support),
        lift=f"{one.lift:.2f}", sure="" if one.q <= 0.05 else word("patterns.not_sure"),
    )  # fmt: skip


def _row(pattern: Pattern) -> dict[str, Any]:
    one = pattern.contrast
    assert one is not None
    return {
        "pattern": pattern_text(pattern.events), "first_group": one.converters, "second_group": one.others,
        "share_first": one.converters_support, "share_second": one.others_support, "lift": one.lift,
        "odds_ratio": one.odds_ratio, "low": one.low, "high": one.high, "p": one.p, "q": one.q,
    }  # fmt: skip
