"""Variants: the most frequent full sequences of events, and how many of them cover how much."""

from collections.abc import Sequence
from typing import Any

from onepath.graph.flows import Coverage, Variant, Variants, VariantsQuestion
from onepath.graph.store import Graph

from ...charts import GRID
from ...connection import working
from ...figures import figure
from ...inputs import choose_number
from ...language import say, word
from ...questions import answer_of, command_line
from .bars import bars, height_of
from .coverage import coverage_note
from .form import JourneyForm
from .measures import FlowMeasure, show_open_flow

__all__ = ["choose_variants", "show_variants"]

_POINTS = 500


def choose_variants(form: JourneyForm) -> VariantsQuestion:
    """Draws the input of the view and answers its question."""
    limit = choose_number(say("journeys.variants"), 5, 100, "most", usual=20, slider=True)
    return VariantsQuestion(limit=limit, **form.fields)


def show_variants(graph: Graph, question: VariantsQuestion) -> None:
    """The variants, the people behind one of them, and the curve of coverage."""
    with working(say("journeys.counting")):
        found = answer_of(graph, question)
    measures = [
        FlowMeasure(one.text, " → ".join(one.steps), one.people, (("main", 0, place),), one.units, one.steps)
        for place, one in enumerate(found.shown)
    ]
    _show_most_frequent(question, found, measures)
    show_open_flow(graph, question, measures, "variants")
    figure(
        _curve(found.coverage), "coverage",
        title=say("journeys.coverage_title"), alt=word("journeys.coverage_alt", of=found.variants),
        meaning=say("journeys.coverage_meaning"),
        rows=[
            {"variants": one.variants, "units": one.units, "share_covered": one.share}
            for one in found.coverage
        ],
        columns=("variants", "units", "share_covered"), height=280,
        queries=("internal/flows/variant_sizes",), command=f"{command_line(question)} --json",
    )  # fmt: skip


def _show_most_frequent(question: VariantsQuestion, found: Variants, measures: Sequence[FlowMeasure]) -> None:
    covered = sum(one.units for one in found.shown)
    rest, left = found.variants - len(found.shown), found.units - covered
    labels = [word("journeys.variant_bar", units=one.units, share=f"{one.share:.1%}") for one in found.shown]
    option = bars(
        [one.label for one in measures], [one.units for one in found.shown], labels, word("columns.units")
    )
    if rest:
        _add_rest(option, rest, left, found.units)
    figure(
        option, "variants",
        title=say("journeys.variants_title"),
        alt=word("journeys.variants_alt", shown=len(found.shown), of=found.variants),
        meaning=say("journeys.variants_meaning"),
        rows=[_row(one) for one in found.shown],
        columns=("variant", "units", "people", "share", "share_covered"),
        height=height_of(len(found.shown) + bool(rest)), queries=("internal/flows/variants",),
        command=command_line(question),
        note=coverage_note(
            "variants", drawn=len(found.shown), found=found.variants, shown=covered, total=found.units
        ),
        drill_downs=[one.drill_down for one in measures], wide=3,
    )  # fmt: skip


def _row(one: Variant) -> dict[str, object]:
    return {
        "variant": " → ".join(one.steps), "units": one.units, "people": one.people, "share": one.share,
        "share_covered": one.covered,
    }  # fmt: skip


def _add_rest(option: dict[str, Any], rest: int, left: int, total: int) -> None:
    """One more bar, for all other variants together; cut off, as it may be many times the longest."""
    (series,) = option["series"]
    longest = max((one["value"] for one in series["data"]), default=left)
    option["yAxis"]["data"].append(word("journeys.other_variants", n=rest))
    text = word("journeys.variant_bar", units=left, share=f"{left / total:.1%}")
    bar = {"value": min(left, longest), "label": {**series["data"][0]["label"], "formatter": text}}
    series["data"].append({**bar, "itemStyle": {"color": "#94A3B8", "decal": {"symbol": "rect"}}})


def _curve(curve: Sequence[Coverage]) -> dict[str, Any]:
    """Which share of all the most frequent variants have, by how many of them."""
    return {
        "tooltip": {"trigger": "axis", "valueFormatter": "localized", "confine": True},
        "grid": {**GRID, "bottom": 32},
        "xAxis": {
            "type": "value", "name": word("journeys.variants_axis"), "nameLocation": "middle", "nameGap": 28,
        },
        "yAxis": {"type": "value", "name": word("journeys.of_all"), "max": 100},
        "series": [
            {
                "type": "line",
                "name": word("journeys.of_all"),
                "showSymbol": False,
                "areaStyle": {"opacity": 0.15},
                "data": [[0, 0], *([one.variants, round(100 * one.share, 2)] for one in _thinned(curve))],
            }
        ],
    }  # fmt: skip


def _thinned(curve: Sequence[Coverage]) -> list[Coverage]:
    """At most some hundred points, the first ones and the last among them."""
    if len(curve) <= _POINTS:
        return list(curve)
    every = len(curve) / _POINTS
    return [*(curve[int(place * every)] for place in range(_POINTS)), curve[-1]]
