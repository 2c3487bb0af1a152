"""What is associated with converting to a target, or with not converting, and the people."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.durations import duration_code
from onepath.graph.patterns import KINDS, Driver, DriverQuestion, DriversFound
from onepath.graph.store import Graph

from ...connection import working
from ...drill_down import DrillDown, find_open
from ...figures import figure
from ...filters import counting, end_of_nobody
from ...formats import number, plain
from ...inputs import choose
from ...language import say, word
from ...people import show_people
from .answers import driver_people_of, drivers_of
from .charts import DRAWN, share_bars
from .chips import warn_nothing_found
from .contrast import target_names

__all__ = ["show_drivers"]

_UNITS = {"hours": timedelta(hours=1), "days": timedelta(days=1), "weeks": timedelta(weeks=1)}


@dataclass(frozen=True, slots=True)
class _Measure:
    """How many of the people who converted, or of the others, have a driver; its place in the chart."""

    driver: Driver
    converted: bool
    place: int

    @property
    def token(self) -> str:
        return f"driver.{self.driver.kind}.{self.driver.text}.{'first' if self.converted else 'second'}"

    @property
    def count(self) -> int:
        return self.driver.converters if self.converted else self.driver.others

    def drill_down(self, groups: tuple[str, str]) -> DrillDown:
        series = 0 if self.converted else 1
        label = f"{self.driver.text} · {groups[series]} · {number(self.count)}"
        return DrillDown(self.token, label, (("main", series, self.place),))


def show_drivers(graph: Graph, target: str, filters: Filter) -> None:
    """Every driver, those farthest from 1 first."""
    question = _choose_question(target)
    if question is None:
        st.caption(say("patterns.choose_kind"))
        return None
    with counting(say("patterns.comparing"), filters):
        found = drivers_of(graph, question, filters)
    end_of_nobody(filters, found.people)
    others = found.people - found.converters
    st.caption(say("patterns.drivers_found", a=found.converters, b=others, target=target))
    if not found.drivers:
        return warn_nothing_found()
    rows = [_row(one, found) for one in found.drivers]
    groups = target_names(target)
    measures = [
        _Measure(one, converted, k) for k, one in enumerate(found.drivers) for converted in (True, False)
    ]
    figure(
        share_bars(
            [one.text for one in found.drivers], groups,
            [row["share_first"] for row in rows], [row["share_second"] for row in rows],
        ),
        "drivers",
        title=say("patterns.drivers_title", target=target),
        alt=word("patterns.drivers_alt", n=len(rows[:DRAWN])), meaning=say("patterns.drivers_meaning"),
        rows=rows, height=90 + 40 * len(rows[:DRAWN]),
        queries=("internal/patterns/drivers_events", "internal/patterns/drivers_users"),
        command=_command_line(question, filters),
        note=say("patterns.drivers_note"), drill_downs=[one.drill_down(groups) for one in measures],
    )  # fmt: skip
    return _show_driver_people(graph, question, filters, measures)


def _choose_question(target: str) -> DriverQuestion | None:
    """The question of the form; None while no kind of drivers is chosen."""
    length, unit, which, least = st.columns([2, 2, 5, 2], vertical_alignment="bottom")
    window = length.number_input(say("patterns.window"), 1, 10_000, 30, key="window", bind="query-params")
    with unit:
        measure = choose(
            say("patterns.unit"), tuple(_UNITS), "unit", default="days",
            named=lambda one: word(f"patterns.unit_{one}"),
        )  # fmt: skip
    kinds = which.multiselect(
        say("patterns.kinds"), KINDS, default=("event", "attribute"), key="kind", bind="query-params",
        help=say("patterns.kinds_help"),
    )  # fmt: skip
    people = least.number_input(say("patterns.least"), 1, 1_000_000, 25, key="least", bind="query-params")
    if not kinds:
        return None
    return DriverQuestion(target, window=window * _UNITS[measure], kinds=tuple(kinds), least_people=people)


def _row(one: Driver, found: DriversFound) -> dict[str, Any]:
    others = found.people - found.converters
    return {
        "driver": one.text, "kind": one.kind, "first_group": one.converters, "second_group": one.others,
        "share_first": one.converters / found.converters if found.converters else 0.0,
        "share_second": one.others / others if others else 0.0,
        "odds_ratio": one.odds_ratio, "low": one.low, "high": one.high, "q": one.q,
    }  # fmt: skip


def _command_line(question: DriverQuestion, filters: Filter) -> str:
    parts = ["onepath", "drivers", question.target, "--window", duration_code(question.window)]
    parts += ["--least-people", str(question.least_people)] if question.least_people != 25 else []
    for kind in question.kinds:
        parts += ["--only", kind]
    return shlex.join([*parts, *filters.options()])


def _show_driver_people(
    graph: Graph, question: DriverQuestion, filters: Filter, measures: Sequence[_Measure]
) -> None:
    """The people of the number that is open."""
    chosen = find_open(measures)
    if chosen is None:
        return
    with working(say("patterns.finding")):
        people = driver_people_of(graph, question, filters, chosen.driver)
    rows = [
        {"oneid": one.oneid, "times": len(one.at), "last_time": one.at[-1] if one.at else None}
        for one in people
        if one.converts == chosen.converted
    ]
    show_people(graph, rows, "driver", title=plain(chosen.driver.text), expected=chosen.count)
