"""What is behind a number: the people, and when they passed. A place in a journey is a regular expression.

A unit is read as `(abc)`: a letter for each event, with a mark at either end.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..conditions import EVERYBODY, Group
from ..store import Graph, moment
from ..trails import DIGITS
from .lens import CLOSES, OPENS, Words


@dataclass(frozen=True, slots=True)
class Passage:
    """One time that somebody passed: from the last event before to the first event after, in UTC."""

    oneid: str
    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True)
class Walker:
    """A person, how often it passed, and the first and last time."""

    oneid: str
    times: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Unit:
    """A journey or session as it is read: its text with both marks, and the times of its events.

    `began` and `ended` hold for each letter the first and last microsecond of its run.
    """

    text: str
    began: tuple[int, ...]
    ended: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Passed:
    """A person, and how often it passed."""

    oneid: str
    times: int


@dataclass(frozen=True, slots=True)
class Passages:
    """Every place in units of a group where a pattern begins: a stream of `Passage`, so of any number.

    The graph is asked when it is gone through, or asked for its `people`, each time anew.
    """

    graph: Graph
    words: Words
    pattern: str
    group: Group = EVERYBODY

    def __iter__(self) -> Iterator[Passage]:
        """Person by person, with the times of each passage."""
        look = re.compile(f"(?=({self.pattern}))")
        for row in self.graph.stream("internal/flows/passages", **self._asked):
            for trail, clock in zip(row["trails"], row["clocks"], strict=True):
                unit = read_unit(self.words, trail, clock)
                for found in look.finditer(unit.text):
                    yield _passage(row["oneid"], unit, found.start(1), found.end(1))

    def people(self) -> list[Passed]:
        """The same people as `walkers` finds, in its order, without times: several times as fast."""
        look = re.compile(f"(?={self.pattern})")
        found = [
            Passed(oneid, len(look.findall(text)))
            for row in self.graph.ask_in_parts("internal/flows/walkers", **self._asked)
            for oneid, text in zip(row["oneids"], row["texts"], strict=True)
        ]
        return sorted(found, key=lambda one: (-one.times, one.oneid))

    @property
    def _asked(self) -> dict[str, Any]:
        asked = {**self.words.asked, "filter": self.group}
        return {**asked, "pattern": f".*{self.pattern}.*"}


def walkers(found: Iterable[Passage]) -> list[Walker]:
    """The people of some passages, those who passed most often first."""
    people: dict[str, Walker] = {}
    for one in found:
        so_far = people.get(one.oneid, Walker(one.oneid, 0, one.began, one.ended))
        people[one.oneid] = Walker(
            one.oneid, so_far.times + 1, min(so_far.first, one.began), max(so_far.last, one.ended)
        )
    return sorted(people.values(), key=lambda walker: (-walker.times, walker.oneid))


def read_unit(words: Words, trail: str, clock: str) -> Unit:
    """A unit through a lens: letters folded, and runs as one event if the lens says so."""
    letters = trail.translate(words.table)
    times = [int(clock[at : at + DIGITS]) for at in range(0, len(clock), DIGITS)]
    if not words.lens.collapsed:
        return Unit(f"{OPENS}{letters}{CLOSES}", tuple(times), tuple(times))
    starts = [k for k, letter in enumerate(letters) if k == 0 or letters[k - 1] != letter]
    ends = [*(start - 1 for start in starts[1:]), len(letters) - 1]
    return Unit(
        OPENS + "".join(letters[k] for k in starts) + CLOSES,
        tuple(times[k] for k in starts),
        tuple(times[k] for k in ends[: len(starts)]),
    )


def _passage(oneid: str, unit: Unit, start: int, stop: int) -> Passage:
    # The text has a mark more at its beginning than there are times; marks at the ends have none.
    first, last = max(start - 1, 0), min(stop - 2, len(unit.began) - 1)
    began = unit.ended[first] if first < last else unit.began[first]
    return Passage(oneid, moment(began), moment(unit.began[last]))
