"""Rejected rows in the form of the file that they came from, to be corrected and loaded again.

They are corrected in spreadsheets, which run what looks like a formula: such cells get an apostrophe on the
way out, and lose it on the way back.
"""

import csv
import io
from collections.abc import Collection
from pathlib import Path

from .cells import as_text
from .files import open_rows
from .mapping import Mapping
from .records import Reject

__all__ = ["bare_cells", "rows_to_correct"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows_to_correct(path: Path, numbers: Collection[int], mapping: Mapping | None) -> tuple[str, int]:
    """These rows of a file as CSV with its header: the same mapping reads it.

    Also how many of them cannot be told so, since they are no rows at all: a broken line, or no JSON.
    Raises FileUnreadable where the file is gone.
    """
    delimiter = mapping.delimiter if mapping else None
    rows = open_rows(path, delimiter=delimiter)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter or ",", lineterminator="\n")
    writer.writerow(rows.columns)
    wanted, broken = set(numbers), 0
    for row in rows.rows:
        number = row.row if isinstance(row, Reject) else row[0]
        if number not in wanted:
            continue
        wanted.discard(number)
        if isinstance(row, Reject):
            broken += 1
        else:
            cells = dict(zip(row[1], row[2], strict=False))
            writer.writerow([_guarded(as_text(cells.get(column))) for column in rows.columns])
        if not wanted:
            break
    return text.getvalue(), broken


def bare_cells(content: bytes, delimiter: str) -> bytes:
    """CSV that comes back, without the apostrophes; what is no text comes back as it is."""
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))
    except (UnicodeDecodeError, csv.Error):
        return content
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerows(
        [cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell for cell in row]
        for row in rows
    )
    return text.getvalue().encode()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
