"""Work that fills the graph, in the background: it continues while the reader looks at another page.

One job at a time for all readers, since each step takes the graph's whole attention; all see how far it is.
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

__all__ = ["Job", "JobStep", "current_job", "dismiss", "is_running", "start"]


@dataclass(slots=True)
class JobStep:
    """How far a step is: what `Show` hands to the code that works."""

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
        """Of the total, where that is known."""
        return min(self.done / self.total, 1.0) if self.total else None


@dataclass(slots=True)
class Job:
    """Some work and how far it is; once it has ended, its `result`, or the `error` that stopped it."""

    work: Callable[[Show], Any]
    steps: list[JobStep] = field(default_factory=list)
    result: Any = None
    error: OnepathError | None = None
    ended: bool = False
    begun: float = field(default_factory=monotonic)
    seconds: float = 0.0
    _thread: Thread | None = None

    def start(self) -> None:
        """Starts the work in a thread of its own."""
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Waits until the work has ended."""
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            self.result = self.work(self._show)
        except OnepathError as error:
            self.error = error
        except Exception as error:  # nobody else hears of it
            self.error = OnepathError(f"It broke off: {error}", kept="What was committed before is kept.")
        finally:
            self.seconds = monotonic() - self.begun
            self.ended = True

    @contextmanager
    def _show(self, step: Step, name: str = "", total: float | None = None) -> Iterator[JobStep]:
        shown = JobStep(step, name, total)
        self.steps.append(shown)
        yield shown


@dataclass(slots=True)
class _Board:
    lock: Lock = field(default_factory=Lock)
    job: Job | None = None


@st.cache_resource(show_spinner=False)
def _board() -> _Board:
    return _Board()


def start(work: Callable[[Show], Any]) -> Job:
    """Starts the work. Raises Refused while another job is running."""
    board = _board()
    with board.lock:
        if board.job is not None and not board.job.ended:
            raise Refused(
                "Something is being loaded, resolved or built already.",
                kept="Nothing was started.", action="Wait until it has ended.",
            )  # fmt: skip
        board.job = Job(work)
        board.job.start()
        return board.job


def current_job() -> Job | None:
    """The job that is running, or the last one."""
    return _board().job


def dismiss() -> None:
    """Forgets the last job and its result."""
    if not is_running():
        _board().job = None


def is_running() -> bool:
    """Whether a job is running."""
    job = current_job()
    return job is not None and not job.ended
