"""The charts of the page Home: events by day and by source."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from ...charts import GRID, LEGEND, SLIDER, TOOLTIP, Option, colour_groups, labelled_bars, name_axis
from ...formats import percent
from ...language import word

__all__ = ["daily_bars", "source_bars"]

_LONGEST = 5_000


def daily_bars(rows: Sequence[Mapping[str, Any]]) -> Option:
    """Events per day, one colour for each source. Rows hold day, source and events.

    Every day between the first and the last has its place: a day without events is a gap.
    """
    counts: Counter[tuple[str, str]] = Counter()
    volume: Counter[str] = Counter()
    for row in rows:
        volume[str(row["source"])] += row["events"]
    names = colour_groups(volume)
    for row in rows:
        counts[names[str(row["source"])], str(row["day"])] += row["events"]
    days = _calendar([str(row["day"]) for row in rows])
    return {
        "tooltip": TOOLTIP,
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


def source_bars(rows: Sequence[Mapping[str, Any]]) -> Option:
    """Events of each source, the largest on top. Rows hold source and events."""
    ordered = sorted(rows, key=lambda row: (-row["events"], str(row["source"])))
    total = sum(row["events"] for row in rows) or 1
    counts = [row["events"] for row in ordered]
    labels = [word("charts.share", n=count, share=percent(count / total)) for count in counts]
    axis = name_axis([str(row["source"]) for row in ordered])
    return labelled_bars(axis, word("charts.events"), counts, labels, 150)
