"""Rows of a flat event log to event records, by a mapping.

What each column means is worked out once for each shape of row; a row then costs look-ups.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from .cells import Cell, as_int, as_text, property_reader, time_reader
from .kinds import strongest_first
from .mapping import Column, Constant, Mapping, zone_of
from .message_ids import ContentHash, MessageIds
from .records import EventRecord, PropertyValue
from .spelling import Keys, Normalisers, Spelling, no_identifier, normalise, plain_text
from .times import corrected

TimeReader = Callable[[Cell], datetime | None]
PropertyReader = Callable[[Cell], PropertyValue | None]


class EventReader:
    """Event records from the rows of one file. Remembers what it has read, to read it fast again."""

    def __init__(self, mapping: Mapping, normalisers: Normalisers | None = None) -> None:
        self.zone = zone_of(mapping.time_zone)
        self.time = time_reader(self.zone)
        self.sessions = Keys("session_id")
        self.ids = MessageIds()
        self.normalisers = normalisers or {}
        self.follow(mapping)

    def follow(self, mapping: Mapping) -> None:
        """Read the shapes of row still to come by this mapping."""
        self.mapping = mapping
        spelling = Spelling(mapping.phone_region, self.normalisers)
        self.keys = {kind: Keys(kind, spelling) for kind in strongest_first(mapping.identifiers)}
        self.properties = {
            name: property_reader(typed.type, self.zone) for name, typed in mapping.properties.items()
        }

    def plan(self, columns: tuple[str, ...]) -> "EventPlan":
        """How rows with these columns are read."""
        return EventPlan(self, columns)


class EventPlan:
    """How rows of one shape become events. A column that the shape lacks reads as blank."""

    def __init__(self, reader: EventReader, columns: tuple[str, ...]) -> None:
        mapping = reader.mapping
        self._place = {name: place for place, name in enumerate(columns)}
        self._source, self._source_at = self._either(mapping.source)
        self._name, self._name_at = self._either(mapping.name)
        self._names: dict[str, str] = {}
        self._prefix = mapping.name_prefix
        self._time = reader.time
        self._original_at = self._place.get(mapping.original_at)
        self._sent_at = self._at(mapping.sent_at)
        self._received_at = self._at(mapping.received_at)
        self._message_at = self._at(mapping.message_id)
        self._session_at = self._at(mapping.session_id)
        self._sequence_at = self._at(mapping.sequence)
        self._sessions = reader.sessions
        self._identifiers = [
            (self._place[column], keys)
            for kind, keys in reader.keys.items()
            for column in mapping.identifiers[kind]
            if column in self._place
        ]
        self._properties = [
            (name, self._place[typed.column], reader.properties[name], typed.type in (None, "text"))
            for name, typed in mapping.properties.items()
            if typed.column in self._place
        ]
        self._content = ContentHash(columns)
        self._ids = reader.ids
        self._repeats_stay = mapping.repeats == "events"

    def _at(self, column: str | None) -> int | None:
        return None if column is None else self._place.get(column)

    def _either(self, part: Column | Constant) -> tuple[str, int | None]:
        return (part.constant, None) if isinstance(part, Constant) else ("", self._at(part.column))

    def read(self, number: int, cells: Sequence[Cell]) -> EventRecord | None:
        """The row's event; None for a repeat that is not one; ValueError for a row that cannot be one."""
        source = self._source or self._required(self._source_at, cells, "source")
        name = self._name or self._required(self._name_at, cells, "event name")
        original_at = self._when("original_at", self._original_at, cells)
        if original_at is None:
            raise ValueError("no original_at")
        sent_at = received_at = None
        corrected_at = original_at
        if self._received_at is not None or self._sent_at is not None:
            sent_at = self._when("sent_at", self._sent_at, cells)
            received_at = self._when("received_at", self._received_at, cells)
            if sent_at is not None and received_at is not None:
                corrected_at = corrected(original_at, sent_at, received_at)
        identifiers = self._owners(cells)
        session_id = None if self._session_at is None else self._session(cells[self._session_at])
        sequence = None if self._sequence_at is None else self._sequence(cells[self._sequence_at])
        properties = self._read_properties(cells)
        message_id = self._message_id(source, cells)  # last: a rejected row is no occurrence
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
            text = plain_text(what, as_text(cell))
            if type(cell) is str and len(self._names) < 10_000:
                self._names[cell] = text
        return text

    def _when(self, what: str, place: int | None, cells: Sequence[Cell]) -> datetime | None:
        if place is None:
            return None
        try:
            return self._time(cells[place])
        except ValueError as why:
            raise ValueError(f"{what}: {why}") from why

    def _owners(self, cells: Sequence[Cell]) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        for place, keys in self._identifiers:
            cell = cells[place]
            if cell:
                key = keys[cell if type(cell) is str else as_text(cell)]
                if key is not None and key not in found:
                    found = (*found, key)
        if not found:
            raise ValueError(no_identifier((keys.kind, as_text(cells[at])) for at, keys in self._identifiers))
        return found

    def _session(self, cell: Cell) -> str | None:
        key = self._sessions[cell if type(cell) is str else as_text(cell)]
        return None if key is None else key[11:]  # the memo keeps `session_id:value`

    def _sequence(self, cell: Cell) -> int | None:
        try:
            return as_int(cell)
        except ValueError as why:
            raise ValueError(f"sequence: {why}") from why

    def _read_properties(self, cells: Sequence[Cell]) -> dict[str, PropertyValue]:
        properties: dict[str, PropertyValue] = {}
        for name, place, read, as_it_is in self._properties:
            cell = cells[place]
            if as_it_is and type(cell) is str:
                if cell and not cell.isspace():
                    properties[name] = cell
                continue
            try:
                value = read(cell)
            except ValueError as why:
                raise ValueError(f"{name}: {why}") from why
            if value is not None:
                properties[name] = value
        return properties

    def _message_id(self, source: str, cells: Sequence[Cell]) -> str | None:
        if self._message_at is not None:
            given = normalise("message_id", as_text(cells[self._message_at]))
            if given is not None:
                return given
        message_id, before = self._ids.next(self._content.of(source, cells))
        return message_id if self._repeats_stay or not before else None
