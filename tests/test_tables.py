"""Tables of the explorer: one unit and one format for each column, and nothing where nothing is known."""

from typing import Any

import pytest
from onepath.app.explorer.tables import frame, headings


def formatted(name: str, *values: Any) -> Any:
    heading = headings(frame([{name: value} for value in values]))[name]
    return heading["type_config"].get("format")


@pytest.mark.parametrize(
    "name",
    [
        "share", "share_first", "other_share", "baseline_share", "share_converted", "share_covered",
        "conversion_from_first", "conversion_rate", "anonymous_share", "bounce_rate", "top1", "top3",
        "probability",
    ],
)  # fmt: skip
def test_every_share_is_a_percentage(name: str) -> None:
    assert formatted(name, 0.25, None, 1.0) == "percent"


@pytest.mark.parametrize("values", [(1200, 1300), (1200, None), (1200.5, None)])
def test_numbers_have_thousands_also_where_one_is_missing(values: tuple[Any, ...]) -> None:
    assert formatted("occurrences", *values) == "localized"


@pytest.mark.parametrize("name", ["total_hours", "median_hours", "p90_hours"])
def test_hours_of_one_table_have_one_format(name: str) -> None:
    assert formatted(name, 1200.25, 0.001) == "%.1f"


def test_what_is_not_known_is_an_empty_cell_and_not_0() -> None:
    table = frame([{"share": None, "people": 0}, {"share": 0.5, "people": 3}])
    assert table["share"].isna().tolist() == [True, False]
