"""Frequent patterns, and those in which two groups differ: chips, a chart, and who is behind a number."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from onepath.graph.durations import duration_code
from onepath.graph.patterns import Holder, Pattern, PatternQuestion, pattern_text
from onepath.graph.store import Graph

from ..connection import working
from ..figures import figure
from ..filters import Filters, counting, end_of_nobody
from ..language import say, word
from ..opening import Opening, opened
from ..people import Rows, show_people
from ..text import number, percent, plain
from .asked import holders_of, patterns_of
from .charts import DRAWN, count_bars, share_bars
from .chips import ChipRow, show_chips
from .versus import named

__all__ = ["nothing_found", "pattern_command", "show_contrast", "show_frequent"]


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of a pattern: `first` says of which group, None of everybody."""

    token: str
    pattern: Pattern
    first: bool | None
    count: int
    label: str


def show_frequent(
    graph: Graph, question: PatternQuestion, filters: Filters, colours: Mapping[str, str]
) -> None:
    """The most frequent patterns."""
    with counting(say("patterns.looking"), filters):
        found = patterns_of(graph, question, filters)
    end_of_nobody(filters, found.units)
    unit = word(f"patterns.{question.scope}s")
    st.caption(say("patterns.frequent_found", found=found.found, units=found.units, unit=unit))
    if not found.patterns:
        return nothing_found()
    numbers = [
        _Number(f"pattern.{pattern_text(one.events)}.all", one, None, one.units, pattern_text(one.events))
        for one in found.patterns
    ]
    rows = [
        ChipRow(
            one.pattern.events,
            say("patterns.held", share=percent(one.pattern.support)),
            (("", one.count, one.token),),
        )
        for one in numbers
    ]
    show_chips(rows, colours, "frequent")
    texts = [one.label for one in numbers]
    figure(
        count_bars(texts, [one.count for one in numbers], unit), "frequent",
        title=say("patterns.frequent_title"), alt=word("patterns.frequent_alt", n=len(texts[:DRAWN])),
        meaning=say("patterns.frequent_meaning"),
        rows=[
            {"pattern": one.label, "units": one.count, "share": one.pattern.support} for one in numbers
        ],
        height=60 + 30 * len(texts[:DRAWN]), queries=("internal/patterns/trails", "internal/patterns/count"),
        command=pattern_command(question, filters), note=_drawn_note(len(texts)),
        opens=[Opening(one.token, f"{one.label} · {number(one.count)}", (("main", 0, place),))
               for place, one in enumerate(numbers)],
    )  # fmt: skip
    return _show_open(graph, question, filters, numbers)


def show_contrast(
    graph: Graph, question: PatternQuestion, filters: Filters, colours: Mapping[str, str]
) -> None:
    """Patterns in which those who come to the target and the others, or two groups, differ."""
    sides = named(question.versus) if question.versus else _by_target(question.target or "")
    with counting(say("patterns.comparing"), filters):
        found = patterns_of(graph, question, filters)
    end_of_nobody(filters, found.units)
    first = found.converters or 0
    st.caption(
        say(
            "patterns.contrast_found", first=sides[0], a=first, second=sides[1], b=found.units - first,
            unit=word(f"patterns.{question.scope}s"), found=found.found, sure=found.significant or 0,
        )
        + " "
        + (say("patterns.by_people") if question.by_people else say("patterns.by_effect"))
    )  # fmt: skip
    if not found.patterns:
        return nothing_found()
    numbers = [one for pattern in found.patterns for one in _two(pattern, sides)]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    rows = [
        ChipRow(
            one.pattern.events[:-1] if question.target else one.pattern.events,
            _told(one.pattern),
            (("●", one.count, one.token), ("○", other.count, other.token)),
            one.pattern.events[-1] if question.target else "",
        )
        for one, other in pairs
    ]
    marks = {"first": sides[0], "second": sides[1]}
    st.caption(say("patterns.marks_target", **marks) if question.target else say("patterns.marks", **marks))
    show_chips(rows, colours, "contrast")
    table = [_row(pattern) for pattern in found.patterns]
    figure(
        share_bars(
            [row["pattern"] for row in table], sides,
            [row["share_first"] for row in table], [row["share_second"] for row in table],
        ),
        "contrast",
        title=say("patterns.contrast_title"), alt=word("patterns.contrast_alt", n=len(table[:DRAWN])),
        meaning=say("patterns.contrast_meaning"), rows=table, height=90 + 40 * len(table[:DRAWN]),
        queries=("internal/patterns/trails", "internal/patterns/count"),
        command=pattern_command(question, filters), note=_drawn_note(len(table)),
        opens=[
            Opening(one.token, f"{one.label} · {number(one.count)}", (("main", place % 2, place // 2),))
            for place, one in enumerate(numbers)
        ],
    )  # fmt: skip
    return _show_open(graph, question, filters, numbers)


def nothing_found() -> None:
    """Says so, and what to change."""
    st.warning(say("patterns.nothing"), icon=":material/search_off:")


def pattern_command(question: PatternQuestion, filters: Filters) -> str:
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
    return shlex.join([*parts, *filters.options])


def _by_target(target: str) -> tuple[str, str]:
    return word("patterns.who_came", event=target), word("patterns.who_came_not", event=target)


def _two(pattern: Pattern, sides: tuple[str, str]) -> list[_Number]:
    assert pattern.contrast is not None
    text = pattern_text(pattern.events)
    return [
        _Number(
            f"pattern.{text}.{which}", pattern, first, count, word("patterns.of", pattern=text, group=side)
        )
        for which, first, count, side in (
            ("first", True, pattern.contrast.converters, sides[0]),
            ("second", False, pattern.contrast.others, sides[1]),
        )
    ]


def _told(pattern: Pattern) -> str:
    one = pattern.contrast
    assert one is not None
    return say(
        "patterns.told", first=percent(one.converters_support), second=percent(one.others_support),
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


def _drawn_note(found: int) -> str:
    note = say("patterns.note")
    return note if found <= DRAWN else f"{note} {say('patterns.more', shown=DRAWN, n=found)}"


def _show_open(graph: Graph, question: PatternQuestion, filters: Filters, numbers: Sequence[_Number]) -> None:
    chosen = next((one for one in numbers if one.token == opened()), None)
    if chosen is None:
        return
    with working(say("patterns.finding")):
        holders = holders_of(graph, question, filters, chosen.pattern.events)
    found = holders if chosen.first is None else holders.of(converts=chosen.first)
    show_people(
        graph, Rows(found.oneids, lambda place: _holder(found[place])), "pattern",
        title=plain(chosen.label), expected=chosen.count,
    )  # fmt: skip


def _holder(one: Holder) -> dict[str, Any]:
    return {
        "oneid": one.oneid,
        **({} if one.session is None else {"session": one.session}),
        "first_event": one.events[0].at,
        "last_of_pattern": one.events[-1].at,
        "match": pattern_text([f"{event.name} ({event.source})" for event in one.events]),
    }
