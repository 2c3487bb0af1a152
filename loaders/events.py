"""Rows to event records, by the [event] of a mapping.

What each column means is worked out once for each shape of row; a row then costs look-ups.
"""

from collections.abc import Sequence
from datetime import datetime

from .cells import Cell, as_int, as_text
from .column_readers import ColumnReaders, PropertyColumns, TimeReader
from .identifiers import MAX_LENGTH, normalise, plain_text
from .mapping import EventPart
from .message_ids import ContentHash
from .records import EventRecord
from .references import Reference, TimeReference
from .row_shape import RowShape
from .times import corrected

__all__ = ["EventPlan"]

TimeColumn = tuple[int, TimeReader, TimeReference]
"""Where an optional time is, how it is read, and what it is in the mapping."""


class EventPlan:
    """How rows of one shape become events. A column that the shape lacks reads as blank."""

    def __init__(self, readers: ColumnReaders, part: EventPart, shape: RowShape) -> None:
        self._readers, self._part, self._shape = readers, part, shape
        self._source, self._source_at = self._either(readers.mapping.source)
        self._name, self._name_at = self._either(part.name)
        self._names: dict[str, str] = {}
        self._prefix = part.name_prefix
        self._longest = MAX_LENGTH - len(part.name_prefix)
        self._original_at = shape.place_of(part.original_at)
        self._read_original_at = readers.time(part.original_at)
        self._times = readers.times(part.original_at)
        self._hours = readers.hours_of(part.original_at)
        self._text_words = readers.null_words(part.name)
        self._null_words = readers.null_words(part.message_id)
        self._sent_at = self._time_column(part.sent_at)
        self._received_at = self._time_column(part.received_at)
        self._message_at = shape.place_of(part.message_id, complete=True)
        self._session_at = shape.place_of(part.session_id, complete=True)
        self._sequence_at = shape.place_of(part.sequence)
        self._sessions = readers.keys("session_id", part.session_id)
        self._identifiers = readers.identifiers(part.identifiers, shape)
        self._properties = PropertyColumns(readers, part.properties, shape)
        self._content = ContentHash(shape.columns)
        self._ids = readers.ids
        self._repeats_stay = part.repeats == "events"
        self._computes = shape.computes

    def _either(self, part: Reference) -> tuple[str, int | None]:
        return ("", self._shape.place_of(part)) if part.constant is None else (str(part.constant), None)

    def _time_column(self, reference: TimeReference | None) -> TimeColumn | None:
        place = self._shape.place_of(reference)
        if reference is None or place is None:
            return None
        return place, self._readers.time(reference), reference

    def read(
        self, number: int, row: Sequence[Cell], cells: Sequence[Cell] | None = None
    ) -> EventRecord | None:
        """The row's event; None for a repeat that is not one; ValueError for a row that cannot be one.

        `cells`: the row with its computed values, where they are known.
        """
        if cells is None:
            cells = self._shape.cells(row) if self._computes else row
        source = self._source or self._required(self._source_at, cells, "source")
        name = self._name or self._required(self._name_at, cells, "event name")
        if len(name) > self._longest:
            raise ValueError(
                f"event name: {len(self._prefix + name):,} characters with its prefix (limit {MAX_LENGTH:,})"
            )
        if self._original_at is None:
            raise ValueError("no original_at")
        try:
            cell = cells[self._original_at]
            original_at = self._times[cell] if type(cell) is str else self._read_original_at(cell)
        except ValueError as why:
            raise ValueError(f"original_at: {why}") from why
        if original_at is None:
            raise ValueError("no original_at")
        identifiers = self._identifiers.read(cells)
        if not identifiers:
            raise self._identifiers.missing(cells)
        if self._hours is not None and original_at.fold:
            original_at = self._hours.settle(original_at, identifiers[0])
        sent_at = received_at = None
        corrected_at = original_at
        if self._received_at is not None or self._sent_at is not None:
            sent_at = self._when("sent_at", self._sent_at, cells)
            received_at = self._when("received_at", self._received_at, cells)
            if sent_at is not None and received_at is not None:
                corrected_at = self._corrected(original_at, sent_at, received_at)
        session_id = None if self._session_at is None else self._session(cells[self._session_at])
        sequence = None if self._sequence_at is None else self._sequence(cells[self._sequence_at])
        properties = self._properties.read(cells)
        message_id = self._message_id(source, cells, row)  # last: a rejected row is no occurrence
        if message_id is None:
            return None
        return EventRecord(
            source,
            message_id,
            self._prefix + name,
            original_at,
            corrected_at,
            number if sequence is None else sequence,
            identifiers,
            sent_at,
            received_at,
            session_id,
            properties,
        )

    def _required(self, place: int | None, cells: Sequence[Cell], what: str) -> str:
        cell = None if place is None else cells[place]
        text = self._names.get(cell) if type(cell) is str else None
        if text is None:
            text = plain_text(what, as_text(cell), self._text_words)
            if type(cell) is str and len(self._names) < 10_000:
                self._names[cell] = text
        return text

    def _when(self, what: str, column: TimeColumn | None, cells: Sequence[Cell]) -> datetime | None:
        if column is None:
            return None
        place, time, reference = column
        try:
            return time(cells[place])
        except ValueError as why:
            self._readers.lose(what, reference, why)
            return None

    def _corrected(self, original_at: datetime, sent_at: datetime, received_at: datetime) -> datetime:
        """The time by the receiver's clock, where that is possible at all."""
        try:
            return corrected(original_at, sent_at, received_at)
        except ValueError as why:
            self._readers.lose("received_at", self._part.received_at, why)
            return original_at

    def _session(self, cell: Cell) -> str | None:
        try:
            key = self._sessions[cell if type(cell) is str else as_text(cell)]
        except ValueError as why:
            self._readers.lose("session_id", self._part.session_id, why)
            return None
        return None if key is None else key[11:]  # the memo keeps `session_id:value`

    def _sequence(self, cell: Cell) -> int | None:
        try:
            return as_int(cell)
        except ValueError as why:
            self._readers.lose("sequence", self._part.sequence, why)
            return None

    def _message_id(self, source: str, cells: Sequence[Cell], row: Sequence[Cell]) -> str | None:
        if self._message_at is not None:
            try:
                given = normalise("message_id", as_text(cells[self._message_at]), null_words=self._null_words)
            except ValueError as why:
                self._readers.lose("message_id", self._part.message_id, why)
                given = None
            if given is not None:
                return given
        message_id, before = self._ids.next(self._content.of(source, row))
        return message_id if self._repeats_stay or not before else None
