"""The charts of the page Next event: accuracy of each model, and the likely next events."""

from collections.abc import Sequence

from onepath.graph.outcomes import PredictedEvent, Prediction

from ...charts import GRID, LEGEND, TOOLTIP, Option, labelled_bars, name_axis
from ...formats import percent
from ...language import word

__all__ = ["model_name", "next_bars", "score_bars"]


def score_bars(found: Prediction) -> Option:
    """Top-1 and top-3 accuracy of the baseline and of each model."""
    scores = [found.baseline, *found.orders]
    return {
        "tooltip": TOOLTIP,
        "legend": LEGEND,
        "grid": {**GRID, "top": 60},
        "xAxis": {"type": "category", "data": [model_name(score.order) for score in scores]},
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


def model_name(order: int) -> str:
    """A model by its order; the baseline, of order 0, knows only which events are frequent."""
    return word("prediction.order_n", n=order) if order else word("prediction.base")


def next_bars(coming: Sequence[PredictedEvent]) -> Option:
    """A bar for each event that may be next: its probability."""
    shares = [round(100 * one.probability, 2) for one in coming]
    labels = [percent(one.probability) for one in coming]
    axis = name_axis([one.event for one in coming])
    return labelled_bars(axis, word("prediction.probable"), shares, labels, 60)
