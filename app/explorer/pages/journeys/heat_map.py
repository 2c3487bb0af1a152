"""A matrix as fields that are darker where more is; of two groups, coloured by which has more."""

from collections.abc import Sequence
from typing import Any

from onepath.graph.flows import Cell, Matrix

from ...charts import GRID
from ...formats import short
from ...language import word
from ...theme import between, dark, ink, ink_on, palette

__all__ = ["heat_map"]

_LESS = "#D97706"
_MOST_WRITTEN = 18
"""With more columns than this there is no room to write in them."""


def heat_map(matrix: Matrix, compared: bool) -> dict[str, Any]:
    """The fields in percent, in the order of the matrix's cells; of two groups the difference in points."""
    columns = list(matrix.columns)
    values = [_percent(cell, compared) for cell in matrix.cells]
    most = max((abs(value) for value in values), default=1) or 1
    ground = "#0F1720" if dark() else "#FFFFFF"
    return {
        "tooltip": {"trigger": "item", "confine": True},
        "grid": {**GRID, "top": 30, "bottom": 64, "right": 16},
        "xAxis": {
            "type": "category",
            "data": columns,
            "position": "top",
            "axisLabel": {
                "rotate": 35 if any(len(name) > 6 for name in columns) else 0, "color": ink(), "width": 130,
                "overflow": "truncate",
            },
        },
        "yAxis": {
            "type": "category",
            "data": list(reversed(matrix.rows)),
            "axisLabel": {"color": ink(), "width": 180, "overflow": "truncate"},
        },
        "visualMap": _colour_scale(most, compared, ground),
        "series": [
            {
                "type": "heatmap",
                "label": {"show": len(columns) <= _MOST_WRITTEN, "color": ink(), "fontSize": 11},
                "select": {"itemStyle": {"borderColor": ink(), "borderWidth": 2}},
                "data": _fields(matrix, values, compared, most, ground),
            }
        ],
    }  # fmt: skip


def _colour_scale(most: float, compared: bool, ground: str) -> dict[str, Any]:
    return {
        "min": -most if compared else 0,
        "max": most,
        "precision": 1,
        "calculable": True,
        "orient": "horizontal",
        "left": "center",
        "bottom": 0,
        "textStyle": {"color": ink()},
        # Not red and green, which many people cannot tell apart.
        "inRange": {"color": [_LESS, ground, palette()[2]] if compared else [ground, palette()[0]]},
    }


def _fields(
    matrix: Matrix, values: Sequence[float], compared: bool, most: float, ground: str
) -> list[dict[str, Any]]:
    rows = {row: place for place, row in enumerate(reversed(matrix.rows))}
    columns = {column: place for place, column in enumerate(matrix.columns)}
    return [
        {
            "value": [columns[cell.column], rows[cell.row], value],
            # Written so that it can be read on dark fields too.
            "label": {
                "color": ink_on(_field(value / most, compared, ground)),
                "formatter": _label(cell, value, compared),
            },
            "name": f"{short(cell.row, 40)} · {short(cell.column, 40)}",
            # ECharts writes {b}, the names, as text; what else is here is ours.
            "tooltip": {"formatter": "{b}: " + _text(cell, value, compared)},
        }
        for cell, value in zip(matrix.cells, values, strict=True)
    ]


def _field(part: float, compared: bool, ground: str) -> str:
    """The colour of a field: from the ground to its end of the scale by this part of the way."""
    end = palette()[0] if not compared else _LESS if part < 0 else palette()[2]
    return between(ground, end, abs(part))


def _label(cell: Cell, value: float, compared: bool) -> str:
    """The field's number, a difference with its sign; a dash where there is nothing to have a share of."""
    if (cell.difference if compared else cell.share) is None:
        return "–"
    return f"{value:+.1f}" if compared else f"{value:.1f}"


def _percent(cell: Cell, compared: bool) -> float:
    return round(100 * ((cell.difference if compared else cell.share) or 0.0), 1)


def _text(cell: Cell, value: float, compared: bool) -> str:
    if compared and cell.difference is None:
        return word("journeys.cell_undefined", units=cell.units, other=cell.other_units or 0)
    if compared:
        return word(
            "journeys.cell_compared", points=f"{value:+.1f}", units=cell.units, other=cell.other_units or 0
        )
    return word("journeys.cell", share=f"{value:.1f} %", units=cell.units, people=cell.people)
