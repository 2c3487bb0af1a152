"""The charts of the patterns' page, as ECharts options made from plain rows."""

from collections.abc import Sequence
from typing import Any

from ...charts import GRID, LEGEND, name_axis
from ...formats import number, short
from ...theme import ink, palette

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


def share_bars(
    names: Sequence[str], groups: tuple[str, str], first: Sequence[float], second: Sequence[float]
) -> dict[str, Any]:
    """Two bars for each name: which share of either group has it, in per cent."""
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "valueFormatter": "localized"},
        "legend": LEGEND,
        "grid": {**GRID, "top": 36, "right": 40},
        "xAxis": {"type": "value", "name": "%", "min": 0},
        "yAxis": _names(names),
        "series": [
            {
                "type": "bar",
                "name": short(group, _LONGEST_LABEL),
                "barMaxWidth": 14,
                "color": palette()[place],
                "data": [round(100 * share, 2) for share in shares[:DRAWN]],
            }
            for place, (group, shares) in enumerate(zip(groups, (first, second), strict=True))
        ],
    }


def _names(names: Sequence[str]) -> dict[str, Any]:
    return name_axis(
        [f"{place}. {short(name, _LONGEST_LABEL)}" for place, name in enumerate(names[:DRAWN], 1)], 340
    )
