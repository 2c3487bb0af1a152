"""CSV files as rows.

A quote that is opened and never closed would swallow the rows after it. So the lines of a row are held
until the row is sound; when it is not, its first line is rejected and the others are read again.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from onepath.loaders.cells import inspect
from onepath.loaders.errors import FileUnreadable
from onepath.loaders.records import Reject
from onepath.loaders.rejects import reject
from onepath.loaders.rows import Row, Rows, broken_off
from onepath.loaders.streams import Damaged, Progress, TextBlocks

_PARSE_LIMIT = 16_000_000  # characters of a cell; past it a quote is taken to be one that is never closed


def open_csv(path: Path, delimiter: str, progress: Progress | None) -> Rows:
    """The columns and rows of a CSV file."""
    csv.field_size_limit(max(csv.field_size_limit(), _PARSE_LIMIT))
    blocks = TextBlocks(path, progress)
    lines = _Lines(blocks)
    try:
        header = next((cells for cells in csv.reader(lines.read(), delimiter=delimiter) if cells), None)
    except Damaged as why:
        raise broken_off(path, 0, why) from why
    except csv.Error as why:
        raise FileUnreadable(f"{path}: the header cannot be read ({why}).") from why
    if header is None:
        raise FileUnreadable(f"{path} is empty.", action="Export it again.")
    if blocks.suspect and (fault := inspect(header)):
        raise FileUnreadable(f"{path}: the header is wrong: {fault}.", action="Save the file as UTF-8.")
    columns = tuple(name.strip() for name in header)
    _refuse_twins(path, columns)
    lines.held.clear()
    return Rows(str(path), columns, _read(path, columns, lines, delimiter))


def _refuse_twins(path: Path, columns: tuple[str, ...]) -> None:
    twins = sorted({name for name in columns if columns.count(name) > 1})
    if twins:
        raise FileUnreadable(
            f"{path}: more than one column is called {', '.join(map(repr, twins))}.",
            action="Give each column its own name.",
        )


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


def _read(path: Path, columns: tuple[str, ...], lines: _Lines, delimiter: str) -> Iterator[Row | Reject]:
    number, width, held, blocks = 0, len(columns), lines.held, lines.blocks
    reader = csv.reader(lines.read(), delimiter=delimiter, strict=True)
    while True:
        fault, sure = "", False
        try:
            for cells in reader:
                number += 1
                if len(cells) != width or blocks.suspect or len(held) > 1:
                    fault, sure = _fault(cells, width, blocks.suspect or len(held) > 1)
                    if fault:
                        break
                    if not cells:  # a blank line is no row
                        held.clear()
                        continue
                held.clear()
                yield number, columns, cells
            else:
                return
        except csv.Error as why:
            number, fault = number + 1, f"cannot be read: {why}"
        except Damaged as why:
            raise broken_off(path, number, why) from why
        if len(held) > 1 and not sure:
            fault += "; a quote that is opened here may never be closed"
            yield reject(str(path), number, fault, (held[0].rstrip("\r\n"),))
            lines.give_back()
            reader = csv.reader(lines.read(), delimiter=delimiter, strict=True)
        else:
            yield reject(str(path), number, fault, ("".join(held).rstrip("\r\n"),))
            held.clear()


def _fault(cells: list[str], width: int, suspect: bool) -> tuple[str, bool]:
    """What is wrong with a row, if anything, and whether it is sure where the row ends."""
    if cells and len(cells) != width:
        return f"{len(cells)} cells, and the header has {width}", False
    return (inspect(cells) or "" if suspect else ""), True
