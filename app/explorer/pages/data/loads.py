"""What was loaded and what of it is not worked in yet; loads that go on are followed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import streamlit as st
from onepath.graph.store import Graph, Row

from ...connection import working
from ...dates import ago
from ...formats import cell
from ...language import say, word
from ...loads.jobs import begin, working_now
from ...loads.tasks import build_now, resolve_now
from ...loads.upload_form import show_assistant
from ...tables import show_table

__all__ = ["show_loads", "show_unfinished", "state_of"]

_LOOKS = 3
"""Seconds between two looks at a load that goes on."""
_SILENT = timedelta(minutes=2)
"""A load writes with every batch: one that has written nothing for so long was stopped."""


def show_unfinished(graph: Graph) -> None:
    """How many identifiers belong to nobody and how many journeys are due, each with what brings it in."""
    left = graph.ask("internal/explore/unfinished")[0]
    first, second = st.columns(2)
    with first.container(border=True):
        st.metric(say("data.unresolved"), left["unresolved"], format="localized")
        _button("resolve", resolve_now, idle=not left["unresolved"])
    with second.container(border=True):
        st.metric(say("data.journeys_due"), left["journeys_due"], format="localized")
        _button("build", build_now, idle=not left["journeys_due"])


def _button(step: str, work: Callable[..., Any], *, idle: bool) -> None:
    label = say("data.resolve_now") if step == "resolve" else say("data.build_now")
    if st.button(label, key=f"{step}_now", disabled=working_now(), type="secondary" if idle else "primary"):
        with working(word("beginning.starting")):
            begin(work)
        st.rerun()


def show_loads(graph: Graph) -> None:
    """Every file with what became of its rows, the latest first."""
    rows = graph.ask("quality/loads")
    if not rows:
        st.caption(say("data.no_loads"))
    else:
        last = cell(rows[0]["seen_at"])
        if isinstance(last, datetime):
            st.caption(say("data.last_load", ago=ago(last, datetime.now(UTC)), n=len(rows)))
        if any(state_of(row) == "running" for row in rows):
            _follow(graph)
        else:
            _table(rows)
    with st.expander(say("data.load_file"), expanded=not rows):
        if working_now():
            st.caption(say("data.wait"))
        else:
            show_assistant()


def state_of(row: Row, now: datetime | None = None) -> str:
    """`done`, `running`, or `stopped` before the file's end."""
    if row["finished"]:
        return "done"
    seen = cell(row["seen_at"])
    fresh = isinstance(seen, datetime) and (now or datetime.now(UTC)) - seen < _SILENT
    return "running" if fresh else "stopped"


def _table(rows: list[Row]) -> None:
    shown = [
        {
            "file": Path(row["path"] or "").name, "state": word(f"data.state_{state_of(row)}"),
            "seen_at": row["seen_at"], "rows": row["rows"], "loaded": row["loaded"], "known": row["known"],
            "rejected": row["rejected"], "path": row["path"],
        }
        for row in rows
    ]  # fmt: skip
    show_table(shown, "loads")


@st.fragment(run_every=_LOOKS)
def _follow(graph: Graph) -> None:
    rows = graph.ask("quality/loads")
    _table(rows)
    if all(state_of(row) != "running" for row in rows):
        st.rerun()
