"""Rejected rows in the form of the file that they came from, to be corrected and loaded again.

They are corrected in spreadsheets, which run what looks like a formula: such cells get an apostrophe on
the way out, and lose it on the way back, in whatever encoding the spreadsheet saves.
"""

import csv
import io
from collections.abc import Sequence

from .cells import as_text
from .charsets import UTF8, marked, recognised
from .mapping import Mapping
from .records import Reject
from .safe_text import bare, defused

__all__ = ["bare_cells", "rows_to_correct"]


def rows_to_correct(rejects: Sequence[Reject], mapping: Mapping | None) -> tuple[str, int]:
    """Rejected rows of one file as CSV with a header: the same mapping reads it.

    Also how many of them are left out because they are not rows at all: a broken line, or not JSON.
    """
    rows = [one.content for one in rejects if not isinstance(one.content, str)]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=(mapping and mapping.delimiter) or ",", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([defused(as_text(row.get(column))) for column in columns] for row in rows)
    return text.getvalue(), len(rejects) - len(rows)


def bare_cells(content: bytes, delimiter: str) -> bytes:
    """Uploaded CSV without these apostrophes; what is not text stays as it is."""
    shown, mark = marked(content)
    try:
        text = content[mark:].decode(shown or recognised(content) or UTF8)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except (UnicodeDecodeError, csv.Error):
        return content
    restored = io.StringIO()
    writer = csv.writer(restored, delimiter=delimiter, lineterminator="\n")
    writer.writerows(map(bare, row) for row in rows)
    return restored.getvalue().encode()
