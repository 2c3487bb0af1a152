"""Rework: events that are repeated, events that follow themselves, and back-and-forth loops."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from ..errors import QuestionInvalid
from ..questions import Option, People, PersonOccurrences, plain_names
from ..store import Graph
from .flow_question import FlowQuestion
from .labels import Labels
from .occurrences import Occurrences
from .pairs import count_pairs, pair_occurrences


@dataclass(frozen=True, slots=True)
class Repeat:
    """An event that occurs more than once: the number of journeys (or sessions), of people, and of
    occurrences after the first.
    """

    event: str
    units: int
    people: int
    repeats: int


@dataclass(frozen=True, slots=True)
class Loop:
    """`event`, `via`, `event` in a row; if both are the same event, it is followed by itself."""

    event: str
    via: str
    occurrences: int
    people: int


@dataclass(frozen=True, slots=True)
class Rework:
    """Repeats of events, events that follow themselves, and back-and-forth loops, the most frequent first."""

    counted: str
    filter: str
    events: tuple[Repeat, ...]
    self_loops: tuple[Loop, ...]
    loops: tuple[Loop, ...]


class ReworkQuestion(FlowQuestion[Rework]):
    """What people do again: repeats of an event, self-loops A > A, back-and-forth loops A > B > A.

    Numbers for --people: `cart` is every repeat of `cart` after its first time, `cart>cart` is the self-loop,
    `cart>view>cart` is the loop via `view`.

    Example: onepath rework --count sessions
    """

    command = ("rework",)

    kind: Literal["rework"] = "rework"
    limit: Annotated[int, Option("--limit")] = Field(
        default=30, ge=1, le=1_000_000, description="How many rows to list; --json has all of them."
    )

    def answer(self, graph: Graph) -> Rework:
        labels = self.options.read(graph)
        compiled = self.compiled_filter(graph, labels.alphabet)
        given = {**labels.parameters, "filter": compiled}
        letters = list(labels.first.values())
        events: dict[str, list[int]] = {}
        for row in graph.ask_in_parts("internal/flows/repeats", **given, letters=letters):
            _add(events, row["letter"], row["units"], row["people"], row["again"])
        loops: dict[str, list[int]] = {}
        for row in graph.ask_in_parts("internal/flows/there_and_back", **given):
            _add(loops, row["loop"], row["times"], row["people"])
        pairs = count_pairs(graph, labels, compiled)
        selves = {pair: counts for pair, counts in pairs.items() if pair[0] == pair[1]}
        repeats = (Repeat(labels.label(letter), *counts) for letter, counts in events.items())
        return Rework(
            counted=self.count,
            filter=self.filter.sentence(),
            events=tuple(sorted(repeats, key=lambda row: (-row.repeats, row.event))),
            self_loops=_loops(labels, selves),
            loops=_loops(labels, loops),
        )

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        return self._occurrences(graph, of).people(of, details=details)

    def _occurrences(self, graph: Graph, of: str) -> Occurrences:
        names = plain_names(of)
        if len(names) == 2 and names[0] == names[1]:
            return pair_occurrences(graph, self, names[0], names[1])
        if len(names) not in (1, 3) or names[0] != names[-1]:
            raise QuestionInvalid(
                f"There is no rework {of!r}.", action="Write cart, cart>cart or cart>view>cart."
            )
        labels = self.options.read(graph, *dict.fromkeys(names))
        there, compiled = labels.letter(names[0]), self.compiled_filter(graph, labels.alphabet)
        if len(names) == 1:
            # From an event to its next in the same journey.
            return Occurrences(graph, labels, f"{there}[^{there}()]*{there}", compiled)
        return Occurrences(graph, labels, there + labels.letter(names[1]) + there, compiled)


def _add(counted: dict[str, list[int]], key: str, *counts: int) -> None:
    before = counted.get(key, [0] * len(counts))
    counted[key] = [one + more for one, more in zip(before, counts, strict=True)]


def _loops(labels: Labels, counted: Mapping[str, Sequence[int]]) -> tuple[Loop, ...]:
    found = (Loop(labels.label(text[0]), labels.label(text[1]), *counts) for text, counts in counted.items())
    return tuple(sorted(found, key=lambda row: (-row.occurrences, row.event, row.via)))
