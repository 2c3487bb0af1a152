"""What the page Patterns asks: bounds of a pattern, the groups that are compared, and kinds of drivers."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.patterns import KINDS, DriversQuestion, PatternsQuestion
from onepath.graph.store import Graph

from ...cache import cached_rows
from ...compare_control import choose_comparison
from ...inputs import choose, choose_number, choose_one, choose_several, choose_whether
from ...language import say, word

__all__ = ["choose_contrast", "choose_drivers", "choose_frequent"]

_LISTED = 200
_LEAST, _OF_PEOPLE = 25, 20
_EVENTS_OF_SESSIONS = 1.5
_UNITS = {"hours": timedelta(hours=1), "days": timedelta(days=1), "weeks": timedelta(weeks=1)}


def choose_frequent(graph: Graph, names: Sequence[str], filters: Filter) -> PatternsQuestion:
    """Draws the form of frequent patterns and answers its question."""
    return PatternsQuestion(**_choose_bounds(graph, names), min_length=2, filter=filters)


def choose_contrast(
    graph: Graph, names: Sequence[str], suggested: Sequence[str], filters: Filter
) -> PatternsQuestion:
    """Draws which groups are compared by which patterns and answers the question."""
    first = suggested[-1] if suggested else names[0]
    compare = choose_comparison(graph, "target", first)
    target = _choose_target(names, suggested) if compare is None else None
    bounds = _choose_bounds(graph, names)
    if compare is not None and compare.startswith("did:"):
        # That they did it is known: only what else they did can tell the two apart.
        bounds["ignore"] = tuple(dict.fromkeys([*bounds["ignore"], compare.removeprefix("did:")]))
        st.caption(say("patterns.did_ignored"))
    return PatternsQuestion(
        **bounds, target=target, compare=compare, min_length=1 if target is None else 2, filter=filters
    )


def choose_drivers(
    graph: Graph, names: Sequence[str], suggested: Sequence[str], filters: Filter
) -> DriversQuestion | None:
    """Draws the form of drivers and answers its question; None while no kind of drivers is chosen."""
    target = _choose_target(names, suggested)
    length, unit, which, least = st.columns([2, 2, 5, 2], vertical_alignment="bottom")
    lookback = choose_number(say("patterns.window"), 1, 10_000, "lookback", usual=30, place=length)
    with unit:
        measure = choose(
            say("patterns.unit"), tuple(_UNITS), "unit", default="days",
            named=lambda one: word(f"patterns.unit_{one}"),
        )  # fmt: skip
    kinds = choose_several(
        say("patterns.kinds"), KINDS, "kind", usual=("event", "attribute"), place=which,
        help=say("patterns.kinds_help"), format_func=lambda one: word(f"patterns.kind_{one}"),
    )  # fmt: skip
    people = choose_number(
        say("patterns.least"), 1, 1_000_000, "least", usual=_usual_least(graph), place=least
    )
    if not kinds:
        st.caption(say("patterns.choose_kind"))
        return None
    return DriversQuestion(
        target=target, lookback=lookback * _UNITS[measure], kinds=tuple(kinds), min_people=people,
        limit=_LISTED, filter=filters,
    )  # fmt: skip


def _usual_least(graph: Graph) -> int:
    """How many people a driver has at least: fewer in a small graph, which would show none."""
    (totals,) = cached_rows(graph, "sources/overview")
    return max(1, min(_LEAST, int(totals["people"]) // _OF_PEOPLE))


def _usual_count(graph: Graph) -> str:
    """Sessions, unless they have one event each, as in the log of a process."""
    (totals,) = cached_rows(graph, "sources/overview")
    return "people" if totals["events"] < _EVENTS_OF_SESSIONS * totals["sessions"] else "sessions"


def _choose_bounds(graph: Graph, names: Sequence[str]) -> dict[str, Any]:
    """The bounds of a pattern, as fields of the question."""
    which, least, longest, by = st.columns([4, 3, 3, 3], vertical_alignment="bottom")
    contains = choose_one(
        say("patterns.contains"), names, "contains", free=True, place=which,
        placeholder=word("patterns.any"),
    )  # fmt: skip
    support = choose_number(say("patterns.support"), 0.01, 100.0, "support", usual=5.0, place=least)
    length = choose_number(say("patterns.length"), 2, 8, "length", usual=4, slider=True, place=longest)
    with by:
        count = choose(
            say("patterns.count"), ("sessions", "people"), "count", default=_usual_count(graph),
            named=lambda one: word(f"patterns.count_{one}"),
        )  # fmt: skip
    with st.expander(say("patterns.limits")):
        more = _choose_more(names)
    return {
        "contains": contains, "min_support": support / 100, "max_length": length, "count": count,
        "limit": _LISTED, **more,
    }  # fmt: skip


def _choose_more(names: Sequence[str]) -> dict[str, Any]:
    left, middle, right = st.columns(3)
    count = choose_number(say("patterns.least_count"), 1, 1_000_000_000, "min_count", usual=None, place=left)
    gap = choose_number(say("patterns.gap"), 0, 1_000, "gap", usual=None, place=left)
    within = choose_number(say("patterns.hours"), 1, 100_000, "hours", usual=None, place=left)
    ignore = choose_several(
        say("patterns.ignore"), names, "ignore", free=True, place=middle, placeholder=word("patterns.none")
    )
    closed = choose_whether(say("patterns.closed"), "closed", place=right)
    collapse = choose_whether(say("patterns.collapse"), "collapse", place=right)
    return {
        "min_count": count, "max_gap": gap, "within": None if within is None else timedelta(hours=within),
        "ignore": tuple(ignore), "closed": closed, "collapse": collapse,
    }  # fmt: skip


def _choose_target(names: Sequence[str], suggested: Sequence[str]) -> str:
    """Draws the event that people convert to, or do not, and answers its name."""
    usual = suggested[-1] if suggested else names[0]
    return choose_one(say("patterns.target"), names, "target", usual=usual, free=True) or usual
