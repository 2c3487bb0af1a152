"""The charts of changes: when incidents were, what shifted in one, and the course of a share day by day."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from onepath.graph.changes import Incident, Shift

from ...charts import GRID, LEGEND, name_axis
from ...dates import interval
from ...formats import number, short
from ...language import word
from ...theme import ink, palette

__all__ = ["course", "incident_bars", "shift_bars"]

_LONGEST_LABEL = 44
_TOLD_APART = 130


def incident_bars(incidents: Sequence[Incident]) -> dict[str, Any]:
    """A bar for each incident over its days, the surest on top."""
    shift = incidents[0].shifts[0]
    begins = [(one.since - shift.first_day).days for one in incidents]
    lengths = [(one.until - one.since).days + 1 for one in incidents]
    return {
        # {b} is put in as text: ECharts encodes it.
        "tooltip": {"trigger": "item", "formatter": "{b}"},
        "grid": {**GRID, "top": 8, "right": 170},
        "xAxis": {"type": "value", "show": False, "min": 0, "max": len(shift.daily)},
        "yAxis": _names([one.shifts[0].text for one in incidents]),
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
                "data": [
                    {
                        "value": length,
                        "name": interval(one.since, one.until),
                        "label": {
                            "show": True, "position": "right", "color": ink(),
                            "formatter": interval(one.since, one.until),
                        },
                    }
                    for one, length in zip(incidents, lengths, strict=True)
                ],
            },
        ],
    }  # fmt: skip


def shift_bars(shifts: Sequence[Shift]) -> dict[str, Any]:
    """Of each shift its share on the days, and lighter its share on all others."""
    named = [f"{word(f'changes.kind_{one.kind}')}: {one.text}" for one in shifts]
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "valueFormatter": "localized"},
        "legend": LEGEND,
        "grid": {**GRID, "right": 90},
        "xAxis": {"type": "value", "min": 0, "name": "%"},
        "yAxis": _names(named),
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
        return {"value": round(100 * shift.share_outside, 3)}
    mark = "+" if shift.excess > 0 else "−"
    text = f"{mark}{number(abs(round(shift.excess)))}"
    label = {"show": True, "position": "right", "color": ink(), "formatter": text}
    return {"value": round(100 * shift.share, 3), "label": label}


def course(shift: Shift) -> dict[str, Any]:
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
                # Each day is to be clicked, as long as the days are not too close to be told apart.
                "showAllSymbol": len(days) <= _TOLD_APART,
                "data": [round(100 * times / of, 3) if of else None for times, of in shift.daily],
                "markLine" if shift.since == shift.until else "markArea": {
                    "silent": True,
                    "itemStyle": {"color": "rgba(250, 140, 22, 0.15)"},
                    "lineStyle": {"color": "rgba(250, 140, 22, 0.35)", "width": 8, "type": "solid"},
                    **marked,
                },
            }
        ],
    }


def _names(names: Sequence[str]) -> dict[str, Any]:
    return name_axis([short(name, _LONGEST_LABEL) for name in names], 270)
