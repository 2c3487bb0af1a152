"""What every file format is read as: columns and numbered rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import chain, islice
from pathlib import Path

from .cells import Cell
from .errors import ColumnMissing, EncodingUnknown, FileUnreadable
from .records import Reject
from .streams import UnknownText

Row = tuple[int, tuple[str, ...], Sequence[Cell]]
"""Row number (the first data row is 1), the row's columns, its cells."""


@dataclass(slots=True)
class Rows:
    """A table being read.

    In JSON and XES each row has its own columns: `complete` is False, `columns` are those of the first rows,
    and `whole` says that these are all of them. `seen` gathers the columns of the rows that were read.
    `numbered` gathers the names that got a number because they were taken. `fault`: why the first row cannot
    be read, where none can.
    """

    file: str
    columns: tuple[str, ...]
    rows: Iterator[Row | Reject]
    complete: bool = True
    whole: bool = True
    delimiter: str | None = None
    seen: set[str] = field(default_factory=set)
    numbered: dict[str, str] = field(default_factory=dict)
    fault: str = ""

    def need(self, names: Sequence[str], optional: Sequence[str] = ()) -> None:
        """ColumnMissing, with all that is missing, unless every named column is there.

        Where rows have their own columns, optional ones need not be there, nor any that a later row may have.
        """
        wanted = tuple(dict.fromkeys((*names, *optional)))
        missing = [name for name in wanted if name not in self.columns]
        if not self.complete:
            missing = [name for name in missing if name in names] if self.whole else []
            if not set(wanted) & set(self.columns):
                missing = list(wanted)  # another table
        if not missing:
            return
        if self.fault:
            raise no_row(self.file, self.fault)
        there = ", ".join(self.columns) or "none"
        named = ", ".join(f"{name}{nearest_column(name, self.columns)}" for name in missing)
        raise ColumnMissing(
            f"{self.file} lacks the column{'s' if len(missing) > 1 else ''} {named}.",
            kept="Nothing of this file was loaded.",
            action=f"Needed: {', '.join(wanted)}. There are: {there}. Correct the mapping, or write "
            f"one from the file: onepath mapping propose {self.file}",
        )

    def unseen(self, names: Sequence[str]) -> list[str]:
        """Those of the columns that no row had, once all rows are read."""
        return [] if self.complete else [name for name in dict.fromkeys(names) if name not in self.seen]


def nearest_column(name: str, columns: Iterable[str]) -> str:
    """` (nearest: …)` with the column that was probably meant, or nothing."""
    by_small = {column.lower(): column for column in columns}
    found = get_close_matches(name.lower(), list(by_small), n=1, cutoff=0.6)
    return f" (nearest: {by_small[found[0]]})" if found else ""


def by_row(
    file: str, rows: Iterator[Row | Reject], peek: int = 1_000, numbered: dict[str, str] | None = None
) -> Rows:
    """Rows that have their own columns; the first ones show which there are."""
    seen: set[str] = set()
    rows = _noting(rows, seen)
    first: list[Row | Reject] = []
    broken: FileUnreadable | None = None
    try:
        first.extend(islice(rows, peek))
    except FileUnreadable as why:
        broken = why
    if not first:
        raise broken or FileUnreadable(f"{file} is empty.", action="Export it again.")
    columns = dict.fromkeys(chain.from_iterable(row[1] for row in first if not isinstance(row, Reject)))
    whole = len(first) < peek and broken is None
    fault = "" if columns else next((row.reason for row in first if isinstance(row, Reject)), "")
    return Rows(
        file, tuple(columns), _then(first, rows, broken), complete=False, whole=whole, seen=seen,
        numbered={} if numbered is None else numbered, fault=fault,
    )  # fmt: skip


def _noting(rows: Iterator[Row | Reject], seen: set[str]) -> Iterator[Row | Reject]:
    shape: tuple[str, ...] = ()
    for row in rows:
        if not isinstance(row, Reject) and row[1] != shape:
            shape = row[1]
            seen.update(shape)
        yield row


def _then(
    first: list[Row | Reject], rest: Iterator[Row | Reject], broken: FileUnreadable | None
) -> Iterator[Row | Reject]:
    yield from first
    if broken is not None:
        raise broken
    yield from rest


def no_row(file: str, fault: str) -> FileUnreadable:
    """The error for a file of which no row can be read; `fault` is what is wrong with the first."""
    return FileUnreadable(
        f"No row of {file} can be read. The first one is {fault}.",
        kept="Nothing of this file was loaded.",
        action="Correct the file, or export it again.",
    )


def broken_off(path: Path, good: int, why: Exception) -> FileUnreadable:
    """The error for a file that stops being readable after `good` rows."""
    kind = EncodingUnknown if isinstance(why, UnknownText) else FileUnreadable
    return kind(
        f"{path} cannot be read to its end: {why}.",
        kept=f"The {good:,} rows before the break were read.",
        action=getattr(why, "action", "")
        or "Fetch the file again and load it again: what is already there is not added twice.",
    )
