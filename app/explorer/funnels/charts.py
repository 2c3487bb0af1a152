"""The funnel page's charts, as ECharts options: steps, times, groups, how it went, and what came next."""

from collections.abc import Sequence
from typing import Any

from onepath.graph.funnels import (
    Funnel,
    FunnelBreakdown,
    FunnelPeriod,
    FunnelQuestion,
    StepResult,
    TimeToConvert,
)

from ..charts import GRID, LEGEND, name_axis
from ..language import word
from ..text import number, percent, short
from ..theme import ink, palette
from .numbers import duration_name, last_required, lost_before

__all__ = ["funnel_bars", "group_bars", "next_bars", "time_bars", "trend_lines"]

Option = dict[str, Any]
_LIGHTER = 0.28
_TOOLTIP = {"trigger": "axis", "axisPointer": {"type": "shadow"}, "valueFormatter": "localized"}


def funnel_bars(question: FunnelQuestion, answer: Funnel) -> Option:
    """One bar a step, from zero: who came to it, and lighter those of the step before who did not.

    Bars rather than a tapered shape, in which 100 % and 86 % look alike.
    """
    steps = answer.steps
    most = max((step.people for step in steps), default=0)
    lost = lost_before(question, steps)
    labels = [_conversions(step, place, answer.counted) for place, step in enumerate(steps)]
    return {
        "tooltip": _TOOLTIP,
        "legend": LEGEND,
        "grid": {**GRID, "right": 220},
        "xAxis": {"type": "value", "show": False, "max": most or 1},
        "yAxis": _names([f"{place}. {step.name}" for place, step in enumerate(steps, 1)]),
        "series": [
            _bar(word("funnels.reached"), [step.people for step in steps]),
            _bar(word("funnels.dropped_before"), lost, lighter=True, labels=labels),
        ],
    }


def time_bars(times: TimeToConvert) -> Option:
    """How many took how long."""
    return {
        "tooltip": _TOOLTIP,
        "grid": GRID,
        "xAxis": {
            "type": "category",
            "data": [duration_name(bar) for bar in times.histogram],
        },
        "yAxis": {"type": "value"},
        "series": [
            {
                "type": "bar",
                "name": word("funnels.completed"),
                "barCategoryGap": "8%",
                "data": [bar.people for bar in times.histogram],
            }
        ],
    }


def group_bars(question: FunnelQuestion, groups: Sequence[FunnelBreakdown]) -> Option:
    """Of each value the share that came to the end, and lighter the rest; the largest value on top."""
    last = last_required(question)
    shares = [group.steps[last].conversion_from_first or 0 for group in groups]
    labels = [
        word(
            "funnels.share_of",
            share=percent(group.steps[last].conversion_from_first),
            n=group.steps[0].people,
        )
        for group in groups
    ]
    return {
        "tooltip": _TOOLTIP,
        "legend": LEGEND,
        "grid": {**GRID, "right": 150},
        "xAxis": {"type": "value", "show": False, "max": 100},
        "yAxis": _names([group.value for group in groups]),
        "series": [
            _bar(word("funnels.completed_share"), [round(100 * share, 2) for share in shares]),
            _bar(
                word("funnels.lost_share"),
                [round(100 - 100 * share, 2) if group.steps[0].people else 0
                 for share, group in zip(shares, groups, strict=True)],
                lighter=True, labels=labels,
            ),
        ],
    }  # fmt: skip


def trend_lines(trend: Sequence[FunnelPeriod]) -> Option:
    """Who came to the end and who did not as bars, conversion as a line; what is not over is lighter."""
    colours = palette()
    return {
        "tooltip": {"trigger": "axis", "valueFormatter": "localized"},
        "legend": LEGEND,
        "grid": {**GRID, "top": 40},
        "xAxis": {"type": "category", "data": [str(one.begins) for one in trend]},
        "yAxis": [
            {"type": "value"},
            {"type": "value", "max": 100, "min": 0, "name": "%", "splitLine": {"show": False}},
        ],
        "series": [
            _period(word("funnels.completed"), trend, [one.converted for one in trend], 1.0),
            _period(word("funnels.lost"), trend, [one.entered - one.converted for one in trend], _LIGHTER),
            {
                "type": "line",
                "name": word("funnels.conversion_percent"),
                "yAxisIndex": 1,
                "color": colours[1],
                "symbolSize": 8,
                "data": [
                    round(100 * one.converted / one.entered, 2) if one.entered else None for one in trend
                ],
            },
        ],
    }


def next_bars(following: Sequence[tuple[str, int]]) -> Option:
    """What came next, the commonest on top."""
    return {
        "tooltip": _TOOLTIP,
        "grid": {**GRID, "top": 8, "right": 90},
        "xAxis": {"type": "value", "show": False},
        "yAxis": _names([name for name, _ in following]),
        "series": [
            _bar(
                word("funnels.next_series"), [count for _, count in following],
                labels=[number(count) for _, count in following],
            )
        ],
    }  # fmt: skip


def _names(names: Sequence[str]) -> Option:
    return name_axis([short(name) for name in names], 190)


def _bar(
    name: str, values: Sequence[float], *, lighter: bool = False, labels: Sequence[str] | None = None
) -> Option:
    # ECharts reads braces in a formatter as a placeholder; these texts are numbers and our own words.
    return {
        "type": "bar",
        "name": name,
        "stack": "all",
        "barMaxWidth": 40,
        "color": palette()[0],
        "itemStyle": {"opacity": _LIGHTER if lighter else 1},
        "data": [
            {
                "value": value,
                "label": {
                    "show": True, "position": "right", "color": ink(), "opacity": 1, "lineHeight": 16,
                    "formatter": labels[place],
                },
            }
            if labels
            else value
            for place, value in enumerate(values)
        ],
    }  # fmt: skip


def _period(name: str, trend: Sequence[FunnelPeriod], counts: Sequence[int], opacity: float) -> Option:
    return {
        "type": "bar",
        "name": name,
        "stack": "all",
        "color": palette()[0],
        # The legend has the colour of what is over.
        "itemStyle": {"opacity": opacity},
        "data": [
            {"value": count, "itemStyle": {"opacity": opacity * (1 if one.complete else 0.5)}}
            for one, count in zip(trend, counts, strict=True)
        ],
    }


def _conversions(step: StepResult, place: int, counted: str) -> str:
    people = word(f"funnels.n_{counted}", n=step.people)
    if place == 0:
        return people
    shares = word(
        "funnels.shares",
        first=f"{step.conversion_from_first or 0:.1%}",
        previous=f"{step.conversion_from_previous or 0:.1%}",
    )
    return f"{people}\n{shares}"
