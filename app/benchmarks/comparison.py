"""One figure beside another, and how time is taken."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Comparison:
    """Seconds of ours and of the other way for the same work; `aim` is the most that ours may be of it."""

    what: str
    ours: float
    other: str
    theirs: float
    aim: float

    @property
    def ratio(self) -> float:
        """Ours as a multiple of theirs: below 1 is faster."""
        return self.ours / self.theirs


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """How long the work takes: the fastest of so many times."""
    taken = []
    for _ in range(times):
        begun = perf_counter()
        work()
        taken.append(perf_counter() - begun)
    return min(taken)
