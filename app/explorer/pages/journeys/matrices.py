"""Who is where at each step, and where one goes next; for two groups the difference."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

import streamlit as st
from onepath.graph.conditions import Group
from onepath.graph.flows import (
    Cell,
    Matrix,
    groups,
    spelling,
    step_matrix,
    step_passages,
    transition_matrix,
    transition_passages,
)

from ...catalog import kept, known_events, known_sources
from ...connection import working
from ...figures import figure
from ...inputs import IN_LINK, choose
from ...language import say, word
from .form import Asked
from .heat_map import heat_map
from .people import Number, events_only, offer, openings, show_number

__all__ = ["show_next", "show_steps"]


def show_steps(asked: Asked) -> None:
    """The view of who is where at each step."""
    left, middle, right = st.columns(3, vertical_alignment="bottom")
    around = left.selectbox(
        say("journeys.around"), asked.labels(), index=None, key="around",
        placeholder=word("journeys.from_start"), **IN_LINK,
    )  # fmt: skip
    depth = middle.slider(say("journeys.depth"), 1, 20, 6, key="far", **IN_LINK)
    most = _most(right)
    compared, text = _compared(asked)
    reduced, rest = asked.with_rest(most, around)
    matrix = reduced.answer(step_matrix, around=around, depth=depth, groups=compared)
    number = [
        _number("steps", cell, (int(cell.column), cell.row), compared[0], (("around", around),), k)
        for k, cell in enumerate(matrix.cells)
    ]
    command = ("steps", "--depth", depth, *(("--around", around) if around else ()))
    _show(reduced, matrix, compared, "steps", number, rest, (*command, *_option(text)))


def show_next(asked: Asked) -> None:
    """The view of where one goes next."""
    most = _most(st)
    compared, text = _compared(asked)
    reduced, rest = asked.with_rest(most)
    matrix = reduced.answer(transition_matrix, groups=compared)
    number = [
        _number("next", cell, (cell.row, cell.column), compared[0], (), k)
        for k, cell in enumerate(matrix.cells)
    ]
    _show(reduced, matrix, compared, "next", number, rest, ("transitions", *_option(text)))


def _most(place: object) -> int:
    most: int = place.slider(  # type: ignore[attr-defined]
        say("journeys.events"), 3, 40, 15, key="fields", help=say("journeys.events_help"), **IN_LINK
    )
    return most


def _number(
    name: str,
    cell: Cell,
    given: tuple[object, ...],
    group: Group,
    named: tuple[tuple[str, object], ...],
    place: int,
) -> Number:
    following = name == "next"
    events = (cell.row, cell.column) if following else (cell.row,)
    return Number(
        f"{name}:{spelling([cell.row, cell.column])}",
        " → ".join(events) if following else word("journeys.at_step", event=cell.row, step=cell.column),
        cell.units,
        cell.people,
        transition_passages if following else step_passages,
        given,
        (*named, ("group", group)),
        (("main", 0, place),),
        events,
        events_only(*events),
    )


def _show(
    asked: Asked,
    matrix: Matrix,
    compared: tuple[Group, ...],
    name: str,
    numbers: Sequence[Number],
    rest: Sequence[str],
    command: Sequence[object],
) -> None:
    both = len(compared) == 2
    notes = [say(f"journeys.{name}_note")]
    if both:
        notes.append(say("journeys.compared_note", first=compared[0].name, second=compared[1].name))
    notes.append(_account(matrix, name, rest))
    token = figure(
        heat_map(matrix, both),
        name,
        title=say(f"journeys.{name}_title"),
        alt=word(f"journeys.{name}_alt", rows=len(matrix.rows), columns=len(matrix.columns)),
        meaning=say(f"journeys.{name}_meaning"),
        rows=[
            {key: value for key, value in asdict(cell).items() if value is not None} for cell in matrix.cells
        ],
        columns=("row", "column", "units", "people", "share"),
        height=max(340, 130 + 27 * len(matrix.rows)),
        queries=("internal/flows/step_matrix" if name == "steps" else "internal/flows/transitions",),
        command=asked.command("matrix", *command),
        note="  \n".join(notes),
        opens=openings(numbers),
        wide=4,
    )
    place = next((k for k, one in enumerate(numbers) if one.token == token), None)
    if place is None:
        return
    offer(asked, numbers[place], name)
    if not both:
        show_number(asked, numbers[place], name)
        return
    cell, first = matrix.cells[place], numbers[place]
    for side, group, units, people in (
        ("first", compared[0], cell.units, cell.people),
        ("second", compared[1], cell.other_units or 0, cell.other_people or 0),
    ):
        named = (*(one for one in first.named if one[0] != "group"), ("group", group))
        one = replace(first, what=f"{first.what}, {group.name}", times=units, people=people, named=named)
        show_number(asked, one, f"{name}_{side}")


def _account(matrix: Matrix, name: str, rest: Sequence[str]) -> str:
    """How many events are named and how many are one, and that nothing is left out."""
    counts: Counter[str] = Counter()
    for cell in matrix.cells:
        counts["" if cell.row in ("(start)", "(end)") else cell.row] += cell.units + (cell.other_units or 0)
    n = counts.total()
    ends, grouped = counts.pop("", 0), counts.pop("(other)", 0)
    return say(
        f"journeys.{name}_account", top=len(counts), of=len(counts) + len(rest), rest=len(rest), n=n,
        ends=ends, grouped=grouped, shown=n - ends - grouped,
    )  # fmt: skip


def _option(text: str) -> tuple[str, ...]:
    return ("--compare", text) if text else ()


def _compared(asked: Asked) -> tuple[tuple[Group, ...], str]:
    """The groups to compare, within those of the page's filters, and the text that names them."""
    graph = asked.graph
    kind, *places = st.columns([3, 3, 3, 3], vertical_alignment="bottom")
    with kind:
        how = choose(say("journeys.compare"), ["none", "did", "source", "period"], "compare", named=_compare)
    text = ""
    if how == "did":
        names = [row.name for row in known_events(graph)]
        event = places[0].selectbox(say("journeys.compare_event"), names, key="compare_event", **IN_LINK)
        text = f"did:{asked.alternatives(event)}" if event else ""
    elif how == "source":
        sources = known_sources(graph)
        one = places[0].selectbox(say("journeys.first_source"), sources, key="first_source", **IN_LINK)
        other = places[1].selectbox(
            say("journeys.second_source"), sources, index=len(sources) - 1, key="second_source", **IN_LINK
        )
        text = f"source:{one},{other}"
    elif how == "period":
        first, second = _period(places[0], "first_period"), _period(places[1], "second_period")
        if first and second:
            text = f"period:{first},{second}"
        else:
            st.caption(say("journeys.choose_periods"))
    if not text:
        return (asked.group,), ""
    with working(say("journeys.reading")):
        pair = kept(graph, groups, text)
    return tuple(asked.group & one for one in pair), text


def _compare(code: str) -> str:
    return word(f"journeys.compare_{code}")


def _period(place: object, key: str) -> str:
    span = place.date_input(say(f"journeys.{key}"), [], key=key, **IN_LINK)  # type: ignore[attr-defined]
    days = [day for day in span if isinstance(day, date)] if isinstance(span, tuple) else []
    return f"{days[0]}..{days[1]}" if len(days) == 2 else ""
