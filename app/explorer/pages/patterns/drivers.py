"""What is associated with converting to a target, or with not converting, and the people."""

from typing import Any

import streamlit as st
from onepath.graph.patterns import Driver, DriversQuestion
from onepath.graph.store import Graph

from ...figures import figure
from ...filters import counting, end_of_nobody
from ...language import say, word
from ...people import show_people_behind
from ...questions import answer_of, command_line
from .charts import DRAWN, share_bars
from .chips import warn_nothing_found
from .groups import measures_of, target_groups

__all__ = ["show_drivers"]

_QUERIES = ("internal/patterns/drivers_events", "internal/patterns/drivers_users")


def show_drivers(graph: Graph, question: DriversQuestion) -> None:
    """The drivers, those farthest from 1 first."""
    with counting(say("patterns.comparing"), question.filter):
        found = answer_of(graph, question)
    end_of_nobody(question.filter, found.people)
    others = found.people - found.converters
    st.caption(say("patterns.drivers_found", a=found.converters, b=others, target=question.target))
    if not found.drivers:
        return warn_nothing_found()
    rows = [_row(one) for one in found.drivers]
    groups = target_groups(question.target)
    measures = [
        measure
        for place, one in enumerate(found.drivers)
        for measure in measures_of(one.driver, (one.converters, one.non_converters), groups, place)
    ]
    figure(
        share_bars(
            [one.driver for one in found.drivers], groups,
            [row["share_first"] for row in rows], [row["share_second"] for row in rows],
        ),
        "drivers",
        title=say("patterns.drivers_title", target=question.target),
        alt=word("patterns.drivers_alt", n=len(rows[:DRAWN])), meaning=say("patterns.drivers_meaning"),
        rows=rows, height=90 + 40 * len(rows[:DRAWN]), queries=_QUERIES, command=command_line(question),
        note=say("patterns.drivers_note"), drill_downs=[one.drill_down for one in measures],
    )  # fmt: skip
    return show_people_behind(graph, question, measures, "driver", columns=("first", "last"))


def _row(one: Driver) -> dict[str, Any]:
    return {
        "driver": one.driver, "kind": word(f"patterns.kind_{one.kind}"), "first_group": one.converters,
        "second_group": one.non_converters,
        "share_first": one.converters / one.of_converters if one.of_converters else None,
        "share_second": one.non_converters / one.of_non_converters if one.of_non_converters else None,
        "odds_ratio": one.odds_ratio, "low": one.low, "high": one.high, "q": one.q,
    }  # fmt: skip
