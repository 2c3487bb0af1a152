"""The journeys' Sankey. A node is an event at a step: a name may come again, a circle cannot."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onepath.graph.flows import PathStep

from ...formats import number, percent, short
from ...language import word
from ...theme import ink, palette

__all__ = ["Flow", "Node", "sankey"]

Node = tuple[int, str]
"""A step, counted from the anchor, which is step 0, and backwards as -1, -2, ...; and a label."""
_GREY = "#94A3B8"
_RARE = "#B8A089"


@dataclass(frozen=True)
class Flow:
    """Steps of paths as nodes and bands, each in the order in which it is drawn."""

    steps: Sequence[PathStep]
    backwards: bool

    @cached_property
    def bands(self) -> list[tuple[Node, Node]]:
        """For each step its two nodes, earlier first."""
        if self.backwards:
            return [((-one.step, one.from_event), (1 - one.step, one.to_event)) for one in self.steps]
        return [((one.step - 1, one.from_event), (one.step, one.to_event)) for one in self.steps]

    @cached_property
    def sizes(self) -> dict[Node, int]:
        """Occurrences at each node: the anchor has only one side, and so have the last nodes.

        Largest first at each step, and what is not an event last.
        """
        into: Counter[Node] = Counter()
        out: Counter[Node] = Counter()
        for (source, target), one in zip(self.bands, self.steps, strict=True):
            out[source] += one.occurrences
            into[target] += one.occurrences
        sizes = {node: max(into[node], out[node]) for node in into.keys() | out.keys()}
        return dict(sorted(sizes.items(), key=_rank))

    @property
    def whole(self) -> int:
        """All occurrences of the anchor."""
        return sum(one.occurrences for one in self.steps if one.step == 1)

    @property
    def tallest(self) -> int:
        """How many nodes stand above one another where there are the most."""
        return max(Counter(place for place, _ in self.sizes).values(), default=0)


def sankey(flow: Flow) -> dict[str, Any]:
    """The option for bands as wide as the occurrences that they stand for.

    Occurrences and not people: what enters a node then is what leaves it, while one person may be on several
    bands.
    """
    return {
        "tooltip": {"trigger": "item", "valueFormatter": "localized", "confine": True},
        "series": [
            {
                "type": "sankey",
                "left": 4,
                "right": 190,
                # The toolbox stands above.
                "top": 28,
                "bottom": 12,
                "nodeGap": 16,
                "nodeWidth": 14,
                "nodeAlign": "left",
                # In our order, largest on top and what is not an event below: ECharts' own would mix them.
                "layoutIterations": 0,
                "draggable": False,
                "emphasis": {"focus": "trajectory"},
                "select": {
                    "itemStyle": {"borderColor": ink(), "borderWidth": 2},
                    "lineStyle": {"opacity": 0.7},
                },
                "lineStyle": {"color": "source", "opacity": 0.28, "curveness": 0.5},
                "label": {"color": ink(), "fontSize": 12},
                "data": _nodes(flow),
                "links": [
                    _link(source, target, one)
                    for (source, target), one in zip(flow.bands, flow.steps, strict=True)
                ],
            }
        ],
    }


def _nodes(flow: Flow) -> list[dict[str, Any]]:
    first = min((place for place, _ in flow.sizes), default=0)
    colours = _colours(flow.sizes)
    return [
        {
            "name": _unique(node),
            "depth": node[0] - first,
            "itemStyle": {"color": colours[node[1]]},
            "label": {"formatter": _label(node, size, flow.whole)},
        }
        for node, size in flow.sizes.items()
    ]


def _link(source: Node, target: Node, one: PathStep) -> dict[str, Any]:
    # ECharts writes {b}, the names, as text; what else is here is ours.
    tooltip = "{b}: " + word("journeys.both", times=one.occurrences, people=one.people)
    return {
        "source": _unique(source),
        "target": _unique(target),
        "value": one.occurrences,
        "tooltip": {"formatter": tooltip},
    }


def _rank(item: tuple[Node, int]) -> tuple[int, bool, int, str]:
    (place, name), size = item
    return place, name.startswith("("), -size, name


def _colours(sizes: dict[Node, int]) -> dict[str, str]:
    """One colour a name wherever it stands, one for all rarer names; what is not an event is grey."""
    totals: Counter[str] = Counter()
    for (_, name), size in sizes.items():
        totals[name] += size
    events = [name for name, _ in totals.most_common() if not name.startswith("(")]
    colours = dict(zip(events, palette(), strict=False))
    return {name: colours.get(name, _GREY if name.startswith("(") else _RARE) for name in totals}


def _unique(node: Node) -> str:
    # ECharts knows nodes by name and shows that name: zero-width spaces tell the steps apart unseen.
    return node[1] + "\u200b" * (abs(node[0]) + 1)


def _label(node: Node, size: int, whole: int) -> str:
    # ECharts reads {b} in a formatter as a placeholder, and a name may contain one.
    name = short(node[1], 24).replace("{", "(").replace("}", ")")
    return f"{name}  {number(size)} · {percent(size / whole if whole else None)}"
