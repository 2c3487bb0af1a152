"""The canonical tables: identifiers, users, sessions, events.

A header names the columns; any further column is an identifier when it has the name of a kind or ends in
`:identifier`, and a property otherwise, typed by `:text`, `:int`, `:float`, `:bool`, `:time` or `:date`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Literal, cast

from .cells import PROPERTY_TYPES, Cell, PropertyType, as_text, property_reader, time_reader
from .errors import ColumnMissing, MappingInvalid
from .events import EventPlan, EventReader
from .kinds import KINDS, is_kind_name, strongest_first
from .mapping import Mapping, property_name
from .records import IdentifierRecord, PropertyValue, Record, SessionRecord, UserRecord
from .spelling import Keys, Spelling, normalise, plain_text

Table = Literal["identifiers", "users", "sessions", "events"]

REQUIRED: dict[Table, tuple[str, ...]] = {
    "identifiers": ("kind", "value", "source"),
    "users": ("source", "user_id"),
    "sessions": ("source", "session_id"),
    "events": ("source", "name", "original_at"),
}
OPTIONAL: dict[Table, tuple[str, ...]] = {
    "identifiers": (),
    "users": ("updated_at",),
    "sessions": ("started_at", "ended_at"),
    "events": ("message_id", "sent_at", "received_at", "session_id", "sequence"),
}
_STEM = re.compile(r"(identifiers|users|sessions|events)(?![a-z])", re.IGNORECASE)


def table_of(path: Path, table: str | None = None) -> Table:
    """Which canonical table the file is: `table` if it is given, else by how the file's name begins."""
    name = table or ((found := _STEM.match(path.name)) and found[1].lower()) or ""
    if name not in REQUIRED:
        raise MappingInvalid(
            f"'{table}' is not a table." if table else f"The name of {path} does not begin with a table's.",
            action=f"Tables are {', '.join(REQUIRED)}; for any other file give a mapping.",
        )
    return cast(Table, name)


@dataclass(slots=True)
class Header:
    """What the columns of a canonical table mean."""

    fields: set[str] = field(default_factory=set)
    identifiers: dict[str, tuple[str, ...]] = field(default_factory=dict)  # kind: columns, strongest first
    properties: dict[str, tuple[str, PropertyType | None]] = field(default_factory=dict)  # name: column, type


def read_header(file: str, table: Table, columns: Sequence[str]) -> Header:
    """The header's meaning; MappingInvalid with every mistake in it."""
    header, mistakes = Header(), []
    for column in columns:
        try:
            _place(header, table, column)
        except ValueError as why:
            mistakes.append(f"  {column or '(no name)'}: {why}")
    if mistakes:
        raise MappingInvalid(
            "\n".join((f"{file}: the header of this {table} table has mistakes:", *mistakes)),
            action="Rename these columns, or give a mapping.",
        )
    header.identifiers = {kind: header.identifiers[kind] for kind in strongest_first(header.identifiers)}
    return header


def _place(header: Header, table: Table, column: str) -> None:
    name, colon, suffix = column.partition(":")
    if column in REQUIRED[table] or column in OPTIONAL[table]:
        header.fields.add(column)
    elif table == "identifiers":
        raise ValueError("an identifiers table has the columns kind, value and source only")
    elif column in KINDS or suffix == "identifier":
        if table == "sessions":
            raise ValueError("a session has no identifiers of its own; its events have")
        if not is_kind_name(name):
            raise ValueError("a kind has small letters, digits and _ only")
        header.identifiers[name] = (*header.identifiers.get(name, ()), column)
    elif colon and suffix not in PROPERTY_TYPES:
        raise ValueError(
            f"':{suffix}' is none of :identifier, {', '.join(':' + kind for kind in PROPERTY_TYPES)}"
        )
    elif property_name(name) in header.properties:
        raise ValueError("there are two columns of this name")
    else:
        header.properties[name] = (column, cast(PropertyType, suffix) if colon else None)


def events_mapping(header: Header, region: str) -> Mapping:
    """The mapping that a canonical events table is."""
    properties = {
        name: {"column": column, "type": kind} for name, (column, kind) in header.properties.items()
    }
    names = {name: name for name in OPTIONAL["events"] if name in header.fields}
    parts = {"source": {"column": "source"}, "name": "name", "original_at": "original_at", **names}
    return Mapping.model_validate(
        {**parts, "identifiers": header.identifiers, "properties": properties, "phone_region": region}
    )


class EventTableReader(EventReader):
    """Event records from the rows of an events table, whose columns JSON Lines may add to on the way."""

    def __init__(self, file: str, columns: Sequence[str], spelling: Spelling) -> None:
        self.file, self.region = file, spelling.region
        self.columns = tuple(columns)
        header = read_header(file, "events", columns)
        if not header.identifiers:
            raise ColumnMissing(
                f"{file} has no column with identifiers.",
                kept="Nothing of this file was loaded.",
                action=f"Needed: one of {', '.join(KINDS)}, or NAME:identifier. "
                f"There are: {', '.join(columns)}.",
            )
        super().__init__(events_mapping(header, self.region), spelling.normalisers)

    def plan(self, columns: tuple[str, ...]) -> EventPlan:
        """How rows with these columns are read; MappingInvalid when a new one is none."""
        known = tuple(dict.fromkeys((*self.columns, *columns)))
        if known != self.columns:
            self.follow(events_mapping(read_header(self.file, "events", known), self.region))
            self.columns = known
        return super().plan(columns)


class TableReader:
    """Records from the rows of one identifiers, users or sessions table."""

    def __init__(self, file: str, table: Table, columns: Sequence[str], spelling: Spelling) -> None:
        self.file, self.table, self.spelling = file, table, spelling
        self.columns = tuple(columns)
        self.time = time_reader(UTC)
        self._build = {"identifiers": self._identifier, "users": self._user, "sessions": self._session}[table]
        self._follow(read_header(file, table, columns))

    def _follow(self, header: Header) -> None:
        self.header = header
        self.keys = {kind: Keys(kind, self.spelling) for kind in header.identifiers}
        self.readers = {name: property_reader(kind) for name, (_, kind) in header.properties.items()}

    def plan(self, columns: tuple[str, ...]) -> "TablePlan":
        """How rows with these columns are read; MappingInvalid when a new one is none."""
        known = tuple(dict.fromkeys((*self.columns, *columns)))
        if known != self.columns:
            self._follow(read_header(self.file, self.table, known))
            self.columns = known
        return TablePlan(columns, self._build)

    def _identifier(self, row: dict[str, Cell]) -> Record:
        kind = plain_text("kind", as_text(row.get("kind")))
        if not is_kind_name(kind):
            raise ValueError(f"'{kind[:60]}' is not a kind of identifier")
        key = self.keys.setdefault(kind, Keys(kind, self.spelling))[as_text(row.get("value"))]
        if key is None:
            raise ValueError("no value")
        return IdentifierRecord(kind, key[len(kind) + 1 :], plain_text("source", as_text(row.get("source"))))

    def _user(self, row: dict[str, Cell]) -> Record:
        source, user_id = plain_text("source", as_text(row.get("source"))), _required(row, "user_id")
        found = [
            self.keys[kind][as_text(row.get(column))]
            for kind, columns in self.header.identifiers.items()
            for column in columns
        ]
        identifiers = tuple(dict.fromkeys(key for key in found if key is not None))
        return UserRecord(
            source, user_id, identifiers, self.time(row.get("updated_at")), self._attributes(row),
            tuple(self.header.identifiers),
        )  # fmt: skip

    def _session(self, row: dict[str, Cell]) -> Record:
        source, session_id = plain_text("source", as_text(row.get("source"))), _required(row, "session_id")
        started_at, ended_at = self.time(row.get("started_at")), self.time(row.get("ended_at"))
        if started_at and ended_at and ended_at < started_at:
            raise ValueError("ended_at is before started_at")
        return SessionRecord(source, session_id, started_at, ended_at, self._attributes(row))

    def _attributes(self, row: dict[str, Cell]) -> dict[str, PropertyValue]:
        attributes: dict[str, PropertyValue] = {}
        for name, (column, _) in self.header.properties.items():
            try:
                value = self.readers[name](row.get(column))
            except ValueError as why:
                raise ValueError(f"{name}: {why}") from why
            if value is not None:
                attributes[name] = value
        return attributes


@dataclass(slots=True)
class TablePlan:
    """How rows of one shape become records."""

    columns: tuple[str, ...]
    build: Callable[[dict[str, Cell]], Record]

    def read(self, number: int, cells: Sequence[Cell]) -> Record:
        """The row's record; ValueError for a row that cannot be one."""
        return self.build(dict(zip(self.columns, cells, strict=True)))


def _required(row: dict[str, Cell], name: str) -> str:
    text = normalise(name, as_text(row.get(name)))
    if text is None:
        raise ValueError(f"no {name}")
    return text
