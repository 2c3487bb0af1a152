"""Charts of what journeys lead to: credit of channels, retention, and the next event."""

import re
from collections.abc import Sequence
from typing import Any

from onepath.graph.outcomes import Attribution, Cohort, Evaluation, NextEvent, RetentionCell

from ...charts import GRID, LEGEND, Option, name_axis
from ...formats import number, percent, short
from ...language import word
from ...theme import dark, ink, palette

__all__ = [
    "DRAWN", "credit_bars", "exactly", "next_bars", "order_name", "path_bars", "retention_map", "score_bars",
]  # fmt: skip

DRAWN = 30
"""How many channels or cohorts are drawn; the table beside the drawing has all."""


def exactly(names: Sequence[str]) -> str:
    """The text that stands for these event names and no others, whatever marks are in them."""
    if len(names) == 1:
        return names[0]
    return "|".join(re.sub(r"([\\|*@])", r"\\\1", name) for name in names)


def credit_bars(found: Attribution) -> Option:
    """For each channel a bar a model, as long as the conversions that it earns."""
    shown = found.channels[:DRAWN]
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "valueFormatter": "localized"},
        "legend": LEGEND,
        "grid": {**GRID, "top": 44},
        "xAxis": {
            "type": "value", "name": word("attribution.conversions"), "nameLocation": "middle", "nameGap": 28,
        },
        "yAxis": _names([row.name for row in shown]),
        "series": [
            {
                "type": "bar",
                "name": model,
                "barGap": "10%",
                "barCategoryGap": "25%",
                "data": [round(row.credit[model], 1) for row in shown],
            }
            for model in found.models
        ],
    }  # fmt: skip


def path_bars(found: Attribution) -> Option:
    """For each channel the conversions that it touched, and lighter the paths that did not convert."""
    shown = found.channels[:DRAWN]
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "valueFormatter": "localized"},
        "legend": LEGEND,
        "grid": {**GRID, "top": 36},
        "xAxis": {"type": "value"},
        "yAxis": _names([row.name for row in shown]),
        "series": [
            {
                "type": "bar",
                "name": word(f"attribution.{which}"),
                "stack": "paths",
                "barMaxWidth": 24,
                "color": palette()[0],
                "itemStyle": {"opacity": opacity},
                "data": [row.conversions if which == "converted" else row.lost for row in shown],
            }
            for which, opacity in (("converted", 1), ("lost", 0.28))
        ],
    }


def retention_map(cohorts: Sequence[Cohort], by: str) -> Option:
    """A row a cohort, a column a period; the darker, the more came back. A star: the period has not ended."""
    shown = cohorts[:DRAWN]
    most = max((cell.share for cohort in shown for cell in cohort.cells), default=0)
    periods = max((len(cohort.cells) for cohort in shown), default=0)
    return {
        # {b} is put in as text: ECharts encodes it.
        "tooltip": {"trigger": "item", "formatter": "{b}"},
        "grid": {**GRID, "top": 28},
        "xAxis": {
            "type": "category", "position": "top",
            "data": [word(f"retention.{by}_n", n=period) for period in range(periods)],
        },
        "yAxis": _names([f"{cohort.name} · {number(cohort.people)}" for cohort in shown]),
        "visualMap": {
            "show": False, "min": 0, "max": round(100 * most, 1) or 1,
            "inRange": {"color": ["#17222D", "#0F766E"] if dark() else ["#F1F5F4", palette()[0]]},
        },
        "series": [
            {
                "type": "heatmap",
                "label": {"show": True, "color": ink()},
                "itemStyle": {"borderWidth": 1, "borderColor": "rgba(128,128,128,0.15)"},
                "data": [
                    _cell(place, cohort, cell, dark() or cell.share < most / 2)
                    for place, cohort in enumerate(shown)
                    for cell in cohort.cells
                ],
            }
        ],
    }  # fmt: skip


def _cell(place: int, cohort: Cohort, cell: RetentionCell, pale: bool) -> dict[str, Any]:
    mark = "" if cell.complete else "*"
    return {
        "value": [cell.period, place, round(100 * cell.share, 1)],
        "name": word(
            "retention.cell", cohort=cohort.name, period=cell.period, n=cell.people, of=cell.of
        ) + (word("retention.not_ended") if mark else ""),
        # A number of ours: nothing in it is a placeholder to ECharts.
        "label": {
            "formatter": percent(cell.share) + mark, "opacity": 1,
            "color": ink() if pale or mark else "#FFFFFF",
        },
        "itemStyle": {"opacity": 1 if cell.complete else 0.45},
    }  # fmt: skip


def score_bars(judged: Evaluation) -> Option:
    """For the base rate and each order the share that was named right, first and among three."""
    scores = [judged.base, *judged.orders]
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "valueFormatter": "localized"},
        "legend": LEGEND,
        "grid": {**GRID, "top": 60},
        "xAxis": {"type": "category", "data": [order_name(score.order) for score in scores]},
        "yAxis": {"type": "value", "max": 100, "name": word("prediction.right")},
        "series": [
            {
                "type": "bar",
                "name": name,
                "barMaxWidth": 48,
                "data": [round(100 * share, 1) for share in shares],
            }
            for name, shares in (
                (word("prediction.first_right"), [score.top1 for score in scores]),
                (word("prediction.three_right"), [score.top3 for score in scores]),
            )
        ],
    }


def order_name(order: int) -> str:
    """A model by its order; that of order 0 knows only which events are common."""
    return word("prediction.order_n", n=order) if order else word("prediction.base")


def next_bars(coming: Sequence[NextEvent]) -> Option:
    """One bar for each event that may be next, as long as it is probable."""
    return {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "valueFormatter": "localized"},
        "grid": {**GRID, "top": 8, "right": 60},
        "xAxis": {"type": "value", "max": 100, "show": False},
        "yAxis": _names([one.name for one in coming]),
        "series": [
            {
                "type": "bar",
                "name": word("prediction.probable"),
                "barMaxWidth": 28,
                "itemStyle": {"borderRadius": [0, 4, 4, 0]},
                "data": [
                    {
                        "value": round(100 * one.probability, 2),
                        "label": {
                            "show": True, "position": "right", "color": ink(),
                            "formatter": percent(one.probability),
                        },
                    }
                    for one in coming
                ],
            }
        ],
    }  # fmt: skip


def _names(names: Sequence[str]) -> Option:
    return name_axis([short(name, 36) for name in names], 200)
