"""The directly-follows graph: which event follows which, how often, and how long it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ..conditions import EVERYBODY, Group
from ..errors import QuestionInvalid, Refused
from ..store import Graph
from .lens import CLOSES, OPENS, Lens, Words
from .passages import Passages

_MOST_TIMES = 20_000_000
_BYTES_A_TIME = 64


@dataclass(frozen=True, slots=True)
class Transition:
    """`target` follows `source` directly: so many `times`, for so many people.

    `(start)` and `(end)` are the ends of units: a target of `(start)` is what units begin with. The times
    are those between the two events, None where they were not asked for or one of the two is no event.
    """

    source: str
    target: str
    times: int
    people: int
    total: timedelta | None = None
    median: timedelta | None = None
    p90: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """An event that units do more than once: in how many units and people, how often after the first time."""

    event: str
    units: int
    people: int
    again: int


@dataclass(frozen=True, slots=True)
class Loop:
    """`event`, `by`, `event` in a row; where both are one event, the event followed by itself."""

    event: str
    by: str
    times: int
    people: int


@dataclass(frozen=True, slots=True)
class Rework:
    """What is done again: events within a unit, events that follow themselves, and there and back."""

    events: list[Again]
    self_loops: list[Loop]
    loops: list[Loop]


def transitions(graph: Graph, lens: Lens = Lens(), *, group: Group = EVERYBODY) -> list[Transition]:
    """Every pair of events that follow each other directly in a unit, the most frequent first.

    Frequencies are those of a directly-follows graph of a log whose cases are the units (PM4Py's
    `discover_dfg`), its start and end activities among them. With `collapsed`, runs are one event, so no
    event follows itself.
    """
    words = lens.read(graph)
    return sorted(
        (
            Transition(words.label(pair[0]), words.label(pair[1]), *counts)
            for pair, counts in pairs(graph, words, group).items()
        ),
        key=lambda row: (-row.times, row.source, row.target),
    )


def pairs(graph: Graph, words: Words, group: Group) -> dict[str, tuple[int, int]]:
    """Times and people of each pair of folded letters, the ends of units among them."""
    asked = _asked(words, group)
    # A run leaves all pairs but those of itself: nothing has to be looked for in texts.
    del asked["runs"]
    counted: dict[str, tuple[int, int]] = {}
    for row in graph.ask_in_parts("internal/flows/transitions", **asked):
        pair = row["pair"]
        if pair.startswith(CLOSES) or pair == OPENS + CLOSES or (words.runs and pair[0] == pair[1]):
            continue
        times, people = counted.get(pair, (0, 0))
        counted[pair] = times + row["times"], people + row["people"]
    return counted


def slowest(graph: Graph, lens: Lens = Lens(), *, group: Group = EVERYBODY) -> list[Transition]:
    """The same with times between the events, those that people spend the most time on first.

    Median and 90th percentile are times that occur: the smallest that half, and nine in ten, do not exceed.
    Raises Refused where there are more times than the server should hold at once.
    """
    words = lens.read(graph)
    counted = pairs(graph, words, group)
    held = sum(times for pair, (times, _) in counted.items() if OPENS not in pair and CLOSES not in pair)
    if held > _MOST_TIMES:
        raise Refused(
            f"The server would hold {held:,} times between events at once, "
            f"about {held * _BYTES_A_TIME / 2**30:.1f} GiB; {_MOST_TIMES:,} are the most.",
            action="Ask with --scope session, with --collapse, or without --slowest.",
        )
    asked = _asked(words, group)
    del asked["runs"]
    timed = {row["pair"]: row for row in graph.ask("internal/flows/durations", **asked)}
    found = [
        Transition(words.label(pair[0]), words.label(pair[1]), *counts, *_times(timed.get(pair)))
        for pair, counts in counted.items()
    ]
    nothing = timedelta(-1)
    return sorted(found, key=lambda row: (-(row.total or nothing), -row.times, row.source, row.target))


def rework(graph: Graph, lens: Lens = Lens(), *, group: Group = EVERYBODY) -> Rework:
    """What units do again: repeats of an event, self-loops `a a`, loops of length two `a b a`."""
    words = lens.read(graph)
    asked, letters = _asked(words, group), list(words.first.values())
    events: dict[str, list[int]] = {}
    for row in graph.ask_in_parts("internal/flows/repeats", **asked, letters=letters):
        _add(events, row["letter"], row["units"], row["people"], row["again"])
    loops: dict[str, list[int]] = {}
    for row in graph.ask_in_parts("internal/flows/there_and_back", **asked):
        _add(loops, row["loop"], row["times"], row["people"])
    label = words.label
    selves = {pair: counts for pair, counts in pairs(graph, words, group).items() if pair[0] == pair[1]}
    return Rework(
        sorted(
            (Again(label(letter), *counts) for letter, counts in events.items()),
            key=lambda row: (-row.again, row.event),
        ),
        _loops(words, selves),
        _loops(words, loops),
    )


def transition_passages(
    graph: Graph, source: str, target: str, *, lens: Lens = Lens(), group: Group = EVERYBODY
) -> Passages:
    """The passages that a transition counts; `(start)` and `(end)` stand for the ends of units."""
    words = lens.read(graph, *_events(source, target))
    return Passages(graph, words, _pattern(words, source, target), group)


def event_passages(graph: Graph, event: str, *, lens: Lens = Lens(), group: Group = EVERYBODY) -> Passages:
    """Every time that an event happens: all transitions to it together. `(start)` and `(end)`: every unit."""
    words = lens.read(graph, *_events(event))
    letter = words.letter(event)
    # A unit without events begins and ends with nothing.
    ends = {OPENS: rf"\{OPENS}[^{CLOSES}]", CLOSES: rf"[^{OPENS}]\{CLOSES}"}
    return Passages(graph, words, ends.get(letter, letter), group)


def loop_passages(
    graph: Graph, event: str, by: str, *, lens: Lens = Lens(), group: Group = EVERYBODY
) -> Passages:
    """The passages that a loop of `rework` counts."""
    if event == by:
        return transition_passages(graph, event, by, lens=lens, group=group)
    words = lens.read(graph, event, by)
    there, back = words.letter(event), words.letter(by)
    return Passages(graph, words, there + back + there, group)


def again_passages(graph: Graph, event: str, *, lens: Lens = Lens(), group: Group = EVERYBODY) -> Passages:
    """From an event to its next in the same unit: one passage for each time after the first."""
    words = lens.read(graph, event)
    letter = words.letter(event)
    return Passages(graph, words, f"{letter}[^{letter}()]*{letter}", group)


def _asked(words: Words, group: Group) -> dict[str, Any]:
    return {**words.asked, "filter": group}


def _add(counted: dict[str, list[int]], key: str, *counts: int) -> None:
    before = counted.get(key, [0] * len(counts))
    counted[key] = [one + more for one, more in zip(before, counts, strict=True)]


def _loops(words: Words, counted: Mapping[str, "list[int] | tuple[int, int]"]) -> list[Loop]:
    found = (Loop(words.label(text[0]), words.label(text[1]), *counts) for text, counts in counted.items())
    return sorted(found, key=lambda row: (-row.times, row.event, row.by))


def _times(row: Mapping[str, Any] | None) -> list[timedelta]:
    return [timedelta(microseconds=row[name]) for name in ("total", "median", "p90")] if row else []


def _events(*texts: str) -> list[str]:
    return [text for text in texts if text not in ("(start)", "(end)")]


def _pattern(words: Words, source: str, target: str) -> str:
    first, second = words.letter(source), words.letter(target)
    if first == CLOSES or second == OPENS or first + second == OPENS + CLOSES:
        raise QuestionInvalid(
            f"Nothing goes from {source} to {target}.", action="Units go from (start) to (end)."
        )
    return "".join("\\" + mark if mark in (OPENS, CLOSES) else mark for mark in (first, second))
