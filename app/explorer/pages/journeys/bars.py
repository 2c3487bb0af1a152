"""The bars of the page Journeys: ranked, each with what it counts written beside it."""

from collections.abc import Sequence

from ...charts import Option, labelled_bars, name_axis, ranked

__all__ = ["bars", "height_of"]


def bars(names: Sequence[str], values: Sequence[float], labels: Sequence[str], series: str) -> Option:
    """The option, in the order given from the top; `labels` are measures and our own words."""
    return labelled_bars(name_axis(ranked(names), 340, 64), series, values, labels, 250)


def height_of(count: int) -> int:
    """The height of so many bars in pixels."""
    return 60 + 32 * max(count, 1)
