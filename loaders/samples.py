"""The first rows of a file that nobody has described yet, by column."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from .cells import Cell, as_text
from .files import open_rows
from .own_exports import is_event_log
from .records import Reject
from .references import Reference
from .rows import no_row

__all__ = ["Sample", "SampledColumn", "sample_file"]

_LOOKED_AT = 20_000
_DEEP = 4
"""How many levels of nested objects are looked into."""


@dataclass(slots=True)
class SampledColumn:
    """The values of a column, or of a place inside of nested ones, that are not blank."""

    name: str
    reference: Reference
    texts: list[str] = field(default_factory=list)

    @property
    def different(self) -> int:
        return len(set(self.texts))


@dataclass(frozen=True, slots=True)
class Sample:
    """The columns with the values of the first rows.

    `names`: the file's own columns; `cells`: the rows, each with its columns. `delimiter` is None where it is
    the one that the file's name says. `numbered`: names that got a number because others have them too.
    """

    columns: dict[str, SampledColumn]
    names: tuple[str, ...]
    cells: list[tuple[Sequence[str], Sequence[Cell]]]
    delimiter: str | None
    numbered: dict[str, str]
    is_own_export: bool

    @property
    def rows(self) -> int:
        return len(self.cells)

    def contradictions(self, column: str, without: Callable[[str], bool]) -> int:
        """How many rows have the same value in a column as an earlier one, and other cells beside it.

        `without`: which columns may differ in rows that say the same.
        """
        told: dict[str, list[str]] = {}
        found = 0
        for names, cells in self.cells:
            row = {name: as_text(cell) for name, cell in zip(names, cells, strict=False)}
            value = row.pop(column, "").strip()
            others = [text for name, text in row.items() if not without(name)]
            found += bool(value) and told.setdefault(value, others) != others
        return found


def sample_file(path: Path, encoding: str | None = None) -> Sample:
    """The file's first 20,000 rows. Raises FileUnreadable, also where none of them can be read."""
    rows = open_rows(path, encoding=encoding, same_names="numbered")
    if rows.fault:
        raise no_row(rows.file, rows.fault)
    delimiter = None if rows.delimiter in (",", None) or ".tsv" in path.suffixes else rows.delimiter
    found = {name: SampledColumn(name, Reference(column=name)) for name in rows.columns if name}
    nested: set[str] = set()
    kept: list[tuple[Sequence[str], Sequence[Cell]]] = []
    for row in islice((row for row in rows.rows if not isinstance(row, Reject)), _LOOKED_AT):
        kept.append((row[1], row[2]))
        for name, is_path, cell in _places(row[1], row[2], nested):
            text = as_text(cell).strip()
            column = found.get(name)
            if column is None:
                reference = Reference(path=name) if is_path else Reference(column=name)
                column = found[name] = SampledColumn(name, reference)
            if text:
                column.texts.append(text)
    for name in nested & set(found):
        if not found[name].texts:
            del found[name]  # what is inside of it stands for it
    return Sample(
        found, tuple(rows.columns), kept, delimiter, rows.numbered,
        is_own_export=rows.delimiter is not None and is_event_log(rows.columns),
    )  # fmt: skip


def _places(
    names: Sequence[str], cells: Sequence[Cell], nested: set[str]
) -> Iterator[tuple[str, bool, Cell]]:
    """Every value of a row with its column's name, or with the path to it."""
    for name, cell in zip(names, cells, strict=False):
        if isinstance(cell, dict) and name:
            nested.add(name)
            for path, inner in _inside(_step(name, first=True), cell, 1):
                yield path, True, inner
        elif name:
            yield name, False, cell


def _inside(path: str, cell: dict[str, Cell], depth: int) -> Iterator[tuple[str, Cell]]:
    for key, value in cell.items():
        if not key or '"' in key:
            continue
        place = path + _step(key)
        if isinstance(value, dict) and depth < _DEEP:
            yield from _inside(place, value, depth + 1)
        else:
            yield place, value


def _step(key: str, *, first: bool = False) -> str:
    if any(mark in key for mark in ".[]"):
        return f'["{key}"]'
    return key if first else f".{key}"
