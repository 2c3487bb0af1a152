"""A file in, canonical records out."""

from collections.abc import Iterator
from pathlib import Path

from .errors import MappingInvalid
from .events import EventPlan, EventReader
from .files import open_rows
from .mapping import Mapping
from .records import EventRecord, Record, Reject, SourceRow
from .rejects import reject_row
from .rows import Rows
from .spelling import DEFAULT_REGION, Normalisers, Spelling, check_region
from .streams import Progress
from .tables import REQUIRED, EventTableReader, Table, TablePlan, TableReader, table_of

_SHAPES = 1_000  # shapes of JSON rows that are remembered at once


def read_records(
    path: Path | str,
    mapping: Mapping | None = None,
    *,
    table: str | None = None,
    phone_region: str = DEFAULT_REGION,
    normalisers: Normalisers | None = None,
    progress: Progress | None = None,
) -> Iterator[Record | Reject]:
    """The records of one file, in its order, with a Reject for each row that cannot be one.

    With a mapping the file is a flat event log; without, a canonical table, which `table` or the
    file's name tells. `normalisers` spell kinds otherwise than they are by themselves. `progress` is
    called with bytes read from the disk. Raises an InputError when the file as a whole cannot be read,
    after the rows that could.
    """
    path = Path(path)
    delimiter = mapping.delimiter if mapping else None
    kind = None if mapping else table_of(path, table)
    rows = open_rows(path, delimiter=delimiter, progress=progress)
    if mapping is not None:
        rows.need([mapping.original_at], optional=mapping.columns())
        yield from _records(rows, EventReader(mapping, normalisers))
    elif kind is not None:
        rows.need(REQUIRED[kind])
        yield from _records(rows, _table_reader(rows, kind, phone_region, normalisers))


def _table_reader(
    rows: Rows, table: Table, phone_region: str, normalisers: Normalisers | None
) -> EventReader | TableReader:
    try:
        spelling = Spelling(check_region(phone_region), normalisers or {})
    except ValueError as why:
        raise MappingInvalid(f"{why}.") from why
    if table == "events":
        return EventTableReader(rows.file, rows.columns, spelling)
    return TableReader(rows.file, table, rows.columns, spelling)


def _records(rows: Rows, reader: EventReader | TableReader) -> Iterator[Record | Reject]:
    plans: dict[tuple[str, ...], EventPlan | TablePlan] = {}
    shape: tuple[str, ...] | None = None
    for row in rows.rows:
        if isinstance(row, Reject):
            yield row
            continue
        number, columns, cells = row
        try:
            if columns is not shape:
                plan = _plan(plans, reader, columns)
                read, shape = plan.read, columns
            record = read(number, cells)
        except ValueError as why:
            yield reject_row(rows.file, number, str(why), columns, cells)
            continue
        except MappingInvalid as why:  # a row of JSON Lines brings a column that none may have
            yield reject_row(rows.file, number, why.message.partition("\n  ")[2], columns, cells)
            continue
        if isinstance(record, EventRecord):
            record.row = SourceRow(rows.file, number, columns, cells)
        if record is not None:
            yield record


def _plan(
    plans: dict[tuple[str, ...], EventPlan | TablePlan],
    reader: EventReader | TableReader,
    columns: tuple[str, ...],
) -> EventPlan | TablePlan:
    plan = plans.get(columns)
    if plan is None:
        if len(plans) >= _SHAPES:
            plans.clear()
        plan = plans[columns] = reader.plan(columns)
    return plan
