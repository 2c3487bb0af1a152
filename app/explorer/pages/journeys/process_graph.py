"""The graph of transitions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onepath.graph.flows import Transition

from ...formats import number, short
from ...language import word
from ...theme import ink, palette
from .layers import layers

__all__ = ["Process", "process_graph"]

_GREY = "#94A3B8"


@dataclass(frozen=True)
class Process:
    """Transitions as nodes and arrows, each in the order in which it is drawn."""

    transitions: Sequence[Transition]
    by_time: bool

    @cached_property
    def names(self) -> list[str]:
        """The events, by name."""
        return sorted({name for one in self.transitions for name in (one.from_event, one.to_event)})

    @cached_property
    def arrows(self) -> list[Transition]:
        """What is drawn as an arrow: an event that follows itself is not."""
        return [one for one in self.transitions if one.from_event != one.to_event]

    @cached_property
    def volume(self) -> Counter[str]:
        """The weight of each event: of the transitions to it, or where there are none, of those from it."""
        into: Counter[str] = Counter()
        out: Counter[str] = Counter()
        for one in self.transitions:
            into[one.to_event] += self.weight(one)
            out[one.from_event] += self.weight(one)
        return Counter({name: into[name] or out[name] for name in self.names})

    def weight(self, one: Transition) -> int:
        """How wide an arrow is: hours spent, or times."""
        if not self.by_time:
            return one.occurrences
        return round((one.total_seconds or 0) / 3600)


def process_graph(process: Process) -> dict[str, Any]:
    """Events as circles, what follows directly as arrows: as wide as its times, or as the time spent.

    An event that follows itself has no arrow; how often it does stands below its name.
    """
    return {
        "tooltip": {"trigger": "item", "confine": True},
        "series": [
            {
                "type": "graph",
                "layout": "none",
                "preserveAspect": True,
                "roam": True,
                "left": 60,
                "right": 60,
                "top": 46,
                "bottom": 50,
                "edgeSymbol": ["none", "arrow"],
                "edgeSymbolSize": [0, 9],
                "emphasis": {"focus": "adjacency"},
                "select": {
                    "itemStyle": {"borderColor": ink(), "borderWidth": 3},
                    "lineStyle": {"color": ink()},
                },
                "label": {"show": True, "position": "bottom", "color": ink(), "fontSize": 12},
                "lineStyle": {"color": _GREY, "opacity": 0.7, "curveness": 0.16},
                "data": _nodes(process),
                "links": _links(process),
            }
        ],
    }


def _nodes(process: Process) -> list[dict[str, Any]]:
    selves = {one.from_event: one for one in process.transitions if one.from_event == one.to_event}
    spots = layers(
        process.names,
        {(one.from_event, one.to_event): one.occurrences for one in process.arrows},
        "(start)",
        "(end)",
    )
    largest = max([*process.volume.values(), 1])
    return [
        {
            "name": name,
            "x": spots[name][0],
            "y": spots[name][1],
            "value": process.volume[name],
            "symbolSize": 14 + 36 * (process.volume[name] / largest) ** 0.5,
            "itemStyle": {"color": _GREY if name.startswith("(") else palette()[0]},
            "label": {"formatter": _label(name, selves.get(name), process)},
        }
        for name in process.names
    ]


def _links(process: Process) -> list[dict[str, Any]]:
    heaviest = max([*(process.weight(one) for one in process.arrows), 1])
    return [_link(one, process.weight(one), heaviest) for one in process.arrows]


def _link(one: Transition, weight: int, heaviest: int) -> dict[str, Any]:
    return {
        "source": one.from_event,
        "target": one.to_event,
        "value": weight,
        # ECharts writes {b}, the names, as text; what else is here is ours.
        "tooltip": {"formatter": "{b}: " + word("journeys.both", times=one.occurrences, people=one.people)},
        "lineStyle": {"width": 1 + 10 * weight / heaviest},
    }


def _label(name: str, again: Transition | None, process: Process) -> str:
    # ECharts reads {b} in a formatter as a placeholder, and a name may contain one.
    text = short(name, 24).replace("{", "(").replace("}", ")")
    if again is None:
        return text
    return f"{text}\n↻ {number(process.weight(again))}{' h' if process.by_time else ''}"
