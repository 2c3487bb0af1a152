"""Work that fills the graph, done beside the pages: it goes on while its reader looks at something else.

One at a time for all readers, since each step takes the graph's whole attention; all see how far it is.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, Thread
from time import monotonic
from typing import Any

import streamlit as st
from onepath.graph.errors import Refused
from onepath.loaders.errors import OnepathError

from ...loading import Show, Step
from ..language import say, word
from ..text import number, plain

__all__ = ["Job", "begin", "current", "forget", "show_job", "working_now"]

_LOOKS = 0.5
"""Seconds between two looks at how far it is."""


@dataclass(slots=True)
class Shown:
    """How far a step is: what `Show` hands to those who work."""

    step: Step
    name: str
    total: float | None
    done: float = 0
    count: int = 0

    def add(self, more: int) -> None:
        self.done += more

    def counted(self, more: int) -> None:
        self.count += more

    def reach(self, done: int, total: int | None = None) -> None:
        self.done, self.count, self.total = done, done, total or self.total

    @property
    def share(self) -> float | None:
        """Of the whole, where that is known."""
        return min(self.done / self.total, 1.0) if self.total else None


@dataclass(slots=True)
class Job:
    """Some work and how far it is. `told` is what it came to, `error` why it broke off."""

    work: Callable[[Show], Any]
    steps: list[Shown] = field(default_factory=list)
    told: Any = None
    error: OnepathError | None = None
    ended: bool = False
    begun: float = field(default_factory=monotonic)
    seconds: float = 0.0
    _thread: Thread | None = None

    def start(self) -> None:
        """Begins the work beside whoever calls this."""
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Until it has ended."""
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            self.told = self.work(self._show)
        except OnepathError as error:
            self.error = error
        except Exception as error:  # nobody else hears of it
            self.error = OnepathError(f"It broke off: {error}", kept="What was committed before is kept.")
        finally:
            self.seconds = monotonic() - self.begun
            self.ended = True

    @contextmanager
    def _show(self, step: Step, name: str = "", total: float | None = None) -> Iterator[Shown]:
        shown = Shown(step, name, total)
        self.steps.append(shown)
        yield shown


@dataclass(slots=True)
class _Board:
    lock: Lock = field(default_factory=Lock)
    job: Job | None = None


@st.cache_resource(show_spinner=False)
def _board() -> _Board:
    return _Board()


def begin(work: Callable[[Show], Any]) -> Job:
    """Starts the work. Raises Refused while other work goes on."""
    board = _board()
    with board.lock:
        if board.job is not None and not board.job.ended:
            raise Refused(
                "Something is being loaded, resolved or built already.",
                kept="Nothing was begun.", action="Wait until it has ended.",
            )  # fmt: skip
        board.job = Job(work)
        board.job.start()
        return board.job


def current() -> Job | None:
    """The work that goes on, or that ended last."""
    return _board().job


def forget() -> None:
    """Forgets the work that ended, and what it came to."""
    if not working_now():
        _board().job = None


def working_now() -> bool:
    """Whether work goes on."""
    job = current()
    return job is not None and not job.ended


def show_job() -> None:
    """How far the work is, as long as it goes on; and then the page is shown anew."""
    if working_now():
        _watch()


@st.fragment(run_every=_LOOKS)
def _watch() -> None:
    job = current()
    if job is None or job.ended:
        st.rerun()
    with st.container(border=True):
        st.markdown(f"**{say('jobs.going_on')}**")
        for shown in list(job.steps):
            last = shown is job.steps[-1]
            share = shown.share if last else 1.0
            st.progress(share or 0.0, text=plain(_line(shown, last)))
        st.caption(say("jobs.may_leave"))


def _line(shown: Shown, last: bool) -> str:
    text = word(f"jobs.{shown.step}", name=shown.name)
    parts = [text, number(shown.count) if shown.count else ""]
    parts.append("" if shown.share is None or not last else f"{shown.share:.0%}")
    return " · ".join(part for part in parts if part)
