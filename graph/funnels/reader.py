"""Trails as a funnel looks at them: read from stored journeys, one person or session after the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..conditions import CompiledFilter, Step, check_property, letters_of, number
from ..errors import GraphError
from ..store import Graph, Row, native
from ..trails import (
    DIGITS,
    Alphabet,
    AttemptArrays,
    AttemptFinder,
    AttemptRules,
    TrailEvent,
    count_parts,
    time_at,
)

if TYPE_CHECKING:
    from .question import FunnelQuestion


@dataclass(frozen=True, slots=True)
class Trail:
    """What one person did, or did in one session (its number in the journey, from 1).

    `found` has the properties of each event that the question reads properties of, in order.
    """

    oneid: str
    session: int | None
    letters: str
    clock: str
    found: Sequence[Sequence[Any]] = ()
    first_value: Any = None
    user_value: Any = None

    def at(self, place: int) -> int:
        """When the event at a place happened, in microseconds since 1970."""
        return time_at(self.clock, place)


@dataclass(frozen=True, slots=True)
class TrailBatch:
    """Some of all trails: the person, the session (None is the whole journey) and the trail at each place."""

    oneids: Sequence[str]
    sessions: Sequence[int | None]
    letters: Sequence[str]
    clocks: Sequence[str]

    def trail(self, place: int) -> Trail:
        return Trail(self.oneids[place], self.sessions[place], self.letters[place], self.clocks[place])


class TrailReader:
    """Reads the trails that a funnel looks at, and the events that its steps need.

    Raises EventUnknown for a step that no event has.
    """

    def __init__(self, question: "FunnelQuestion", alphabet: Alphabet, compiled: CompiledFilter) -> None:
        self.question, self.alphabet, self._filter = question, alphabet, compiled
        self.rules = rules(question, compiled)
        self.events_without_number = 0
        self.letters = [letters_of(alphabet, step) for step in question.steps]
        self._excluded = [
            (letters_of(alphabet, one.step), one.step, _gaps(one.after, one.before, len(question.steps)))
            for one in question.exclude
        ]
        wanted = set("".join(self.letters)).union(*(letters for letters, _, _ in self._excluded))
        self._relevant = re.compile(f"[{''.join(sorted(wanted))}]")
        self._names = {alphabet.name[letter] for letter in wanted}
        self._with_values = frozenset(kind.letter for kind in alphabet.types if kind.name in self._names)
        self._place_of = {name: place for place, name in enumerate(question.properties)}
        self._of_letter = {letter: self._fits_and_bars(letter, None) for letter in wanted}
        self.reads_values = bool(question.properties) or bool(
            question.by and question.by.startswith(("first.", "user.")) and question.by != "first.source"
        )

    def finder(self) -> AttemptFinder | None:
        """Finds all attempts at once, where steps depend on letters, order and time alone."""
        question = self.question
        if self.reads_values or question.order == "any" or question.ties != "source" or self.rules.optional:
            return None
        excluded = ["".join(letters for letters, _, gaps in self._excluded if gap in gaps)
                    for gap in range(self.rules.steps - 1)]  # fmt: skip
        return AttemptFinder([self._first_letters(), *self.letters[1:]], excluded, self.rules)

    def batches(self, graph: Graph) -> Iterator[TrailBatch]:
        """Every journey or session in which an attempt may begin, where no property is read."""
        parts, by_session = count_parts(graph), self.question.count == "sessions"
        for part in range(parts):
            (row,) = graph.ask("internal/funnels/walks", **self._parameters(), part=part, parts=parts)
            yield TrailBatch(
                [oneid for oneid, of in zip(row["oneids"], row["numbers"], strict=True) for _ in of],
                [number + 1 if by_session else None for of in row["numbers"] for number in of],
                list(chain.from_iterable(row["trails"])),
                list(chain.from_iterable(row["clocks"])),
            )

    def trails(self, graph: Graph) -> Iterator[Trail]:
        """The same one by one, with the properties that are read.

        Raises QuestionInvalid for a property that none of the events has.
        """
        self._check_properties(graph)
        if not self.reads_values:
            for batch in self.batches(graph):
                yield from (batch.trail(place) for place in range(len(batch.oneids)))
            return
        by = self.question.by or ""
        given = self._parameters() | {
            "names": sorted(self._names),
            "properties": list(self.question.properties),
            "first": by.removeprefix("first.") if by.startswith("first.") else None,
            "attribute": by.removeprefix("user.") if by.startswith("user.") else None,
        }
        for row in graph.stream("internal/funnels/walks_with_properties", **given):
            trail = _trail(row)
            if len(trail.found) != sum(letter in self._with_values for letter in trail.letters):
                raise GraphError(
                    "Some journeys are older than their events.",
                    kept="Nothing was changed.",
                    action="Build them, then run the question again: onepath journeys build",
                )
            yield trail

    def _parameters(self) -> dict[str, Any]:
        return {
            "others": self.alphabet.others(self._first_letters()),
            "scope": "session" if self.question.count == "sessions" else "person",
            "since": self.rules.since,
            "until": self.rules.until,
            "filter": self._filter,
        }

    def _first_letters(self) -> str:
        """Those that an attempt may begin with."""
        firsts = "".join(self.letters) if self.question.order == "any" else self.letters[0]
        return "".join(letter for letter in firsts if self._begins(letter))

    def _check_properties(self, graph: Graph) -> None:
        for wanted in self.question.properties:
            check_property(graph, self._names, wanted)

    def values(self, trail: Trail) -> dict[int, Sequence[Any]]:
        """The properties that were read, by place in the trail."""
        if not trail.found:
            return {}
        places = [place for place, letter in enumerate(trail.letters) if letter in self._with_values]
        return dict(zip(places, trail.found, strict=True))

    def events(self, trail: Trail, places: range) -> list[TrailEvent]:
        """The events at these places that fit a step or are excluded."""
        if not self.question.properties:
            of_letter, clock = self._of_letter, trail.clock
            return [
                TrailEvent(
                    place,
                    int(clock[DIGITS * place : DIGITS * place + DIGITS]),
                    *of_letter[match[0]],
                    None,
                    self._begins(match[0]),
                )
                for match in self._relevant.finditer(trail.letters, places.start, places.stop)
                for place in (match.start(),)
            ]
        values = self.values(trail)
        found_events = []
        for match in self._relevant.finditer(trail.letters, places.start, places.stop):
            place = match.start()
            found = values[place]
            fits, bars = self._fits_and_bars(match[0], found)
            constant = found[self._place_of[self.question.constant]] if self.question.constant else None
            if fits or bars:
                begins = self._begins(match[0])
                found_events.append(TrailEvent(place, trail.at(place), fits, bars, constant, begins))
        return found_events

    def _begins(self, letter: str) -> bool:
        return self._filter.begins is None or letter in self._filter.begins

    def _fits_and_bars(
        self, letter: str, found: Sequence[Any] | None
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The steps that an event fits, and the gaps it is excluded in; by its letter alone if None."""
        fits = tuple(
            number
            for number, (step, letters) in enumerate(zip(self.question.steps, self.letters, strict=True))
            if letter in letters and (found is None or self._holds(step, found))
        )
        bars = tuple(
            gap
            for letters, step, gaps in self._excluded
            if letter in letters and (found is None or self._holds(step, found))
            for gap in gaps
        )
        return fits, bars

    def fits(self, trail: Trail) -> list[tuple[int, tuple[int, ...]]]:
        """Every event's time and the steps that it fits, for ClickHouse's mode."""
        places = range(len(trail.letters))
        known = {one.place: one.fits for one in self.events(trail, places)}
        return [(trail.at(place), known.get(place, ())) for place in places]

    def value(self, trail: Trail, place: int) -> str:
        """The value of the breakdown for an attempt that began at this place."""
        by = self.question.by
        if by is None:
            return ""
        if by == "source":
            return self.alphabet.source[trail.letters[place]]
        if by == "first.source":
            return self.alphabet.source[trail.letters[0]]
        if by.startswith(("first.", "user.")):
            value = trail.first_value if by.startswith("first.") else trail.user_value
        else:
            value = self.values(trail).get(place, (None,) * len(self._place_of))[self._place_of[by]]
        return "(none)" if value is None else str(value)

    def values_of(self, found: AttemptArrays) -> Sequence[str]:
        """The same for each attempt; nothing without a breakdown."""
        if self.question.by is None:
            return ()
        events = found.events
        places = found.places[:, 0] if self.question.by == "source" else events.starts[found.units]
        return [self.alphabet.source[chr(letter)] for letter in events.letters[places].tolist()]

    def _holds(self, step: Step, found: Sequence[Any]) -> bool:
        for one in step.conditions:
            value = found[self._place_of[one.property]]
            self.events_without_number += (
                value is not None and one.compares_numbers() and number(value) is None
            )
            if not one.holds(value):
                return False
        return True


def _trail(row: Row) -> Trail:
    session = row.pop("session")
    return Trail(
        letters=row.pop("trail"),
        session=None if session is None else session + 1,
        **{key: native(value) for key, value in row.items()},
    )


def rules(question: "FunnelQuestion", compiled: CompiledFilter) -> AttemptRules:
    """What attempts depend on."""
    return AttemptRules(
        steps=len(question.steps),
        window=question.window,
        order=question.order,
        optional=frozenset(place for place, step in enumerate(question.steps) if step.optional),
        first_entry=question.attempt == "first",
        hold_constant=question.constant is not None,
        since=compiled.since,
        until=compiled.until,
    )


def _gaps(after: int, before: int, steps: int) -> range:
    return range(after - 1, before - 1) if before else range(steps - 1)
