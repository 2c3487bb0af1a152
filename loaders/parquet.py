"""Parquet files, batch by batch."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from .cells import Cell, Unreadable, as_text, inspect
from .errors import FileUnreadable
from .records import Reject
from .rejects import reject_row
from .rows import Row, Rows, broken_off
from .same_names import SameNames, name_columns
from .streams import CELL_LIMIT, Damaged, Progress, is_packed, read_bytes

_BATCH = 8_192


def open_parquet(path: Path, progress: Progress | None, same_names: SameNames) -> Rows:
    """The table in a Parquet file; one packed once more from outside is unpacked to a temporary file."""
    try:
        file = pq.ParquetFile(_unpacked(path) if is_packed(path) else str(path))
    except Damaged as why:
        raise broken_off(path, 0, why) from why
    except (pa.ArrowException, OSError) as why:
        raise FileUnreadable(
            f"{path} is not a whole Parquet file: {str(why).splitlines()[0]}.",
            action="Export or fetch it again.",
        ) from why
    columns, numbered = name_columns(path, file.schema_arrow.names, same_names)
    return Rows(str(path), columns, _rows(path, file, columns, progress), numbered=numbered)


def _unpacked(path: Path) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the rows are read
    file.writelines(read_bytes(path))
    file.seek(0)
    return file


def _rows(
    path: Path, file: Any, columns: tuple[str, ...], progress: Progress | None
) -> Iterator[Row | Reject]:
    number, size, total = 0, path.stat().st_size, max(1, file.metadata.num_rows)
    try:
        for batch in file.iter_batches(batch_size=_BATCH):
            cells = [_cells(column) for column in batch.columns]
            suspect = any(map(_is_suspect, cells))
            for row in zip(*cells, strict=True):
                number += 1
                reason = inspect(list(row)) if suspect else None
                yield (
                    reject_row(str(path), number, reason, columns, row) if reason else (number, columns, row)
                )
            if progress is not None:
                progress(size * batch.num_rows // total)
    except (pa.ArrowException, OSError) as why:
        raise broken_off(path, number, why) from why


def _cells(column: Any) -> list[Cell]:
    """A column's values as Python has them; bytes become text, odd ones as surrogates."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    if pa.types.is_timestamp(kind):
        # Python's clock ticks in microseconds, and knows fewer zones; the instant is the same.
        unit = "us" if kind.unit == "ns" else kind.unit
        column = column.cast(pa.timestamp(unit, kind.tz and "UTC"), safe=False)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return _decoded(column)
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return _decoded(column.cast(pa.large_binary()))
    except (OverflowError, ValueError):
        return [_cell(value) for value in column]


def _cell(value: Any) -> Cell:
    """One value, where not all of its column can be values of Python."""
    try:
        return value.as_py()
    except (OverflowError, ValueError):
        kind = value.type
        if pa.types.is_date32(kind):
            return Unreadable(f"{value.value:,} days since 1970")
        if pa.types.is_timestamp(kind) or pa.types.is_date64(kind):
            return Unreadable(f"{value.value:,} {getattr(kind, 'unit', 'ms')} since 1970")
        return Unreadable(f"a {kind} that is outside of the calendar")


def _decoded(column: Any) -> list[Cell]:
    return [None if raw is None else raw.decode("utf-8", "surrogateescape") for raw in column.to_pylist()]


def _is_suspect(cells: list[Cell]) -> bool:
    """Whether a column holds text that is too long or was not UTF-8. Numbers and times never do."""
    kinds = set(map(type, cells)) - {type(None)}
    if not kinds & {str, list, dict}:
        return False
    texts = [as_text(cell) for cell in cells]
    if max(map(len, texts)) > CELL_LIMIT:
        return True
    try:
        "".join(texts).encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
