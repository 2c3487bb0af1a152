"""What a benchmark measured, and how time is taken."""

import os
import platform
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many seconds onepath takes, and what it is compared with takes, for the same work.

    `ratio` is the first divided by the second: below 1, onepath is faster. `target` is the highest ratio that
    is acceptable.
    """

    what: str
    seconds: float
    compared_with: str
    compared_seconds: float
    target: float
    ratio: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ratio", self.seconds / self.compared_seconds)


@dataclass(frozen=True, slots=True)
class BenchReport:
    """What was measured, on how many people and events, and on which machine.

    `memory_growth_mb`: by how much the Python process grew; `failed`: browser tasks that did not finish. Null
    for what a benchmark does not measure.
    """

    people: int
    events: int
    comparisons: list[Comparison]
    memory_growth_mb: float | None = None
    failed: list[str] | None = None
    machine: str = field(default_factory=lambda: machine())


def machine() -> str:
    """The processor's kind, and how many there are."""
    return f"{platform.machine()}, {os.cpu_count()} processors"


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """How long the work takes: the fastest of so many times."""
    taken = []
    for _ in range(times):
        begun = perf_counter()
        work()
        taken.append(perf_counter() - begun)
    return min(taken)
