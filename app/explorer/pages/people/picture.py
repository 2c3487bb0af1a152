"""What the identity graph shows, in the page and in the export: dots with their places, lines of evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from onepath.graph.people import (
    Connection,
    IdentifierRow,
    KnownIdentifier,
    LinkRow,
    Neighborhood,
    identifiers_around,
)
from onepath.graph.store import Graph

from ...formats import short
from ...layout import Field, Spot, places

__all__ = ["DRAWN", "Dot", "Line", "Picture", "box_of", "label_of", "past_picture", "picture_of"]

DRAWN = 2_000
"""How many identifiers are drawn; the tables beside the drawing have all of them."""
_LABEL = 18


@dataclass(frozen=True, slots=True)
class Dot:
    """An identifier and the middle of its place; `own` if it is the person's in the middle."""

    known: KnownIdentifier
    own: bool
    spot: Spot


@dataclass(frozen=True, slots=True)
class Line:
    """All evidence between two identifiers; `a` is the smaller key. Dashed where all of it is cut."""

    a: str
    b: str
    links: list[Connection]

    @property
    def cut(self) -> bool:
        return all(link.cut is not None for link in self.links)


@dataclass(frozen=True, slots=True)
class Picture:
    """One person's identity graph, and what its expansions brought."""

    dots: list[Dot]
    lines: list[Line]
    totals: dict[str, int]
    """For each expanded identifier: how many of others are linked with it."""
    brought: dict[str, int]
    """For each expanded identifier: how many of these are drawn."""
    left_out: int
    """Identifiers of the person that are too many to draw."""


def picture_of(graph: Graph, oneid: str, steps: Sequence[str]) -> Picture:
    """The person's identifiers, and those that each expansion brought, placed one expansion at a time."""
    return _placed(identifiers_around(graph, oneid, steps))


def past_picture(identifiers: Sequence[IdentifierRow], links: Sequence[LinkRow]) -> Picture:
    """The same of a past day, which cannot be expanded: the evidence around it is that of now."""
    own = [
        KnownIdentifier(
            row.key, row.kind, row.value, None, row.event_count, row.first_seen, row.last_seen, None, 0
        )
        for row in identifiers
    ]
    between = [
        Connection(
            row.key, row.a, row.b, row.rule, row.source, row.confidence, row.count,
            row.first_seen, row.last_seen, None,
        )
        for row in links
    ]  # fmt: skip
    return _placed(Neighborhood(own, [], between, {}))


def label_of(known: KnownIdentifier) -> str:
    """What stands below a dot."""
    return f"{short(known.value, _LABEL)}\n{known.kind}"


def box_of(label: str) -> tuple[float, float]:
    """What a dot and its label take: Chinese characters are about twice as wide as Latin ones."""
    widest = max(sum(2 if ord(letter) > 0x2E80 else 1 for letter in line) for line in label.splitlines())
    return max(48.0, 7.5 * widest + 12), 78.0


def _placed(near: Neighborhood) -> Picture:
    own = sorted(near.own, key=lambda one: (-(one.event_count or 0), one.key))[:DRAWN]
    own.sort(key=lambda one: one.key)
    number = {one.key: place for place, one in enumerate(own)}
    boxes = [box_of(label_of(one)) for one in own]
    edges = [(number[link.a], number[link.b]) for link in near.links if link.a in number and link.b in number]
    spots = dict(zip(number, places(boxes, edges), strict=True))
    dots = [Dot(one, True, spots[one.key]) for one in own]
    ground = Field()
    for one, box in zip(own, boxes, strict=True):
        ground.put(spots[one.key], box)
    brought: dict[str, int] = {}
    for key, fresh in near.steps:
        room = fresh[: max(0, DRAWN - len(dots))] if key in spots else []
        for one in room:
            spots[one.key] = ground.beside(spots[key], box_of(label_of(one)))
            dots.append(Dot(one, False, spots[one.key]))
        brought[key] = brought.get(key, 0) + len(room)
    lines = [line for line in _lines(near.links) if line.a in spots and line.b in spots]
    return Picture(dots, lines, near.totals, brought, len(near.own) - len(own))


def _lines(links: Sequence[Connection]) -> list[Line]:
    # Several rules may link the same two: one line, which opens to all of them.
    bundles: dict[tuple[str, str], list[Connection]] = {}
    for link in links:
        pair = (link.a, link.b) if link.a <= link.b else (link.b, link.a)
        bundles.setdefault(pair, []).append(link)
    return [Line(a, b, bundle) for (a, b), bundle in bundles.items()]
