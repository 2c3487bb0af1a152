"""What every file format is read as: columns and numbered rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .cells import Cell
from .errors import ColumnMissing, FileUnreadable
from .records import Reject

Row = tuple[int, tuple[str, ...], Sequence[Cell]]
"""Row number (the first data row is 1), the row's columns, its cells."""


@dataclass(slots=True)
class Rows:
    """A table being read. In JSON Lines each row has its own columns: `complete` is False."""

    file: str
    columns: tuple[str, ...]
    rows: Iterator[Row | Reject]
    complete: bool = True

    def need(self, names: Sequence[str]) -> None:
        """ColumnMissing, with all that is missing, unless every named column is there."""
        missing = [name for name in dict.fromkeys(names) if name not in self.columns]
        if not missing:
            return
        some_row = self.columns or self.complete
        there = ", ".join(self.columns) if some_row else "none, no row could be read"
        raise ColumnMissing(
            f"{self.file} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}.",
            kept="Nothing of this file was loaded.",
            action=f"Needed: {', '.join(dict.fromkeys(names))}. There are: {there}.",
        )


def broken_off(path: Path, good: int, why: Exception) -> FileUnreadable:
    """The error for a file that stops being readable after `good` rows."""
    return FileUnreadable(
        f"{path} cannot be read to its end: {why}.",
        kept=f"The {good:,} rows before the break were read.",
        action="Fetch the file again and load it again: what is already there is not added twice.",
    )
