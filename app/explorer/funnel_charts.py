"""The Funnel page's further charts: times, groups, and how it went over time."""

from collections.abc import Sequence
from typing import Any

from onepath.app.explorer.charts import GRID
from onepath.app.explorer.text import number, percent, short
from onepath.app.explorer.theme import ink
from onepath.app.spans import length
from onepath.graph.funnels import FunnelGroup, FunnelPeriod, TimeToConvert

__all__ = ["group_bars", "time_bars", "trend_lines"]

Option = dict[str, Any]


def time_bars(times: TimeToConvert) -> Option:
    """How many took how long."""
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "valueFormatter": "localized"},
        "grid": GRID,
        "xAxis": {
            "type": "category",
            "data": [f"{length(begins) or '0s'} – {length(ends)}" for begins, ends, _ in times.bars],
        },
        "yAxis": {"type": "value"},
        "series": [
            {
                "type": "bar",
                "name": "converted",
                "barCategoryGap": "8%",
                "data": [n for _, _, n in times.bars],
            }
        ],
    }


def group_bars(groups: Sequence[FunnelGroup]) -> Option:
    """The conversion of each value, the largest value on top."""
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "grid": {**GRID, "top": 8, "right": 150},
        "xAxis": {"type": "value", "show": False, "max": 1},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [short(group.value) for group in groups],
            "axisTick": {"show": False},
            "axisLabel": {"color": ink(), "width": 180, "overflow": "truncate"},
        },
        "series": [
            {
                "type": "bar",
                "name": "conversion",
                "barMaxWidth": 22,
                "showBackground": True,
                "backgroundStyle": {"color": "rgba(128,128,128,0.10)"},
                "data": [_group(group) for group in groups],
            }
        ],
    }


def trend_lines(trend: Sequence[FunnelPeriod]) -> Option:
    """Entered and converted as bars, conversion as a line; periods that are not over are lighter."""
    return {
        "tooltip": {"trigger": "axis"},
        "legend": {"top": 0, "left": 0},
        "grid": {**GRID, "top": 40},
        "xAxis": {"type": "category", "data": [str(period.begins) for period in trend]},
        "yAxis": [{"type": "value"}, {"type": "value", "max": 1, "splitLine": {"show": False}}],
        "series": [
            {
                "type": "bar",
                "name": "entered",
                "data": [
                    {"value": one.entered, "itemStyle": {"opacity": 1 if one.complete else 0.4}}
                    for one in trend
                ],
            },
            {
                "type": "line",
                "name": "conversion",
                "yAxisIndex": 1,
                "data": [one.converted / one.entered if one.entered else None for one in trend],
            },
        ],
    }


def _group(group: FunnelGroup) -> Option:
    share = group.steps[-1].from_first
    text = f"{percent(share)} of {number(group.steps[0].people)}"
    label = {"show": True, "position": "right", "color": ink(), "formatter": text}
    return {"value": share or 0, "label": label}
