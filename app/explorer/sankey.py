"""The journeys' Sankey. A node is an event at a step: a name may come again, a circle cannot."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from onepath.app.explorer.text import number, percent, short
from onepath.app.explorer.theme import ink, palette
from onepath.graph.flows import PathStep

__all__ = ["sankey", "tallest"]

_Node = tuple[int, str]
_Band = tuple[_Node, _Node, int]
_GREY = "#94A3B8"
_RARE = "#B8A089"


def ends(step: PathStep, backwards: bool) -> tuple[_Node, _Node]:
    """The two nodes of a band, earlier first. Steps count from the anchor, which is step 0."""
    if backwards:
        return (-step.step, step.source), (1 - step.step, step.target)
    return (step.step - 1, step.source), (step.step, step.target)


def sankey(steps: Sequence[PathStep], backwards: bool) -> dict[str, Any]:
    """The option for bands as wide as the passages that they stand for.

    Passages and not people: what goes into a node then is what comes out of it, while one person may
    pass along several bands.
    """
    bands: list[_Band] = [(*ends(step, backwards), step.times) for step in steps]
    sizes = _sizes(bands)
    whole = sum(step.times for step in steps if step.step == 1) or 1
    first = min((place for place, _ in sizes), default=0)
    colours = _colours(sizes)
    return {
        "tooltip": {"trigger": "item", "valueFormatter": "localized"},
        "series": [
            {
                "type": "sankey",
                "left": 4,
                "right": 190,
                "top": 12,
                "bottom": 12,
                "nodeGap": 16,
                "nodeWidth": 12,
                "nodeAlign": "left",
                # In our order, largest on top and what is no event below: ECharts' own would mix them.
                "layoutIterations": 0,
                "draggable": False,
                "emphasis": {"focus": "trajectory"},
                "lineStyle": {"color": "source", "opacity": 0.28, "curveness": 0.5},
                "label": {"color": ink(), "fontSize": 12},
                "data": [
                    {
                        "name": _unique(node),
                        "depth": node[0] - first,
                        "itemStyle": {"color": colours[node[1]]},
                        "label": {"formatter": _label(node, size, whole)},
                    }
                    for node, size in sorted(sizes.items(), key=_rank)
                ],
                "links": [
                    {"source": _unique(source), "target": _unique(target), "value": times}
                    for source, target, times in bands
                ],
            }
        ],
    }


def tallest(steps: Sequence[PathStep], backwards: bool) -> int:
    """How many nodes stand above one another where there are the most."""
    nodes = {node for step in steps for node in ends(step, backwards)}
    return max(Counter(place for place, _ in nodes).values(), default=0)


def _rank(item: tuple[_Node, int]) -> tuple[int, bool, int, str]:
    (place, name), size = item
    return place, name.startswith("("), -size, name


def _sizes(bands: Sequence[_Band]) -> dict[_Node, int]:
    """Passages through each node: the anchor has only one side, and so have the last nodes."""
    into: Counter[_Node] = Counter()
    out: Counter[_Node] = Counter()
    for source, target, times in bands:
        out[source] += times
        into[target] += times
    return {node: max(into[node], out[node]) for node in sorted(into.keys() | out.keys())}


def _colours(sizes: dict[_Node, int]) -> dict[str, str]:
    """One colour a name wherever it stands, one for all rarer names; what is no event is grey."""
    totals: Counter[str] = Counter()
    for (_, name), size in sizes.items():
        totals[name] += size
    events = [name for name, _ in totals.most_common() if not name.startswith("(")]
    colours = dict(zip(events, palette(), strict=False))
    return {name: colours.get(name, _GREY if name.startswith("(") else _RARE) for name in totals}


def _unique(node: _Node) -> str:
    # ECharts knows nodes by name and shows that name: zero-width spaces tell the steps apart unseen.
    return node[1] + "\u200b" * (abs(node[0]) + 1)


def _label(node: _Node, size: int, whole: int) -> str:
    # ECharts reads {b} in a formatter as a placeholder, and a name may contain one.
    name = short(node[1], 24).replace("{", "(").replace("}", ")")
    return f"{name}  {number(size)} · {percent(size / whole)}"
