"""Duration: how long journeys and sessions last, from the first to the last activity."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from ..durations import duration_code
from ..errors import QuestionInvalid
from ..flows import Counted
from ..questions import Option, People, PersonOccurrences, Question
from ..store import Graph
from .trail_ends import TrailEnds

_MICROSECONDS = 1_000_000
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
# Round lengths, each some two to four times the one before: sessions take minutes and journeys months.
_ENDS = (
    10, 30, _MINUTE, 3 * _MINUTE, 10 * _MINUTE, 30 * _MINUTE, _HOUR, 3 * _HOUR, 12 * _HOUR,
    _DAY, 3 * _DAY, 7 * _DAY, 30 * _DAY, 60 * _DAY, 90 * _DAY, 180 * _DAY, 365 * _DAY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DurationBracket:
    """Journeys (or sessions) that last at least `from_seconds` and less than `to_seconds`, which is null in
    the last bracket. The first bracket is what begins and ends at the same instant, such as a single event.
    `text` is the bracket's name: `1m..3m`.
    """

    text: str
    from_seconds: float
    to_seconds: float | None
    units: int
    people: int
    share: float


@dataclass(frozen=True, slots=True)
class Durations:
    """How long `units` journeys (or sessions) of `people` last, in seconds, from the first to the last
    activity. The durations are null if there are no journeys (or sessions).
    """

    counted: Counted
    filter: str
    units: int
    people: int
    mean_seconds: float | None
    median_seconds: float | None
    p90_seconds: float | None
    max_seconds: float | None
    brackets: tuple[DurationBracket, ...]


class DurationsQuestion(Question[Durations]):
    """How long journeys or sessions last: median, p90 and a histogram (case duration).

    A journey (or session) lasts from the first to the last thing that the person did in it: messages that the
    company sent and system events do not count (onepath events). The date range and the source apply to the
    first activity.

    Numbers for --people: `3` is the bracket in row 3, `1m..3m` is the bracket of this name.

    Example: onepath duration --count sessions --source web
    """

    command = ("duration",)

    kind: Literal["duration"] = "duration"
    count: Annotated[Counted, Option("--count")] = Field(
        default="people", description="What to count: people, each with their whole journey, or sessions."
    )

    def answer(self, graph: Graph) -> Durations:
        found = TrailEnds.read(graph, self.count, self.compiled_filter(graph), self.calendar(graph))
        seconds = _seconds(found)
        units = len(seconds)
        median, p90 = np.percentile(seconds, (50, 90)).tolist() if units else (None, None)
        return Durations(
            counted=self.count,
            filter=self.filter.sentence(),
            units=units,
            people=len(set(found.oneids)),
            mean_seconds=float(seconds.mean()) if units else None,
            median_seconds=median,
            p90_seconds=p90,
            max_seconds=float(seconds.max()) if units else None,
            brackets=_brackets(found, seconds),
        )

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        found = TrailEnds.read(graph, self.count, self.compiled_filter(graph), self.calendar(graph))
        seconds = _seconds(found)
        brackets = _brackets(found, seconds)
        chosen = [one for row, one in enumerate(brackets, 1) if of in (one.text, str(row))]
        if not chosen:
            raise QuestionInvalid(
                f"There is no bracket {of!r}.",
                action=f"There are: {', '.join(one.text for one in brackets) or 'none'}.",
            )
        return found.found(of, _in_bracket(seconds, chosen[0]))


def _seconds(found: TrailEnds) -> NDArray[np.float64]:
    return (found.ends - found.begins) / _MICROSECONDS


def _brackets(found: TrailEnds, seconds: NDArray[np.float64]) -> tuple[DurationBracket, ...]:
    """From the shortest to the longest that there is, empty ones between them included."""
    if not len(seconds):
        return ()
    oneids = np.array(found.oneids)
    places = _places(seconds)
    brackets = []
    for place in range(int(places.min()), int(places.max()) + 1):
        there = places == place
        units = int(there.sum())
        brackets.append(
            DurationBracket(*_bounds(place), units, len(set(oneids[there].tolist())), units / len(seconds))
        )
    return tuple(brackets)


def _places(seconds: NDArray[np.float64]) -> NDArray[np.int64]:
    """The bracket of each: 0 for no length at all, then by `_ENDS`."""
    places = 1 + np.searchsorted(_ENDS, seconds, side="right")
    return np.where(seconds == 0, 0, places).astype(np.int64)


def _bounds(place: int) -> tuple[str, float, float | None]:
    if place == 0:
        return "0s", 0.0, 0.0
    low, high = (0, *_ENDS)[place - 1], (*_ENDS, None)[place - 1]
    texts = ("" if not end else duration_code(timedelta(seconds=end)) for end in (low, high))
    return "..".join(texts), float(low), None if high is None else float(high)


def _in_bracket(seconds: NDArray[np.float64], bracket: DurationBracket) -> NDArray[np.bool_]:
    chosen: NDArray[np.bool_] = _places(seconds) == _place_of(bracket)
    return chosen


def _place_of(bracket: DurationBracket) -> int:
    return next(place for place in range(len(_ENDS) + 2) if _bounds(place)[0] == bracket.text)
