"""The charts of the page Changes: when incidents were, the shifts in one, and the daily trend of a share."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from onepath.graph.changes import Incident, Shift

from ...charts import GRID, LEGEND, TOOLTIP, name_axis
from ...dates import interval
from ...formats import number
from ...language import word
from ...theme import ink, palette

__all__ = ["daily_trend", "incident_bars", "shift_bars"]

_CLICKABLE = 130


def incident_bars(incidents: Sequence[Incident]) -> dict[str, Any]:
    """A bar for each incident over its days, the clearest on top."""
    shift = incidents[0].shifts[0]
    begins = [(one.since - shift.first_day).days for one in incidents]
    return {
        # {b} is put in as text: ECharts encodes it.
        "tooltip": {"trigger": "item", "formatter": "{b}"},
        "grid": {**GRID, "top": 8, "right": 170},
        "xAxis": {"type": "value", "show": False, "min": 0, "max": len(shift.daily)},
        "yAxis": name_axis([one.shifts[0].what for one in incidents], 270, 44),
        "series": [
            {
                "type": "bar",
                "stack": "days",
                "silent": True,
                "itemStyle": {"color": "transparent"},
                "data": begins,
            },
            {
                "type": "bar",
                "stack": "days",
                "barMaxWidth": 18,
                "barMinHeight": 5,
                "itemStyle": {"borderRadius": 4},
                "color": palette()[0],
                "data": [_days(one) for one in incidents],
            },
        ],
    }


def _days(incident: Incident) -> dict[str, Any]:
    days = interval(incident.since, incident.until)
    return {
        "value": (incident.until - incident.since).days + 1,
        "name": days,
        "label": {"show": True, "position": "right", "color": ink(), "formatter": days},
    }


def shift_bars(shifts: Sequence[Shift]) -> dict[str, Any]:
    """The share of each shift on its days, and lighter its baseline share."""
    named = [f"{word(f'changes.kind_{one.kind}')}: {one.what}" for one in shifts]
    return {
        "tooltip": TOOLTIP,
        "legend": LEGEND,
        "grid": {**GRID, "right": 90},
        "xAxis": {"type": "value", "min": 0, "name": "%"},
        "yAxis": name_axis(named, 270, 44),
        "series": [
            {
                "type": "bar",
                "name": word(f"changes.{when}"),
                "barMaxWidth": 14,
                "color": palette()[0],
                "itemStyle": {"opacity": opacity, "borderRadius": [0, 4, 4, 0]},
                "data": [_percent(one, when) for one in shifts],
            }
            for when, opacity in (("during", 1), ("otherwise", 0.28))
        ],
    }


def _percent(shift: Shift, when: str) -> dict[str, Any]:
    if when == "otherwise":
        return {"value": round(100 * shift.baseline_share, 3)}
    mark = "+" if shift.difference > 0 else "−"
    text = f"{mark}{number(abs(round(shift.difference)))}"
    label = {"show": True, "position": "right", "color": ink(), "formatter": text}
    return {"value": round(100 * shift.share, 3), "label": label}


def daily_trend(shift: Shift) -> dict[str, Any]:
    """A line over all days; the interval is shaded."""
    days = [str(shift.first_day + timedelta(days=place)) for place in range(len(shift.daily))]
    marked: dict[str, Any] = {"data": [[{"xAxis": str(shift.since)}, {"xAxis": str(shift.until)}]]}
    if shift.since == shift.until:
        # An area from a day to itself has no width.
        marked = {"symbol": "none", "label": {"show": False}, "data": [{"xAxis": str(shift.since)}]}
    return {
        "tooltip": {"trigger": "axis", "valueFormatter": "localized"},
        "grid": GRID,
        "xAxis": {"type": "category", "data": days},
        "yAxis": {"type": "value", "min": 0, "name": "%", "nameTextStyle": {"align": "right"}},
        "series": [
            {
                "type": "line",
                "name": word("changes.share"),
                "symbolSize": 6,
                # Each day can be clicked, as long as the days are not too close together.
                "showAllSymbol": len(days) <= _CLICKABLE,
                "data": [
                    round(100 * occurrences / total, 3) if total else None
                    for occurrences, total in shift.daily
                ],
                "markLine" if shift.since == shift.until else "markArea": {
                    "silent": True,
                    "itemStyle": {"color": "rgba(250, 140, 22, 0.15)"},
                    "lineStyle": {"color": "rgba(250, 140, 22, 0.35)", "width": 8, "type": "solid"},
                    **marked,
                },
            }
        ],
    }
