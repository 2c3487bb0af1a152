"""A pattern opened: who holds it, and with which events."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, overload

from ..conditions import EVERYBODY, Group
from ..errors import QuestionInvalid
from ..flows import groups
from ..store import Graph, moment
from ..trails import Alphabet, parts_of, time_at
from .question import PatternQuestion

_ARROW = re.compile(r"((?:\\.|[^>\\])*)(?:>|$)")


@dataclass(frozen=True, slots=True)
class MatchedEvent:
    """An event of a match: its `place` in the journey or session, from 0, and when it was."""

    place: int
    at: datetime
    source: str
    name: str


@dataclass(frozen=True, slots=True)
class Holder:
    """A person or session that holds a pattern. `session` is its number in the journey, None for people.

    Of several matches the one that ends first, each of its events as late as it may be. Who converts has the
    target's event at the end; of two groups, who is of the first.
    """

    oneid: str
    session: int | None
    converts: bool
    events: tuple[MatchedEvent, ...]


def pattern_text(events: Sequence[str]) -> str:
    """A pattern as it is written: names with > between them, and a backslash before a > of a name."""
    return " > ".join(re.sub(r"([>\\])", r"\\\1", name) for name in events)


def pattern_events(text: str) -> tuple[str, ...]:
    """The names of a pattern that is written so. Raises QuestionInvalid where one is empty."""
    parts = [re.sub(r"\\(.)", r"\1", part.strip()) for part in _ARROW.findall(text)[:-1]]
    if not parts or not all(parts):
        raise QuestionInvalid(
            f"{text!r} is no pattern.", action="Write it as: browse > add_to_cart > purchase"
        )
    return tuple(parts)


class _Held(NamedTuple):
    """What is known of whoever holds a pattern; `session` is 0 for people."""

    oneid: str
    session: int
    converts: bool
    trail: str
    clock: str


class Holders(Sequence[Holder]):
    """All who hold a pattern. Which events match is only looked for in those that are taken out."""

    def __init__(self, held: Sequence[_Held], matcher: "_Matcher", alphabet: Alphabet) -> None:
        self._held, self._matcher, self._alphabet = held, matcher, alphabet

    @property
    def oneids(self) -> list[str]:
        """The person of each."""
        return [one.oneid for one in self._held]

    def of(self, *, converts: bool) -> "Holders":
        """Those who convert, or those who do not; of two groups the first, or the second."""
        held = [one for one in self._held if one.converts == converts]
        return Holders(held, self._matcher, self._alphabet)

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, place: int) -> Holder: ...
    @overload
    def __getitem__(self, place: slice) -> "Holders": ...
    def __getitem__(self, place: int | slice) -> "Holder | Holders":
        if isinstance(place, slice):
            return Holders(self._held[place], self._matcher, self._alphabet)
        one = self._held[place]
        places = self._matcher.match(one.trail, one.clock) or ()
        events = tuple(_event(self._alphabet, one.trail, one.clock, place) for place in places)
        return Holder(one.oneid, one.session or None, one.converts, events)


def open_pattern(
    graph: Graph, question: PatternQuestion, events: Sequence[str], *, group: Group = EVERYBODY
) -> Holders:
    """Who of the group holds a pattern, by OneID: as many as `find_patterns` counts for it so asked.

    With a target, its name may stand at the end of the pattern or not: who came to it and who did not are
    both told. Of two groups that are compared, first those of the one, who `converts` says, then those of
    the other. Raises EventUnknown for a name that no event has, QuestionInvalid for no names.
    """
    alphabet = Alphabet.read(graph)
    matcher = _Matcher.of(alphabet, question, events)
    if question.versus is None:
        return Holders(_holding(graph, question, alphabet, matcher, group), matcher, alphabet)
    first, second = groups(graph, question.versus)
    held = [
        one._replace(converts=converts)
        for converts, part in ((True, first), (False, second))
        for one in _holding(graph, question, alphabet, matcher, group & part)
    ]
    return Holders(held, matcher, alphabet)


def _holding(
    graph: Graph, question: PatternQuestion, alphabet: Alphabet, matcher: "_Matcher", group: Group
) -> list[_Held]:
    rows = graph.ask_in_parts(
        "internal/patterns/people",
        least=parts_of(graph),
        others=[alphabet.others(step) for step in matcher.steps],
        before=alphabet.others(matcher.target),
        scope=question.scope,
        **group.asked(alphabet),
    )
    columns = ("oneids", "sessions", "converts", "trails", "clocks")
    every: Iterable[_Held] = (
        _Held(*one) for row in rows for one in zip(*(row[name] for name in columns), strict=True)
    )
    if not matcher.plain:
        # The query looks for the events in their order alone.
        every = (one for one in every if matcher.match(one.trail, one.clock) is not None)
    return sorted(every)


def _event(alphabet: Alphabet, trail: str, clock: str, place: int) -> MatchedEvent:
    letter = trail[place]
    at = moment(time_at(clock, place))
    return MatchedEvent(place, at, alphabet.source[letter], alphabet.name[letter])


@dataclass(frozen=True, slots=True)
class _Matcher:
    """Looks for one pattern in one trail, by the letters of its steps."""

    steps: tuple[str, ...]
    target: str
    ignored: frozenset[str]
    name: Mapping[str, str]
    collapse: bool
    max_gap: int | None
    window: int | None

    @classmethod
    def of(cls, alphabet: Alphabet, question: PatternQuestion, events: Sequence[str]) -> "_Matcher":
        target = alphabet.letters(question.target) if question.target is not None else ""
        if target and events and events[-1] == question.target:
            events = events[:-1]
        if not events:
            raise QuestionInvalid("A pattern needs an event.", action="Write it as: browse > add_to_cart")
        ignored = frozenset(letter for name in question.ignore for letter in alphabet.letters(name))
        return cls(
            steps=tuple(alphabet.letters(name) for name in events),
            target=target,
            ignored=ignored,
            name=alphabet.name,
            collapse=question.collapse,
            max_gap=question.max_gap,
            window=question.window,
        )

    @property
    def plain(self) -> bool:
        """Whether whoever has the events in this order holds the pattern, whatever lies between them."""
        return not self.ignored and not self.collapse and self.max_gap is None and self.window is None

    def match(self, trail: str, clock: str) -> list[int] | None:
        """The places of a match in the trail, the target's last; None where there is none."""
        end = next((place for place, letter in enumerate(trail) if letter in self.target), len(trail))
        places = self._places(trail[:end])
        # Ends of matches so far: (number in places, place where the match starts, the end before it).
        ends: list[_End] = [
            (n, place, None) for n, place in enumerate(places) if trail[place] in self.steps[0]
        ]
        for step in self.steps[1:]:
            ends = self._longer(ends, step, trail, clock, places)
        if not ends:
            return None
        found: list[int] = []
        last: _End | None = ends[0]
        while last is not None:
            found.append(places[last[0]])
            last = last[2]
        return found[::-1] + ([end] if end < len(trail) else [])

    def _places(self, trail: str) -> list[int]:
        """The places of the events that count."""
        places: list[int] = []
        before = None
        for place, letter in enumerate(trail):
            if letter in self.ignored:
                continue
            name = self.name.get(letter)
            if not (self.collapse and places and name == before):
                places.append(place)
            before = name
        return places

    def _longer(
        self, ends: "list[_End]", step: str, trail: str, clock: str, places: list[int]
    ) -> "list[_End]":
        """The ends of matches that go on to `step`: from the last end before it, the nearest of all."""
        longer: list[_End] = []
        following = 0
        for n, place in enumerate(places):
            while following < len(ends) and ends[following][0] < n:
                following += 1
            if not following or trail[place] not in step:
                continue
            before = ends[following - 1]
            if self.max_gap is not None and n - before[0] - 1 > self.max_gap:
                continue
            if self.window is not None and time_at(clock, place) - time_at(clock, before[1]) > self.window:
                continue
            longer.append((n, before[1], before))
        return longer


_End = tuple[int, int, "_End | None"]
