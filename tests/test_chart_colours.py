"""What stands in coloured fields is readable, and the series of a chart differ."""

import pytest
from onepath.app.explorer import theme
from onepath.app.explorer.pages.attribution import charts
from onepath.app.explorer.pages.journeys import heat_map
from onepath.graph.flows import Cell, Matrix
from onepath.graph.outcomes import MODELS, Attribution


@pytest.mark.parametrize(
    ("ground", "ink"),
    [
        ("#FFFFFF", "#1E293B"), ("#0F766E", "#FFFFFF"),
        # More than half of the way to violet or orange is still pale.
        (theme.between("#FFFFFF", "#4F46E5", 0.59), "#1E293B"),
        (theme.between("#FFFFFF", "#D97706", 0.58), "#1E293B"),
        (theme.between("#0F1720", "#2DD4BF", 0.1), "#FFFFFF"),
        (theme.between("#0F1720", "#2DD4BF", 0.9), "#1E293B"),
    ],
)  # fmt: skip
def test_text_on_a_field_has_the_colour_that_is_easier_to_read(ground: str, ink: str) -> None:
    assert theme.ink_on(ground) == ink


@pytest.mark.parametrize("dark", [False, True])
def test_every_attribution_model_has_a_colour_of_its_own(monkeypatch: pytest.MonkeyPatch, dark: bool) -> None:
    monkeypatch.setattr(theme, "dark", lambda: dark)
    monkeypatch.setattr(charts, "word", lambda key: key)
    nothing = Attribution("purchase", "", 0, 0, 0, MODELS, None, ())
    assert len(set(charts.credit_bars(nothing)["color"])) == len(MODELS)


def test_the_numbers_of_a_matrix_have_one_format_and_what_is_undefined_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heat_map, "word", lambda key, **values: key)
    cells = (
        Cell("home", "1", 140, 140, 0.14, 0, 0, None, None),
        Cell("cart", "1", 513, 513, 0.513, 0, 0, 0.0, 0.513),
    )
    matrix = Matrix("journeys", "", (), ("home", "cart"), ("1",), cells)

    def written(compared: bool) -> list[str]:
        fields = heat_map.heat_map(matrix, compared)["series"][0]["data"]
        return [field["label"]["formatter"] for field in fields]

    assert written(compared=False) == ["14.0", "51.3"]
    assert written(compared=True) == ["–", "+51.3"]
