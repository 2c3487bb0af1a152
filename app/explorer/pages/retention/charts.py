"""The chart of the page Retention: cohorts by period."""

from typing import Any

from onepath.graph.outcomes import Cohort, Retention, RetentionCell

from ...charts import GRID, Option, name_axis
from ...formats import number, percent
from ...language import word
from ...theme import between, dark, ink, ink_on, palette

__all__ = ["DRAWN", "period_label", "retention_map"]

DRAWN = 30
"""How many cohorts are drawn; the table has all."""


def retention_map(found: Retention) -> Option:
    """A row per cohort, a column per period; the darker, the more returned. A star: not complete yet."""
    shown = [found.overall, *found.cohorts][:DRAWN]
    most = max((cell.share for cohort in shown for cell in cohort.cells), default=0)
    periods = max((len(cohort.cells) for cohort in shown), default=0)
    return {
        # {b} is put in as text: ECharts encodes it.
        "tooltip": {"trigger": "item", "formatter": "{b}"},
        "grid": {**GRID, "top": 28},
        "xAxis": {
            "type": "category", "position": "top",
            "data": [period_label(found, period) for period in range(periods)],
        },
        "yAxis": name_axis([f"{cohort.cohort} · {number(cohort.people)}" for cohort in shown]),
        "visualMap": {
            "show": False, "min": 0, "max": round(100 * most, 1) or 1,
            "inRange": {"color": list(_scale())},
        },
        "series": [
            {
                "type": "heatmap",
                "label": {"show": True, "color": ink()},
                "itemStyle": {"borderWidth": 1, "borderColor": "rgba(128,128,128,0.15)"},
                "data": [
                    _cell(found, place, cohort, cell, cell.share / most if most else 0.0)
                    for place, cohort in enumerate(shown)
                    for cell in cohort.cells
                ],
            }
        ],
    }  # fmt: skip


def period_label(found: Retention, period: int) -> str:
    """A column of the chart: `Week 1`, or `Day 1-7` of a bracket."""
    return word(f"retention.{'day' if found.brackets else found.interval}_n", n=found.period_name(period))


def _scale() -> tuple[str, str]:
    """The colours of nobody and of the most."""
    return ("#17222D", "#0F766E") if dark() else ("#F1F5F4", palette()[0])


def _cell(found: Retention, place: int, cohort: Cohort, cell: RetentionCell, part: float) -> dict[str, Any]:
    mark = "" if cell.complete else "*"
    return {
        "value": [cell.period, place, round(100 * cell.share, 1)],
        "name": word(
            "retention.cell_days" if found.brackets else "retention.cell",
            cohort=cohort.cohort, period=found.period_name(cell.period), n=cell.people, of=cell.of,
        ) + (word("retention.not_ended") if mark else ""),
        # A number of ours: nothing in it is a placeholder to ECharts.
        "label": {
            "formatter": percent(cell.share) + mark, "opacity": 1,
            # A period that is not complete is pale.
            "color": ink() if mark else ink_on(between(*_scale(), part)),
        },
        "itemStyle": {"opacity": 1 if cell.complete else 0.45},
    }  # fmt: skip
