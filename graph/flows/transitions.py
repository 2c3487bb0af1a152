"""The directly-follows graph: which event follows which, how often, and how long it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from ..errors import QuestionInvalid, Refused
from ..questions import Option, People, PersonOccurrences, plain_names
from ..store import Graph
from .flow_question import FlowQuestion
from .labels import CLOSES, OPENS, Labels
from .pairs import count_pairs, event_occurrences, pair_occurrences

_MOST_TIMES = 20_000_000
_BYTES_A_TIME = 64
_SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Transition:
    """How often, and for how many people, `to_event` directly follows `from_event`.

    `(start)` and `(end)` are the ends of journeys (or sessions). The seconds are the time between the two
    events: null without `slowest`, and if one of the two is an end.
    """

    from_event: str
    to_event: str
    occurrences: int
    people: int
    total_seconds: float | None = None
    median_seconds: float | None = None
    p90_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Transitions:
    """Every transition, the most frequent first; with `slowest`, the one with the most total time first."""

    counted: str
    filter: str
    transitions: tuple[Transition, ...]


class TransitionsQuestion(FlowQuestion[Transitions]):
    """Which event directly follows which, how often, for how many people, and how long it takes.

    The counts are those of a directly-follows graph whose cases are the journeys (or sessions), including its
    start and end activities. With --collapse no event follows itself.

    Numbers for --people: `cart>purchase` is the transition from `cart` to `purchase`, `purchase` is every
    occurrence of the event; `(start)` and `(end)` are the ends of journeys (or sessions).

    Example: onepath transitions --slowest
    """

    command = ("transitions",)

    kind: Literal["transitions"] = "transitions"
    slowest: Annotated[bool, Option("--slowest")] = Field(
        default=False,
        description="Add the times between events, and list the transitions with the most total time first.",
    )
    limit: Annotated[int, Option("--limit")] = Field(
        default=30, ge=1, le=1_000_000, description="How many rows to list; --json has all of them."
    )

    def answer(self, graph: Graph) -> Transitions:
        labels = self.options.read(graph)
        counted = count_pairs(graph, labels, self.compiled_filter(graph, labels.alphabet))
        found = self._timed(graph, labels, counted) if self.slowest else _plain(labels, counted)
        return Transitions(self.count, self.filter.sentence(), tuple(found))

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        names = plain_names(of)
        if len(names) == 1:
            return event_occurrences(graph, self, names[0]).people(of, details=details)
        if len(names) != 2:
            raise QuestionInvalid(
                f"There is no transition {of!r}.", action="Write two events, such as cart>purchase, or one."
            )
        source, target = names
        return pair_occurrences(graph, self, source, target).people(of, details=details)

    def _timed(
        self, graph: Graph, labels: Labels, counted: Mapping[str, tuple[int, int]]
    ) -> list[Transition]:
        """Median and p90 are times that occur: the smallest that half, or 90%, of them do not exceed.

        Raises Refused where there are more times than the server should hold at once.
        """
        times = sum(often for pair, (often, _) in counted.items() if OPENS not in pair and CLOSES not in pair)
        if times > _MOST_TIMES:
            raise Refused(
                f"The server would have to hold {times:,} times between events at once, "
                f"about {times * _BYTES_A_TIME / 2**30:.1f} GiB; the limit is {_MOST_TIMES:,}.",
                action="Run it with --count sessions, with --collapse, or without --slowest.",
            )
        given = {**labels.parameters, "filter": self.compiled_filter(graph, labels.alphabet)}
        del given["runs"]
        timed = {row["pair"]: row for row in graph.ask("internal/flows/durations", **given)}
        found = [
            Transition(labels.label(pair[0]), labels.label(pair[1]), *counts, *_seconds(timed.get(pair)))
            for pair, counts in counted.items()
        ]
        return sorted(
            found,
            key=lambda row: (-(row.total_seconds or -1.0), -row.occurrences, row.from_event, row.to_event),
        )


def _plain(labels: Labels, counted: Mapping[str, tuple[int, int]]) -> list[Transition]:
    found = (
        Transition(labels.label(pair[0]), labels.label(pair[1]), *counts) for pair, counts in counted.items()
    )
    return sorted(found, key=lambda row: (-row.occurrences, row.from_event, row.to_event))


def _seconds(row: Mapping[str, Any] | None) -> list[float]:
    return [row[name] / _SECOND for name in ("total", "median", "p90")] if row else []
