"""CSV files as rows.

A quote that is opened and never closed would swallow the rows after it. So the lines of a row are held
until the row is sound; when it is not, its first line is rejected and the others are read again.
"""

import csv
import io
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from .cells import inspect
from .errors import EncodingUnknown, FileUnreadable
from .records import Reject
from .rejects import reject_line, reject_row
from .rows import Row, Rows, broken_off
from .safe_text import bare
from .same_names import SameNames, name_columns
from .streams import Damaged, Progress, TextBlocks, encoding_action

Apostrophes = Literal["kept", "removed"]
"""What happens to an apostrophe that our exports put in front of what a spreadsheet takes for a formula."""

_DELIMITERS = ";\t|"
_PARSE_LIMIT = 16_000_000  # characters of a cell; past it a quote is taken to be one that is never closed


def open_csv(
    path: Path,
    delimiter: str | None,
    encoding: str | None,
    progress: Progress | None,
    same_names: SameNames,
    apostrophes: Apostrophes,
) -> Rows:
    """The columns and rows of a CSV file. Without a delimiter, its header shows which it is."""
    csv.field_size_limit(max(csv.field_size_limit(), _PARSE_LIMIT))
    blocks = TextBlocks(path, progress, encoding)
    lines = _Lines(blocks)
    try:
        delimiter, header = _header(lines, delimiter)
    except Damaged as why:
        raise broken_off(path, 0, why) from why
    except csv.Error as why:
        raise FileUnreadable(f"{path}: the header cannot be read ({why}).") from why
    if header is None:
        raise FileUnreadable(f"{path} is empty.", action="Export it again.")
    if blocks.suspect and (fault := inspect(header, blocks.encoding)):
        raise EncodingUnknown(
            f"{path}: the header is wrong: {fault}.",
            action=encoding_action(path),
        )
    columns, numbered = name_columns(path, [name.strip() for name in header], same_names)
    lines.held.clear()
    rows = _CsvRows(path, columns, lines, delimiter).read()
    if apostrophes == "removed":
        rows = map(_without_apostrophes, rows)
    return Rows(str(path), columns, rows, delimiter=delimiter, numbered=numbered)


def _without_apostrophes(row: Row | Reject) -> Row | Reject:
    return row if isinstance(row, Reject) else (row[0], row[1], list(map(bare, row[2])))


def _header(lines: "_Lines", delimiter: str | None) -> tuple[str, list[str] | None]:
    """The delimiter and the cells of the first line that is not blank; `sep=;` is not a header."""
    mark = delimiter or ","
    for cells in csv.reader(lines.read(), delimiter=mark):
        text = lines.held[-1].rstrip("\r\n")
        if len(text) == 5 and text[:4].lower() == "sep=":
            return _header(lines, text[4])
        if len(cells) == 1 and delimiter is None:
            best = max(_DELIMITERS, key=cells[0].count)
            if best in cells[0]:
                return best, next(csv.reader(lines.held, delimiter=best))
        if cells:
            return mark, cells
    return mark, None


class _Lines:
    """A file's lines, with those of the row being read held back."""

    def __init__(self, blocks: TextBlocks) -> None:
        self.blocks = blocks
        self.held: list[str] = []
        self._again: deque[str] = deque()
        self._fresh = chain.from_iterable(io.StringIO(block, newline="") for block in blocks)

    def read(self) -> Iterator[str]:
        """Lines for one reader, which is done with when lines are given back."""
        while self._again:
            line = self._again.popleft()
            self.held.append(line)
            yield line
        for line in self._fresh:
            self.held.append(line)
            yield line

    def give_back(self) -> None:
        """Let all held lines but the first be read again."""
        self._again.extendleft(reversed(self.held[1:]))
        self.held.clear()


@dataclass(slots=True)
class _CsvRows:
    path: Path
    columns: tuple[str, ...]
    lines: _Lines
    delimiter: str
    number: int = 0

    def read(self) -> Iterator[Row | Reject]:
        """All rows and rejects, starting again after each fault."""
        finished = False
        while not finished:
            reader = csv.reader(self.lines.read(), delimiter=self.delimiter, strict=True)
            try:
                fault = yield from self._sound(reader)
            except csv.Error as why:
                self.number += 1
                fault = f"cannot be read: {why}"
            except Damaged as why:
                raise broken_off(self.path, self.number, why) from why
            finished = not fault
            if fault:
                yield self._rejected(fault)

    def _sound(self, reader: Iterator[list[str]]) -> Generator[Row | Reject, None, str]:
        """Rows up to one that has not as many cells as the header, and what is wrong with that one."""
        columns, width = self.columns, len(self.columns)
        held, blocks, number = self.lines.held, self.lines.blocks, self.number
        for cells in reader:
            number += 1
            self.number = number
            if len(cells) != width and cells:
                return f"{len(cells)} cells, and the header has {width}"
            reason = inspect(cells, blocks.encoding) if blocks.suspect or len(held) > 1 else None
            held.clear()
            if reason:
                yield reject_row(str(self.path), number, reason, columns, cells)
            elif cells:  # a blank line is no row
                yield number, columns, cells
        return ""

    def _rejected(self, fault: str) -> Reject:
        first, *others = self.lines.held
        if others:
            fault += "; perhaps a quote is opened here and never closed"
        self.lines.give_back()
        return reject_line(str(self.path), self.number, fault, first)
