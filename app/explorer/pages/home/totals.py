"""How much is in the graph, how fresh and how good it is, and what is still pending."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from ...calendars import view_time
from ...connection import hint_unresolved
from ...dates import ago
from ...formats import cell, per, percent
from ...language import say, word
from ...metrics import Metric, draw_metrics

__all__ = ["show_freshness", "show_pending", "show_totals"]


def show_freshness(totals: Mapping[str, Any]) -> None:
    """One sentence: how old the newest event and the newest load are."""
    now = datetime.now(UTC)
    parts = []
    for column, key in (("last_event", "home.newest"), ("last_load", "home.last_load")):
        moment = cell(totals.get(column))
        if isinstance(moment, datetime):
            parts.append(say(key, at=view_time(moment), ago=ago(moment, now)))
    st.caption(" · ".join(parts) or say("home.nothing_loaded"))


def show_pending(pending: Mapping[str, int]) -> None:
    """Which of the loaded data is not in the numbers yet, and the command that brings it in."""
    hint_unresolved(pending["unresolved"])
    if pending["journeys_due"]:
        st.info(say("home.journeys_due", n=pending["journeys_due"]), icon=":material/route:")


def show_totals(totals: Mapping[str, Any], quality: Mapping[str, Any]) -> None:
    """How many of everything, and how good it is."""
    people, events = totals["people"], totals["events"]
    known = quality["identified_events"] / quality["journey_events"] if quality["journey_events"] else None
    draw_metrics(
        [
            _metric("people", people, n=per(totals["identifiers"], people)),
            _metric("identifiers", totals["identifiers"]),
            _metric("links", totals["links"]),
            _metric("users", totals["users"]),
            _metric("identified", percent(known)),
        ]
    )
    draw_metrics(
        [
            _metric("events", events, n=per(events, people)),
            _sessions(totals["sessions"], quality["journey_sessions"]),
            _metric("journeys", quality["journeys"]),
            _metric("rejected", quality["rejected"], n=quality["rows"]),
            _metric("review", quality["suspicions"]),
        ]
    )


def _sessions(sessions: int, in_journeys: int) -> Metric:
    """The sessions; questions count one that people share for each of them, and then it says so."""
    metric = _metric("sessions", sessions)
    if in_journeys <= sessions:
        return metric
    return replace(metric, meaning=word("home.sessions_shared", n=in_journeys))


def _metric(name: str, value: int | str, **values: object) -> Metric:
    return Metric(say(f"home.{name}"), value, word(f"home.{name}_note", **values))
