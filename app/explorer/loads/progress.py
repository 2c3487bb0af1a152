"""How far the running job is, and why the last one failed."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from ...loading import Show
from ..connection import banner, working
from ..formats import number, plain
from ..language import say, word
from .jobs import JobStep, current_job, dismiss, is_running, start

__all__ = ["show_failures", "show_progress", "start_here"]

_LOOKS = 0.5
"""Seconds between two looks at how far it is."""


def start_here(work: Callable[[Show], Any]) -> None:
    """Starts the work and shows the page again, with its progress. Raises Refused while a job is running."""
    with working(word("beginning.starting")):
        start(work)
    st.rerun()


def show_progress() -> None:
    """How far the job is while it is running; afterwards the page is shown again."""
    if is_running():
        _follow()


def show_failures() -> None:
    """Why the last job failed, if it did, and which files could not be read."""
    job = current_job()
    if job is None or not job.ended:
        return
    failures = [load.error for load in getattr(job.result, "loads", ()) if load.error is not None]
    errors = [error for error in (job.error, *failures) if error is not None]
    for error in errors:
        banner(error, again=False)
    if errors:
        st.button(say("jobs.dismiss"), key="jobs_seen", icon=":material/check:", on_click=dismiss)


@st.fragment(run_every=_LOOKS)
def _follow() -> None:
    job = current_job()
    if job is None or job.ended:
        st.rerun()
    with st.container(border=True):
        st.markdown(f"**{say('jobs.running')}**")
        for step in list(job.steps):
            last = step is job.steps[-1]
            share = step.share if last else 1.0
            st.progress(share or 0.0, text=plain(_line(step, last)))
        st.caption(say("jobs.may_leave"))


def _line(step: JobStep, last: bool) -> str:
    text = word(f"jobs.{step.step}", name=step.name)
    parts = [text, number(step.count) if step.count else ""]
    parts.append("" if step.share is None or not last else f"{step.share:.0%}")
    return " · ".join(part for part in parts if part)
