"""Two groups to be compared: those who did and did not, two sources, two periods. Part of the address."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st

from ...drill_down import set_open
from ...language import say, word

__all__ = ["choose_comparison", "group_names"]

_KEY = "versus"
_KINDS = ("target", "did", "source", "period")


def choose_comparison(
    names: Sequence[str], sources: Sequence[str], days: Callable[[], tuple[date, date]], first: str
) -> str | None:
    """The text of two groups, as `onepath patterns --versus` takes it; None where a target divides them.

    `days` answers the first and the last day of the data; `first` is the event to begin with.
    """
    text = st.query_params.get(_KEY, "")
    kind, _, about = text.partition(":")
    kind = kind if kind in _KINDS else "target"
    st.session_state["versus_kind"] = kind
    st.segmented_control(
        say("patterns.versus"), _KINDS, key="versus_kind", required=True,
        format_func=lambda one: word(f"patterns.versus_{one}"),
        on_change=_change_kind, args=(sources, days, first),
    )  # fmt: skip
    if kind == "target":
        return None
    if kind == "did":
        _choose_event(names, about)
    elif kind == "source":
        _choose_sources(sources, about)
    else:
        _choose_periods(days(), about)
    return text


def group_names(text: str) -> tuple[str, str]:
    """What the two groups are called, as plain text."""
    kind, _, about = text.partition(":")
    if kind == "did":
        return word("patterns.who_did", event=about), word("patterns.who_did_not", event=about)
    one, _, other = about.partition(",")
    return one.strip(), other.strip()


def _choose_event(names: Sequence[str], event: str) -> None:
    st.session_state["versus_event"] = event
    st.selectbox(
        say("patterns.event"), list(dict.fromkeys([event, *names])), key="versus_event",
        on_change=lambda: _write(f"did:{st.session_state['versus_event']}"),
    )  # fmt: skip


def _choose_sources(sources: Sequence[str], about: str) -> None:
    chosen = [part.strip() for part in about.partition(",")[::2]]
    for place, column in enumerate(st.columns(2)):
        st.session_state[f"versus_source_{place}"] = chosen[place]
        column.selectbox(
            say(f"patterns.group_{place + 1}"), list(dict.fromkeys([chosen[place], *sources])),
            key=f"versus_source_{place}", on_change=_write_two, args=("source", "versus_source_", str),
        )  # fmt: skip


def _choose_periods(days: tuple[date, date], about: str) -> None:
    chosen = [_period(part.strip(), days) for part in about.partition(",")[::2]]
    for place, column in enumerate(st.columns(2)):
        st.session_state[f"versus_period_{place}"] = chosen[place]
        column.date_input(
            say(f"patterns.group_{place + 1}"), key=f"versus_period_{place}",
            on_change=_write_two, args=("period", "versus_period_", _days),
        )  # fmt: skip


def _change_kind(sources: Sequence[str], days: Callable[[], tuple[date, date]], first: str) -> None:
    kind = st.session_state["versus_kind"]
    if kind == "period":
        return _write(_two_halves(*days()))
    return _write({"did": f"did:{first}", "source": f"source:{sources[0]},{sources[-1]}"}.get(kind))


def _two_halves(begins: date, ends: date) -> str:
    middle = begins + (ends - begins) / 2
    return f"period:{middle + timedelta(days=1)}..{ends},{begins}..{middle}"


def _write_two(kind: str, key: str, written: Any) -> None:
    parts = [written(st.session_state[f"{key}{place}"]) for place in (0, 1)]
    # While a range has only its first day, there is no question yet.
    if all(parts):
        _write(f"{kind}:{','.join(parts)}")


def _write(text: str | None) -> None:
    set_open(None)
    if text is None:
        st.query_params.pop(_KEY, None)
    else:
        st.query_params[_KEY] = text


def _days(span: tuple[date, ...]) -> str | None:
    return f"{span[0]}..{span[1]}" if len(span) > 1 else None


def _period(text: str, days: tuple[date, date]) -> tuple[date, date]:
    first, _, last = text.partition("..")
    try:
        return date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return days
