"""Rows to accounts, sessions and identifiers, by the [user], [session] and [identifier] of a mapping."""

from collections.abc import Sequence
from datetime import datetime

from .cells import Cell, as_text
from .column_readers import ColumnReaders, IdentifierColumns, PropertyColumns
from .identifiers import plain_text
from .kinds import is_kind_name
from .mapping import IdentifierPart, SessionPart, UserPart
from .records import IdentifierRecord, SessionRecord, UserRecord
from .references import TextReference, TimeReference
from .row_shape import RowShape

__all__ = ["IdentifierPlan", "SessionPlan", "SourceColumn", "UserPlan"]


class SourceColumn:
    """The source of a record: the same for all rows, or in a column."""

    def __init__(self, readers: ColumnReaders, shape: RowShape) -> None:
        source = readers.mapping.source
        self._constant = None if source.constant is None else str(source.constant)
        self._place = shape.place_of(source)

    def read(self, cells: Sequence[Cell]) -> str:
        """The source; ValueError where there is none."""
        if self._constant is not None:
            return self._constant
        return plain_text("source", as_text(None if self._place is None else cells[self._place]))


class _IdColumn:
    """An account's or session's id in its source."""

    def __init__(self, readers: ColumnReaders, name: str, reference: TextReference, shape: RowShape) -> None:
        self._name, self._place = name, shape.place_of(reference, complete=True)
        self._keys = readers.keys(name, reference)

    def read(self, cells: Sequence[Cell]) -> str | None:
        """The id; None where the cell is blank or a word for nobody."""
        if self._place is None:
            return None
        key = self._keys[as_text(cells[self._place])]
        return None if key is None else key[len(self._name) + 1 :]


class _TimeColumn:
    """An optional time."""

    def __init__(
        self, readers: ColumnReaders, name: str, reference: TimeReference | None, shape: RowShape
    ) -> None:
        self._readers, self._name, self._reference = readers, name, reference
        self._place = shape.place_of(reference)
        self._time = None if reference is None else readers.time(reference)

    def read(self, cells: Sequence[Cell]) -> datetime | None:
        """The time; None where the cell is blank or cannot be read."""
        if self._place is None or self._time is None:
            return None
        try:
            return self._time(cells[self._place])
        except ValueError as why:
            self._readers.lose(self._name, self._reference, why)
            return None


class UserPlan:
    """How rows of one shape become accounts."""

    def __init__(self, readers: ColumnReaders, part: UserPart, shape: RowShape) -> None:
        self._source = SourceColumn(readers, shape)
        self._id = _IdColumn(readers, "user_id", part.user_id, shape)
        self._updated_at = _TimeColumn(readers, "updated_at", part.updated_at, shape)
        self._identifiers = IdentifierColumns(readers, part.identifiers, shape)
        self._attributes = PropertyColumns(readers, part.attributes, shape)

    def read(self, cells: Sequence[Cell]) -> UserRecord:
        """The row's account; ValueError for a row that cannot be one."""
        source, user_id = self._source.read(cells), self._id.read(cells)
        if user_id is None:
            raise ValueError("no user_id")
        identifiers, kinds = self._identifiers.read_account(cells)
        return UserRecord(
            source,
            user_id,
            identifiers,
            self._updated_at.read(cells),
            self._attributes.read(cells),
            kinds,
        )

    def is_blank(self, cells: Sequence[Cell]) -> bool:
        """Whether the row tells of no account."""
        return self._id.read(cells) is None


class SessionPlan:
    """How rows of one shape become sessions."""

    def __init__(self, readers: ColumnReaders, part: SessionPart, shape: RowShape) -> None:
        self._readers, self._part = readers, part
        self._source = SourceColumn(readers, shape)
        self._id = _IdColumn(readers, "session_id", part.session_id, shape)
        self._started_at = _TimeColumn(readers, "started_at", part.started_at, shape)
        self._ended_at = _TimeColumn(readers, "ended_at", part.ended_at, shape)
        self._attributes = PropertyColumns(readers, part.attributes, shape)

    def read(self, cells: Sequence[Cell]) -> SessionRecord:
        """The row's session; ValueError for a row that cannot be one."""
        source, session_id = self._source.read(cells), self._id.read(cells)
        if session_id is None:
            raise ValueError("no session_id")
        started_at, ended_at = self._started_at.read(cells), self._ended_at.read(cells)
        if started_at and ended_at and ended_at < started_at:
            self._readers.lose("ended_at", self._part.ended_at, ValueError("ended_at is before started_at"))
            ended_at = None
        return SessionRecord(source, session_id, started_at, ended_at, self._attributes.read(cells))

    def is_blank(self, cells: Sequence[Cell]) -> bool:
        """Whether the row tells of no session."""
        return self._id.read(cells) is None


class IdentifierPlan:
    """How rows of one shape become identifiers by themselves."""

    def __init__(self, readers: ColumnReaders, part: IdentifierPart, shape: RowShape) -> None:
        self._readers, self._part = readers, part
        self._source = SourceColumn(readers, shape)
        self._kind_at, self._value_at = shape.place_of(part.kind), shape.place_of(part.value, complete=True)

    def read(self, cells: Sequence[Cell]) -> IdentifierRecord:
        """The row's identifier; ValueError for a row that cannot be one."""
        kind = plain_text("kind", as_text(None if self._kind_at is None else cells[self._kind_at]))
        if not is_kind_name(kind):
            raise ValueError(f"'{kind[:60]}' is not a kind of identifier")
        keys = self._readers.keys(kind, self._part.value)
        key = keys[as_text(None if self._value_at is None else cells[self._value_at])]
        if key is None:
            raise ValueError("no value")
        return IdentifierRecord(kind, key[len(kind) + 1 :], self._source.read(cells))

    def is_blank(self, cells: Sequence[Cell]) -> bool:
        """Whether the row tells of no identifier."""
        return self._value_at is None or not as_text(cells[self._value_at]).strip()
