"""Paths: what stands before or after an event, or a pair of events, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ..questions import Option, People, PersonOccurrences, plain_names
from ..store import Graph
from .flow_question import FlowQuestion
from .labels import RARE
from .path_anchor import Anchor
from .path_numbers import path_occurrences
from .path_steps import Band, count_bands, grouped_letters, grouped_pair, named_letters

DEEPEST = 10


@dataclass(frozen=True, slots=True)
class PathStep:
    """How often one event directly follows another, `step` steps after (or before) the anchor event.

    `grouped`: how many events `(other)` stands for; 0 if neither is `(other)`.
    """

    step: int
    from_event: str
    to_event: str
    people: int
    occurrences: int
    grouped: int = 0


@dataclass(frozen=True, slots=True)
class Paths:
    """The steps `after` or `before` an event (or pair), by distance, the most frequent first.

    `other_events`: the events that are grouped as `(other)`, by distance, the most frequent first.
    """

    event: str
    direction: Literal["after", "before"]
    counted: str
    filter: str
    steps: tuple[PathStep, ...]
    other_events: Mapping[int, tuple[str, ...]]


class PathsQuestion(FlowQuestion[Paths]):
    """The most frequent next steps after an event, or the previous steps before one.

    Numbers for --people: `2.cart>purchase` is the second step away, from `cart` to `purchase`; `2.purchase`
    is everybody who does `purchase` two steps away; `0` is everybody with the event that the paths start
    from.

    Example: onepath paths --from payment_error --depth 3
    """

    command = ("paths",)

    kind: Literal["paths"] = "paths"
    start: Annotated[str | None, Option("--from", "EVENT")] = Field(
        default=None,
        description="Show what comes after this event (also with conditions: purchase[amount>100]), or after "
        "this pair: cart>purchase is purchase directly after cart.",
    )
    end: Annotated[str | None, Option("--to", "EVENT")] = Field(
        default=None, description="Show what comes before this event or pair."
    )
    depth: Annotated[int, Option("--depth")] = Field(
        default=1, ge=1, le=DEEPEST, description="How many steps to follow."
    )
    limit: Annotated[int, Option("--limit")] = Field(
        default=8,
        ge=1,
        le=1_000,
        description="How many events to name at each step; the rest are grouped as (other).",
    )

    def answer(self, graph: Graph) -> Paths:
        anchor = self._anchor(graph)
        exact = count_bands(graph, anchor, self.depth, [])
        named = named_letters(anchor, exact, self.limit)
        pairs = [
            {pair: grouped_pair(anchor, named, step, pair) for at, pair in exact if at == step}
            for step in range(1, self.depth + 1)
        ]
        other = grouped_letters(anchor, exact, named)
        counted = count_bands(graph, anchor, self.depth, pairs)
        steps = [_step(anchor, band, *counts, other) for band, counts in counted.items()]
        return Paths(
            event=self.start or self.end or "",
            direction="before" if anchor.back else "after",
            counted=self.count,
            filter=self.filter.sentence(),
            steps=tuple(
                sorted(steps, key=lambda row: (row.step, -row.occurrences, row.from_event, row.to_event))
            ),
            other_events={
                step: tuple(anchor.labels.labels(letters)) for step, letters in other.items() if letters
            },
        )

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        text, _, events = of.partition(".")
        names = plain_names(events) if events else []
        found = path_occurrences(graph, self._anchor(graph), self.limit, text, names, deepest=DEEPEST)
        return found.people(of, details=details)

    @model_validator(mode="after")
    def _has_one_end(self) -> Self:
        if (self.start is None) == (self.end is None):
            raise ValueError("paths start from one event or lead to one event: give either --from or --to")
        return self

    def _anchor(self, graph: Graph) -> Anchor:
        return Anchor.of(graph, self.start or self.end or "", self, back=self.start is None)


def _step(
    anchor: Anchor, band: Band, occurrences: int, people: int, other: Mapping[int, list[str]]
) -> PathStep:
    step, near, far = band[0], band[1][0], band[1][1]
    close = anchor.name if step == 1 else anchor.labels.label(near)
    away = anchor.labels.label(far)
    source, target = (away, close) if anchor.back else (close, away)
    return PathStep(step, source, target, people, occurrences, len(other[step]) if far == RARE else 0)
