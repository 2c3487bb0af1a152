"""Variants: whole sequences of events, their shares, and how many of them cover how much."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from ..conditions import EVERYBODY, Group
from ..errors import QuestionInvalid
from ..store import Graph, Row
from .lens import Lens, Scope, Words, spelling, steps_of
from .passages import Passages


@dataclass(frozen=True, slots=True)
class Variant:
    """A sequence of events, and how many units (journeys or sessions) and people have it from end to end.

    `share` of all units; `covered`: the share of this and all variants before it.
    """

    steps: list[str]
    units: int
    people: int
    share: float
    covered: float

    @property
    def text(self) -> str:
        """The sequence as the command line takes it: `a>b>c`."""
        return spelling(self.steps)


@dataclass(frozen=True, slots=True)
class Covered:
    """The most frequent `variants` have `units` units together, and this share of all."""

    variants: int
    units: int
    share: float


@dataclass(frozen=True, slots=True)
class Variants:
    """How many units and variants there are, the most frequent ones, and the whole curve of coverage.

    The curve has a point wherever variants become rarer; between two points it is a straight line.
    """

    units: int
    variants: int
    shown: list[Variant]
    coverage: list[Covered]


def variants(graph: Graph, *, limit: int = 20, lens: Lens = Lens(), group: Group = EVERYBODY) -> Variants:
    """The `limit` most frequent variants; of equals the first by the letters of the alphabet.

    Raises QuestionInvalid for a limit below 1.
    """
    if limit < 1:
        raise QuestionInvalid(f"{limit} variants are none.", action="Ask for one or more.")
    words = lens.read(graph)
    asked = {**words.asked, "filter": group}
    coverage = _coverage(graph, words, asked)
    whole = coverage[-1] if coverage else Covered(0, 0, 0)
    rows = sorted(
        _ask(graph, words, "internal/flows/variants", **asked, limit=limit),
        key=lambda row: (-row["units"], row["variant"]),
    )[:limit]
    people = _people(graph, words, asked, rows)
    shown, covered = [], 0
    for row in rows:
        covered += row["units"]
        share = row["units"] / whole.units, covered / whole.units
        shown.append(Variant(words.labels(row["variant"]), row["units"], people[row["variant"]], *share))
    return Variants(whole.units, whole.variants, shown, coverage)


def variant_passages(graph: Graph, text: str, *, lens: Lens = Lens(), group: Group = EVERYBODY) -> Passages:
    """The units that have the sequence `a>b>c` from end to end, each from its first to its last event."""
    plain = lens.read(graph)
    events = steps_of(text, plain.first)
    words = lens.read(graph, *events)
    return Passages(graph, words, rf"\({''.join(map(words.letter, events))}\)", group)


def _ask(graph: Graph, words: Words, name: str, **asked: Any) -> list[Row]:
    # Units that are alike once their runs are one event may differ in length, and so in their part.
    ask = graph.ask if words.runs else graph.ask_in_parts
    return ask(name, **asked)


def _coverage(graph: Graph, words: Words, asked: dict[str, Any]) -> list[Covered]:
    sizes: Counter[int] = Counter()
    for row in _ask(graph, words, "internal/flows/variant_sizes", **asked):
        sizes[row["units"]] += row["variants"]
    whole = sum(units * count for units, count in sizes.items())
    curve, variants, covered = [], 0, 0
    for units in sorted(sizes, reverse=True):
        variants += sizes[units]
        covered += units * sizes[units]
        curve.append(Covered(variants, covered, covered / whole))
    return curve


def _people(graph: Graph, words: Words, asked: dict[str, Any], rows: list[Row]) -> Counter[str]:
    """A person has one journey, but may have several sessions alike."""
    if words.lens.scope is Scope.PERSON:
        return Counter({row["variant"]: row["units"] for row in rows})
    people: Counter[str] = Counter()
    sought = [row["variant"] for row in rows]
    for row in graph.ask_in_parts("internal/flows/variant_people", **asked, variants=sought):
        people[row["variant"]] += row["people"]
    return people
