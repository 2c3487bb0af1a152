"""Variants: full sequences of events, their shares, and how many of them cover how much."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from ..errors import QuestionInvalid
from ..questions import Option, People, PersonOccurrences, join_names, split_names
from ..store import Graph, Row
from .flow_question import FlowQuestion
from .labels import Labels
from .occurrences import Occurrences


@dataclass(frozen=True, slots=True)
class Variant:
    """A complete sequence of events, and how many journeys (or sessions) and people have exactly this one.

    `text` is the same in one line. `share` is the variant's own share, `covered` the share of this and all
    variants before it.
    """

    steps: tuple[str, ...]
    text: str
    units: int
    people: int
    share: float
    covered: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """The first `variants` variants have `units` journeys (or sessions) together, which is this share."""

    variants: int
    units: int
    share: float


@dataclass(frozen=True, slots=True)
class Variants:
    """How many journeys (or sessions) and variants there are, the most frequent variants, and the coverage
    curve.

    The curve has a point where the frequency of variants changes; between two points it is a straight line.
    """

    counted: str
    filter: str
    units: int
    variants: int
    shown: tuple[Variant, ...]
    coverage: tuple[Coverage, ...]


class VariantsQuestion(FlowQuestion[Variants]):
    """The most frequent complete sequences of events, and the share of journeys that they cover.

    Numbers for --people: `3` is the variant in row 3, `view>cart>purchase` is the variant with these events.

    Example: onepath variants --count sessions --limit 10
    """

    command = ("variants",)

    kind: Literal["variants"] = "variants"
    limit: Annotated[int, Option("--limit")] = Field(
        default=20, ge=1, le=1_000_000, description="How many variants to list."
    )

    def answer(self, graph: Graph) -> Variants:
        labels = self.options.read(graph)
        given = {**labels.parameters, "filter": self.compiled_filter(graph, labels.alphabet)}
        coverage = _coverage(graph, labels, given)
        whole = coverage[-1] if coverage else Coverage(0, 0, 0)
        rows = sorted(
            _ask(graph, labels, "internal/flows/variants", **given, limit=self.limit),
            key=lambda row: (-row["units"], row["variant"]),
        )[: self.limit]
        people = self._people(graph, given, rows)
        shown, covered = [], 0
        for row in rows:
            covered += row["units"]
            steps = tuple(labels.labels(row["variant"]))
            counts = row["units"], people[row["variant"]]
            shares = row["units"] / whole.units, covered / whole.units
            shown.append(Variant(steps, join_names(steps), *counts, *shares))
        return Variants(
            self.count, self.filter.sentence(), whole.units, whole.variants, tuple(shown), tuple(coverage)
        )

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        text = self._numbered(graph, int(of)) if of.isdecimal() else of
        events = split_names(text, self.options.read(graph).first)
        labels = self.options.read(graph, *events)
        pattern = rf"\({''.join(map(labels.letter, events))}\)"
        found = Occurrences(graph, labels, pattern, self.compiled_filter(graph, labels.alphabet))
        return found.people(of, details=details)

    def _numbered(self, graph: Graph, number: int) -> str:
        shown = self.replace(limit=max(number, 1)).answer(graph).shown
        if not 1 <= number <= len(shown):
            raise QuestionInvalid(
                f"There is no variant {number}.", action=f"There are {len(shown):,}; the first is 1."
            )
        return shown[number - 1].text

    def _people(self, graph: Graph, given: dict[str, Any], rows: list[Row]) -> Counter[str]:
        """A person has one journey, but may have several sessions alike."""
        if self.count == "people":
            return Counter({row["variant"]: row["units"] for row in rows})
        people: Counter[str] = Counter()
        sought = [row["variant"] for row in rows]
        for row in graph.ask_in_parts("internal/flows/variant_people", **given, variants=sought):
            people[row["variant"]] += row["people"]
        return people


def _ask(graph: Graph, labels: Labels, name: str, **given: Any) -> list[Row]:
    # Trails that are alike once their repeats are collapsed may differ in length, and so in their part.
    ask = graph.ask if labels.runs else graph.ask_in_parts
    return ask(name, **given)


def _coverage(graph: Graph, labels: Labels, given: dict[str, Any]) -> list[Coverage]:
    sizes: Counter[int] = Counter()
    for row in _ask(graph, labels, "internal/flows/variant_sizes", **given):
        sizes[row["units"]] += row["variants"]
    whole = sum(units * count for units, count in sizes.items())
    curve, variants, covered = [], 0, 0
    for units in sorted(sizes, reverse=True):
        variants += sizes[units]
        covered += units * sizes[units]
        curve.append(Coverage(variants, covered, covered / whole))
    return curve
