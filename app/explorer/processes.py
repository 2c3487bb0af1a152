"""The charts of the page Process: the graph of what follows what, coverage of variants, and matrices."""

from collections import Counter
from collections.abc import Sequence
from math import log1p
from typing import Any

from onepath.app.explorer.charts import GRID, Option
from onepath.app.explorer.placing import places
from onepath.app.explorer.text import number, short
from onepath.app.explorer.theme import dark, ink, palette
from onepath.graph.flows import Covered, Matrix, Transition

__all__ = ["coverage_curve", "heat_map", "process_graph"]

_GREY = "#94A3B8"
_POINTS = 500


def process_graph(transitions: Sequence[Transition], by_time: bool) -> Option:
    """Events as circles, what follows directly as arrows: as wide as its times, or as the time spent.

    An event that follows itself has no arrow; how often it does stands below its name.
    """
    weight = {(one.source, one.target): _weight(one, by_time) for one in transitions}
    names = sorted({name for pair in weight for name in pair})
    volume: Counter[str] = Counter()
    for (source, target), value in weight.items():
        volume[target] += value
        volume[source] += 0 if source == target else value
    spots = _spots(names, [pair for pair in weight if pair[0] != pair[1]])
    heaviest = max([*weight.values(), 1])
    largest = max([*volume.values(), 1])
    return {
        "tooltip": {"trigger": "item"},
        "series": [
            {
                "type": "graph",
                "layout": "none",
                "preserveAspect": True,
                "roam": True,
                "left": 90,
                "right": 90,
                "top": 50,
                "bottom": 50,
                "edgeSymbol": ["none", "arrow"],
                "edgeSymbolSize": [0, 9],
                "emphasis": {"focus": "adjacency"},
                "label": {"show": True, "position": "bottom", "color": ink(), "fontSize": 12},
                "lineStyle": {"color": _GREY, "opacity": 0.7, "curveness": 0.16},
                "data": [
                    {
                        "name": name,
                        "x": x,
                        "y": y,
                        "value": volume[name],
                        "symbolSize": 14 + 36 * (volume[name] / largest) ** 0.5,
                        "itemStyle": {"color": _GREY if name.startswith("(") else palette()[0]},
                        "label": {"formatter": _label(name, weight.get((name, name)), by_time)},
                    }
                    for name, (x, y) in zip(names, spots, strict=True)
                ],
                "links": [
                    {
                        "source": source,
                        "target": target,
                        "value": value,
                        "lineStyle": {"width": 1 + 9 * log1p(value) / log1p(heaviest) * value / heaviest},
                    }
                    for (source, target), value in weight.items()
                    if source != target
                ],
            }
        ],
    }


def coverage_curve(curve: Sequence[Covered]) -> Option:
    """Which share of all units the most frequent variants have, by how many of them."""
    points = _thinned(curve)
    return {
        "tooltip": {"trigger": "axis", "valueFormatter": "localized"},
        "grid": {**GRID, "bottom": 32},
        "xAxis": {"type": "value", "name": "variants", "nameLocation": "middle", "nameGap": 28},
        "yAxis": {"type": "value", "name": "% of all", "max": 100},
        "series": [
            {
                "type": "line",
                "name": "% of all",
                "showSymbol": False,
                "areaStyle": {"opacity": 0.15},
                "data": [[0, 0], *([one.variants, round(100 * one.share, 2)] for one in points)],
            }
        ],
    }


def heat_map(matrix: Matrix, compared: bool) -> Option:
    """The fields in percent; of two groups the difference in points, red where the first has less."""
    rows = {row: place for place, row in enumerate(reversed(matrix.rows))}
    columns = {column: place for place, column in enumerate(matrix.columns)}
    values = [
        [
            columns[cell.column],
            rows[cell.row],
            round(100 * (_difference(cell) if compared else cell.share), 1),
        ]
        for cell in matrix.cells
    ]
    most = max((abs(value[2]) for value in values), default=1) or 1
    ground = "#0F1720" if dark() else "#FFFFFF"
    return {
        "tooltip": {"trigger": "item"},
        "grid": {**GRID, "top": 8, "bottom": 60},
        "xAxis": {"type": "category", "data": list(columns), "axisLabel": {"rotate": 35, "color": ink()}},
        "yAxis": {"type": "category", "data": list(rows), "axisLabel": {"color": ink()}},
        "visualMap": {
            "min": -most if compared else 0,
            "max": most,
            "calculable": True,
            "orient": "horizontal",
            "left": "center",
            "bottom": 0,
            "textStyle": {"color": ink()},
            "inRange": {"color": ["#DC2626", ground, palette()[0]] if compared else [ground, palette()[0]]},
        },
        "series": [
            {
                "type": "heatmap",
                "name": "points" if compared else "%",
                "label": {"show": len(matrix.columns) <= 14, "color": ink(), "fontSize": 11},
                "data": values,
            }
        ],
    }


def _difference(cell: Any) -> float:
    return float(cell.difference or 0)


def _weight(one: Transition, by_time: bool) -> int:
    """How wide an arrow is: hours spent, or times."""
    if not by_time:
        return one.times
    return round(one.total.total_seconds() / 3600) if one.total else 0


def _spots(names: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[tuple[float, float]]:
    ids = {name: place for place, name in enumerate(names)}
    boxes = [(max(60.0, 7.5 * len(short(name)) + 12), 78.0) for name in names]
    return places(boxes, [(ids[source], ids[target]) for source, target in pairs])


def _label(name: str, again: int | None, by_time: bool) -> str:
    # ECharts reads {b} in a formatter as a placeholder, and a name may contain one.
    text = short(name, 24).replace("{", "(").replace("}", ")")
    return text + (f"\n↻ {number(again)}{' h' if by_time else ''}" if again else "")


def _thinned(curve: Sequence[Covered]) -> list[Covered]:
    """At most some hundred points, the first ones and the last among them."""
    if len(curve) <= _POINTS:
        return list(curve)
    every = len(curve) / _POINTS
    return [*(curve[int(place * every)] for place in range(_POINTS)), curve[-1]]
