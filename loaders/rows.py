"""What every file format is read as: columns and numbered rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
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
        named = ", ".join(f"{name}{_nearest(name, self.columns)}" for name in missing)
        raise ColumnMissing(
            f"{self.file} lacks the column{'s' if len(missing) > 1 else ''} {named}.",
            kept="Nothing of this file was loaded.",
            action=f"Needed: {', '.join(dict.fromkeys(names))}. There are: {there}. Correct the mapping, or "
            f"write one from the file: onepath mapping propose {self.file}",
        )


def _nearest(name: str, columns: Sequence[str]) -> str:
    """` (nearest: …)` with the column that was probably meant, or nothing."""
    by_small = {column.lower(): column for column in columns}
    found = get_close_matches(name.lower(), list(by_small), n=1, cutoff=0.6)
    return f" (nearest: {by_small[found[0]]})" if found else ""


def broken_off(path: Path, good: int, why: Exception) -> FileUnreadable:
    """The error for a file that stops being readable after `good` rows."""
    return FileUnreadable(
        f"{path} cannot be read to its end: {why}.",
        kept=f"The {good:,} rows before the break were read.",
        action="Fetch the file again and load it again: what is already there is not added twice.",
    )
