"""Matrices of shares, of everybody or of two groups that are compared."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Self

from pydantic import Field, model_validator

from ..conditions import Filter, read_two_groups
from ..questions import Option, side_of
from ..store import Graph
from ..trails import END, START
from .flow_question import FlowQuestion

Key = tuple[str, str]
"""A row and a column."""
Counts = dict[Key, tuple[int, int]]
"""Units and people of each field."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `share`, from 0 to 1, is of the column in a step matrix and of the row in a transition
    matrix; null where nothing is there to have a share of: the event of the row did not occur, or nobody is
    at the step.

    `units` counts journeys (or sessions) at a step, or occurrences of a transition. If two groups are
    compared, the `other_` fields are the second group's, and `difference` is the first share minus the
    second, null if one of them is.
    """

    row: str
    column: str
    units: int
    people: int
    share: float | None
    other_units: int | None = None
    other_people: int | None = None
    other_share: float | None = None
    difference: float | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cells that are not empty, by row and column, in the order in which both are shown.

    `groups`: the two groups that are compared; empty without a comparison.
    """

    counted: str
    filter: str
    groups: tuple[str, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]


class MatrixQuestion(FlowQuestion[Matrix]):
    """A matrix of everybody, or of two groups that are compared."""

    compare: Annotated[str | None, Option("--compare", "TWO_GROUPS")] = Field(
        default=None,
        description="Compare two groups: did:EVENT, source:A,B (of the first event), or "
        "period:2026-01-01..2026-01-31,2026-02-01..2026-02-28 (of the first event).",
    )

    @model_validator(mode="after")
    def _compares_two_groups(self) -> Self:
        if self.compare is not None:
            read_two_groups(self.compare)
        return self

    @property
    def groups(self) -> list[Filter]:
        """The groups that are compared; everybody without a comparison."""
        return [Filter()] if self.compare is None else list(read_two_groups(self.compare))

    @property
    def names(self) -> tuple[str, ...]:
        """What the two groups are called."""
        return () if self.compare is None else tuple(one.sentence() for one in read_two_groups(self.compare))

    def group_of(self, of: str) -> tuple[Filter, str]:
        """The group that a number is of, and the number without it."""
        first, text = side_of(of)
        return self.groups[-1 if first is False else 0], text


def matrix_of(
    question: MatrixQuestion, graph: Graph, counts: Sequence[Counts], steps: Sequence[int] | None
) -> Matrix:
    """The matrix of these counts, by group. Shares are of a column where there are steps, else of a row."""
    by = 0 if steps is None else 1
    wholes = [_wholes(one, by) for one in counts]
    cells = [_cells(one, whole, by) for one, whole in zip(counts, wholes, strict=True)]
    if len(cells) == 2:
        first, second = cells
        keys = first.keys() | second.keys()
        found = {
            key: _compared(
                first.get(key, _nobody(key, wholes[0][key[by]])),
                second.get(key, _nobody(key, wholes[1][key[by]])),
            )
            for key in keys
        }
    else:
        found = cells[0]
    volume = Counter[str]()
    for (row, _), cell in found.items():
        volume[row] += cell.units + (cell.other_units or 0)
    rows = sorted(volume, key=lambda row: (row == END, row != START, -volume[row], row))
    columns = _columns(found, volume) if steps is None else [str(step) for step in steps]
    place = {column: at for at, column in enumerate(columns)}
    ordered = sorted(found.values(), key=lambda cell: (rows.index(cell.row), place[cell.column]))
    sentence, names = question.filter.sentence(), question.names
    return Matrix(question.count, sentence, names, tuple(rows), tuple(columns), tuple(ordered))


def _columns(found: Mapping[Key, Cell], volume: Counter[str]) -> list[str]:
    return sorted({column for _, column in found}, key=lambda name: (name == END, -volume[name], name))


def _wholes(counts: Counts, by: int) -> Counter[str]:
    """What shares are of: the units of each row, or of each column."""
    whole: Counter[str] = Counter()
    for key, (units, _) in counts.items():
        whole[key[by]] += units
    return whole


def _cells(counts: Counts, whole: Counter[str], by: int) -> dict[Key, Cell]:
    return {key: Cell(*key, units, people, units / whole[key[by]]) for key, (units, people) in counts.items()}


def _nobody(key: Key, whole: int) -> Cell:
    """An empty cell. Of nothing there is no share."""
    return Cell(*key, 0, 0, 0.0 if whole else None)


def _compared(ours: Cell, theirs: Cell) -> Cell:
    return replace(
        ours,
        other_units=theirs.units,
        other_people=theirs.people,
        other_share=theirs.share,
        difference=None if ours.share is None or theirs.share is None else ours.share - theirs.share,
    )
