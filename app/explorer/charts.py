"""The charts, as ECharts options made from plain rows. Names from data are text to ECharts, never markup."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from onepath.app.explorer.text import number, short
from onepath.app.explorer.theme import ink, palette

__all__ = ["daily_bars", "draw", "funnel_bars", "source_bars", "timeline_dots"]

Option = dict[str, Any]
_GRID = {"left": 8, "right": 24, "top": 36, "bottom": 8, "containLabel": True}


def draw(option: Option, key: str, alt: str, height: int) -> None:
    """Draws a chart in the reader's colours. `alt` says in words what is to be seen."""
    styled = {"color": palette(), "animationDuration": 300, **option}
    st.echarts_chart(styled, key=key, alt=alt, height=height)


def daily_bars(rows: Sequence[Mapping[str, Any]]) -> Option:
    """Events per day, one colour for each source. Rows hold day, source and events."""
    days = sorted({str(row["day"]) for row in rows})
    sources = sorted({str(row["source"]) for row in rows})
    counts = {(str(row["source"]), str(row["day"])): row["events"] for row in rows}
    return {
        "tooltip": {"trigger": "axis", "valueFormatter": "localized", "axisPointer": {"type": "shadow"}},
        "legend": {"type": "scroll", "top": 0},
        "grid": {**_GRID, "bottom": 44},
        "dataZoom": [{"type": "slider", "height": 18, "bottom": 8}],
        "xAxis": {"type": "category", "data": days},
        "yAxis": {"type": "value"},
        "series": [
            {
                "type": "bar",
                "name": source,
                "stack": "events",
                "barCategoryGap": "15%",
                "data": [counts.get((source, day), 0) for day in days],
            }
            for source in sources
        ],
    }


def source_bars(rows: Sequence[Mapping[str, Any]]) -> Option:
    """Events of each source, the largest on top. Rows hold source and events."""
    ordered = sorted(rows, key=lambda row: (row["events"], str(row["source"])))
    return {
        "tooltip": {"trigger": "axis", "valueFormatter": "localized", "axisPointer": {"type": "shadow"}},
        "grid": {**_GRID, "top": 8, "right": 64},
        "xAxis": {"type": "value", "splitNumber": 3},
        "yAxis": {"type": "category", "data": [str(row["source"]) for row in ordered]},
        "series": [
            {
                "type": "bar",
                "name": "events",
                "barMaxWidth": 26,
                "label": {"show": True, "position": "right", "color": ink()},
                "itemStyle": {"borderRadius": [0, 4, 4, 0]},
                "data": [row["events"] for row in ordered],
            }
        ],
    }


def funnel_bars(steps: Sequence[tuple[str, int, float]]) -> Option:
    """One bar a step, from zero: name, people, and their share of the first step.

    Bars rather than a tapered shape, in which 100 % and 86 % look alike.
    """
    labels = [f"{place}. {short(name)}" for place, (name, _, _) in enumerate(steps, 1)]
    most = max((people for _, people, _ in steps), default=0)
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "valueFormatter": "localized"},
        "grid": {**_GRID, "top": 8, "right": 130},
        "xAxis": {"type": "value", "show": False, "max": most or 1},
        "yAxis": {"type": "category", "inverse": True, "data": labels, "axisTick": {"show": False}},
        "series": [
            {
                "type": "bar",
                "name": "people",
                "barMaxWidth": 44,
                "showBackground": True,
                "backgroundStyle": {"color": "rgba(128,128,128,0.10)", "borderRadius": 4},
                "itemStyle": {"borderRadius": [0, 4, 4, 0]},
                "data": [
                    {
                        "value": people,
                        "label": {
                            "show": True,
                            "position": "right",
                            "color": ink(),
                            "formatter": f"{number(people)}  ({share:.1%})",
                        },
                    }
                    for _, people, share in steps
                ],
            }
        ],
    }


def timeline_dots(rows: Sequence[tuple[str, str, str]]) -> Option:
    """One dot an event, a lane for each source, a colour for each of the commonest names.

    Rows hold the time (ISO), the source and the name.
    """
    names = sorted({name for _, _, name in rows}, key=lambda name: (-sum(r[2] == name for r in rows), name))
    lanes = sorted({source for _, source, _ in rows})
    shown = names[: len(palette()) - 1]
    groups = {name: name for name in shown}
    series: dict[str, list[list[str]]] = {name: [] for name in shown}
    for at, source, name in rows:
        series.setdefault(groups.get(name, "others"), []).append([at, source, name])
    return {
        "tooltip": {"trigger": "item", "formatter": "{@[2]}"},
        "legend": {"type": "scroll", "top": 0},
        "grid": {**_GRID, "bottom": 44},
        "dataZoom": [{"type": "slider", "height": 18, "bottom": 8}, {"type": "inside"}],
        "xAxis": {"type": "time"},
        "yAxis": {"type": "category", "data": lanes, "splitLine": {"show": True}},
        "series": [
            {
                "type": "scatter",
                "name": name,
                "symbolSize": 11,
                "itemStyle": {"opacity": 0.8},
                "data": points,
            }
            for name, points in series.items()
        ],
    }
