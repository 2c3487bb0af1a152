"""The chart of a person's events and sessions in time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ...charts import GRID, LEGEND, SLIDER, Option, colour_groups
from ...drill_down import Place

__all__ = ["Span", "TimelineDot", "timeline"]

# Events of one session are minutes apart and the axis shows months: within a lane they are stacked.
_OFFSETS = (0, -9, 9, -18, 18)
_APART = 90


@dataclass(frozen=True, slots=True)
class TimelineDot:
    """One event to draw, `at` in the zone in which it is shown; `key` finds it again."""

    at: datetime
    source: str
    name: str
    key: str


Span = tuple[datetime, datetime, str]
"""A session: from and to, in the zone in which it is shown, and its source."""


def timeline(dots: Sequence[TimelineDot], spans: Sequence[Span] = ()) -> tuple[Option, dict[str, Place]]:
    """A dot an event, a band a session, a lane a source, a colour for each of the most frequent names.

    Dots are in order of time. Also where each event stands in the chart.
    """
    names = colour_groups(Counter(dot.name for dot in dots))
    series: dict[str, list[Option]] = {group: [] for group in dict.fromkeys(names.values())}
    order = {group: place for place, group in enumerate(series)}
    places: dict[str, Place] = {}
    for dot, offset in zip(dots, _spread(dots), strict=True):
        group = names[dot.name]
        places[dot.key] = ("main", order[group], len(series[group]))
        series[group].append(
            {
                "name": f"{dot.name} · {dot.source} · {dot.at:%Y-%m-%d %H:%M:%S}",
                "value": [_on_axis(dot.at), dot.source],
                "symbolOffset": [0, offset],
            }
        )
    option = _option(sorted({dot.source for dot in dots}, reverse=True), series)
    if spans:
        option["series"].append(_bands(spans))
    return option, places


def _option(lanes: Sequence[str], series: Mapping[str, Sequence[Option]]) -> Option:
    return {
        "useUTC": True,
        # {b} is put in as text: ECharts encodes it.
        "tooltip": {"trigger": "item", "formatter": "{b}"},
        "legend": {**LEGEND, "data": list(series), "right": 40},
        "grid": {**GRID, "bottom": 44},
        # By the bar, and by turning the wheel with Ctrl held: the page scrolls as ever.
        "dataZoom": [SLIDER, {"type": "inside", "zoomOnMouseWheel": "ctrl"}],
        "xAxis": {"type": "time"},
        "yAxis": {
            "type": "category",
            "data": list(lanes),
            "splitLine": {"show": True},
            "axisLabel": {"width": 160, "overflow": "truncate"},
        },
        "series": [
            {
                "type": "scatter", "name": name, "symbolSize": 9, "z": 3,
                "itemStyle": {"opacity": 0.85}, "data": points,
            }
            for name, points in series.items()
        ],
    }  # fmt: skip


def _on_axis(at: datetime) -> str:
    """What the clocks show, as if it were UTC: an axis has no other zone but the browser's own."""
    return f"{at.replace(tzinfo=None).isoformat()}Z"


def _bands(spans: Sequence[Span]) -> Option:
    return {
        "type": "lines", "coordinateSystem": "cartesian2d", "silent": True, "z": 1,
        "lineStyle": {"width": 26, "opacity": 0.18, "color": "#64748B", "cap": "round"},
        "data": [
            {"coords": [[_on_axis(begin), source], [_on_axis(end), source]]}
            for begin, end, source in spans
        ],
    }  # fmt: skip


def _spread(dots: Sequence[TimelineDot]) -> list[int]:
    """How far above or below its lane each dot stands, so that a busy session looks busy."""
    if not dots:
        return []
    near = (max(dot.at for dot in dots) - min(dot.at for dot in dots)) / _APART
    before: dict[str, tuple[datetime, int]] = {}
    offsets = []
    for dot in dots:
        begun, count = before.get(dot.source, (dot.at, -1))
        begun, count = (begun, count + 1) if dot.at - begun <= near else (dot.at, 0)
        before[dot.source] = (begun, count)
        offsets.append(_OFFSETS[count % len(_OFFSETS)])
    return offsets
