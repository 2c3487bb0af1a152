"""Matrices: who is at which event at which step, and where one goes from there; for two groups, compared."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..conditions import EVERYBODY, Group
from ..errors import QuestionInvalid
from ..store import Graph
from .lens import CLOSES, END, OPENS, START, Lens, Words
from .passages import Passages
from .transitions import pairs

DEEPEST = 50
_Key = tuple[str, str]
_Counts = dict[_Key, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One field. `share` is of its column (a step) or of its row (an event that others follow), 0 to 1.

    `units` counts units at a step, or passages between two events. Of two groups the second's counts are the
    `other_` ones, and `difference` is the first share less the second.
    """

    row: str
    column: str
    units: int
    people: int
    share: float
    other_units: int | None = None
    other_people: int | None = None
    other_share: float | None = None
    difference: float | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """The fields that are not empty, by row and column in the order in which both are shown."""

    rows: list[str]
    columns: list[str]
    cells: list[Cell]


def step_matrix(
    graph: Graph,
    *,
    around: str | None = None,
    depth: int = 10,
    lens: Lens = Lens(),
    groups: Sequence[Group] = (EVERYBODY,),
    group: Group = EVERYBODY,
) -> Matrix:
    """The share of units at each event at each step: 1, 2, ... from their start, or from -depth to depth
    around their first `around`.

    Every unit is somewhere at every step: before its start at `(start)`, after its end at `(end)`. Around an
    event only units that have it count. Of either of two groups only units of `group` count. Raises
    QuestionInvalid for a depth that is not 1 to 50.
    """
    _possible(depth, groups)
    words = lens.read(graph, *([around] if around else []))
    steps = _steps(around, depth)
    return _compared(words, [_at_steps(graph, words, around, steps, one & group) for one in groups], steps)


def transition_matrix(
    graph: Graph,
    *,
    lens: Lens = Lens(),
    groups: Sequence[Group] = (EVERYBODY,),
    group: Group = EVERYBODY,
) -> Matrix:
    """For each event (a row) the share of its passages that go on to each other event (a column).

    The row `(start)` says what units begin with, the column `(end)` after what they end: a row sums to 1.
    Of either of two groups only units of `group` count.
    """
    _possible(1, groups)
    words = lens.read(graph)
    return _compared(words, [pairs_by_label(graph, words, one & group) for one in groups], None)


def pairs_by_label(graph: Graph, words: Words, group: Group) -> _Counts:
    """Times and people of each pair of labels."""
    found = pairs(graph, words, group)
    return {(words.label(pair[0]), words.label(pair[1])): counts for pair, counts in found.items()}


def step_passages(
    graph: Graph,
    step: int,
    event: str,
    *,
    around: str | None = None,
    lens: Lens = Lens(),
    group: Group = EVERYBODY,
) -> Passages:
    """The units that a field of `step_matrix` counts: one passage each."""
    words = lens.read(graph, *(text for text in (around, event) if text and text not in (START, END)))
    letter = words.letter(event)
    pattern = _around(words.letter(around), step, letter) if around else _from_start(step, letter)
    return Passages(graph, words, pattern, group)


def _from_start(step: int, letter: str) -> str:
    if step < 1 or letter == OPENS:
        raise QuestionInvalid(f"Nobody is before the start at step {step}.", action="Steps begin with 1.")
    return rf"\([^()]{{1,{step - 1}}}\)" if letter == CLOSES else rf"\([^()]{{{step - 1}}}{letter}"


def _around(anchor: str, step: int, letter: str) -> str:
    before, other = rf"\([^(){anchor}]*", f"[^(){anchor}]"
    if step == 0 and letter == anchor:
        return before + anchor
    if step > 0 and letter != OPENS:
        return (
            rf"{before}{anchor}[^()]{{0,{step - 1}}}\)"
            if letter == CLOSES
            else f"{before}{anchor}[^()]{{{step - 1}}}{letter}"
        )
    if step < 0 and letter == OPENS:
        return rf"\({other}{{0,{-step - 1}}}{anchor}"
    if step < 0 and letter not in (CLOSES, anchor):
        return f"{before}{letter}{other}{{{-step - 1}}}{anchor}"
    raise QuestionInvalid(f"Nobody can be there at step {step}.", action="See who is where: onepath matrix")


def _possible(depth: int, groups: Sequence[Group]) -> None:
    if not 1 <= depth <= DEEPEST:
        raise QuestionInvalid(f"A matrix has 1 to {DEEPEST} steps, not {depth}.")
    if not 1 <= len(groups) <= 2:
        raise QuestionInvalid("A matrix is of one group, or compares two.")


def _steps(around: str | None, depth: int) -> list[int]:
    return list(range(-depth, depth + 1)) if around else list(range(1, depth + 1))


def _at_steps(graph: Graph, words: Words, around: str | None, steps: list[int], group: Group) -> _Counts:
    # The server counts from 0: the first event, or the anchor.
    shift = 0 if around else 1
    others = "".join(words.first.values()).replace(words.letter(around), "") if around else ""
    counted: _Counts = {}
    for row in graph.ask_in_parts(
        "internal/flows/step_matrix",
        **words.asked,
        filter=group,
        but_anchor=others,
        steps=[step - shift for step in steps],
    ):
        key = words.label(row["letter"]), str(row["step"] + shift)
        units, people = counted.get(key, (0, 0))
        counted[key] = units + row["units"], people + row["people"]
    return counted


def _compared(words: Words, counts: Sequence[_Counts], steps: list[int] | None) -> Matrix:
    by = 0 if steps is None else 1
    cells = [_cells(one, by) for one in counts]
    if len(cells) == 2:
        first, second = cells
        keys = first.keys() | second.keys()
        found = {key: _beside(key, first.get(key), second.get(key)) for key in keys}
    else:
        found = cells[0]
    volume = Counter[str]()
    for (row, _), cell in found.items():
        volume[row] += cell.units + (cell.other_units or 0)
    rows = sorted(volume, key=lambda row: (row == END, row != START, -volume[row], row))
    columns = _columns(found, volume) if steps is None else [str(step) for step in steps]
    place = {column: at for at, column in enumerate(columns)}
    ordered = sorted(found.values(), key=lambda cell: (rows.index(cell.row), place[cell.column]))
    return Matrix(rows, columns, ordered)


def _columns(found: Mapping[_Key, Cell], volume: Counter[str]) -> list[str]:
    return sorted({column for _, column in found}, key=lambda name: (name == END, -volume[name], name))


def _cells(counts: _Counts, by: int) -> dict[_Key, Cell]:
    whole: Counter[str] = Counter()
    for key, (units, _) in counts.items():
        whole[key[by]] += units
    return {key: Cell(*key, units, people, units / whole[key[by]]) for key, (units, people) in counts.items()}


def _beside(key: _Key, first: Cell | None, second: Cell | None) -> Cell:
    nobody = Cell(*key, 0, 0, 0.0)
    ours, theirs = first or nobody, second or nobody
    return replace(
        ours,
        other_units=theirs.units,
        other_people=theirs.people,
        other_share=theirs.share,
        difference=ours.share - theirs.share,
    )
