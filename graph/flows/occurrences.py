"""Where in trails something occurs, and whose trails these are. What occurs is a regular expression.

A trail is read as `(abc)`: a letter for each event, with a mark at either end.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..conditions import EVERYBODY, CompiledFilter
from ..questions import People, PersonOccurrences
from ..store import Graph, moment
from ..trails import DIGITS
from .labels import CLOSES, OPENS, Labels


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that somebody did it: from the last event before to the first event after, in UTC."""

    oneid: str
    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True)
class LabelledTrail:
    """A journey or session with its labels: its text with both marks, and the times of its events.

    `began` and `ended` have for each letter the first and last microsecond of its run.
    """

    text: str
    began: tuple[int, ...]
    ended: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Every place in the trails of a filter where a pattern begins: a stream of any number of them.

    The graph is asked each time that they are gone through, or counted by person.
    """

    graph: Graph
    labels: Labels
    pattern: str
    compiled: CompiledFilter = EVERYBODY

    def __iter__(self) -> Iterator[Occurrence]:
        """Person by person, with the times of each."""
        look = re.compile(f"(?=({self.pattern}))")
        for row in self.graph.stream("internal/flows/passages", **self._parameters):
            for letters, clock in zip(row["trails"], row["clocks"], strict=True):
                trail = read_trail(self.labels, letters, clock)
                for found in look.finditer(trail.text):
                    yield _occurrence(row["oneid"], trail, found.start(1), found.end(1))

    def people(self, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        """The people, those with most occurrences first; without `details` several times as fast."""
        people = _with_times(self) if details else self._without_times()
        people.sort(key=lambda one: (-one.occurrences, one.oneid))
        return People.found(of, people, sum(one.occurrences for one in people))

    def _without_times(self) -> list[PersonOccurrences]:
        look = re.compile(f"(?={self.pattern})")
        return [
            PersonOccurrences(oneid, occurrences=len(look.findall(text)))
            for row in self.graph.ask_in_parts("internal/flows/walkers", **self._parameters)
            for oneid, text in zip(row["oneids"], row["texts"], strict=True)
        ]

    @property
    def _parameters(self) -> dict[str, Any]:
        given = {**self.labels.parameters, "filter": self.compiled}
        return {**given, "pattern": f".*{self.pattern}.*"}


def _with_times(found: Iterable[Occurrence]) -> list[PersonOccurrences]:
    often: Counter[str] = Counter()
    first: dict[str, datetime] = {}
    last: dict[str, datetime] = {}
    for one in found:
        often[one.oneid] += 1
        first[one.oneid] = min(first.get(one.oneid, one.began), one.began)
        last[one.oneid] = max(last.get(one.oneid, one.ended), one.ended)
    return [
        PersonOccurrences(oneid, occurrences=number, first=first[oneid], last=last[oneid])
        for oneid, number in often.items()
    ]


def read_trail(labels: Labels, trail: str, clock: str) -> LabelledTrail:
    """A trail by its labels, consecutive repeats as one event if they are collapsed."""
    letters = trail.translate(labels.table)
    times = [int(clock[at : at + DIGITS]) for at in range(0, len(clock), DIGITS)]
    if not labels.options.collapse:
        return LabelledTrail(f"{OPENS}{letters}{CLOSES}", tuple(times), tuple(times))
    starts = [k for k, letter in enumerate(letters) if k == 0 or letters[k - 1] != letter]
    ends = [*(start - 1 for start in starts[1:]), len(letters) - 1]
    return LabelledTrail(
        OPENS + "".join(letters[k] for k in starts) + CLOSES,
        tuple(times[k] for k in starts),
        tuple(times[k] for k in ends[: len(starts)]),
    )


def _occurrence(oneid: str, trail: LabelledTrail, start: int, stop: int) -> Occurrence:
    # The text has a mark more at its beginning than there are times; marks at the ends have none.
    first, last = max(start - 1, 0), min(stop - 2, len(trail.began) - 1)
    began = trail.ended[first] if first < last else trail.began[first]
    return Occurrence(oneid, moment(began), moment(trail.began[last]))
