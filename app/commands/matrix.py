"""`matrix`: who is where at each step, or where one goes next."""

from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer
from onepath.graph import flows
from onepath.graph.conditions import EVERYBODY
from onepath.graph.flows import Scope, Show
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .answers.flows import CellAnswer, MatrixAnswer
from .flow_people import Pair, show_people
from .options import (
    CollapseOption,
    DidNotOption,
    DidOption,
    GroupOption,
    Json,
    ScopeOption,
    ShowOption,
    SinceOption,
    SourceOption,
    UntilOption,
    among,
    lens_of,
    narrowed,
)
from .terminal import answer, bar, share, table


class MatrixKind(StrEnum):
    """What the columns of a matrix are."""

    STEPS = "steps"
    TRANSITIONS = "transitions"


def matrix(
    kind: Annotated[MatrixKind, typer.Argument(help="Who is where at each step, or where one goes next.")],
    around: Annotated[
        str | None, typer.Option(help="Steps around the first time of this event, not from the start.")
    ] = None,
    depth: Annotated[int, typer.Option(min=1, max=50, help="How many steps, each way.")] = 5,
    compare: Annotated[
        str | None,
        typer.Option(
            help="Two groups of units: did:EVENT, source:A,B (of the first event), or "
            "period:2026-01-01..2026-01-31,2026-02-01..2026-02-28 (of the first event, UTC)."
        ),
    ] = None,
    scope: ScopeOption = Scope.PERSON,
    show: ShowOption = Show.NAME,
    group: GroupOption = None,
    collapse: CollapseOption = False,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    did: DidOption = None,
    did_not: DidNotOption = None,
    people: Annotated[
        Pair | None, typer.Option(metavar="ROW COLUMN", help="List the people of this field.")
    ] = None,
    second: Annotated[
        bool, typer.Option("--second", help="With --people: those of the second group.")
    ] = False,
    json: Json = False,
) -> None:
    """Shares of units at each event at each step, or of passages from event to event; of two groups too.

    Example: onepath matrix transitions --compare did:purchase
    """
    lens = lens_of(scope, show, group, collapse)
    only = narrowed(since, until, source, did, did_not)
    with Graph.open(Settings()) as graph, bar("Asking"):
        compared = flows.groups(graph, compare) if compare else (EVERYBODY,)
        narrow = only.group(graph)
        if people:
            row, column = people
            who = (compared[-1] if second else compared[0]) & narrow
            if kind is MatrixKind.TRANSITIONS:
                found = flows.transition_passages(graph, row, column, lens=lens, group=who)
            else:
                found = flows.step_passages(graph, _step(column), row, around=around, lens=lens, group=who)
            return show_people(found, json)
        if kind is MatrixKind.TRANSITIONS:
            shown = flows.transition_matrix(graph, lens=lens, groups=compared, group=narrow)
        else:
            shown = flows.step_matrix(
                graph, around=around, depth=depth, lens=lens, groups=compared, group=narrow
            )
    if json:
        cells = [CellAnswer(**asdict(cell)) for cell in shown.cells]
        names = [one.name for one in compared if compare]
        return answer(
            MatrixAnswer(
                kind=kind,
                scope=scope,
                groups=names,
                narrowed_to=only.sentence(),
                rows=shown.rows,
                columns=shown.columns,
                cells=cells,
            )
        )
    _draw(kind, shown, [one.name for one in compared], among(only))
    return None


def _draw(kind: MatrixKind, shown: flows.Matrix, groups: Sequence[str], of_whom: str) -> None:
    cells = {(cell.row, cell.column): cell for cell in shown.cells}
    compared = len(groups) > 1
    rows = [
        [row, *(_field(cells.get((row, column)), compared) for column in shown.columns)] for row in shown.rows
    ]
    of = "units at each step" if kind is MatrixKind.STEPS else "passages from each event"
    title = f"Shares of {of}{of_whom}" + (f": {groups[0]} less {groups[1]}, in points" if compared else "")
    table(title, ["", *shown.columns], rows)


def _field(cell: flows.Cell | None, compared: bool) -> str:
    if cell is None:
        return ""
    return f"{100 * (cell.difference or 0):+.1f}" if compared else share(cell.share)


def _step(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no step; write a number") from None
