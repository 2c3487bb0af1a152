"""Variants: the most frequent full sequences of events, and how many of them cover how much."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from onepath.graph.flows import Covered, Variant, Variants, variant_passages, variants

from ...charts import GRID
from ...figures import figure
from ...language import say, word
from .actions import show_open_measure
from .bars import bars, height_of
from .coverage import coverage_note
from .form import JourneyForm
from .people import Measure, drill_downs

__all__ = ["show_variants"]

_POINTS = 500


def show_variants(form: JourneyForm) -> None:
    """The view."""
    limit = st.slider(
        say("journeys.variants"), 5, 100, 20, key="most", bind="query-params", persist_state="session"
    )
    found = form.answer(variants, limit=limit)
    _show_most_frequent(form, found)
    figure(
        _curve(found.coverage),
        "coverage",
        title=say("journeys.coverage_title"),
        alt=word("journeys.coverage_alt", of=found.variants),
        meaning=say("journeys.coverage_meaning"),
        rows=[
            {"variants": one.variants, "units": one.units, "share_covered": one.share}
            for one in found.coverage
        ],
        columns=("variants", "units", "share_covered"),
        height=280,
        queries=("internal/flows/variant_sizes",),
        command=form.command("variants", "--json"),
    )


def _show_most_frequent(form: JourneyForm, found: Variants) -> None:
    covered = sum(one.units for one in found.shown)
    measures = [_number(one, k) for k, one in enumerate(found.shown)]
    rest, left = found.variants - len(found.shown), found.units - covered
    names, counts = [" → ".join(one.steps) for one in found.shown], [one.units for one in found.shown]
    labels = [word("journeys.variant_bar", units=one.units, share=f"{one.share:.1%}") for one in found.shown]
    option = bars(names, counts, labels, word("columns.units"))
    if rest:
        _add_rest(option, rest, left, found.units)
    token = figure(
        option,
        "variants",
        title=say("journeys.variants_title"),
        alt=word("journeys.variants_alt", shown=len(found.shown), of=found.variants),
        meaning=say("journeys.variants_meaning"),
        rows=[_row(one) for one in found.shown],
        columns=("variant", "units", "people", "share", "share_covered"),
        height=height_of(len(found.shown) + bool(rest)),
        queries=("internal/flows/variants",),
        command=form.command("variants", "--limit", max(1, len(found.shown))),
        note=coverage_note(
            "variants", drawn=len(found.shown), found=found.variants, shown=covered, total=found.units
        ),
        drill_downs=drill_downs(measures),
        wide=3,
    )  # fmt: skip
    show_open_measure(form, measures, token, "variants")


def _number(one: Variant, place: int) -> Measure:
    return Measure(
        f"variants:{one.text}",
        " → ".join(one.steps),
        one.units,
        one.people,
        variant_passages,
        (one.text,),
        at=(("main", 0, place),),
        events=tuple(one.steps),
    )


def _row(one: Variant) -> dict[str, object]:
    return {
        "variant": " → ".join(one.steps),
        "units": one.units,
        "people": one.people,
        "share": one.share,
        "share_covered": one.covered,
    }


def _add_rest(option: dict[str, Any], rest: int, left: int, whole: int) -> None:
    """One bar more, for all other variants together; cut, as it may be many times the longest."""
    (series,) = option["series"]
    longest = max((one["value"] for one in series["data"]), default=left)
    option["yAxis"]["data"].append(word("journeys.other_variants", n=rest))
    text = word("journeys.variant_bar", units=left, share=f"{left / whole:.1%}")
    bar = {"value": min(left, longest), "label": {**series["data"][0]["label"], "formatter": text}}
    series["data"].append({**bar, "itemStyle": {"color": "#94A3B8", "decal": {"symbol": "rect"}}})


def _curve(curve: Sequence[Covered]) -> dict[str, Any]:
    """Which share of all units the most frequent variants have, by how many of them."""
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


def _thinned(curve: Sequence[Covered]) -> list[Covered]:
    """At most some hundred points, the first ones and the last among them."""
    if len(curve) <= _POINTS:
        return list(curve)
    every = len(curve) / _POINTS
    return [*(curve[int(place * every)] for place in range(_POINTS)), curve[-1]]
