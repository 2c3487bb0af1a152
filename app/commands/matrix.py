"""`matrix steps` and `matrix transitions`."""

from onepath.graph.flows import Cell, Matrix, StepMatrixQuestion, TransitionMatrixQuestion

from .question_command import among, question_command
from .terminal import share, table


def show_step_matrix(question: StepMatrixQuestion, found: Matrix) -> None:
    """The matrix as a table."""
    units = "journeys" if question.count == "people" else "sessions"
    _show(f"Shares of {units} at each step{among(question)}", found)


def show_transition_matrix(question: TransitionMatrixQuestion, found: Matrix) -> None:
    """The matrix as a table."""
    _show(f"Shares of what follows each event{among(question)}", found)


def _show(title: str, found: Matrix) -> None:
    cells = {(cell.row, cell.column): cell for cell in found.cells}
    compared = len(found.groups) > 1
    rows = [
        [row, *(_field(cells.get((row, column)), compared) for column in found.columns)] for row in found.rows
    ]
    if compared:
        title += f": {found.groups[0]} less {found.groups[1]}, in percentage points"
    table(title, ["", *found.columns], rows)


def _field(cell: Cell | None, compared: bool) -> str:
    if cell is None:
        return ""
    return f"{100 * (cell.difference or 0):+.1f}" if compared else share(cell.share)


steps = question_command(StepMatrixQuestion, show_step_matrix)
transitions = question_command(TransitionMatrixQuestion, show_transition_matrix)
