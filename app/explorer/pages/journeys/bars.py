"""Bars from zero, one for each name, with what each counts written beside it."""

from collections.abc import Sequence
from typing import Any

from ...charts import GRID, name_axis
from ...formats import short
from ...theme import ink

__all__ = ["bars", "height_of"]


def bars(names: Sequence[str], values: Sequence[float], texts: Sequence[str]) -> dict[str, Any]:
    """The option, in the order given from the top; `texts` are numbers and words of our own."""
    return {
        "tooltip": {"trigger": "item", "valueFormatter": "localized", "confine": True},
        "grid": {**GRID, "top": 26, "right": 250},
        "xAxis": {"type": "value", "show": False, "min": 0},
        "yAxis": name_axis([f"{place}. {short(name, 60)}" for place, name in enumerate(names, 1)], 340),
        "series": [
            {
                "type": "bar",
                "barMaxWidth": 22,
                "itemStyle": {"borderRadius": [0, 4, 4, 0]},
                "select": {"itemStyle": {"borderColor": ink(), "borderWidth": 2}},
                "data": [
                    {
                        "value": value,
                        "label": {"show": True, "position": "right", "color": ink(), "formatter": text},
                    }
                    for value, text in zip(values, texts, strict=True)
                ],
            }
        ],
    }


def height_of(count: int) -> int:
    """Pixels for so many bars."""
    return 60 + 32 * max(count, 1)
