"""The people behind a pattern, and the events by which they match it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..conditions import Filter, read_two_groups
from ..errors import QuestionInvalid
from ..flows import SCOPES
from ..questions import People, PeopleList, PersonEvent, PersonOccurrences
from ..store import Graph, moment
from ..trails import Alphabet, count_parts, time_at

if TYPE_CHECKING:
    from .question import PatternsQuestion


class _Match(NamedTuple):
    """What is known of a person or session with a pattern; `session` is 0 for people."""

    oneid: str
    session: int
    converted: bool
    trail: str
    clock: str


def find_people(
    graph: Graph, question: "PatternsQuestion", events: Sequence[str], *, of: str, converted: bool | None
) -> People[PersonOccurrences]:
    """The people or sessions with a pattern, by OneID: as many as the answer counts for it.

    With a target, its name may stand at the end of the pattern or not. `converted`: only people who
    converted, or only the others; of two groups that are compared only the first, or only the second. Of
    several matches the events are those of the one that ends first, each as late as it may be. Which events
    match is only looked for in people that are taken out. Raises EventUnknown for a name that no event has.
    """
    alphabet = question.alphabet(graph)
    matcher = _Matcher.of(alphabet, question, events)
    found = _matches(graph, question, alphabet, matcher)
    if converted is not None:
        found = [one for one in found if one.converted == converted]

    def person(place: int) -> PersonOccurrences:
        one = found[place]
        places = matcher.match(one.trail, one.clock) or ()
        shown = tuple(_event(alphabet, one.trail, one.clock, place) for place in places)
        return PersonOccurrences(
            one.oneid, one.session or None,
            first=shown[0].at if shown else None, last=shown[-1].at if shown else None,
            converted=one.converted if question.compares else None, events=shown,
        )  # fmt: skip

    return People.found(of, PeopleList([one.oneid for one in found], person))


def _matches(
    graph: Graph, question: "PatternsQuestion", alphabet: Alphabet, matcher: "_Matcher"
) -> list[_Match]:
    if question.compare is None:
        return _read(graph, question, alphabet, matcher, question.filter)
    return [
        one._replace(converted=side)
        for side, group in zip((True, False), read_two_groups(question.compare), strict=True)
        for one in _read(graph, question, alphabet, matcher, group & question.filter)
    ]


def _read(
    graph: Graph, question: "PatternsQuestion", alphabet: Alphabet, matcher: "_Matcher", group: Filter
) -> list[_Match]:
    rows = graph.ask_in_parts(
        "internal/patterns/people",
        least=count_parts(graph),
        others=[alphabet.others(step) for step in matcher.steps],
        before=alphabet.others(matcher.target),
        scope=SCOPES[question.count],
        filter=group.compile(graph, question.calendar(graph), alphabet),
    )
    columns = ("oneids", "sessions", "converts", "trails", "clocks")
    every: Iterable[_Match] = (
        _Match(*one) for row in rows for one in zip(*(row[name] for name in columns), strict=True)
    )
    if not matcher.plain:
        # The query looks for the events in their order alone.
        every = (one for one in every if matcher.match(one.trail, one.clock) is not None)
    return sorted(every)


def _event(alphabet: Alphabet, trail: str, clock: str, place: int) -> PersonEvent:
    letter = trail[place]
    return PersonEvent(moment(time_at(clock, place)), alphabet.name[letter], alphabet.source[letter], place)


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
    def of(cls, alphabet: Alphabet, question: "PatternsQuestion", events: Sequence[str]) -> "_Matcher":
        target = alphabet.letters(question.target) if question.target is not None else ""
        if target and events and events[-1] == question.target:
            events = events[:-1]
        if not events:
            raise QuestionInvalid("A pattern needs an event.", action="Write it as: browse > add_to_cart")
        names = question.names(alphabet)
        ignored = frozenset(letter for name in question.ignore for letter in alphabet.letters(name))
        return cls(
            steps=tuple(
                "".join(letter for letter, of in names.items() if of == name) or alphabet.letters(name)
                for name in events
            ),
            target=target,
            ignored=ignored,
            name=names,
            collapse=question.collapse,
            max_gap=question.max_gap,
            window=question.window,
        )

    @property
    def plain(self) -> bool:
        """Whether everybody with the events in this order has the pattern, whatever lies between them."""
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
        """The ends of matches longer by `step`: each extends the last end before it, which is the nearest."""
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
