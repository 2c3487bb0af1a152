"""What goes with coming to a target, or with not coming to it, and who is behind each number."""

import shlex
from datetime import timedelta
from typing import Any

import streamlit as st
from onepath.graph.durations import duration_code
from onepath.graph.patterns import KINDS, Driver, DriverQuestion, DriversFound
from onepath.graph.store import Graph

from ..choosing import choose
from ..connection import working
from ..figures import figure
from ..filters import Filters, counting, end_of_nobody
from ..language import say, word
from ..opening import Opening, opened
from ..people import show_people
from ..text import number, plain
from .asked import driver_people_of, drivers_of
from .charts import DRAWN, share_bars
from .shown import nothing_found

__all__ = ["show_drivers"]

_UNITS = {"hours": timedelta(hours=1), "days": timedelta(days=1), "weeks": timedelta(weeks=1)}


def show_drivers(graph: Graph, target: str, filters: Filters) -> None:
    """Every driver, those farthest from 1 first."""
    question = _ask(target)
    if question is None:
        st.caption(say("patterns.choose_kind"))
        return None
    with counting(say("patterns.comparing"), filters):
        found = drivers_of(graph, question, filters)
    end_of_nobody(filters, found.people)
    others = found.people - found.converters
    st.caption(say("patterns.drivers_found", a=found.converters, b=others, target=target))
    if not found.drivers:
        return nothing_found()
    rows = [_row(one, found) for one in found.drivers]
    sides = word("patterns.who_came", event=target), word("patterns.who_came_not", event=target)
    openings = [
        Opening(_token(one, first), f"{one.text} · {side} · {number(count)}", (("main", series, place),))
        for place, one in enumerate(found.drivers)
        for series, (first, side, count) in enumerate(
            ((True, sides[0], one.converters), (False, sides[1], one.others))
        )
    ]
    figure(
        share_bars(
            [one.text for one in found.drivers], sides,
            [row["share_first"] for row in rows], [row["share_second"] for row in rows],
        ),
        "drivers",
        title=say("patterns.drivers_title", target=target),
        alt=word("patterns.drivers_alt", n=len(rows[:DRAWN])), meaning=say("patterns.drivers_meaning"),
        rows=rows, height=90 + 40 * len(rows[:DRAWN]),
        queries=("internal/patterns/drivers_events", "internal/patterns/drivers_users"),
        command=_command(question, filters), note=say("patterns.drivers_note"), opens=openings,
    )  # fmt: skip
    return _show_open(graph, question, filters, found)


def _ask(target: str) -> DriverQuestion | None:
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


def _command(question: DriverQuestion, filters: Filters) -> str:
    parts = ["onepath", "drivers", question.target, "--window", duration_code(question.window)]
    parts += ["--least-people", str(question.least_people)] if question.least_people != 25 else []
    for kind in question.kinds:
        parts += ["--only", kind]
    return shlex.join([*parts, *filters.options])


def _token(one: Driver, first: bool) -> str:
    return f"driver.{one.kind}.{one.text}.{'first' if first else 'second'}"


def _show_open(graph: Graph, question: DriverQuestion, filters: Filters, found: DriversFound) -> None:
    chosen = next(
        ((one, first) for one in found.drivers for first in (True, False) if _token(one, first) == opened()),
        None,
    )
    if chosen is None:
        return
    driver, first = chosen
    with working(say("patterns.finding")):
        people = driver_people_of(graph, question, filters, driver)
    rows = [
        {"oneid": one.oneid, "times": len(one.at), "last_time": one.at[-1] if one.at else None}
        for one in people
        if one.converts == first
    ]
    expected = driver.converters if first else driver.others
    show_people(graph, rows, "driver", title=plain(driver.text), expected=expected)
