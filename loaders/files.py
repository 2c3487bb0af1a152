"""Tables in files: CSV, JSON Lines and Parquet, compressed or not, as a stream of rows.

A row that cannot be read becomes a Reject, and the rows after it are read. A file that breaks off gives the
rows before the break, then raises FileUnreadable.
"""

import io
import json
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from .cells import Cell, inspect
from .csv_rows import open_csv
from .errors import FileUnreadable
from .parquet import open_parquet
from .records import Reject
from .rejects import reject_line, reject_row
from .rows import Row, Rows, broken_off
from .streams import Damaged, Progress, TextBlocks, check_readable

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
            return open_csv(path, delimiter or ",", progress)
        case "tsv":
            return open_csv(path, delimiter or "\t", progress)
        case "parquet" | "pq":
            return open_parquet(path, progress)
        case _:
            return _open_json(path, progress)


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
        return reject_line(str(path), number, f"not JSON: {why}", line)
    if not isinstance(row, dict):
        return reject_line(str(path), number, "a JSON line that is not an object", line)
    cells: list[Cell] = list(row.values())
    if suspect and (reason := inspect([*row, *cells])):
        return reject_row(str(path), number, reason, list(row), cells)
    return number, tuple(row), cells
