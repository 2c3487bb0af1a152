"""Rows to records by a whole mapping: a row may be an event, and an account, a session or an identifier."""

from collections.abc import Sequence
from typing import Protocol

from .cells import Cell
from .column_readers import ColumnReaders
from .events import EventPlan
from .identifiers import NO_RULES, IdentifierRules
from .losses import LostCells
from .mapping import Mapping
from .record_plans import IdentifierPlan, SessionPlan, UserPlan
from .records import Record
from .row_shape import RowShape

__all__ = ["MappingReader", "RowPlan"]

_LATEST = 200_000
"""Accounts, sessions and identifiers that are remembered, so that equal ones are not told again."""


class RowPlan(Protocol):
    """How rows of one shape become records."""

    def read(self, number: int, row: Sequence[Cell]) -> Record | list[Record] | None:
        """The row's records; ValueError for a row that has none."""


class MappingReader:
    """Records from the rows of one file. Remembers what it has read, to read it fast again."""

    def __init__(
        self, mapping: Mapping, rules: IdentifierRules = NO_RULES, lost: LostCells | None = None
    ) -> None:
        self.readers = ColumnReaders(mapping, rules, lost)
        self.latest: dict[str, Record] = {}

    def plan(self, columns: tuple[str, ...]) -> RowPlan:
        """How rows with these columns are read."""
        mapping = self.readers.mapping
        shape = RowShape(columns, mapping.unusable, self.readers.lost)
        others = _other_plans(self.readers, mapping, shape)
        if mapping.event is not None:
            event = EventPlan(self.readers, mapping.event, shape)
            return _EventAndMore(event, others, shape, self) if others else event
        (main, *more) = others
        return _RecordAndMore(main, more, shape, self)


OtherPlan = UserPlan | SessionPlan | IdentifierPlan


def _other_plans(readers: ColumnReaders, mapping: Mapping, shape: RowShape) -> list[OtherPlan]:
    found: list[OtherPlan] = []
    if mapping.user is not None:
        found.append(UserPlan(readers, mapping.user, shape))
    if mapping.session is not None:
        found.append(SessionPlan(readers, mapping.session, shape))
    if mapping.identifier is not None:
        found.append(IdentifierPlan(readers, mapping.identifier, shape))
    return found


class _More:
    """What a row says beside its main record: left out where it is blank, as before, or cannot be read."""

    def __init__(self, plans: Sequence[OtherPlan], reader: MappingReader) -> None:
        self._plans, self._reader = plans, reader

    def read(self, cells: Sequence[Cell]) -> list[Record]:
        found: list[Record] = []
        for plan in self._plans:
            try:
                if plan.is_blank(cells):
                    continue
                record = plan.read(cells)
            except ValueError as why:
                self._reader.readers.lose(type(plan).__name__.removesuffix("Plan").lower(), None, why)
                continue
            if self._is_new(record):
                found.append(record)
        return found

    def _is_new(self, record: Record) -> bool:
        latest, key = self._reader.latest, f"{type(record).__name__} {record.key}"
        if latest.get(key) == record:
            return False
        if len(latest) >= _LATEST:
            latest.clear()
        latest[key] = record
        return True


class _EventAndMore:
    def __init__(
        self, event: EventPlan, others: Sequence[OtherPlan], shape: RowShape, reader: MappingReader
    ) -> None:
        self._event, self._more, self._shape = event, _More(others, reader), shape

    def read(self, number: int, row: Sequence[Cell]) -> list[Record]:
        cells = self._shape.cells(row)
        event = self._event.read(number, row, cells)
        records = self._more.read(cells)
        return records if event is None else [*records, event]


class _RecordAndMore:
    def __init__(
        self, main: OtherPlan, others: Sequence[OtherPlan], shape: RowShape, reader: MappingReader
    ) -> None:
        self._main, self._more, self._shape = main, _More(others, reader), shape

    def read(self, number: int, row: Sequence[Cell]) -> Record | list[Record]:
        cells = self._shape.cells(row)
        record = self._main.read(cells)
        return [record, *self._more.read(cells)]
