"""The loaded files and what of them is pending; running loads are followed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from onepath.graph.store import Graph, Row

from ...dates import ago
from ...formats import cell
from ...language import say, word
from ...loads import build_now, is_running, resolve_now, show_upload_form, start_here, undo
from ...tables import show_table

__all__ = ["show_loads", "show_pending", "state_of"]

_LOOKS = 3
"""Seconds between two looks at a running load."""
_SILENT = timedelta(minutes=2)
"""A load writes with every batch: one that has written nothing for so long was interrupted."""


def show_pending(graph: Graph) -> None:
    """How many identifiers are unassigned and how many journeys are pending, each with the button for it."""
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
    if st.button(label, key=f"{step}_now", disabled=is_running(), type="secondary" if idle else "primary"):
        start_here(work)


def show_loads(graph: Graph) -> None:
    """Every file with the outcome of its rows, the latest first."""
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
            _offer_undo(rows)
    with st.expander(say("data.load_file"), expanded=not rows):
        if is_running():
            st.caption(say("data.wait"))
        else:
            show_upload_form()


def state_of(row: Row, now: datetime | None = None) -> str:
    """`done`, `running`, `stopped` before the file's end, or `undoing`."""
    if row.get("undoing"):
        return "undoing"
    if row["finished"]:
        return "done"
    seen = cell(row["seen_at"])
    fresh = isinstance(seen, datetime) and (now or datetime.now(UTC)) - seen < _SILENT
    return "running" if fresh else "stopped"


def _table(rows: list[Row]) -> None:
    shown = [
        {
            "load": row["load"], "file": Path(row["path"] or "").name,
            "state": word(f"data.state_{state_of(row)}"), "seen_at": row["seen_at"], "rows": row["rows"],
            "loaded": row["loaded"], "known": row["duplicates"], "conflicts": row["conflicts"],
            "rejected": row["rejected"], "path": row["path"],
        }
        for row in rows
    ]  # fmt: skip
    show_table(shown, "loads")


def _offer_undo(rows: list[Row]) -> None:
    """A list of loads, and the button that undoes one after a confirmation."""
    with st.expander(say("data.undo")):
        st.caption(say("data.undo_about"))
        names = {row["load"]: Path(row["path"] or "").name for row in rows}
        chosen = st.selectbox(
            say("data.undo_which"), list(names), key="undo_which",
            format_func=lambda load: word("data.undo_load", load=load, file=names[load]),
        )  # fmt: skip
        sure = st.checkbox(say("data.undo_sure"), key=f"undo_sure_{chosen}")
        if st.button(say("data.undo_now"), key="undo_now", disabled=not sure or is_running()):
            start_here(partial(undo, chosen))


@st.fragment(run_every=_LOOKS)
def _follow(graph: Graph) -> None:
    rows = graph.ask("quality/loads")
    _table(rows)
    if all(state_of(row) != "running" for row in rows):
        st.rerun()
