"""What people did, as a funnel sees it: read from stored journeys, one person or session after the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from onepath.graph.errors import GraphError, QuestionInvalid
from onepath.graph.funnels.attempts import Happening, Rules
from onepath.graph.funnels.question import FunnelQuestion
from onepath.graph.funnels.steps import Step, number
from onepath.graph.funnels.straight import Straight
from onepath.graph.journeys import Alphabet, Group
from onepath.graph.journeys.clock import DIGITS, time_at
from onepath.graph.journeys.group import FIRST, LAST
from onepath.graph.journeys.parts import parts_of
from onepath.graph.store import Graph, native

_OWN = frozenset(
    (
        "key",
        "source",
        "message_id",
        "name",
        "original_at",
        "sent_at",
        "received_at",
        "corrected_at",
        "sequence",
    )
)
"""What every event has; the rest is from the data."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One person, or one session of a person (`session` counts from 0 in order of their beginning).

    `found` has the properties of each event that the question reads properties of, in order.
    """

    oneid: str
    session: int | None
    trail: str
    clock: str
    found: Sequence[Sequence[Any]] = ()
    first_value: Any = None
    user_value: Any = None

    def at(self, place: int) -> int:
        """When the event at a place happened, in microseconds since 1970."""
        return time_at(self.clock, place)


class Reader:
    """Turns units of a group into what a question looks at.

    Raises EventUnknown for a step that no event has.
    """

    def __init__(self, question: FunnelQuestion, alphabet: Alphabet, group: Group) -> None:
        self.question, self.alphabet, self._group = question, alphabet, group
        self.rules = rules(question, group)
        self.numbers_missing = 0
        self.letters = [alphabet.letters(step.names) for step in question.steps]
        self._excluded = [
            (alphabet.letters(one.step.names), one.step, _gaps(one.after, one.before, len(question.steps)))
            for one in question.exclude
        ]
        wanted = set("".join(self.letters)).union(*(letters for letters, _, _ in self._excluded))
        self._relevant = re.compile(f"[{''.join(sorted(wanted))}]")
        self._names = {alphabet.name[letter] for letter in wanted}
        self._with_values = frozenset(kind.letter for kind in alphabet.types if kind.name in self._names)
        self._place_of = {name: place for place, name in enumerate(question.properties)}
        self._of_letter = {letter: self._fits_and_bars(letter, None) for letter in wanted}
        self.walked = bool(question.properties) or bool(
            question.by and question.by.startswith(("first.", "user.")) and question.by != "first.source"
        )

    def straight(self) -> Straight | None:
        """A quicker way to an attempt, where steps are told by letters and order alone."""
        question = self.question
        if self.walked or question.order != "ordered" or question.entry != "any" or question.exclude:
            return None
        if question.ties != "source" or question.count == "attempts" or self.rules.optional:
            return None
        first = "".join(letter for letter in self.letters[0] if self._begins(letter))
        return Straight.of([first, *self.letters[1:]], self.rules)

    def units(self, graph: Graph) -> Iterator[Unit]:
        """Everybody, or every session, that has a chance to begin.

        Raises QuestionInvalid for a property that none of the events has.
        """
        self._check_properties(graph)
        first = "".join(
            letter
            for letter in ("".join(self.letters) if self.question.order == "any" else self.letters[0])
            if self._begins(letter)
        )
        asked: dict[str, Any] = {
            "others": self.alphabet.others(first),
            "scope": "session" if self.question.count == "sessions" else "person",
            "since": self.rules.since,
            "until": self.rules.until,
            **whole(self._group, self.alphabet),
        }
        if not self.walked:
            parts = parts_of(graph)
            for part in range(parts):
                (row,) = graph.ask("funnels/walks", **asked, part=part, parts=parts)
                columns = (row[name] for name in ("oneids", "sessions", "trails", "clocks"))
                for oneid, session, trail, clock in zip(*columns, strict=True):
                    yield Unit(oneid, None if session < 0 else session, trail, clock)
            return
        by = self.question.by or ""
        asked |= {
            "names": sorted(self._names),
            "properties": list(self.question.properties),
            "first": by.removeprefix("first.") if by.startswith("first.") else None,
            "attribute": by.removeprefix("user.") if by.startswith("user.") else None,
        }
        for row in graph.stream("funnels/walks_with_properties", **asked):
            unit = Unit(**{key: native(value) for key, value in row.items()})
            if len(unit.found) != sum(letter in self._with_values for letter in unit.trail):
                raise GraphError(
                    "Some journeys are older than their events.",
                    kept="Nothing was changed.",
                    action="Build them, then ask again: onepath journeys build",
                )
            yield unit

    def _check_properties(self, graph: Graph) -> None:
        for wanted in self.question.properties:
            (found,) = graph.ask("funnels/has_property", names=sorted(self._names), property=wanted)
            if not found["known"]:
                known = [name for name in found["properties"] if name not in _OWN]
                near = get_close_matches(wanted, known, 5, 0.5) or known
                raise QuestionInvalid(
                    f"None of these events has a property {wanted!r}.",
                    action=f"They have: {', '.join(near) or 'none'}.",
                )

    def values(self, unit: Unit) -> dict[int, Sequence[Any]]:
        """The properties that were read, by place in the unit's trail."""
        if not unit.found:
            return {}
        places = [place for place, letter in enumerate(unit.trail) if letter in self._with_values]
        return dict(zip(places, unit.found, strict=True))

    def happenings(self, unit: Unit, places: range) -> list[Happening]:
        """The unit's events at these places that fit a step or are excluded."""
        if not self.question.properties:
            of_letter, clock = self._of_letter, unit.clock
            return [
                Happening(
                    place,
                    int(clock[DIGITS * place : DIGITS * place + DIGITS]),
                    *of_letter[match[0]],
                    None,
                    self._begins(match[0]),
                )
                for match in self._relevant.finditer(unit.trail, places.start, places.stop)
                for place in (match.start(),)
            ]
        values = self.values(unit)
        happenings = []
        for match in self._relevant.finditer(unit.trail, places.start, places.stop):
            place = match.start()
            found = values[place]
            fits, bars = self._fits_and_bars(match[0], found)
            constant = found[self._place_of[self.question.constant]] if self.question.constant else None
            if fits or bars:
                begins = self._begins(match[0])
                happenings.append(Happening(place, unit.at(place), fits, bars, constant, begins))
        return happenings

    def _begins(self, letter: str) -> bool:
        return self._group.begins is None or letter in self._group.begins

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

    def fits(self, unit: Unit) -> list[tuple[int, tuple[int, ...]]]:
        """Every event's time and the steps that it fits, for ClickHouse's reading."""
        places = range(len(unit.trail))
        known = {one.place: one.fits for one in self.happenings(unit, places)}
        return [(unit.at(place), known.get(place, ())) for place in places]

    def group(self, unit: Unit, place: int) -> str:
        """The value that the unit is counted under, where its attempt began at this place."""
        by = self.question.by
        if by is None:
            return ""
        if by == "source":
            return self.alphabet.source[unit.trail[place]]
        if by == "first.source":
            return self.alphabet.source[unit.trail[0]]
        if by.startswith(("first.", "user.")):
            value = unit.first_value if by.startswith("first.") else unit.user_value
        else:
            value = self.values(unit).get(place, (None,) * len(self._place_of))[self._place_of[by]]
        return "(none)" if value is None else str(value)

    def _holds(self, step: Step, found: Sequence[Any]) -> bool:
        for one in step.conditions:
            value = found[self._place_of[one.property]]
            self.numbers_missing += value is not None and one.compares_numbers() and number(value) is None
            if not one.holds(value):
                return False
        return True


def whole(group: Group, alphabet: Alphabet) -> dict[str, Any]:
    """What a group asks of the whole of a unit, as parameters of queries; the rest it asks of attempts."""
    asked = replace(group, begins=None, since=FIRST, until=LAST).asked(alphabet)
    return {name: asked[name] for name in ("everybody", "but_has", "but_lacks")}


def rules(question: FunnelQuestion, group: Group) -> Rules:
    """What attempts depend on."""
    return Rules(
        steps=len(question.steps),
        window=question.window,
        order=question.order,
        optional=frozenset(place for place, step in enumerate(question.steps) if step.optional),
        first_entry=question.entry == "first",
        hold_constant=question.constant is not None,
        since=group.since,
        until=group.until,
    )


def _gaps(after: int, before: int, steps: int) -> range:
    return range(after - 1, before - 1) if before else range(steps - 1)
