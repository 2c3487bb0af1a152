"""Where events of a process stand: from left to right in the order in which people do them."""

from collections.abc import Mapping, Sequence

__all__ = ["layers"]

_WIDTH, _HEIGHT = 190.0, 92.0
_MOST_IN_LAYER = 6
_SWEEPS = 4
_WIDE_TO_TALL = 1.8
_Pairs = Mapping[tuple[str, str], int]


def layers(names: Sequence[str], pairs: _Pairs, first: str, last: str) -> dict[str, tuple[float, float]]:
    """The place of each name. `pairs` say how often the second follows the first.

    Nearly all arrows point to the right: names are put in an order in which few go back, and each stands one
    layer behind the one that most often comes before it. The same pairs always give the same places.
    """
    order = _order(names, pairs, first, last)
    place = {name: k for k, name in enumerate(order)}
    layer: dict[str, int] = {}
    for name in order:
        before = [
            (times, -place[source], source)
            for (source, target), times in pairs.items()
            if target == name and place[source] < place[name]
        ]
        layer[name] = layer[max(before)[2]] + 1 if before else 0
    if last in layer:
        layer[last] = max(level for name, level in layer.items() if name != last) + 1 if len(layer) > 1 else 0
    columns = _columns(order, layer)
    rows = _rows(columns, pairs)
    tall = _height(columns)
    return {
        name: (column * _WIDTH, (rows[name] - (len(there) - 1) / 2 + (column % 2) / 3) * tall)
        for column, there in enumerate(columns)
        for name in there
    }


def _order(names: Sequence[str], pairs: _Pairs, first: str, last: str) -> list[str]:
    """Of those that remain, what is more often left than entered first (Eades, Lin and Smyth, 1993)."""
    left = dict.fromkeys(name for name in names if name not in (first, last))
    surplus = dict.fromkeys(left, 0)
    for (source, target), times in pairs.items():
        if source != target:
            if source in surplus and target != last:
                surplus[source] += times
            if target in surplus and source != first:
                surplus[target] -= times
    # What journeys begin with stands early.
    begins = {target: times for (source, target), times in pairs.items() if source == first}
    order = [first] if first in names else []
    while left:
        name = max(left, key=lambda one: (surplus[one] + begins.get(one, 0), one))
        del left[name]
        order.append(name)
        for (source, target), times in pairs.items():
            if source == name and target in left:
                surplus[target] += times
            if target == name and source in left:
                surplus[source] -= times
    return [*order, last] if last in names else order


def _height(columns: Sequence[Sequence[str]]) -> float:
    """How far names of a column are apart: so far that the drawing is as tall as a page allows."""
    most = max((len(there) for there in columns), default=1)
    return max(_HEIGHT, min(3 * _HEIGHT, len(columns) * _WIDTH / _WIDE_TO_TALL / most))


def _columns(order: Sequence[str], layer: Mapping[str, int]) -> list[list[str]]:
    """The names of each layer; one of many is divided, so that no column is taller than a page."""
    columns = []
    for level in sorted(set(layer.values())):
        there = [name for name in order if layer[name] == level]
        parts = -(-len(there) // _MOST_IN_LAYER)
        columns += [there[part::parts] for part in range(parts)]
    return columns


def _rows(columns: Sequence[Sequence[str]], pairs: _Pairs) -> dict[str, int]:
    """The place of each name in its column: near those that it is linked with."""
    rows = {name: k for there in columns for k, name in enumerate(there)}
    for _ in range(_SWEEPS):
        for there in columns:
            middle = {name: _middle(name, rows, pairs) for name in there}
            for k, name in enumerate(sorted(there, key=lambda one: (middle[one], one))):
                rows[name] = k
    return rows


def _middle(name: str, rows: Mapping[str, int], pairs: _Pairs) -> float:
    near = [
        (rows[target if source == name else source], times)
        for (source, target), times in pairs.items()
        if name in (source, target) and source != target
    ]
    whole = sum(times for _, times in near)
    return sum(row * times for row, times in near) / whole if whole else float(rows[name])
