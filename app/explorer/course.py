"""The course of a share, day by day, with the days that stand out."""

from datetime import timedelta
from typing import Any

from onepath.app.explorer.charts import GRID
from onepath.graph.changes import Shift

__all__ = ["course"]


def course(shift: Shift) -> dict[str, Any]:
    """A line over all days; the interval is shaded."""
    days = [str(shift.first_day + timedelta(days=place)) for place in range(len(shift.daily))]
    return {
        "tooltip": {"trigger": "axis"},
        "grid": GRID,
        "xAxis": {"type": "category", "data": days},
        "yAxis": {"type": "value", "min": 0},
        "series": [
            {
                "type": "line",
                "name": "share",
                "showSymbol": False,
                "data": [round(times / of, 5) if of else None for times, of in shift.daily],
                "markArea": {
                    "itemStyle": {"color": "rgba(250, 140, 22, 0.15)"},
                    "data": [[{"xAxis": str(shift.since)}, {"xAxis": str(shift.until)}]],
                },
            }
        ],
    }
