"""The step matrix and the transition matrix; for two groups the difference between them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from typing import Any

import streamlit as st
from onepath.graph.flows import Cell, Matrix, StepMatrixQuestion, TransitionMatrixQuestion
from onepath.graph.questions import join_names
from onepath.graph.store import Graph
from onepath.graph.trails import END, START

from ...compare_control import choose_comparison, group_names
from ...connection import working
from ...drill_down import find_open
from ...figures import figure
from ...inputs import choose_number, choose_one
from ...language import say, word
from ...questions import answer_of, command_line
from .form import JourneyForm
from .heat_map import heat_map
from .measures import FlowMeasure, events_only, show_actions, show_flow_people

__all__ = ["choose_step_matrix", "choose_transition_matrix", "show_step_matrix", "show_transition_matrix"]

_MatrixQuestion = StepMatrixQuestion | TransitionMatrixQuestion
_ALONE: tuple[str, ...] = ("row", "column", "units", "people", "share")
"""What a cell has without a comparison."""
_QUERIES = {"steps": "internal/flows/step_matrix", "next": "internal/flows/transitions"}


def choose_step_matrix(form: JourneyForm) -> StepMatrixQuestion:
    """Draws the inputs of the view and answers their question."""
    left, middle, right = st.columns(3, vertical_alignment="bottom")
    labels = form.labels()
    around = choose_one(
        say("journeys.around"), labels, "around", free=True, place=left,
        placeholder=word("journeys.from_start"),
    )  # fmt: skip
    depth = choose_number(say("journeys.depth"), 1, 20, "far", usual=6, slider=True, place=middle)
    most = _choose_most(right)
    compare = choose_comparison(form.graph, "none", labels[0])
    fields = form.with_rest(most, around).fields
    return StepMatrixQuestion(around=around, depth=depth, compare=compare, **fields)


def choose_transition_matrix(form: JourneyForm) -> TransitionMatrixQuestion:
    """Draws the inputs of the view and answers their question."""
    most = _choose_most(st)
    compare = choose_comparison(form.graph, "none", form.labels()[0])
    return TransitionMatrixQuestion(compare=compare, **form.with_rest(most).fields)


def show_step_matrix(graph: Graph, question: StepMatrixQuestion) -> None:
    """The share of journeys at each event at each step."""

    def measure(cell: Cell, place: int) -> FlowMeasure:
        label = word("journeys.at_step", event=cell.row, step=cell.column)
        return FlowMeasure(
            f"{cell.column}.{cell.row}", label, cell.people, (("main", 0, place),), cell.units,
            (cell.row,), events_only(cell.row),
        )  # fmt: skip

    _show(graph, question, "steps", measure)


def show_transition_matrix(graph: Graph, question: TransitionMatrixQuestion) -> None:
    """The share of each event's occurrences that continue to each other event."""

    def measure(cell: Cell, place: int) -> FlowMeasure:
        ends = (cell.row, cell.column)
        return FlowMeasure(
            join_names(ends), " → ".join(ends), cell.people, (("main", 0, place),), cell.units, ends,
            events_only(*ends),
        )  # fmt: skip

    _show(graph, question, "next", measure)


def _choose_most(place: Any) -> int:
    """How many events are shown by name."""
    most: int = choose_number(
        say("journeys.events"), 3, 40, "fields", usual=15, slider=True, place=place,
        help=say("journeys.events_help"),
    )  # fmt: skip
    return most


def _show(
    graph: Graph, question: _MatrixQuestion, name: str, measure: Callable[[Cell, int], FlowMeasure]
) -> None:
    with working(say("journeys.counting")):
        matrix = answer_of(graph, question)
    measures = [measure(cell, place) for place, cell in enumerate(matrix.cells)]
    notes = [say(f"journeys.{name}_note")]
    columns = _ALONE
    if question.compare:
        # A share that is undefined is an empty field: where all of them are, the columns stay.
        columns = tuple(column.name for column in fields(Cell))
        first, second = group_names(question.compare)
        notes.append(say("journeys.compared_note", first=first, second=second))
    notes.append(_account(matrix, name, JourneyForm.of(graph, question).rest))
    figure(
        heat_map(matrix, bool(question.compare)), name,
        title=say(f"journeys.{name}_title"),
        alt=word(f"journeys.{name}_alt", rows=len(matrix.rows), columns=len(matrix.columns)),
        meaning=say(f"journeys.{name}_meaning"),
        rows=[{key: value for key, value in asdict(cell).items() if key in columns} for cell in matrix.cells],
        columns=columns,
        height=max(340, 130 + 27 * len(matrix.rows)), queries=(_QUERIES[name],),
        command=command_line(question), note="  \n".join(notes),
        drill_downs=[one.drill_down for one in measures], wide=4,
        labels={side: word(f"journeys.{name}_{side}") for side in ("row", "column")},
    )  # fmt: skip
    chosen = find_open(measures)
    if chosen is not None:
        show_actions(graph, question, chosen, name)
        _show_people(graph, question, chosen, matrix.cells[measures.index(chosen)], name)


def _show_people(graph: Graph, question: _MatrixQuestion, chosen: FlowMeasure, cell: Cell, name: str) -> None:
    """The people of the cell that is open; of two groups those of each."""
    if question.compare is None:
        show_flow_people(graph, question, chosen, name)
        return
    first, second = group_names(question.compare)
    show_flow_people(graph, question, replace(chosen, label=f"{chosen.label}, {first}"), f"{name}_first")
    other = replace(
        chosen, of=f"second:{chosen.of}", label=f"{chosen.label}, {second}", count=cell.other_people or 0,
        occurrences=cell.other_units or 0,
    )  # fmt: skip
    show_flow_people(graph, question, other, f"{name}_second")


def _account(matrix: Matrix, name: str, rest: int) -> str:
    """How many events are named and how many are grouped, and that nothing is left out."""
    counts: Counter[str] = Counter()
    for cell in matrix.cells:
        counts["" if cell.row in (START, END) else cell.row] += cell.units + (cell.other_units or 0)
    n = counts.total()
    ends, grouped = counts.pop("", 0), counts.pop("(other)", 0)
    return say(
        f"journeys.{name}_account", top=len(counts), of=len(counts) + rest, rest=rest, n=n, ends=ends,
        grouped=grouped, shown=n - ends - grouped,
    )  # fmt: skip
