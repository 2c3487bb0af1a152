"""The charts of the page Activity: lines and bars over periods, and histograms."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...charts import GRID, LEGEND, TOOLTIP, Option
from ...theme import palette

__all__ = ["bars", "lines", "percent_line", "stacked_bars"]

_CLICKABLE = 130
"""As many points of a line can be clicked one by one."""


def lines(names: Sequence[str], series: Mapping[str, Sequence[float | None]]) -> Option:
    """A line for each series, over the names."""
    return {
        **_axes(names),
        "legend": LEGEND,
        "series": [_line(name, values, len(names)) for name, values in series.items()],
    }


def percent_line(names: Sequence[str], label: str, shares: Sequence[float | None]) -> Option:
    """One line of shares, as percentages; a gap where a share is undefined."""
    values = [None if share is None else round(100 * share, 1) for share in shares]
    option = _axes(names)
    option["yAxis"] |= {"name": "%", "nameTextStyle": {"align": "right"}}
    return {**option, "series": [_line(label, values, len(names))]}


def stacked_bars(names: Sequence[str], series: Mapping[str, Sequence[int]]) -> Option:
    """A stack of bars for each name; values below zero stand below the axis."""
    return {
        **_axes(names),
        "legend": LEGEND,
        "series": [
            {"type": "bar", "name": name, "stack": "all", "barMaxWidth": 40, "data": list(values)}
            for name, values in series.items()
        ],
    }


def bars(names: Sequence[str], label: str, values: Sequence[int]) -> Option:
    """A bar for each name."""
    return {
        **_axes(names),
        "series": [
            {
                "type": "bar", "name": label, "barMaxWidth": 40, "color": palette()[0],
                "itemStyle": {"borderRadius": [4, 4, 0, 0]}, "data": list(values),
            }
        ],
    }  # fmt: skip


def _axes(names: Sequence[str]) -> dict[str, Any]:
    return {
        "tooltip": TOOLTIP,
        "grid": {**GRID, "top": 44},
        "xAxis": {"type": "category", "data": list(names)},
        "yAxis": {"type": "value"},
    }


def _line(name: str, values: Sequence[float | None], points: int) -> dict[str, Any]:
    return {
        "type": "line", "name": name, "symbolSize": 6, "showAllSymbol": points <= _CLICKABLE,
        "data": list(values),
    }  # fmt: skip
