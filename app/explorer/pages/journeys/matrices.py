"""The step matrix and the transition matrix; for two groups the difference between them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import streamlit as st
from onepath.graph.conditions import Group
from onepath.graph.flows import (
    Matrix,
    spelling,
    step_matrix,
    step_passages,
    transition_matrix,
    transition_passages,
)

from ...figures import figure
from ...inputs import IN_LINK
from ...language import say, word
from .actions import show_actions
from .comparison import Comparison, choose_comparison
from .form import JourneyForm
from .heat_map import heat_map
from .people import Measure, drill_downs, events_only, show_measure_people

__all__ = ["show_next", "show_steps"]

_QUERIES = {"steps": "internal/flows/step_matrix", "next": "internal/flows/transitions"}


def show_steps(form: JourneyForm) -> None:
    """The view of the step matrix."""
    left, middle, right = st.columns(3, vertical_alignment="bottom")
    around = left.selectbox(
        say("journeys.around"), form.labels(), index=None, key="around",
        placeholder=word("journeys.from_start"), **IN_LINK,
    )  # fmt: skip
    depth = middle.slider(say("journeys.depth"), 1, 20, 6, key="far", **IN_LINK)
    most = _choose_most(right)
    compared = choose_comparison(form)
    reduced, rest = form.with_rest(most, around)
    matrix = reduced.answer(step_matrix, around=around, depth=depth, groups=compared.groups)
    measures = [
        Measure(
            f"steps:{spelling([cell.row, cell.column])}",
            word("journeys.at_step", event=cell.row, step=cell.column),
            cell.units, cell.people, step_passages, (int(cell.column), cell.row),
            (("around", around), ("group", compared.groups[0])), (("main", 0, k),),
            (cell.row,), events_only(cell.row),
        )
        for k, cell in enumerate(matrix.cells)
    ]  # fmt: skip
    options = ("steps", "--depth", depth, *(("--around", around) if around else ()))
    token = _show_figure(reduced, matrix, compared, "steps", measures, rest, options)
    _show_open_cell(reduced, matrix, compared, "steps", measures, token)


def show_next(form: JourneyForm) -> None:
    """The view of the transition matrix."""
    most = _choose_most(st)
    compared = choose_comparison(form)
    reduced, rest = form.with_rest(most)
    matrix = reduced.answer(transition_matrix, groups=compared.groups)
    measures = [
        Measure(
            f"next:{spelling([cell.row, cell.column])}", f"{cell.row} → {cell.column}",
            cell.units, cell.people, transition_passages, (cell.row, cell.column),
            (("group", compared.groups[0]),), (("main", 0, k),),
            (cell.row, cell.column), events_only(cell.row, cell.column),
        )
        for k, cell in enumerate(matrix.cells)
    ]  # fmt: skip
    token = _show_figure(reduced, matrix, compared, "next", measures, rest, ("transitions",))
    _show_open_cell(reduced, matrix, compared, "next", measures, token)


def _choose_most(place: Any) -> int:
    """How many events are shown by name."""
    most: int = place.slider(
        say("journeys.events"), 3, 40, 15, key="fields", help=say("journeys.events_help"), **IN_LINK
    )
    return most


def _show_figure(
    form: JourneyForm,
    matrix: Matrix,
    compared: Comparison,
    name: str,
    measures: Sequence[Measure],
    rest: Sequence[str],
    options: Sequence[object],
) -> str | None:
    """Draws the matrix; the token of the cell that is open now."""
    notes = [say(f"journeys.{name}_note")]
    if compared.both:
        first, second = compared.groups
        notes.append(say("journeys.compared_note", first=first.name, second=second.name))
    notes.append(_account(matrix, name, rest))
    return figure(
        heat_map(matrix, compared.both), name,
        title=say(f"journeys.{name}_title"),
        alt=word(f"journeys.{name}_alt", rows=len(matrix.rows), columns=len(matrix.columns)),
        meaning=say(f"journeys.{name}_meaning"),
        rows=[
            {key: value for key, value in asdict(cell).items() if value is not None} for cell in matrix.cells
        ],
        columns=("row", "column", "units", "people", "share"),
        height=max(340, 130 + 27 * len(matrix.rows)), queries=(_QUERIES[name],),
        command=form.command("matrix", *options, *compared.options), note="  \n".join(notes),
        drill_downs=drill_downs(measures), wide=4,
    )  # fmt: skip


def _show_open_cell(
    form: JourneyForm,
    matrix: Matrix,
    compared: Comparison,
    name: str,
    measures: Sequence[Measure],
    token: str | None,
) -> None:
    """The people of the cell that is open; of two groups those of each."""
    for measure, cell in zip(measures, matrix.cells, strict=True):
        if measure.token != token:
            continue
        show_actions(form, measure, name)
        if not compared.both:
            show_measure_people(form, measure, name)
            return
        first, second = compared.groups
        show_measure_people(form, _of_group(measure, first, cell.units, cell.people), f"{name}_first")
        other = _of_group(measure, second, cell.other_units or 0, cell.other_people or 0)
        show_measure_people(form, other, f"{name}_second")


def _of_group(measure: Measure, group: Group, units: int, people: int) -> Measure:
    named = (*(one for one in measure.named if one[0] != "group"), ("group", group))
    return replace(measure, what=f"{measure.what}, {group.name}", times=units, people=people, named=named)


def _account(matrix: Matrix, name: str, rest: Sequence[str]) -> str:
    """How many events are named and how many are grouped, and that nothing is left out."""
    counts: Counter[str] = Counter()
    for cell in matrix.cells:
        counts["" if cell.row in ("(start)", "(end)") else cell.row] += cell.units + (cell.other_units or 0)
    n = counts.total()
    ends, grouped = counts.pop("", 0), counts.pop("(other)", 0)
    return say(
        f"journeys.{name}_account", top=len(counts), of=len(counts) + len(rest), rest=len(rest), n=n,
        ends=ends, grouped=grouped, shown=n - ends - grouped,
    )  # fmt: skip
