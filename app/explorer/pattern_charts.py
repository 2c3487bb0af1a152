"""The charts of the patterns' page, as ECharts options made from plain rows."""

from collections.abc import Sequence
from typing import Any

from onepath.app.explorer.charts import GRID, LEGEND
from onepath.app.explorer.text import number, short
from onepath.app.explorer.theme import ink

__all__ = ["DRAWN", "count_bars", "share_bars"]

DRAWN = 15
"""How many bars are drawn; the table has the others."""
_LONGEST_LABEL = 60


def count_bars(names: Sequence[str], counts: Sequence[int], unit: str) -> dict[str, Any]:
    """A bar for each name, in their order, from zero."""
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "valueFormatter": "localized"},
        "grid": {**GRID, "top": 8, "right": 90},
        "xAxis": {"type": "value", "show": False},
        "yAxis": _names(names),
        "series": [
            {
                "type": "bar",
                "name": unit,
                "barMaxWidth": 22,
                "itemStyle": {"borderRadius": [0, 4, 4, 0]},
                # ECharts reads braces in a formatter as a placeholder; this text is a number.
                "data": [
                    {
                        "value": count,
                        "label": {
                            "show": True, "position": "right", "color": ink(), "formatter": number(count),
                        },
                    }
                    for count in counts[:DRAWN]
                ],
            }
        ],
    }  # fmt: skip


def share_bars(names: Sequence[str], converters: Sequence[float], others: Sequence[float]) -> dict[str, Any]:
    """Two bars for each name: which share of the converters and of the others has it, in per cent."""
    both = (("converters", converters), ("others", others))
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "legend": LEGEND,
        "grid": {**GRID, "top": 36, "right": 40},
        "xAxis": {"type": "value", "name": "%", "min": 0},
        "yAxis": _names(names),
        "series": [
            {
                "type": "bar",
                "name": group,
                "barMaxWidth": 14,
                "data": [round(100 * share, 2) for share in shares[:DRAWN]],
            }
            for group, shares in both
        ],
    }


def _names(names: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "category",
        "inverse": True,
        "data": [f"{place}. {short(name, _LONGEST_LABEL)}" for place, name in enumerate(names[:DRAWN], 1)],
        "axisTick": {"show": False},
        "axisLabel": {"color": ink(), "width": 340, "overflow": "truncate"},
    }
