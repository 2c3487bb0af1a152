"""An answer as a chart: numbers by one column, with a series for each value of another. All rows count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from onepath.graph.store import Row

from ...charts import GRID, draw
from ...inputs import choose, choose_one, choose_several
from ...language import say, word
from ...tables import frame

__all__ = ["ADDRESS", "Chart", "chart_of", "show_chart"]

ADDRESS = ("x", "y", "series", "form")
"""What a chart shows, in the address; another query has other columns."""
_DRAWN = 200
_SERIES = 12


@dataclass(frozen=True, slots=True)
class Chart:
    """The values of each series, at each place of the horizontal axis.

    `added`: whether several rows are one value; `left_out`: how many places are not drawn.
    """

    places: list[str]
    series: dict[str, list[float | None]]
    added: bool
    left_out: int


def show_chart(rows: Sequence[Row], columns: Sequence[str], numbers: Sequence[str], name: str) -> None:
    """Draws the choice of columns, and their chart."""
    across, up, apart, kind = st.columns([3, 3, 3, 2], vertical_alignment="bottom")
    others = [column for column in columns if column not in numbers]
    usual = (others or list(columns))[0]
    x = choose_one(say("query.x"), columns, "x", usual=usual, view=True, place=across) or usual
    first = [column for column in numbers if column != x][:1]
    y = choose_several(say("query.y"), numbers, "y", usual=first, view=True, place=up)
    series = _choose_series(rows, x, [column for column in others if column != x], apart)
    with kind:
        form = choose(
            say("query.form"), ("bar", "line"), "form", named=lambda one: word(f"query.form_{one}"), view=True
        )
    if not y:
        st.caption(say("query.choose_y"))
        return
    chart = chart_of(rows, x, y, series)
    if chart.added:
        st.caption(say("query.chart_added"))
    if chart.left_out:
        drawn = len(chart.places)
        st.caption(say("query.chart_first", shown=drawn, n=drawn + chart.left_out, x=x))
    draw(_option(chart, x, form), f"chart_{name}", word("query.chart_alt", y=", ".join(y), x=x), 400)


def _choose_series(rows: Sequence[Row], x: str, columns: Sequence[str], place: Any) -> str | None:
    """Where several rows have one place, the first other column tells them apart."""
    if not columns:
        return None
    repeats = len({str(row[x]) for row in rows}) < len(rows)
    return choose_one(
        say("query.series"), columns, "series", usual=columns[0] if repeats else None, clearable=True,
        view=True, place=place, placeholder=word("query.no_series"),
    )  # fmt: skip


def chart_of(rows: Sequence[Row], x: str, y: Sequence[str], series: str | None) -> Chart:
    """Adds up the rows of one place and one series; series beyond the largest are one, `(other)`."""
    table = frame(rows)
    sums: dict[str, dict[str, float]] = {}
    places: dict[str, None] = {}
    count = 0
    for number, row in enumerate(rows):
        place = str(table[x][number])
        places[place] = None
        for column in y:
            if row[column] is None:
                continue
            count += 1
            values = sums.setdefault(_named(row, column, series, several=len(y) > 1), {})
            values[place] = values.get(place, 0) + row[column]
    added = count > sum(map(len, sums.values()))
    largest = sorted(sums, key=lambda one: -sum(map(abs, sums[one].values())))
    for name in largest[_SERIES:]:
        rest = sums.setdefault(word("query.other_series"), {})
        for place, value in sums.pop(name).items():
            rest[place] = rest.get(place, 0) + value
    order = _order(list(places), sums)
    drawn = order[:_DRAWN]
    return Chart(
        drawn, {name: [values.get(place) for place in drawn] for name, values in sums.items()}, added,
        len(order) - len(drawn),
    )  # fmt: skip


def _named(row: Row, column: str, series: str | None, *, several: bool) -> str:
    if series is None:
        return column
    return f"{row[series]} · {column}" if several else str(row[series])


def _order(places: Sequence[str], sums: Mapping[str, Mapping[str, float]]) -> list[str]:
    """As the rows have them; sorted where each series is, such as days of which one series lacks some."""
    if len(sums) > 1 and all(list(values) == sorted(values) for values in sums.values()):
        return sorted(places)
    return list(places)


def _option(chart: Chart, x: str, form: str) -> dict[str, Any]:
    return {
        "tooltip": {"trigger": "axis", "valueFormatter": "localized"},
        "legend": {"type": "scroll", "top": 0},
        # The name stands below the middle of the axis: at its end it would be cut.
        "grid": {**GRID, "bottom": 34},
        "xAxis": {
            "type": "category", "name": x, "nameLocation": "middle", "nameGap": 32, "data": chart.places
        },
        "yAxis": {"type": "value"},
        "series": [
            {"type": form, "name": name, "data": values, "barMaxWidth": 40, "connectNulls": True}
            for name, values in chart.series.items()
        ],
    }  # fmt: skip
