"""What all charts share: each is an ECharts option made from plain rows, where names from data are text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from .formats import short
from .language import language, named_in, word
from .theme import ink, palette

__all__ = [
    "GRID", "LEGEND", "SLIDER", "TOOLTIP", "Option", "colour_groups", "draw", "labelled_bars", "name_axis",
    "ranked",
]  # fmt: skip

Option = dict[str, Any]
GRID = {"left": 8, "right": 24, "top": 36, "bottom": 8, "containLabel": True}
TOOLTIP = {"trigger": "axis", "axisPointer": {"type": "shadow"}, "valueFormatter": "localized"}
LEGEND = {"type": "scroll", "top": 0, "left": 0, "itemWidth": 12, "itemHeight": 12, "itemGap": 18}
# Without the shadow of the data: it would be that of the first series alone.
SLIDER = {"type": "slider", "height": 18, "bottom": 8, "showDataShadow": False, "brushSelect": False}


def draw(
    option: Mapping[str, Any], key: str, alt: str, height: int, *, selects: bool = False
) -> Mapping[str, Any] | None:
    """Draws a chart in the reader's colours; `alt` describes it for screen readers.

    Where a click `selects`, the answer is what is selected.
    """
    option = option if language() == "en" else named_in(option)
    styled = {"color": palette(), "animation": False, **option}
    if not selects:
        st.echarts_chart(styled, key=key, alt=alt, height=height)
        return None
    styled["series"] = [{"selectedMode": "single", **series} for series in option["series"]]
    return st.echarts_chart(styled, key=key, alt=alt, height=height, on_select="rerun")


def name_axis(names: Sequence[str], width: int = 200, letters: int = 36) -> Option:
    """The names of horizontal bars, the first on top, shortened to fit; the table has them in full."""
    return {
        "type": "category",
        "inverse": True,
        "data": [short(name, letters) for name in names],
        "axisTick": {"show": False},
        "axisLabel": {"color": ink(), "width": width, "overflow": "truncate"},
    }


def ranked(names: Sequence[str]) -> list[str]:
    """The names with their places before them."""
    return [f"{place}. {name}" for place, name in enumerate(names, 1)]


def labelled_bars(
    axis: Option, series: str, values: Sequence[float], labels: Sequence[str], room: int
) -> Option:
    """A horizontal bar for each name of the axis, from zero, with its label in the `room` at the right.

    The labels are numbers and our own words: ECharts would read braces in them as placeholders.
    """
    return {
        "tooltip": TOOLTIP,
        "grid": {**GRID, "top": 8, "right": room},
        "xAxis": {"type": "value", "show": False, "min": 0},
        "yAxis": axis,
        "series": [
            {
                "type": "bar",
                "name": series,
                "barMaxWidth": 26,
                "itemStyle": {"borderRadius": [0, 4, 4, 0]},
                "select": {"itemStyle": {"borderColor": ink(), "borderWidth": 2}},
                "data": [
                    {
                        "value": value,
                        "label": {
                            "show": True, "position": "right", "color": ink(), "lineHeight": 16,
                            "formatter": label,
                        },
                    }
                    for value, label in zip(values, labels, strict=True)
                ],
            }
        ],
    }  # fmt: skip


def colour_groups(volume: Counter[str]) -> dict[str, str]:
    """Each name by itself while there are colours for it, the rest as one; the most frequent first."""
    ordered = sorted(volume, key=lambda name: (-volume[name], name))
    shown = len(palette()) if len(ordered) <= len(palette()) else len(palette()) - 1
    return {name: name if place < shown else word("charts.others") for place, name in enumerate(ordered)}
