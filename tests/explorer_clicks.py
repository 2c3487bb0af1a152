"""Clicks on charts without a browser: what is drawn, a click on it, and the people that it lists."""

import json
from typing import Any

import pandas as pd
from explorer_pages import tables
from streamlit.testing.v1 import AppTest


def drawn(app: AppTest, chart: str) -> list[list[Any]]:
    """The values of a chart's series, as they were given to be drawn."""
    spec = next(
        json.loads(one.proto.spec) for one in app.get("echarts_chart") if chart in one.proto.id.split("-")
    )
    return [
        [one["value"] if isinstance(one, dict) else one for one in series["data"]]
        for series in spec["series"]
    ]


def _key(app: AppTest, chart: str) -> str:
    """What Streamlit calls a chart: its name, and what it is of where that can change."""
    ids = (one.proto.id.split("-", 2)[2] for one in app.get("echarts_chart"))
    return next(key for key in ids if key.split("-")[0] == chart)


def click(app: AppTest, chart: str, series: int, place: int) -> AppTest:
    """The page after a click on one place of a series."""
    selected = [{"series_index": series, "data_type": "main", "data_indices": [place]}]
    app.session_state[_key(app, chart)] = {"selection": {"selected": selected, "areas": []}}
    app.run()
    assert not app.exception
    assert not app.warning  # among them: that a list has another length than its number
    return app


def listed(app: AppTest) -> pd.DataFrame:
    """The people's list: the only table with links to people."""
    return next(
        table
        for table in tables(app)
        if "oneid" in table and str(table["oneid"].iloc[0]).startswith("people?who=")
    )


def is_open(app: AppTest) -> str | None:
    """What the address says is open."""
    value = app.query_params.get("open")
    return value[0] if isinstance(value, list) else value
