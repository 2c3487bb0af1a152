"""Tables in files: CSV, JSON Lines and Parquet, packed or not, as a stream of rows.

A row that cannot be read becomes a Reject and the rest goes on. A file that breaks off gives the rows
before the break, then FileUnreadable.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from onepath.loaders.cells import Cell, inspect
from onepath.loaders.errors import FileUnreadable
from onepath.loaders.parquet import open_parquet
from onepath.loaders.records import Reject
from onepath.loaders.rejects import reject
from onepath.loaders.rows import Row, Rows, broken_off
from onepath.loaders.streams import Damaged, Progress, TextBlocks, check_readable

if TYPE_CHECKING:
    import _csv

_PARSE_LIMIT = 16_000_000  # characters of a cell; past it the CSV reader gives up and starts at the next line
_PEEK = 1_000  # JSON Lines name their columns row by row: so many rows show which there are
_SUFFIX = re.compile(r"\.(csv|tsv|jsonl|ndjson|json|parquet|pq)(?:\.(?:gz|gzip|zst|zstd))?$", re.IGNORECASE)


def open_rows(path: Path, *, delimiter: str | None = None, progress: Progress | None = None) -> Rows:
    """The file's columns and rows. The name says the format, the first bytes say how it is packed."""
    check_readable(path)
    suffix = _SUFFIX.search(path.name)
    if suffix is None:
        raise FileUnreadable(
            f"{path}: the name does not say what the file is.",
            action="Name it .csv, .tsv, .jsonl, .ndjson or .parquet, with .gz or .zst after it when packed.",
        )
    match suffix[1].lower():
        case "csv":
            return _open_csv(path, delimiter or ",", progress)
        case "tsv":
            return _open_csv(path, delimiter or "\t", progress)
        case "parquet" | "pq":
            return open_parquet(path, progress)
        case _:
            return _open_json(path, progress)


def _open_csv(path: Path, delimiter: str, progress: Progress | None) -> Rows:
    csv.field_size_limit(max(csv.field_size_limit(), _PARSE_LIMIT))
    blocks = TextBlocks(path, progress)
    lines = chain.from_iterable(io.StringIO(block, newline="") for block in blocks)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        header = next((cells for cells in reader if cells), None)
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
    return Rows(str(path), columns, _CsvRows(path, columns, reader, blocks).read())


def _refuse_twins(path: Path, columns: tuple[str, ...]) -> None:
    twins = sorted({name for name in columns if columns.count(name) > 1})
    if twins:
        raise FileUnreadable(
            f"{path}: more than one column is called {', '.join(map(repr, twins))}.",
            action="Give each column its own name.",
        )


@dataclass(slots=True)
class _CsvRows:
    path: Path
    columns: tuple[str, ...]
    reader: "_csv.Reader"
    blocks: TextBlocks

    def read(self) -> Iterator[Row | Reject]:
        number, columns, width = 0, self.columns, len(self.columns)
        reader, blocks, line = self.reader, self.blocks, self.reader.line_num
        while True:
            try:
                for cells in reader:
                    number += 1
                    lines, line = reader.line_num - line, reader.line_num
                    if len(cells) == width and lines == 1 and not blocks.suspect:
                        yield number, columns, cells
                    elif cells:  # a blank line is no row
                        yield self._looked_at(number, cells, lines)
                return
            except csv.Error as why:
                number, line = number + 1, reader.line_num
                yield reject(str(self.path), number, f"cannot be read: {why}", ())
            except Damaged as why:
                raise broken_off(self.path, number, why) from why

    def _looked_at(self, number: int, cells: list[str], lines: int) -> Row | Reject:
        reason = inspect(cells)
        if reason is None and len(cells) != len(self.columns):
            reason = f"{len(cells)} cells, and the header has {len(self.columns)}"
            if lines > 1:
                reason += f" (it runs over {lines} lines: perhaps a quote is never closed)"
        return reject(str(self.path), number, reason, cells) if reason else (number, self.columns, cells)


def _open_json(path: Path, progress: Progress | None) -> Rows:
    rows = _json_rows(path, progress)
    first: list[Row | Reject] = []
    broken: FileUnreadable | None = None
    try:
        first.extend(islice(rows, _PEEK))
    except FileUnreadable as why:
        broken = why
    columns = tuple(
        dict.fromkeys(chain.from_iterable(row[1] for row in first if not isinstance(row, Reject)))
    )
    if not first:
        raise broken or FileUnreadable(f"{path} is empty.", action="Export it again.")
    return Rows(str(path), columns, _then(first, rows, broken), complete=False)


def _then(
    first: list[Row | Reject], rest: Iterator[Row | Reject], broken: FileUnreadable | None
) -> Iterator[Row | Reject]:
    yield from first
    if broken is not None:
        raise broken
    yield from rest


def _json_rows(path: Path, progress: Progress | None) -> Iterator[Row | Reject]:
    blocks = TextBlocks(path, progress)
    number = 0
    try:
        for line in chain.from_iterable(io.StringIO(block, newline="\n") for block in blocks):
            number += 1
            if not line.isspace():
                yield _json_row(path, number, line, blocks.suspect or "\\u" in line)
    except Damaged as why:
        raise broken_off(path, number, why) from why


def _json_row(path: Path, number: int, line: str, suspect: bool) -> Row | Reject:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as why:
        return reject(str(path), number, f"not JSON: {why}", (line.rstrip("\n"),))
    if not isinstance(row, dict):
        return reject(str(path), number, "a JSON line that is not an object", (line.rstrip("\n"),))
    cells: list[Cell] = list(row.values())
    if suspect and (reason := inspect([*row, *cells])):
        return reject(str(path), number, reason, (line.rstrip("\n"),))
    return number, tuple(row), cells
