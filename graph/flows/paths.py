"""Paths: what stands before or after an event, or a pair of events, step by step."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from ..conditions import EVERYBODY, Group
from ..errors import QuestionInvalid
from ..store import Graph, Row
from ..trails import Alphabet
from .lens import CLOSES, OPENS, OTHER, RARE, Lens, Words, spelling, steps_of
from .passages import Passages

DEEPEST = 10
_SPELLINGS = 30
"""So many replacements in a text take about as long as folding all of its letters."""
_Band = tuple[int, str]
"""A distance, and the letters of the nearer and the farther event."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """Passages between two events, `step` steps away from where the paths begin or end.

    `folded`: how many events the farther end stands for, where it is `(other)`; else 0.
    """

    step: int
    source: str
    target: str
    people: int
    times: int
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Paths:
    """The steps, and for each distance the events that are `(other)` there, the most frequent first."""

    steps: list[PathStep]
    others: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Where paths begin (`back` is False) or end in units of a group, read through a lens."""

    words: Words
    letters: str
    name: str
    back: bool
    group: Group

    @property
    def spellings(self) -> list[str]:
        """The anchor in every letter that its events have."""
        letters = self.words.of_letter.items()
        labels = self.words.labels(self.letters)
        return [
            "".join(one) for one in product(*([x for x, of in letters if of == label] for label in labels))
        ]

    @property
    def folded(self) -> bool:
        """Whether letters are folded first: to find runs, or because there are too many spellings."""
        return bool(self.words.runs) or len(self.spellings) > _SPELLINGS

    @property
    def marks(self) -> list[list[str]]:
        """Each spelling of the anchor, and the same with a `.` between what is near and what is not."""
        found = [self.letters] if self.folded else self.spellings
        if len(self.letters) == 1:
            return [[one, one + "." if self.back else "." + one] for one in found]
        # Twice the same: what follows one pair may be the second half of the next.
        return [[one, f"{one[0]}.{one[1]}"] for one in found for _ in range(1 + (one[0] == one[1]))]


def paths(
    graph: Graph,
    *,
    start: str | None = None,
    end: str | None = None,
    depth: int = 1,
    limit: int = 8,
    lens: Lens = Lens(),
    group: Group = EVERYBODY,
) -> list[PathStep]:
    """The steps after `start`, or before `end`; at each distance the `limit` most frequent by name.

    Either is an event (`purchase`, `view_*|home`, `purchase@web`) or a pair `cart>purchase`: the second event
    where it directly follows the first. Paths onwards then begin at the second, paths back at the first.
    Raises QuestionInvalid unless exactly one is given and the depth is 1 to 10, EventUnknown for no event.
    """
    return follow(graph, start=start, end=end, depth=depth, limit=limit, lens=lens, group=group).steps


def follow(
    graph: Graph,
    *,
    start: str | None = None,
    end: str | None = None,
    depth: int = 1,
    limit: int = 8,
    lens: Lens = Lens(),
    group: Group = EVERYBODY,
) -> Paths:
    """The steps that `paths` answers, with what `(other)` stands for at each distance."""
    anchor = _anchor(graph, start, end, lens, group)
    _possible(depth, limit)
    found = _exact(graph, anchor, depth)
    shown = _shown(anchor, found, limit)
    bands = [
        {pair: _folded(anchor, shown, step, pair) for at, pair in found if at == step}
        for step in range(1, depth + 1)
    ]
    hidden = _hidden(anchor, found, shown)
    rows = _counted(graph.ask_in_parts("internal/flows/paths", **_asked(anchor, depth), bands=bands))
    steps = [_step(anchor, band, *counts, hidden) for band, counts in rows.items()]
    return Paths(
        sorted(steps, key=lambda row: (row.step, -row.times, row.source, row.target)),
        {step: tuple(anchor.words.labels(letters)) for step, letters in hidden.items() if letters},
    )


def path_passages(
    graph: Graph,
    step: int,
    source: str,
    target: str,
    *,
    start: str | None = None,
    end: str | None = None,
    limit: int = 8,
    lens: Lens = Lens(),
    group: Group = EVERYBODY,
    others: Mapping[int, Sequence[str]] | None = None,
) -> Passages:
    """The passages that a step of `paths` counts: `source` and `target` are spelt as it spells them.

    `others` are those of `follow`; without them what is `(other)` has to be found out again. Raises
    QuestionInvalid where the step has no such event by name, and whatever `paths` raises.
    """
    anchor = _anchor(graph, start, end, lens, group)
    _possible(step, limit)
    near, far = (target, source) if anchor.back else (source, target)
    letters = _Letters(graph, anchor, limit, others)
    if step > 1:
        return letters.passages(step, letters.at(step - 1, near) + letters.at(step, far), 2)
    if near != anchor.name:
        raise QuestionInvalid(f"Step 1 has no {near}.", action=f"It is next to {anchor.name}.")
    return letters.passages(step, letters.at(step, far), 1)


def path_event_passages(
    graph: Graph,
    step: int,
    event: str,
    *,
    start: str | None = None,
    end: str | None = None,
    limit: int = 8,
    lens: Lens = Lens(),
    group: Group = EVERYBODY,
    others: Mapping[int, Sequence[str]] | None = None,
) -> Passages:
    """The passages with this event `step` steps away from the anchor, whatever is between: all bands of
    `paths` into it together. Step 0 is the anchor itself. Raises what `path_passages` raises.
    """
    anchor = _anchor(graph, start, end, lens, group)
    letters = _Letters(graph, anchor, limit, others)
    if step == 0:
        return letters.passages(0, [], 0)
    _possible(step, limit)
    return letters.passages(step, letters.at(step, event), 1)


@dataclass(frozen=True, slots=True)
class _Letters:
    """What stands at a distance from an anchor, as regular expressions."""

    graph: Graph
    anchor: _Anchor
    limit: int
    others: Mapping[int, Sequence[str]] | None

    def passages(self, step: int, far: Sequence[str], named: int) -> Passages:
        """The anchor, anything, and what the last `named` places before distance `step` are."""
        between = [f"[^{OPENS}{CLOSES}]{{{step - named}}}", *far] if far else []
        order = (
            [*reversed(between), self.anchor.letters] if self.anchor.back else [self.anchor.letters, *between]
        )
        return Passages(self.graph, self.anchor.words, "".join(order), self.anchor.group)

    def at(self, step: int, label: str) -> list[str]:
        """The letters that a label stands for at a distance."""
        words = self.anchor.words
        if label != OTHER:
            return [re.escape(words.letter(label))]
        letters = self._hidden(step)
        if not letters:
            raise QuestionInvalid(f"Step {step} has no {OTHER}: every event there is named.")
        return [f"[{''.join(sorted(letters))}]"]

    def _hidden(self, step: int) -> set[str]:
        anchor = self.anchor
        if self.others is not None:
            return {anchor.words.letter(label) for label in self.others.get(step, ())}
        found = _exact(self.graph, anchor, step)
        return set(_hidden(anchor, found, _shown(anchor, found, self.limit)).get(step, ()))


def _anchor(graph: Graph, start: str | None, end: str | None, lens: Lens, group: Group) -> _Anchor:
    text = start or end
    if text is None or (start and end):
        raise QuestionInvalid(
            "Paths go from one event, or to one event.", action="Give either --from or --to."
        )
    events = steps_of(text, Alphabet.read(graph).names)
    if len(events) > 2:
        raise QuestionInvalid(
            f"{text!r} is more than a pair.", action="Give one event, or two: cart>purchase"
        )
    words = lens.read(graph, *events)
    letters = "".join(map(words.letter, events))
    labels = words.labels(letters)
    name = labels[0] if len(labels) == 1 else spelling(labels)
    if lens.collapsed and len(set(letters)) < len(letters):
        raise QuestionInvalid(f"With runs as one event nothing follows itself: {name}.")
    return _Anchor(words, letters, name, not start, group)


def _possible(depth: int, limit: int) -> None:
    if not 1 <= depth <= DEEPEST or limit < 1:
        raise QuestionInvalid(
            f"Paths of {depth} steps with {limit} events at each cannot be asked.",
            action=f"Ask for 1 to {DEEPEST} steps, and one event or more at each.",
        )


def _asked(anchor: _Anchor, depth: int) -> dict[str, Any]:
    asked = {**anchor.words.asked, "filter": anchor.group}
    if not anchor.folded:
        asked["fold"] = []
    return {**asked, "marks": anchor.marks, "end": OPENS if anchor.back else CLOSES, "depth": depth}


def _exact(graph: Graph, anchor: _Anchor, depth: int) -> dict[_Band, tuple[int, int]]:
    """Times and people of every pair of letters, before anything is folded or too rare."""
    return _counted(graph.ask_in_parts("internal/flows/paths", **_asked(anchor, depth), bands=[]))


def _counted(rows: Sequence[Row]) -> dict[_Band, tuple[int, int]]:
    counted: dict[_Band, tuple[int, int]] = {}
    for row in rows:
        band = row["step"], row["pair"]
        times, people = counted.get(band, (0, 0))
        counted[band] = times + row["times"], people + row["people"]
    return counted


def _events(anchor: _Anchor, found: Mapping[_Band, tuple[int, int]]) -> dict[int, Counter[str]]:
    """For each distance how often each event stands there, by its folded letter."""
    events: dict[int, Counter[str]] = {}
    for (step, pair), (times, _) in found.items():
        if pair[1] not in (OPENS, CLOSES):
            events.setdefault(step, Counter())[pair[1].translate(anchor.words.table)] += times
    return events


def _shown(anchor: _Anchor, found: Mapping[_Band, tuple[int, int]], limit: int) -> dict[int, set[str]]:
    """For each distance the letters of the most frequent events; of equals the first by name."""
    label = anchor.words.label
    return {
        step: {
            letter for letter, _ in sorted(events.items(), key=lambda one: (-one[1], label(one[0])))[:limit]
        }
        for step, events in _events(anchor, found).items()
    }


def _hidden(
    anchor: _Anchor, found: Mapping[_Band, tuple[int, int]], shown: Mapping[int, set[str]]
) -> dict[int, list[str]]:
    """For each distance the letters of the events that are not shown, the most frequent first."""
    label = anchor.words.label
    return {
        step: sorted(set(events) - shown[step], key=lambda letter: (-events[letter], label(letter)))
        for step, events in _events(anchor, found).items()
    }


def _folded(anchor: _Anchor, shown: Mapping[int, set[str]], step: int, pair: str) -> str:
    near, far = tuple(pair.translate(anchor.words.table))
    return _named(near, None if step == 1 else shown[step - 1]) + _named(far, shown.get(step, set()))


def _named(letter: str, shown: set[str] | None) -> str:
    return letter if shown is None or letter in (OPENS, CLOSES) or letter in shown else RARE


def _step(anchor: _Anchor, band: _Band, times: int, people: int, hidden: Mapping[int, list[str]]) -> PathStep:
    step, near, far = band[0], band[1][0], band[1][1]
    close = anchor.name if step == 1 else anchor.words.label(near)
    away = anchor.words.label(far)
    source, target = (away, close) if anchor.back else (close, away)
    return PathStep(step, source, target, people, times, len(hidden[step]) if far == RARE else 0)
