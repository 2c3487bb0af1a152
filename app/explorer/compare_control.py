"""Two groups to compare: people who did an event or not, two sources, two periods. Part of the address."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Literal

import streamlit as st
from onepath.graph.calendar import Calendar
from onepath.graph.conditions import read_two_groups
from onepath.graph.store import Graph

from . import address
from .cache import cached
from .calendars import view_calendar
from .catalog import known_events, known_sources
from .language import language, say, word

__all__ = ["choose_comparison", "group_names"]

_KEY = "compare"
_KINDS = ("did", "source", "period")
_Span = tuple[date, date]


def choose_comparison(graph: Graph, otherwise: Literal["none", "target"], first: str) -> str | None:
    """The text of two groups, as `--compare` takes it; None for the other choice: no groups, or a target.

    `first` is the event to begin with.
    """
    text = address.given(_KEY) or ""
    kind, _, about = text.partition(":")
    kind = kind if kind in _KINDS else otherwise
    st.session_state["compare_kind"] = kind
    st.segmented_control(
        say("comparison.compare"), (otherwise, *_KINDS), key="compare_kind", required=True,
        format_func=lambda one: word(f"comparison.{one}"), on_change=_change_kind, args=(graph, first),
    )  # fmt: skip
    if kind == "did":
        _choose_event([row.name for row in known_events(graph)], about)
    elif kind == "source":
        _choose_two("source", about, lambda part, key, label: _choose_source(graph, part, key, label))
    elif kind == "period":
        days = _days_of(graph)
        _choose_two("period", about, lambda part, key, label: _choose_period(days, part, key, label))
    else:
        return None
    return text


def group_names(text: str) -> tuple[str, str]:
    """What the two groups are called, as plain text."""
    first, second = (one.sentence(language()) for one in read_two_groups(text))
    return first, second


def _choose_event(names: Sequence[str], event: str) -> None:
    st.session_state["compare_event"] = event
    st.selectbox(
        say("comparison.event"), list(dict.fromkeys([event, *names])), key="compare_event",
        on_change=lambda: _write(f"did:{st.session_state['compare_event']}"),
    )  # fmt: skip


def _choose_two(kind: str, about: str, draw: Callable[[str, str, str], None]) -> None:
    parts = [part.strip() for part in about.partition(",")[::2]]
    for place, column in enumerate(st.columns(2)):
        with column:
            draw(parts[place], f"compare_{kind}_{place}", say(f"comparison.group_{place + 1}"))


def _choose_source(graph: Graph, source: str, key: str, label: str) -> None:
    st.session_state[key] = source
    st.selectbox(
        label, list(dict.fromkeys([source, *known_sources(graph)])), key=key, on_change=_write_sources
    )


def _choose_period(days: _Span, text: str, key: str, label: str) -> None:
    st.session_state[key] = _period(text, days)
    st.date_input(label, key=key, on_change=_write_periods)


def _change_kind(graph: Graph, first: str) -> None:
    kind = st.session_state["compare_kind"]
    if kind == "period":
        _write(_two_halves(*_days_of(graph)))
    elif kind == "source":
        sources = known_sources(graph)
        _write(f"source:{sources[0]},{sources[-1]}")
    else:
        _write(f"did:{first}" if kind == "did" else None)


def _two_halves(begins: date, ends: date) -> str:
    middle = begins + (ends - begins) / 2
    return f"period:{middle + timedelta(days=1)}..{ends},{begins}..{middle}"


def _write_sources() -> None:
    _write(f"source:{st.session_state['compare_source_0']},{st.session_state['compare_source_1']}")


def _write_periods() -> None:
    spans = [st.session_state[f"compare_period_{place}"] for place in (0, 1)]
    # While a range has only its first day, there is no question yet.
    if all(len(span) > 1 for span in spans):
        _write(f"period:{','.join(f'{first}..{last}' for first, last in spans)}")


def _write(text: str | None) -> None:
    address.put(_KEY, text)


def _period(text: str, days: _Span) -> _Span:
    first, _, last = text.partition("..")
    try:
        return date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return days


def _days_of(graph: Graph) -> _Span:
    return cached(graph, _read_days, view_calendar())


def _read_days(graph: Graph, calendar: Calendar) -> _Span:
    """The first and the last day of the data."""
    (span,) = graph.ask("internal/outcomes/span")
    return calendar.day(span["first"]), calendar.day(span["last"])
