"""What the patterns' page asks and keeps until the graph changes, and how it shows who is behind a number."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import streamlit as st
from onepath.app.explorer.connection import working
from onepath.app.explorer.reading import version_of
from onepath.app.explorer.tables import SHOWN, show_table
from onepath.app.explorer.text import number, plain
from onepath.graph.patterns import (
    Driver,
    DriverQuestion,
    DriversFound,
    PatternQuestion,
    PatternsFound,
    find_drivers,
    find_patterns,
    open_driver,
    open_pattern,
    pattern_text,
)
from onepath.graph.store import Graph

__all__ = ["UNITS", "drivers_of", "patterns_of", "show_driver_people", "show_holders"]

UNITS = {"person": "people", "session": "sessions"}
_MOST = 200


def patterns_of(graph: Graph, question: PatternQuestion) -> PatternsFound:
    """The first patterns of an answer. Raises what `find_patterns` raises."""
    return _patterns(graph, version_of(graph), question)


def drivers_of(graph: Graph, question: DriverQuestion) -> DriversFound:
    """Every driver. Raises what `find_drivers` raises."""
    return _drivers(graph, version_of(graph), question)


def show_holders(graph: Graph, question: PatternQuestion, events: tuple[str, ...]) -> None:
    """The people or sessions that hold a pattern, with the events of the match."""
    with working("Looking for who holds it"):
        shown, all_of_them = _counted(
            {
                "oneid": holder.oneid,
                **({} if holder.session is None else {"session": holder.session}),
                **({} if question.target is None else {"converts": holder.converts}),
                "first": holder.events[0].at,
                "last": holder.events[-1].at,
                "events": pattern_text([f"{event.name} ({event.source})" for event in holder.events]),
            }
            for holder in open_pattern(graph, question, events)
        )
    _show(shown, all_of_them, UNITS[question.scope], pattern_text(events))


def show_driver_people(graph: Graph, question: DriverQuestion, driver: Driver) -> None:
    """The people that have a driver, and when its events were."""
    with working("Looking for who has it"):
        shown, all_of_them = _counted(
            {
                "oneid": person.oneid,
                "converts": person.converts,
                "times": len(person.at),
                "last": person.at[-1] if person.at else None,
            }
            for person in open_driver(graph, question, driver)
        )
    _show(shown, all_of_them, "people", driver.text)


def _counted(rows: Iterator[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """The rows that are shown, and how many there are."""
    shown = list(islice(rows, SHOWN))
    return shown, len(shown) + sum(1 for _ in rows)


def _show(rows: list[dict[str, Any]], all_of_them: int, unit: str, what: str) -> None:
    first = f" The first {number(len(rows))} are below." if all_of_them > len(rows) else ""
    st.caption(f"{number(all_of_them)} {unit}: {plain(what)}.{first}")
    show_table(rows, "holders", columns=("oneid",))


@st.cache_data(ttl=600, max_entries=16, show_spinner=False)
def _patterns(_graph: Graph, version: str, question: PatternQuestion) -> PatternsFound:
    return find_patterns(_graph, question, limit=_MOST)


@st.cache_data(ttl=600, max_entries=16, show_spinner=False)
def _drivers(_graph: Graph, version: str, question: DriverQuestion) -> DriversFound:
    return find_drivers(_graph, question)
