"""A file in, canonical records out."""

from collections.abc import Iterator
from pathlib import Path

from .errors import MappingInvalid
from .files import open_rows
from .identifiers import DEFAULT_REGION, NO_RULES, IdentifierRules, check_region
from .losses import LostCells
from .mapping import Mapping
from .records import EventRecord, Record, Reject, SourceRow
from .references import Reference
from .rejects import reject_row
from .row_plan import MappingReader, RowPlan
from .rows import Rows, nearest_column
from .streams import Progress
from .tables import REQUIRED, TableReader, table_of

_SHAPES = 1_000  # shapes of JSON rows that are remembered at once


def read_records(
    path: Path | str,
    mapping: Mapping | None = None,
    *,
    table: str | None = None,
    phone_region: str = DEFAULT_REGION,
    rules: IdentifierRules = NO_RULES,
    progress: Progress | None = None,
    lost: LostCells | None = None,
) -> Iterator[Record | Reject]:
    """The records of one file, in its order, with a Reject for each row that cannot be one.

    Without a mapping the file is a canonical table, which `table` or the file's name tells. `rules` say how
    kinds are spelled, and which identifier of an event is the first, its owner. `progress` is called with
    bytes read from the disk. `lost` counts the cells that were left out of their rows. Raises an InputError
    when the file as a whole cannot be read, after the rows that could.
    """
    path = Path(path)
    if mapping is not None:
        rows = open_rows(
            path, delimiter=mapping.delimiter, encoding=mapping.encoding, same_names=mapping.same_names,
            apostrophes=mapping.apostrophes, progress=progress,
        )  # fmt: skip
        rows.need(_needed(mapping), optional=mapping.columns())
        yield from _records(rows, MappingReader(mapping, rules, lost))
        if lost is not None:
            unseen = rows.unseen(mapping.columns())
            lost.missing_columns = [f"{name}{nearest_column(name, rows.seen)}" for name in unseen]
        return
    kind = table_of(path, table)
    rows = open_rows(path, progress=progress)
    rows.need(REQUIRED[kind])
    try:
        region = check_region(phone_region)
    except ValueError as why:
        raise MappingInvalid(f"{why}.") from why
    yield from _records(rows, TableReader(rows.file, kind, rows.columns, region, rules, lost))


def _needed(mapping: Mapping) -> list[str]:
    """The columns without which no row of JSON is a record; others may come late, or not on a quiet day."""
    if mapping.event is not None:
        required: list[Reference] = [mapping.event.name, mapping.event.original_at]
    elif mapping.user is not None:
        required = [mapping.user.user_id]
    elif mapping.session is not None:
        required = [mapping.session.session_id]
    else:
        required = [] if mapping.identifier is None else [mapping.identifier.kind, mapping.identifier.value]
    return [name for reference in required for name in reference.columns_used()]


def _records(rows: Rows, reader: MappingReader) -> Iterator[Record | Reject]:
    plans: dict[tuple[str, ...], RowPlan] = {}
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
        if record is None:
            continue
        for one in record if isinstance(record, list) else (record,):
            if isinstance(one, EventRecord):
                one.row = SourceRow(rows.file, number, columns, cells)
            yield one


def _plan(plans: dict[tuple[str, ...], RowPlan], reader: MappingReader, columns: tuple[str, ...]) -> RowPlan:
    plan = plans.get(columns)
    if plan is None:
        if len(plans) >= _SHAPES:
            plans.clear()
        plan = plans[columns] = reader.plan(columns)
    return plan
