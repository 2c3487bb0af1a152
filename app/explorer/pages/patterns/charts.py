"""The charts of the page Patterns."""

from collections.abc import Sequence

from ...charts import GRID, LEGEND, TOOLTIP, Option, labelled_bars, name_axis, ranked
from ...formats import number, short
from ...language import say
from ...theme import palette

__all__ = ["DRAWN", "count_bars", "drawn_note", "share_bars"]

DRAWN = 15
"""How many bars are drawn; the table has the others."""
_LONGEST_LABEL = 60


def count_bars(names: Sequence[str], counts: Sequence[int], unit: str) -> Option:
    """A bar for each name, in their order, from zero."""
    drawn = counts[:DRAWN]
    return labelled_bars(_axis(names), unit, drawn, [number(count) for count in drawn], 90)


def share_bars(
    names: Sequence[str],
    groups: tuple[str, str],
    first: Sequence[float | None],
    second: Sequence[float | None],
) -> Option:
    """Two bars for each name: which share of either group has it, in per cent."""
    return {
        "tooltip": TOOLTIP,
        "legend": LEGEND,
        "grid": {**GRID, "top": 36, "right": 40},
        "xAxis": {"type": "value", "name": "%", "min": 0},
        "yAxis": _axis(names),
        "series": [
            {
                "type": "bar",
                "name": short(group, _LONGEST_LABEL),
                "barMaxWidth": 14,
                "color": palette()[place],
                "data": [None if share is None else round(100 * share, 2) for share in shares[:DRAWN]],
            }
            for place, (group, shares) in enumerate(zip(groups, (first, second), strict=True))
        ],
    }


def drawn_note(listed: int, found: int) -> str:
    """The caption of a chart, with how many are drawn, and how many listed, where that is not all."""
    note = say("patterns.note")
    if found > listed:
        return f"{note} {say('patterns.more_than_listed', shown=DRAWN, listed=listed, n=found)}"
    return note if found <= DRAWN else f"{note} {say('patterns.more', shown=DRAWN, n=found)}"


def _axis(names: Sequence[str]) -> Option:
    return name_axis(ranked(names[:DRAWN]), 340, 64)
