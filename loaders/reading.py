"""A file in, canonical records out."""

from collections.abc import Iterator
from pathlib import Path

from onepath.loaders.errors import ColumnMissing
from onepath.loaders.events import EventPlan, EventReader
from onepath.loaders.files import open_rows
from onepath.loaders.kinds import KINDS
from onepath.loaders.mapping import Mapping
from onepath.loaders.normalise import DEFAULT_REGION, check_region
from onepath.loaders.records import Record, Reject
from onepath.loaders.rejects import reject
from onepath.loaders.rows import Rows
from onepath.loaders.streams import Progress
from onepath.loaders.tables import REQUIRED, TablePlan, TableReader, events_mapping, read_header, table_of

_SHAPES = 1_000  # shapes of JSON rows that are remembered at once


def read_records(
    path: Path | str,
    mapping: Mapping | None = None,
    *,
    table: str | None = None,
    phone_region: str = DEFAULT_REGION,
    progress: Progress | None = None,
) -> Iterator[Record | Reject]:
    """The records of one file, in its order, with a Reject for each row that cannot be one.

    With a mapping the file is a flat event log; without, a canonical table, which `table` or the
    file's name tells. `progress` is called with bytes read from the disk. Raises an InputError when
    the file as a whole cannot be read, after the rows that could.
    """
    path = Path(path)
    delimiter = mapping.delimiter if mapping else None
    kind = None if mapping else table_of(path, table)
    rows = open_rows(path, delimiter=delimiter, progress=progress)
    if mapping is not None:
        rows.need(mapping.columns())
        yield from _records(rows, EventReader(mapping))
    elif kind is not None:
        rows.need(REQUIRED[kind])
        header = read_header(rows.file, kind, rows.columns)
        region = check_region(phone_region)
        if kind != "events":
            yield from _records(rows, TableReader(kind, header, region))
        else:
            _need_identifier(rows, bool(header.identifiers))
            yield from _records(rows, EventReader(events_mapping(header, region)))


def _need_identifier(rows: Rows, there: bool) -> None:
    if not there:
        raise ColumnMissing(
            f"{rows.file} has no column with identifiers.",
            kept="Nothing of this file was loaded.",
            action=f"Needed: one of {', '.join(KINDS)}, or NAME:identifier. "
            f"There are: {', '.join(rows.columns)}.",
        )


def _records(rows: Rows, reader: EventReader | TableReader) -> Iterator[Record | Reject]:
    plans: dict[tuple[str, ...], EventPlan | TablePlan] = {}
    shape: tuple[str, ...] | None = None
    for row in rows.rows:
        if isinstance(row, Reject):
            yield row
            continue
        number, columns, cells = row
        if columns is not shape:
            shape = columns
            plan = plans.get(columns)
            if plan is None:
                plans = plans if len(plans) < _SHAPES else {}
                plan = plans[columns] = reader.plan(columns)
            read = plan.read
        try:
            record = read(number, cells)
        except ValueError as why:
            yield reject(rows.file, number, str(why), cells)
            continue
        if record is not None:
            yield record
