"""One person's events in time."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from onepath.app.explorer.charts import GRID, LEGEND, SLIDER, Option, groups

__all__ = ["timeline_dots"]

# Events of one visit are minutes apart and the axis shows months: within a lane they are stacked.
_OFFSETS = (0, -9, 9, -18, 18)
_APART = 90


def timeline_dots(rows: Sequence[tuple[datetime, str, str]]) -> Option:
    """One dot an event, a lane for each source, a colour for each of the commonest names.

    Rows hold the time, the source and the name, in order of time.
    """
    names = groups(Counter(name for _, _, name in rows))
    series: dict[str, list[Option]] = {group: [] for group in dict.fromkeys(names.values())}
    for (at, source, name), offset in zip(rows, _spread(rows), strict=True):
        series[names[name]].append(
            {
                "name": f"{name} · {source} · {at:%Y-%m-%d %H:%M:%S}",
                "value": [at.isoformat(), source],
                "symbolOffset": [0, offset],
            }
        )
    return {
        # {b} is put in as text: ECharts encodes it.
        "tooltip": {"trigger": "item", "formatter": "{b}"},
        "legend": LEGEND,
        "grid": {**GRID, "bottom": 44},
        "dataZoom": [SLIDER],
        "xAxis": {"type": "time"},
        "yAxis": {
            "type": "category",
            "data": sorted({source for _, source, _ in rows}, reverse=True),
            "splitLine": {"show": True},
            "axisLabel": {"width": 160, "overflow": "truncate"},
        },
        "series": [
            {
                "type": "scatter",
                "name": name,
                "symbolSize": 9,
                "itemStyle": {"opacity": 0.85},
                "data": points,
            }
            for name, points in series.items()
        ],
    }


def _spread(rows: Sequence[tuple[datetime, str, str]]) -> list[int]:
    """How far above or below its lane each dot stands, so that a busy visit looks busy."""
    if not rows:
        return []
    near = (max(at for at, _, _ in rows) - min(at for at, _, _ in rows)) / _APART
    before: dict[str, tuple[datetime, int]] = {}
    offsets = []
    for at, source, _ in rows:
        begun, count = before.get(source, (at, -1))
        begun, count = (begun, count + 1) if at - begun <= near else (at, 0)
        before[source] = (begun, count)
        offsets.append(_OFFSETS[count % len(_OFFSETS)])
    return offsets
