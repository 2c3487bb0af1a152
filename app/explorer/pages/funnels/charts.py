"""The charts of the page Funnels: steps, time to convert, breakdown, trend, and next events."""

from collections.abc import Sequence

from onepath.graph.funnels import (
    Funnel,
    FunnelBreakdown,
    FunnelPeriod,
    FunnelQuestion,
    StepResult,
    TimeToConvert,
)

from ...charts import GRID, LEGEND, TOOLTIP, Option, labelled_bars, name_axis
from ...formats import number, percent
from ...language import word
from ...theme import ink, palette
from .measures import dropped_before, duration_range, last_required

__all__ = ["funnel_bars", "group_bars", "next_bars", "time_bars", "trend_lines"]

_LIGHTER = 0.28


def funnel_bars(question: FunnelQuestion, answer: Funnel) -> Option:
    """One bar a step, from zero: who reached it, and lighter those of the step before who dropped off.

    Bars rather than a tapered shape, in which 100 % and 86 % look alike.
    """
    steps = answer.steps
    most = max((step.people for step in steps), default=0)
    dropped = dropped_before(question, steps)
    labels = [_conversions(step, place, answer.counted) for place, step in enumerate(steps)]
    return {
        "tooltip": TOOLTIP,
        "legend": LEGEND,
        "grid": {**GRID, "right": 220},
        "xAxis": {"type": "value", "show": False, "max": most or 1},
        "yAxis": name_axis([f"{place}. {step.name}" for place, step in enumerate(steps, 1)], 190, 28),
        "series": [
            _bar(word("funnels.reached"), [step.people for step in steps]),
            _bar(word("funnels.dropped_before"), dropped, lighter=True, labels=labels),
        ],
    }


def time_bars(times: TimeToConvert) -> Option:
    """How many needed how long to convert."""
    return {
        "tooltip": TOOLTIP,
        "grid": GRID,
        "xAxis": {
            "type": "category",
            "data": [duration_range(bar) for bar in times.histogram],
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
    """Of each value the share that converted, and lighter the rest; the largest value on top."""
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
        "tooltip": TOOLTIP,
        "legend": LEGEND,
        "grid": {**GRID, "right": 150},
        "xAxis": {"type": "value", "show": False, "max": 100},
        "yAxis": name_axis([group.value for group in groups], 190, 28),
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
    """Who converted and who did not as bars, the conversion rate as a line; incomplete periods are pale."""
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
    """The next events, the most frequent on top."""
    counts = [count for _, count in following]
    axis = name_axis([name for name, _ in following], 190, 28)
    return labelled_bars(axis, word("funnels.next_series"), counts, [number(n) for n in counts], 90)


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
        # The legend has the colour of complete periods.
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
