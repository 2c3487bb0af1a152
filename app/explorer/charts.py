"""The charts, as ECharts options made from plain rows. Names from data are text to ECharts, never markup."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st

from .formats import percent
from .language import word
from .theme import ink, palette

__all__ = ["daily_bars", "draw", "groups", "name_axis", "source_bars"]

Option = dict[str, Any]
GRID = {"left": 8, "right": 24, "top": 36, "bottom": 8, "containLabel": True}
LEGEND = {"type": "scroll", "top": 0, "left": 0, "itemWidth": 12, "itemHeight": 12, "itemGap": 18}
# Without the shadow of the data: it would be that of the first series alone.
SLIDER = {"type": "slider", "height": 18, "bottom": 8, "showDataShadow": False, "brushSelect": False}
_LONGEST = 5_000


def draw(
    option: Mapping[str, Any], key: str, alt: str, height: int, *, selects: bool = False
) -> Mapping[str, Any] | None:
    """Draws a chart in the reader's colours. `alt` says in words what is to be seen.

    Where a click `selects`, the answer is what is selected.
    """
    styled = {"color": palette(), "animation": False, **option}
    if not selects:
        st.echarts_chart(styled, key=key, alt=alt, height=height)
        return None
    styled["series"] = [{"selectedMode": "single", **series} for series in option["series"]]
    return st.echarts_chart(styled, key=key, alt=alt, height=height, on_select="rerun")


def name_axis(names: Sequence[str], width: int) -> Option:
    """What bars that lie are called, the first on top, in so many pixels. What is cut stands in the table."""
    return {
        "type": "category",
        "inverse": True,
        "data": names,
        "axisTick": {"show": False},
        "axisLabel": {"color": ink(), "width": width, "overflow": "truncate"},
    }


def daily_bars(rows: Sequence[Mapping[str, Any]]) -> Option:
    """Events per day, one colour for each source. Rows hold day, source and events.

    Every day between the first and the last has its place: a silent day is a gap and not left out.
    """
    counts: Counter[tuple[str, str]] = Counter()
    volume: Counter[str] = Counter()
    for row in rows:
        volume[str(row["source"])] += row["events"]
    names = groups(volume)
    for row in rows:
        counts[names[str(row["source"])], str(row["day"])] += row["events"]
    days = _calendar([str(row["day"]) for row in rows])
    return {
        "tooltip": {"trigger": "axis", "valueFormatter": "localized", "axisPointer": {"type": "shadow"}},
        "legend": LEGEND,
        "grid": {**GRID, "top": 56, "bottom": 44},
        "dataZoom": [SLIDER],
        "xAxis": {"type": "category", "data": days},
        "yAxis": {"type": "value", "name": word("charts.events"), "nameTextStyle": {"align": "right"}},
        "series": [
            {
                "type": "bar",
                "name": source,
                "stack": "events",
                "barCategoryGap": "15%",
                "data": [counts[source, day] for day in days],
            }
            for source in dict.fromkeys(names.values())
        ],
    }


def _calendar(days: Sequence[str]) -> list[str]:
    if not days:
        return []
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    if (last - first).days > _LONGEST:
        # A wrong clock in one event must not make a million empty days.
        return sorted(set(days))
    return [str(first + timedelta(days=count)) for count in range((last - first).days + 1)]


def groups(volume: Counter[str]) -> dict[str, str]:
    """Each name as itself while there are colours for it, the rest as one; the commonest first."""
    ordered = sorted(volume, key=lambda name: (-volume[name], name))
    shown = len(palette()) if len(ordered) <= len(palette()) else len(palette()) - 1
    return {name: name if place < shown else word("charts.others") for place, name in enumerate(ordered)}


def source_bars(rows: Sequence[Mapping[str, Any]]) -> Option:
    """Events of each source, the largest on top. Rows hold source and events."""
    ordered = sorted(rows, key=lambda row: (row["events"], str(row["source"])))
    whole = sum(row["events"] for row in rows) or 1
    return {
        "tooltip": {"trigger": "axis", "valueFormatter": "localized", "axisPointer": {"type": "shadow"}},
        "grid": {**GRID, "top": 8, "right": 150},
        "xAxis": {"type": "value", "show": False},
        "yAxis": {
            "type": "category",
            "data": [str(row["source"]) for row in ordered],
            "axisTick": {"show": False},
            "axisLabel": {"width": 180, "overflow": "truncate"},
        },
        "series": [
            {
                "type": "bar",
                "name": word("charts.events"),
                "barMaxWidth": 26,
                "itemStyle": {"borderRadius": [0, 4, 4, 0]},
                "data": [
                    _labelled(
                        row["events"],
                        word("charts.share", n=row["events"], share=percent(row["events"] / whole)),
                    )
                    for row in ordered
                ],
            }
        ],
    }


def _labelled(value: int, text: str) -> Option:
    # ECharts reads braces in a formatter as a placeholder; these texts are numbers and our own words.
    return {
        "value": value,
        "label": {"show": True, "position": "right", "color": ink(), "lineHeight": 16, "formatter": text},
    }
