"""What `paths`, `transitions`, `variants`, `matrix` and `journeys export` answer.

`narrowed_to` says whom an answer is about; empty for everybody.
"""

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel


class PathStepAnswer(BaseModel):
    """Passages (`times`) and people between two events, `step` steps from where the paths begin or end.

    `folded`: how many events the farther end stands for, where it is `(other)`; else 0.
    """

    step: int
    source: str
    target: str
    people: int
    times: int
    folded: int = 0


class PathsAnswer(BaseModel):
    """`paths`."""

    event: str
    direction: str
    narrowed_to: str = ""
    steps: list[PathStepAnswer]


class TransitionAnswer(BaseModel):
    """`target` directly after `source`; seconds between the two, null where they were not asked for."""

    source: str
    target: str
    times: int
    people: int
    total_seconds: float | None = None
    median_seconds: float | None = None
    p90_seconds: float | None = None


class TransitionsAnswer(BaseModel):
    """`transitions`: most times first, with `--slowest` most time spent first."""

    scope: str
    narrowed_to: str = ""
    transitions: list[TransitionAnswer]


class AgainAnswer(BaseModel):
    """An event that units do more than once: how many units and people, how often after the first time."""

    event: str
    units: int
    people: int
    again: int


class LoopAnswer(BaseModel):
    """`event`, `by`, `event` in a row; with `by` the same, the event followed by itself."""

    event: str
    by: str
    times: int
    people: int


class ReworkAnswer(BaseModel):
    """`transitions --rework`."""

    scope: str
    narrowed_to: str = ""
    events: list[AgainAnswer]
    self_loops: list[LoopAnswer]
    loops: list[LoopAnswer]


class VariantAnswer(BaseModel):
    """A whole sequence; `text` is what `--people` takes. Shares from 0 to 1, `covered` with those before."""

    steps: list[str]
    text: str
    units: int
    people: int
    share: float
    covered: float


class CoveredAnswer(BaseModel):
    """The `variants` most frequent have `units` units together; between two points lies a straight line."""

    variants: int
    units: int
    share: float


class VariantsAnswer(BaseModel):
    """`variants`: how many units and variants there are, the most frequent, and the coverage of all."""

    scope: str
    narrowed_to: str = ""
    units: int
    variants: int
    shown: list[VariantAnswer]
    coverage: list[CoveredAnswer]


class CellAnswer(BaseModel):
    """One field of a matrix; `other_` is the second group, null without `--compare`.

    `share` is of the column (a step) or of the row (an event), `difference` the first less the second.
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


class MatrixAnswer(BaseModel):
    """`matrix`: the fields that are not empty, and the order of rows and columns."""

    kind: str
    scope: str
    groups: list[str]
    narrowed_to: str = ""
    rows: list[str]
    columns: list[str]
    cells: list[CellAnswer]


class WalkerAnswer(BaseModel):
    """A person, how often it passed, and when first and last."""

    oneid: str
    times: int
    first: datetime
    last: datetime


class WalkersAnswer(BaseModel):
    """`paths --people`, `transitions --people`, `variants --people`, `matrix --people`: who is behind it."""

    people: int
    times: int
    walkers: list[WalkerAnswer]


class ExportAnswer(BaseModel):
    """`journeys export`: what is in the file; `edges` is null where the file holds events."""

    file: Path
    format: str
    scope: str
    units: int
    events: int
    edges: int | None = None
