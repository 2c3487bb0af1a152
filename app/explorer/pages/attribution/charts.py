"""The charts of the page Attribution: credit of each channel by model, and the paths that it is on."""

from onepath.graph.outcomes import Attribution

from ...charts import GRID, LEGEND, TOOLTIP, Option, name_axis
from ...language import word
from ...theme import palette

__all__ = ["DRAWN", "credit_bars", "path_bars"]

DRAWN = 30
"""How many channels are drawn; the table has all."""
_ONE_MORE = "#94A3B8"
"""There is one model more than colours; this one is seen on light and on dark."""


def credit_bars(found: Attribution) -> Option:
    """A bar for each channel and model: the conversions credited to it."""
    shown = found.channels[:DRAWN]
    return {
        "color": [*palette(), _ONE_MORE],
        "tooltip": TOOLTIP,
        "legend": LEGEND,
        "grid": {**GRID, "top": 44, "bottom": 32},
        "xAxis": {
            "type": "value", "name": word("attribution.conversions"), "nameLocation": "middle", "nameGap": 28,
        },
        "yAxis": name_axis([row.channel for row in shown]),
        "series": [
            {
                "type": "bar",
                "name": word(f"attribution.model_{model}"),
                "barGap": "10%",
                "barCategoryGap": "25%",
                "data": [round(row.credit[model], 1) for row in shown],
            }
            for model in found.models
        ],
    }  # fmt: skip


def path_bars(found: Attribution) -> Option:
    """For each channel the conversions on whose paths it is, and lighter the paths that did not convert."""
    shown = found.channels[:DRAWN]
    return {
        "tooltip": TOOLTIP,
        "legend": LEGEND,
        "grid": {**GRID, "top": 36},
        "xAxis": {"type": "value"},
        "yAxis": name_axis([row.channel for row in shown]),
        "series": [
            {
                "type": "bar",
                "name": word(f"attribution.{which}"),
                "stack": "paths",
                "barMaxWidth": 24,
                "color": palette()[0],
                "itemStyle": {"opacity": opacity},
                "data": [row.conversions if which == "converted" else row.not_converted for row in shown],
            }
            for which, opacity in (("converted", 1), ("lost", 0.28))
        ],
    }
