"""`matrix steps` and `matrix transitions`."""

from collections.abc import Sequence

from onepath.graph.flows import Cell, Matrix, StepMatrixQuestion, TransitionMatrixQuestion
from rich.cells import cell_len

from .question_command import among, question_command
from .terminal import columns_that_fit, console, fits, share, table, wrap_list

_STEP_WIDTH = 9
_LARGEST = 6
"""Shares of a row that are listed where the matrix is wider than the terminal."""
_NAME_WIDTH = 30


def show_step_matrix(question: StepMatrixQuestion, found: Matrix) -> None:
    """The matrix as tables, each with as many steps as fit in the terminal."""
    units = "journeys" if question.count == "people" else "sessions"
    title = _title(f"Shares of {units} at each step{among(question)}", found)
    for steps in columns_that_fit(found.columns, _STEP_WIDTH):
        table(title, ["", *steps], _rows(found, steps))


def show_transition_matrix(question: TransitionMatrixQuestion, found: Matrix) -> None:
    """The matrix as a table; where it is wider than the terminal, the largest shares of each row."""
    title = _title(f"Shares of what follows each event{among(question)}", found)
    columns, rows = ["", *found.columns], _rows(found, found.columns)
    if fits(columns, rows):
        table(title, columns, rows)
    else:
        _show_largest(title, found)


def _title(title: str, found: Matrix) -> str:
    if not found.groups:
        return title
    return f"{title}: {found.groups[0]} less {found.groups[1]}, in percentage points"


def _rows(found: Matrix, columns: Sequence[str]) -> list[list[str]]:
    cells = {(cell.row, cell.column): cell for cell in found.cells}
    return [
        [row, *(_text(cells[row, column]) if (row, column) in cells else "" for column in columns)]
        for row in found.rows
    ]


def _text(cell: Cell) -> str:
    if cell.other_units is None:
        return share(cell.share)
    return "-" if cell.difference is None else f"{100 * cell.difference:+.1f}"


def _show_largest(title: str, found: Matrix) -> None:
    names = min(_NAME_WIDTH, max(map(cell_len, found.rows)))
    width = console.width - names - len("│  │  │")
    rows = []
    for row in found.rows:
        cells = sorted(
            (cell for cell in found.cells if cell.row == row),
            key=lambda cell: -abs((cell.share if cell.other_units is None else cell.difference) or 0.0),
        )
        rest = [f"{len(cells) - _LARGEST} more"] if len(cells) > _LARGEST else []
        largest = [f"{cell.column} {_text(cell)}" for cell in cells[:_LARGEST]]
        rows.append([row, wrap_list([*largest, *rest], width)])
    what = "largest differences" if found.groups else "largest shares"
    table(title, ["event", what], rows)
    console.print("The whole matrix is wider than this terminal. It is in --json, and in the explorer.")


steps = question_command(StepMatrixQuestion, show_step_matrix)
transitions = question_command(TransitionMatrixQuestion, show_transition_matrix)
