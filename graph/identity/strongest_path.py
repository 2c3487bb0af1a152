"""Paths of evidence within a component: the one way in a tree, and the shortest one among all links."""

from collections import defaultdict
from collections.abc import Iterable

from .component import Component
from .division import strength
from .rules import Rules


def tree_path(component: Component, tree: Iterable[int], start: int, end: int) -> list[int]:
    """The links, by place, of the one way between two places of a tree; none if there is no way."""
    return _way(_beside(component, tree), start, end)


def shortest_path(component: Component, rules: Rules, start: int, end: int) -> list[int]:
    """The links, by place, of the shortest way; of several the one whose weakest link is the strongest."""
    order = sorted(range(len(component.links)), key=lambda n: strength(component, component.links[n], rules))
    rank = {n: place for place, n in enumerate(order)}
    beside = _beside(component, order)
    weakest = {start: -1}
    came: dict[int, tuple[int, int]] = {start: (-1, -1)}
    layer = [start]
    while layer and end not in came:
        reached: dict[int, tuple[int, int, int]] = {}
        for place in layer:
            for other, n in beside[place]:
                if other not in came:
                    through = (max(weakest[place], rank[n]), place, n)
                    reached[other] = min(reached.get(other, through), through)
        for other, (worst, place, n) in reached.items():
            weakest[other] = worst
            came[other] = (place, n)
        layer = list(reached)
    return _back(came, start, end)


_Beside = dict[int, list[tuple[int, int]]]


def _beside(component: Component, links: Iterable[int]) -> _Beside:
    beside: _Beside = defaultdict(list)
    for n in links:
        link = component.links[n]
        beside[link.a].append((link.b, n))
        beside[link.b].append((link.a, n))
    return beside


def _way(beside: _Beside, start: int, end: int) -> list[int]:
    came: dict[int, tuple[int, int]] = {start: (-1, -1)}
    fresh = [start]
    while fresh and end not in came:
        place = fresh.pop()
        for other, n in beside[place]:
            if other not in came:
                came[other] = (place, n)
                fresh.append(other)
    return _back(came, start, end)


def _back(came: dict[int, tuple[int, int]], start: int, end: int) -> list[int]:
    """The links on the way that led to the end, from the start on."""
    path: list[int] = []
    while end in came and end != start:
        end, n = came[end]
        path.append(n)
    return path[::-1]
