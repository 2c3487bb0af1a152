"""Where the dots of a drawing stand: by their links, and without overlaps of dots or labels.

Nothing moves later: what is added gets a free place beside the dot it came from.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, cos, pi, sin

import numpy as np
import rustworkx

__all__ = ["Field", "Spot", "places"]

Spot = tuple[float, float]
Box = tuple[float, float]
Cell = tuple[int, int]

SPRUNG = 150
"""Up to this many are placed as if links were springs; more are placed in rings, which is fast."""
_ROUNDS = 300
_WIDE_TO_TALL = 2.0
_MOST_RINGS = 400
_LOOKED_AT = 13


def places(boxes: Sequence[Box], edges: Sequence[tuple[int, int]]) -> list[Spot]:
    """The middle of each box, without overlaps. The same boxes and edges always give the same places."""
    if len(boxes) <= SPRUNG:
        return _sprung(boxes, edges)
    return _ringed(boxes, edges)


@dataclass(slots=True)
class Field:
    """Which places are taken, and where there is room."""

    cell: Box = (180.0, 90.0)
    _cells: dict[tuple[int, int], list[tuple[Spot, Box]]] = field(default_factory=dict)
    _next: dict[Spot, Iterator[Spot]] = field(default_factory=dict)

    def put(self, spot: Spot, box: Box) -> None:
        """Takes this place."""
        for cell in self._under(spot, box):
            self._cells.setdefault(cell, []).append((spot, box))

    def at(self, spot: Spot, box: Box) -> Spot:
        """This place if it is free, or the nearest that is; taken by the box."""
        if not self._free(spot, box):
            return self.beside(spot, box)
        self.put(spot, box)
        return spot

    def beside(self, anchor: Spot, box: Box, away_from: Spot = (0.0, 0.0)) -> Spot:
        """A free place for the box near the anchor, taken by it; the side away from a point comes first."""
        # The next box beside the same anchor need not try again what was taken.
        tried = self._next.setdefault(anchor, _rings(anchor, self.cell, away_from))
        for spot in tried:
            if self._free(spot, box):
                self.put(spot, box)
                return spot
        # Too crowded for rings: below everything.
        lowest = max((spot[1] for row in self._cells.values() for spot, _ in row), default=0.0)
        spot = (anchor[0], lowest + box[1])
        self.put(spot, box)
        return spot

    def _free(self, spot: Spot, box: Box) -> bool:
        return not any(
            abs(spot[0] - other[0]) < (box[0] + size[0]) / 2 - 0.5
            and abs(spot[1] - other[1]) < (box[1] + size[1]) / 2 - 0.5
            for cell in self._under(spot, box)
            for other, size in self._cells.get(cell, ())
        )

    def _under(self, spot: Spot, box: Box) -> Iterator[tuple[int, int]]:
        left, right = ((spot[0] + side * box[0] / 2) // self.cell[0] for side in (-1, 1))
        top, bottom = ((spot[1] + side * box[1] / 2) // self.cell[1] for side in (-1, 1))
        for column in range(int(left), int(right) + 1):
            for row in range(int(top), int(bottom) + 1):
                yield column, row


def _rings(anchor: Spot, cell: Box, away_from: Spot) -> Iterator[Spot]:
    """Places around the anchor, ring by ring, beginning on the far side."""
    start = np.arctan2((anchor[1] - away_from[1]) / cell[1], (anchor[0] - away_from[0]) / cell[0])
    for ring in range(1, _MOST_RINGS):
        count = ceil(2 * pi * ring)
        for place in range(count):
            # To the left and right in turns.
            turn = float(start) + (-1) ** place * ((place + 1) // 2) * 2 * pi / count
            yield anchor[0] + ring * cell[0] * cos(turn), anchor[1] + ring * cell[1] * sin(turn)


def _ringed(boxes: Sequence[Box], edges: Sequence[tuple[int, int]]) -> list[Spot]:
    """On a lattice whose cells hold any box: the one with the most links first, each near its parent."""
    beside: list[list[int]] = [[] for _ in boxes]
    for a, b in edges:
        beside[a].append(b)
        beside[b].append(a)
    order = sorted(range(len(boxes)), key=lambda place: (-len(beside[place]), place))
    rank = {place: n for n, place in enumerate(order)}
    wide, tall = max(box[0] for box in boxes), max(box[1] for box in boxes)
    lattice = _Lattice(_outwards(ceil(len(boxes) ** 0.5) + 2, wide / tall))
    cells: dict[int, Cell] = {}
    for first in order:
        if first in cells:
            continue
        cells[first] = lattice.near((0, 0))
        fresh = deque([first])
        while fresh:
            here = fresh.popleft()
            for other in sorted(beside[here], key=rank.__getitem__):
                if other not in cells:
                    cells[other] = lattice.near(cells[here])
                    fresh.append(other)
    # Every other row is shifted by half, so that lines do not all lie upon one another.
    return [
        ((column + row % 2 / 2) * wide, row * tall) for column, row in (cells[n] for n in range(len(boxes)))
    ]


class _Lattice:
    """Which cells are taken. The next box beside a cell continues the search where the last one ended."""

    def __init__(self, outwards: Sequence[Cell]) -> None:
        self._outwards = outwards
        self._taken: set[Cell] = set()
        self._next: dict[Cell, Iterator[Cell]] = {}

    def near(self, cell: Cell) -> Cell:
        column, row = cell
        first = cell not in self._next
        ways = self._next.setdefault(cell, iter(self._outwards))
        steps = self._outwards[:_LOOKED_AT] if first else ()
        free = [found for x, y in steps if (found := (column + x, row + y)) not in self._taken]
        if free:
            # Of the near ones the one by the middle: a long chain winds itself up, and does not run away.
            found = min(free, key=lambda one: (one[0] ** 2 + one[1] ** 2, one))
        else:
            found = next(one for x, y in ways if (one := (column + x, row + y)) not in self._taken)
        self._taken.add(found)
        return found


def _outwards(radius: int, wide_to_tall: float) -> list[Cell]:
    """All steps within a radius, the nearest first, as the eye measures them."""
    steps = [(x, y) for x in range(-radius, radius + 1) for y in range(-radius * 2, radius * 2 + 1)]
    return sorted(steps, key=lambda step: ((step[0] * wide_to_tall) ** 2 + step[1] ** 2, step))


def _sprung(boxes: Sequence[Box], edges: Sequence[tuple[int, int]]) -> list[Spot]:
    count = len(boxes)
    if not count:
        return []
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    graph.add_edges_from_no_data(list(edges))
    layout = rustworkx.spring_layout(graph, seed=7, num_iter=150, k=2.2 / count**0.5)
    points = np.array([layout[node] for node in range(count)], dtype=float)
    sizes = np.array(boxes, dtype=float)
    # The field is about twice as large as what has to stand on it, and as wide as a page.
    tall = (2.2 * float((sizes[:, 0] * sizes[:, 1]).sum()) / _WIDE_TO_TALL) ** 0.5
    points = (_within(points) - 0.5) * np.array([tall * _WIDE_TO_TALL, tall])
    return _settled([(float(x), float(y)) for x, y in _pushed_apart(points, sizes)], boxes)


def _settled(spots: Sequence[Spot], boxes: Sequence[Box]) -> list[Spot]:
    """Whatever still overlaps goes to the nearest free place."""
    ground = Field()
    settled = []
    for spot, box in zip(spots, boxes, strict=True):
        settled.append(ground.at(spot, box))
    return settled


def _within(points: np.ndarray) -> np.ndarray:
    """The same picture, from 0 to 1 either way."""
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.where(high - low > 1e-9, high - low, 1.0)
    within: np.ndarray = (points - low) / span
    return within


def _pushed_apart(points: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Pushes boxes that overlap apart, each pair along the shorter way, until none does."""
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    # Two in one place would have no direction to leave in.
    points = points + np.arange(len(points))[:, None] * np.array([1e-3, 1e-3])
    for _ in range(_ROUNDS):
        away = points[:, None, :] - points[None, :, :]
        overlap = need - np.abs(away)
        both = (overlap > 0).all(axis=2)
        np.fill_diagonal(both, False)
        if not both.any():
            break
        across = overlap[:, :, 0] < overlap[:, :, 1]
        push = np.where(np.stack([across, ~across], axis=2), overlap, 0) * np.sign(away)
        points = points + 0.3 * (push * both[:, :, None]).sum(axis=1)
    return points
