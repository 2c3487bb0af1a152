"""The canonical tables: identifiers, users, sessions, events. Their header is their mapping.

A header names the columns; any further column is an identifier when it has the name of a kind or ends in
`:identifier`, and a property otherwise, typed by `:text`, `:int`, `:float`, `:bool`, `:time` or `:date`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

from .cells import PROPERTY_TYPES, PropertyType
from .errors import ColumnMissing, MappingInvalid
from .identifiers import NO_RULES, IdentifierRules
from .kinds import KINDS, is_kind_name
from .losses import LostCells
from .mapping import Mapping, property_name
from .row_plan import MappingReader, RowPlan

__all__ = ["REQUIRED", "Header", "Table", "TableReader", "read_header", "table_mapping", "table_of"]

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
            f"'{table}' is not a table." if table else f"Nothing says what the columns of {path} mean.",
            kept="Nothing of this file was loaded.",
            action=f"Write a mapping: onepath mapping propose {path} > mapping.toml; then load with it: "
            f"onepath load {path} --mapping mapping.toml. Only files called {', '.join(REQUIRED)} need none.",
        )
    return cast(Table, name)


@dataclass(slots=True)
class Header:
    """What the columns of a canonical table mean."""

    fields: set[str] = field(default_factory=set)
    identifiers: dict[str, tuple[str, ...]] = field(default_factory=dict)  # kind: columns
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
            kept="Nothing of this file was loaded.",
            action=f"Rename these columns, or write a mapping: onepath mapping propose {file} > mapping.toml",
        )
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
            f"':{suffix}' is not one of :identifier, {', '.join(':' + kind for kind in PROPERTY_TYPES)}"
        )
    elif property_name(name) in header.properties:
        raise ValueError("there are two columns of this name")
    else:
        header.properties[name] = (column, cast(PropertyType, suffix) if colon else None)


def table_mapping(file: str, table: Table, columns: Sequence[str], region: str) -> Mapping:
    """The mapping that a canonical table's header is. Raises MappingInvalid, and ColumnMissing for events
    without a column of identifiers."""
    header = read_header(file, table, columns)
    if table == "events" and not header.identifiers:
        raise ColumnMissing(
            f"{file} has no column with identifiers.",
            kept="Nothing of this file was loaded.",
            action=f"Needed: one of {', '.join(KINDS)}, or NAME:identifier. There are: {', '.join(columns)}.",
        )
    names = (*REQUIRED[table][table != "identifiers" :], *OPTIONAL[table])
    part: dict[str, Any] = {name: name for name in names if name in header.fields or name in REQUIRED[table]}
    part.pop("source", None)
    if table in ("events", "users"):
        part["identifiers"] = header.identifiers
    if table != "identifiers":
        part["properties" if table == "events" else "attributes"] = {
            name: {"column": column, "type": kind} for name, (column, kind) in header.properties.items()
        }
    return Mapping.model_validate(
        {"source": {"column": "source"}, "phone_region": region, table.removesuffix("s"): part}
    )


class TableReader(MappingReader):
    """Records from the rows of a canonical table, whose columns JSON Lines may add to on the way."""

    def __init__(
        self,
        file: str,
        table: Table,
        columns: Sequence[str],
        region: str,
        rules: IdentifierRules = NO_RULES,
        lost: LostCells | None = None,
    ) -> None:
        self.file, self.table, self.region, self.columns = file, table, region, tuple(columns)
        super().__init__(table_mapping(file, table, columns, region), rules, lost)

    def plan(self, columns: tuple[str, ...]) -> RowPlan:
        """How rows with these columns are read; MappingInvalid when a new one is none."""
        known = tuple(dict.fromkeys((*self.columns, *columns)))
        if known != self.columns:
            self.readers.follow(table_mapping(self.file, self.table, known, self.region))
            self.columns = known
        return super().plan(columns)
